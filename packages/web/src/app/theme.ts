import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const harbor: MantineColorsTuple = [
  "#edf6f9",
  "#dcebf0",
  "#b6d5df",
  "#8dbfce",
  "#6aacc0",
  "#539fb7",
  "#3f8ea8",
  "#2c7690",
  "#1f6579",
  "#17596d",
];

// "Noto Sans TC" holds Chinese only, and is loaded where the system has none: see words/chinese-font.ts. It stands first,
// because behind a font that the system has, Chromium does not draw the text anew once such a font arrives.
const fonts =
  '"Noto Sans TC", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang TC", "Microsoft JhengHei", sans-serif';

/** Calm and dense: one colour of our own, small radii, small controls, tables first. */
export const theme = createTheme({
  colors: { harbor },
  primaryColor: "harbor",
  primaryShade: 8,
  fontFamily: fonts,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  defaultRadius: "sm",
  headings: {
    fontWeight: "650",
    sizes: {
      // Smaller where the screen is, so that a host name in it needs fewer lines.
      h1: { fontSize: "clamp(1.2rem, 0.85rem + 1.6vw, 1.5rem)", lineHeight: "1.3" },
      h2: { fontSize: "1.05rem", lineHeight: "1.4" },
      h3: { fontSize: "0.95rem", lineHeight: "1.4" },
    },
  },
  cursorType: "pointer",
  components: {
    // What is in it may break its lines, rather than widen it beyond its screen.
    Alert: { styles: { title: { color: "var(--mantine-color-text)" }, body: { minWidth: 0 } } },
    Paper: { defaultProps: { withBorder: true, p: "md", radius: "md" } },
    Table: { defaultProps: { verticalSpacing: 7, horizontalSpacing: "sm", fz: 13.5 } },
    Anchor: { defaultProps: { underline: "hover" } },
    Tooltip: { defaultProps: { withArrow: true, events: { hover: true, focus: true, touch: true } } },
  },
});

/** Mantine's own grey and red for small text are too pale to be read by everybody: these have 4.5:1 and more (WCAG 1.4.3). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { "--mantine-color-dimmed": "#626a73", "--mantine-color-error": "var(--mantine-color-red-9)" },
  dark: {},
});
