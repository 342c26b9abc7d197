// The codes that stand in for a lost phone, shown this once.
import { Button, CopyButton, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import "@mantine/core/styles/SimpleGrid.css";
import { IconCheck, IconCopy, IconDownload } from "@tabler/icons-react";
import { saveAs } from "../../parts/saveAs.ts";
import { useText } from "../../text/language.tsx";

type Props = { readonly codes: readonly string[]; readonly onDone: () => void };

export function RecoveryCodes({ codes, onDone }: Props) {
  const { people, shell } = useText();
  const words = people.secondFactor;
  const all = codes.join("\n");
  return (
    <Stack gap="sm" maw={520}>
      <Text size="sm">{words.keepCodes}</Text>
      <SimpleGrid cols={2} spacing={6} component="ul" style={{ listStyle: "none", padding: 0 }}>
        {codes.map((code) => (
          <li key={code} className="z-code">
            {code}
          </li>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <CopyButton value={all}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              onClick={copy}
            >
              {copied ? shell.copied : shell.copy}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => saveAs(new Blob([all], { type: "text/plain" }), "zhuang-recovery.txt")}
        >
          {words.download}
        </Button>
        <Button onClick={onDone}>{words.kept}</Button>
      </Group>
    </Stack>
  );
}
