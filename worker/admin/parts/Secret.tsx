// A password that is shown this once: to be copied now, with a warning that says so.
import { Alert, Button, CopyButton, Group, Stack } from "@mantine/core";
import { IconCheck, IconCopy, IconEyeOff } from "@tabler/icons-react";
import { useText } from "../text/language.tsx";
import classes from "./secret.module.css";

export type SecretLine = { readonly label: string; readonly value: string };

type Props = {
  readonly lines: readonly SecretLine[];
  /** What to do with it now; a pile's password is to be entered in the pile. */
  readonly hint?: string;
};

export function Secret({ lines, hint }: Props) {
  const { shell, piles } = useText();
  return (
    <Stack gap="sm">
      {lines.map(({ label, value }) => (
        <div key={label}>
          <div className={classes["label"]}>{label}</div>
          <Group gap="xs" wrap="nowrap" align="stretch">
            <output className={classes["value"]}>{value}</output>
            <CopyButton value={value}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  onClick={copy}
                  aria-label={`${copied ? shell.copied : shell.copy}: ${label}`}
                  leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                >
                  {copied ? shell.copied : shell.copy}
                </Button>
              )}
            </CopyButton>
          </Group>
        </div>
      ))}
      <Alert variant="outline" color="orange" icon={<IconEyeOff />}>
        {hint ?? piles.shownOnce}
      </Alert>
    </Stack>
  );
}
