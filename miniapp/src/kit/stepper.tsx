// A number between bounds, by steps.
import { useText } from "../service/language.ts";
import { Box, Press } from "./primitives.tsx";

export type StepperProps = {
  readonly label: string;
  readonly value: number;
  readonly shown: string;
  readonly step: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
};

export const Stepper = (props: StepperProps) => {
  const text = useText();
  const { value, step, least, most } = props;
  const button = (to: number, sign: string, name: string) => {
    const isOff = to < least || to > most;
    return (
      <Press
        className={isOff ? "stepper-button stepper-off" : "stepper-button"}
        label={`${props.label}: ${name}`}
        isDisabled={isOff}
        onPress={() => props.onChange(to)}
      >
        {sign}
      </Press>
    );
  };
  return (
    <Box className="stepper">
      {button(value - step, "−", text.common.less)}
      <Box className="stepper-value figures" role="status">
        {props.shown}
      </Box>
      {button(value + step, "+", text.common.add)}
    </Box>
  );
};
