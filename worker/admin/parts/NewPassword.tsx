// A new password: says at once what is still wrong with it, by the rules that the platform keeps.
import { PasswordInput } from "@mantine/core";
import {
  PASSWORD_LEAST,
  PASSWORD_MOST,
  passwordFlaw,
} from "../../../core/contract/admin/passwordRules.ts";
import { useText } from "../text/language.tsx";
import type { Text } from "../text/zh.ts";

type Props = {
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly error: string | null;
};

/** Null for a password that may be used. */
export function flawInWords(password: string, email: string, text: Text): string | null {
  const flaw = passwordFlaw(password, { email });
  return flaw === null ? null : text.people.password[flaw];
}

export function NewPassword({ value, onChange, error }: Props) {
  const words = useText().people.password;
  return (
    <PasswordInput
      label={words.next}
      description={words.rule(PASSWORD_LEAST)}
      autoComplete="new-password"
      maxLength={PASSWORD_MOST}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      error={error}
    />
  );
}
