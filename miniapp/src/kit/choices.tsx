// One of a few.
import type { ReactNode } from "react";
import { Box, Press } from "./primitives.tsx";

export type Choice<T> = {
  readonly value: T;
  readonly label: ReactNode;
  readonly isDisabled?: boolean;
};

export type ChoicesProps<T> = {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: T | null;
  readonly onChoose: (value: T) => void;
  readonly shape?: "wrap" | "rows" | "even";
};

export const Choices = <T extends string | number>(props: ChoicesProps<T>) => (
  <Box className={`choices choices-${props.shape ?? "wrap"}`} role="radiogroup" label={props.label}>
    {props.choices.map(({ value, label, isDisabled }) => {
      const isChosen = value === props.chosen;
      const state = isDisabled === true ? " choice-off" : isChosen ? " choice-on" : "";
      return (
        <Press
          key={value}
          className={`choice${state}`}
          isChosen={isChosen}
          isDisabled={isDisabled === true}
          onPress={() => props.onChoose(value)}
        >
          {label}
        </Press>
      );
    })}
  </Box>
);
