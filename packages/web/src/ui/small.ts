/** The screens on which a table becomes a list of cards. */
export const small = "(max-width: 48em)";
