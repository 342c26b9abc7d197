// On or off, at once.
import type { ReactNode } from "react";
import { Box, Press } from "./primitives.tsx";

export type ToggleProps = {
  readonly label: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
};

export const Toggle = ({ label, isOn, onChange }: ToggleProps) => (
  <Press
    className={isOn ? "toggle toggle-on" : "toggle"}
    choice="switch"
    isChosen={isOn}
    onPress={() => onChange(!isOn)}
  >
    <Box className="grow">{label}</Box>
    <Box className="toggle-track" isHidden>
      <Box className="toggle-knob" />
    </Box>
  </Press>
);
