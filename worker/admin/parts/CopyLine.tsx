// A value to be taken elsewhere: selectable, and copied with one press.
import { ActionIcon, CopyButton, Group, Text, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useText } from "../text/language.tsx";

export function CopyLine({ value, label }: { readonly value: string; readonly label: string }) {
  const { shell } = useText();
  return (
    <Group gap={6} wrap="nowrap" align="center">
      <Text size="sm" className="z-code" component="span">
        {value}
      </Text>
      <CopyButton value={value} timeout={1_500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? shell.copied : shell.copy}>
            <ActionIcon size="sm" onClick={copy} aria-label={`${shell.copy}: ${label}`}>
              {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
