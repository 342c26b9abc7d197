// A button; while busy it says so and takes no second tap.
import type { ReactNode } from "react";
import { Box, Press, Text } from "./primitives.tsx";

export type ButtonProps = {
  readonly kind?: "primary" | "plain" | "stop" | "danger";
  readonly isSmall?: boolean;
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

export const Button = (props: ButtonProps) => {
  const isOff = props.isDisabled === true || props.isBusy === true;
  const classes = ["press", "button", `button-${props.kind ?? "primary"}`];
  if (props.isSmall === true) classes.push("button-small");
  if (props.isDisabled === true) classes.push("button-off");
  return (
    <Press className={classes.join(" ")} onPress={props.onPress} isDisabled={isOff}>
      {props.isBusy === true ? <Box className="spinner" isHidden /> : null}
      <Text className="figures">{props.children}</Text>
    </Press>
  );
};
