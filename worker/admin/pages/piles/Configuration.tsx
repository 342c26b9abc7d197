// A pile's configuration: read from the charger, searched, and changed key by key in its place.
import { Box, Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { IconAdjustments, IconRefresh } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
import { mayOperate, useStaff } from "../../api/session.ts";
import { formatTime } from "../../format/time.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Failure } from "../../parts/Failure.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { useLanguage, useText } from "../../text/language.tsx";
import { useSendCommand } from "../commands/CommandDialog.tsx";
import { answerInWords, isUnderWay } from "../commands/commandState.ts";
import { initialValues } from "../commands/commandTable.ts";
import { type ConfigurationRead, configurationOf } from "./configuration.ts";
import { ConfigurationTable } from "./ConfigurationTable.tsx";
import { Differences } from "./template/Differences.tsx";

export function Configuration({ pile }: { readonly pile: AdminPileDetail }) {
  const { language, text } = useLanguage();
  const words = text.piles.configuration;
  const send = useSendCommand(pile.pileId);
  const read = useMemo(() => configurationOf(pile.commands), [pile.commands]);
  return (
    <Stack gap="md">
      <Differences pile={pile} read={read} />
      <Panel
        title={words.title}
        isFlush
        aside={
          <Group gap="sm">
            {read.keys.length > 0 && (
              <Text size="sm" className="z-quiet">
                {read.readAtMs === null
                  ? words.partial
                  : words.readAt(formatTime(read.readAtMs, "dayClock", { language }))}
              </Text>
            )}
            <ReadButton pile={pile} send={send} />
          </Group>
        }
      >
        {send.isError && (
          <Box px="md" pb="md">
            <Failure error={send.error} title={text.commands.form.notSent} />
          </Box>
        )}
        <ReadOutcome pile={pile} />
        {read.keys.length === 0 ? (
          <Empty
            icon={<IconAdjustments size={36} />}
            title={words.notRead}
            hint={words.notReadHint}
          />
        ) : (
          <Keys pile={pile} read={read} />
        )}
      </Panel>
    </Stack>
  );
}

const lastRead = (pile: AdminPileDetail) =>
  pile.commands.find(({ command }) => command === "getConfiguration");

type ReadProps = {
  readonly pile: AdminPileDetail;
  readonly send: ReturnType<typeof useSendCommand>;
};

function ReadButton({ pile, send }: ReadProps) {
  const { configuration: words } = useText().piles;
  const last = lastRead(pile);
  const isReading = send.isPending || (last !== undefined && isUnderWay(last.state));
  if (!mayOperate(useStaff())) return null;
  return (
    <Button
      leftSection={<IconRefresh size={16} />}
      loading={isReading}
      onClick={() => send.mutate({ name: "getConfiguration", values: initialValues })}
    >
      {words.read}
    </Button>
  );
}

/** Says why the last reading brought nothing. */
function ReadOutcome({ pile }: { readonly pile: AdminPileDetail }) {
  const text = useText();
  const last = lastRead(pile);
  if (last === undefined || last.state === "answered" || isUnderWay(last.state)) return null;
  return (
    <Text size="sm" px="md" pb="sm" c="var(--mantine-color-error)" role="status">
      {answerInWords(last, text) ?? text.commands.stateExplained[last.state]}
    </Text>
  );
}

type KeysProps = { readonly pile: AdminPileDetail; readonly read: ConfigurationRead };

function Keys({ pile, read }: KeysProps) {
  const { configuration: words } = useText().piles;
  const [search, setSearch] = useState("");
  const [isWritableOnly, setWritableOnly] = useState(false);
  const sought = search.trim().toLowerCase();
  const found = read.keys.filter(
    ({ key, value, isReadOnly }) =>
      (key.toLowerCase().includes(sought) || value.toLowerCase().includes(sought)) &&
      !(isWritableOnly && isReadOnly),
  );
  return (
    <>
      <Group px="md" pb="sm" align="flex-end" justify="space-between">
        <Group align="flex-end">
          <SearchField
            label={words.searchLabel}
            hint={words.key}
            value={search}
            onSearch={setSearch}
          />
          <Checkbox
            mb={8}
            label={words.writableOnly}
            checked={isWritableOnly}
            onChange={(event) => setWritableOnly(event.currentTarget.checked)}
          />
        </Group>
        <Text size="sm" className="z-quiet" aria-live="polite">
          {words.count(found.length)}
        </Text>
      </Group>
      {found.length === 0 ? (
        <Empty title={words.nothing} hint="" />
      ) : (
        <ConfigurationTable pile={pile} keys={found} />
      )}
      {read.unknownKeys.length > 0 && (
        <Text size="sm" p="md" className="z-quiet">
          {words.unknownKeys}: <span className="z-code">{read.unknownKeys.join(", ")}</span>
        </Text>
      )}
    </>
  );
}
