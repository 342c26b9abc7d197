// The look of the admin: quiet surfaces, one green-blue accent, colours of state kept for states.
import {
  ActionIcon,
  Alert,
  Button,
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  Modal,
  Paper,
  Select,
  Table,
  Tooltip,
} from "@mantine/core";

const pine: MantineColorsTuple = [
  "#e9f7f4",
  "#d3ece7",
  "#a5d8cf",
  "#74c4b6",
  "#4db3a1",
  "#34a894",
  "#1f8f7d",
  "#0b6b62",
  "#095b53",
  "#054a44",
];

/** Mantine's greys of the dark, tinted like the page they stand on. */
const dark: MantineColorsTuple = [
  "#d3d8dd",
  "#b6bdc4",
  "#8d959d",
  "#626a72",
  "#3c434a",
  "#2d3339",
  "#242a2f",
  "#1c2125",
  "#14181b",
  "#0e1113",
];

export const theme = createTheme({
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 7 },
  colors: { pine, dark },
  defaultRadius: "md",
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: "600" },
  components: {
    Alert: Alert.extend({ styles: { root: { background: "var(--mantine-color-body)" } } }),
    Button: Button.extend({ defaultProps: { size: "sm", fw: 500 } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray" } }),
    Modal: Modal.extend({
      defaultProps: { centered: true },
      styles: { title: { fontSize: 18, fontWeight: 600 } },
    }),
    Paper: Paper.extend({ defaultProps: { withBorder: true, radius: "md" } }),
    // The list itself scrolls, so that a screen reader finds the scrolling part within the combobox.
    Select: Select.extend({
      defaultProps: { withScrollArea: false },
      styles: { options: { maxHeight: 260, overflowY: "auto" } },
    }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 9, horizontalSpacing: "md" } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withArrow: true } }),
  },
});

/** Small coloured text must stand out from its ground by 4.5 to 1, which the library's does not. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-error": "#c0261d",
    "--mantine-color-dimmed": "var(--z-quiet)",
    "--mantine-color-placeholder": "#68727d",
    "--mantine-color-red-outline": "#c0261d",
    "--mantine-color-orange-outline": "#a84300",
    "--mantine-color-yellow-outline": "#855600",
    "--mantine-color-green-outline": "#24743a",
    "--mantine-color-blue-outline": "#1c5fc4",
    "--mantine-color-gray-outline": "#55606d",
  },
  dark: {
    "--mantine-color-error": "#ff8787",
    "--mantine-color-dimmed": "var(--z-quiet)",
    "--mantine-color-placeholder": "#98a1aa",
    "--mantine-color-red-outline": "#ff8787",
    "--mantine-color-orange-outline": "#ffa94d",
  },
});
