/** What a person may do; the reference product's five roles of an account, and the CA's own. */
export const Role = {
  ADMINISTRATOR: "ADMINISTRATOR",
  MANAGER: "MANAGER",
  FINANCE_MANAGER: "FINANCE_MANAGER",
  STANDARD_USER: "STANDARD_USER",
  LIMITED_USER: "LIMITED_USER",
  VALIDATION_SPECIALIST: "VALIDATION_SPECIALIST",
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** Whether this role decides requests. */
export function mayApprove(role: Role): boolean {
  return role === Role.ADMINISTRATOR || role === Role.MANAGER;
}

/** Whether this role sees every order of its account, or only its own. */
export function seesAllOrders(role: Role): boolean {
  return role !== Role.LIMITED_USER;
}

/** Whether this role orders, and adds what orders need: everyone of an account may, and nobody of the CA. */
export function mayOrder(role: Role): boolean {
  return !isSpecialist(role);
}

/** Whether this role is the CA's: it verifies organizations (EVG 5.2.4), and owns and orders nothing. */
export function isSpecialist(role: Role): boolean {
  return role === Role.VALIDATION_SPECIALIST;
}
