// One line of a list: what it is, and its value or where it leads.
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { Box, Press } from "./primitives.tsx";

export type CellProps = {
  readonly label: ReactNode;
  readonly value?: ReactNode;
  readonly onPress?: () => void;
};

export const Cell = ({ label, value, onPress }: CellProps) => {
  if (onPress === undefined)
    return (
      <Box className="cell">
        <Box className="cell-label">{label}</Box>
        <Box className="cell-value figures">{value}</Box>
      </Box>
    );
  return (
    <Press className="cell" onPress={onPress}>
      <Box className="grow">{label}</Box>
      <Box className="cell-value figures quiet">{value}</Box>
      <Icon name="next" />
    </Press>
  );
};
