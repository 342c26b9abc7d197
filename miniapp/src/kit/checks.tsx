// Any of a few, or none.
import { Box, Press } from "./primitives.tsx";
import type { Choice } from "./choices.tsx";

export type ChecksProps<T> = {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
};

export const Checks = <T extends string>({ label, choices, chosen, onChange }: ChecksProps<T>) => (
  <Box className="choices" role="group" label={label}>
    {choices.map(({ value, label: name }) => {
      const isChosen = chosen.includes(value);
      const without = chosen.filter((one) => one !== value);
      return (
        <Press
          key={value}
          className={isChosen ? "choice choice-on" : "choice"}
          choice="checkbox"
          isChosen={isChosen}
          onPress={() => onChange(isChosen ? without : [...without, value])}
        >
          {name}
        </Press>
      );
    })}
  </Box>
);
