// The code of a second factor: six figures, or one of the recovery codes.
import { TextInput } from "@mantine/core";
import { useText } from "../text/language.tsx";

type Props = {
  readonly value: string;
  readonly onChange: (code: string) => void;
  /** While it is set up there are no recovery codes yet. */
  readonly isFirst?: boolean;
  readonly isFocused?: boolean;
};

export function CodeField({ value, onChange, isFirst = false, isFocused = false }: Props) {
  const words = useText().people.secondFactor;
  return (
    <TextInput
      label={words.code}
      description={isFirst ? words.firstCode : words.codeHint}
      autoComplete="one-time-code"
      inputMode={isFirst ? "numeric" : "text"}
      maxLength={32}
      data-autofocus
      autoFocus={isFocused}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
