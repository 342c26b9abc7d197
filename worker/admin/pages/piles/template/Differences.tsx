// A pile's configuration beside its template: what differs, and one button that sets it right.
import { Anchor, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconAdjustmentsCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import {
  adminGetCommand,
  type CommandRecord,
} from "../../../../../core/contract/admin/commands.ts";
import type { AdminPileDetail } from "../../../../../core/contract/admin/piles.ts";
import { adminGetPileTemplate } from "../../../../../core/contract/admin/templates.ts";
import { ask, queryOf } from "../../../api/ask.ts";
import { mayOperate, useStaff } from "../../../api/session.ts";
import { type Column, DataTable } from "../../../parts/DataTable.tsx";
import { Empty } from "../../../parts/Empty.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Fetched } from "../../../parts/Fetched.tsx";
import { Mark } from "../../../parts/Mark.tsx";
import { Panel } from "../../../parts/Panel.tsx";
import { useText } from "../../../text/language.tsx";
import type { Text as Catalogue } from "../../../text/zh.ts";
import { useSendCommand } from "../../commands/CommandDialog.tsx";
import { answerInWords, commandTone, isUnderWay } from "../../commands/commandState.ts";
import { initialValues } from "../../commands/commandTable.ts";
import type { ConfigurationRead } from "../configuration.ts";
import { canBeSet, type Difference, differencesOf } from "./differences.ts";

type Props = { readonly pile: AdminPileDetail; readonly read: ConfigurationRead };

export function Differences({ pile, read }: Props) {
  const { difference: words } = useText().templates;
  const query = useQuery(queryOf(adminGetPileTemplate, { pileId: pile.pileId }));
  return (
    <Panel
      title={words.title}
      isFlush
      aside={
        <Anchor component={Link} href="/templates" size="sm">
          {words.edit}
        </Anchor>
      }
    >
      <Fetched query={query}>
        {({ keys }) => {
          if (keys.length === 0) {
            return (
              <Empty
                icon={<IconAdjustmentsCheck size={32} />}
                title={words.none}
                hint={words.noneHint}
              />
            );
          }
          if (read.keys.length === 0) return <Empty title={words.notRead} hint="" />;
          const found = differencesOf(keys, read.keys);
          return found.length === 0 ? (
            <Text size="sm" px="md" pb="md" component="div" role="status">
              <Mark tone="good">{words.same(keys.length)}</Mark>
            </Text>
          ) : (
            <Found pile={pile} found={found} />
          );
        }}
      </Fetched>
    </Panel>
  );
}

const POLL_MS = 700;

type Setting = { readonly done: readonly CommandRecord[]; readonly all: number };

/** One key after another, because a charger takes one command at a time. */
function useSetAll(pile: AdminPileDetail) {
  const send = useSendCommand(pile.pileId);
  const [setting, setSetting] = useState<Setting | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const setAll = async (wanted: readonly Difference[]): Promise<void> => {
    setBusy(true);
    setError(null);
    const done: CommandRecord[] = [];
    setSetting({ done, all: wanted.length });
    try {
      for (const { key, value } of wanted) {
        const values = { ...initialValues, key, value };
        const { command } = await send.mutateAsync({ name: "changeConfiguration", values });
        done.push(await ended(pile.pileId, command));
        setSetting({ done: [...done], all: wanted.length });
      }
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };
  return { setting, error, isBusy, setAll };
}

async function ended(pileId: string, command: CommandRecord): Promise<CommandRecord> {
  let record = command;
  while (isUnderWay(record.state)) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    record = await ask(adminGetCommand, { pileId, commandId: command.commandId });
  }
  return record;
}

const isTaken = ({ state, status }: CommandRecord): boolean =>
  state === "answered" && (status === "Accepted" || status === "RebootRequired");

function Found({ pile, found }: { pile: AdminPileDetail; found: readonly Difference[] }) {
  const text = useText();
  const { difference: words } = text.templates;
  const { setting, error, isBusy, setAll } = useSetAll(pile);
  const settable = found.filter(canBeSet);
  return (
    <Stack gap="sm" pb="sm">
      <Group px="md" justify="space-between">
        <Text size="sm" fw={600}>
          {words.some(found.length)}
        </Text>
        {mayOperate(useStaff()) && settable.length > 0 && (
          <Button
            size="xs"
            loading={isBusy}
            disabled={!pile.online}
            onClick={() => void setAll(settable)}
          >
            {words.set(settable.length)}
          </Button>
        )}
      </Group>
      {setting !== null && (
        <Stack px="md" gap={4} role="status">
          <Progress
            value={(100 * setting.done.length) / setting.all}
            aria-label={words.setting(setting.done.length, setting.all)}
          />
          <Text size="sm">
            {isBusy
              ? words.setting(setting.done.length, setting.all)
              : words.result(setting.done.filter(isTaken).length, setting.all)}
          </Text>
        </Stack>
      )}
      {error !== null && <Failure error={error} title={text.commands.form.notSent} />}
      <DataTable
        label={words.title}
        columns={columnsOf(text, setting?.done ?? [])}
        rows={found}
        keyOf={({ key }) => key}
        minWidth={640}
      />
    </Stack>
  );
}

const code = (value: string) => <span className="z-code">{value}</span>;

function columnsOf(text: Catalogue, done: readonly CommandRecord[]): Column<Difference>[] {
  const { difference: words } = text.templates;
  return [
    { key: "key", label: words.key, cell: ({ key }) => code(key) },
    { key: "wanted", label: words.wanted, cell: ({ value }) => code(value) },
    {
      key: "present",
      label: words.present,
      cell: ({ key, present, isReadOnly }) => {
        const last = done.findLast(({ parameters }) => parameters["key"] === key);
        return (
          <>
            {present === null ? <span className="z-quiet">{words.missing}</span> : code(present)}
            {isReadOnly && (
              <Text size="xs" className="z-quiet">
                {words.readOnly}
              </Text>
            )}
            {last !== undefined && (
              <Text size="xs" component="div">
                <Mark tone={commandTone(last)}>
                  {answerInWords(last, text) ?? text.commands.state[last.state]}
                </Mark>
              </Text>
            )}
          </>
        );
      },
    },
  ];
}
