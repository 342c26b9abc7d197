// The last commands of a pile with their states; each opens to its answer.
import { Anchor, Button, Text } from "@mantine/core";
import { IconTerminal2 } from "@tabler/icons-react";
import { useState } from "react";
import type { CommandRecord } from "../../../../core/contract/admin/commands.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import { useLanguage, useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { askerInWords } from "./askerInWords.ts";
import { answerInWords, commandName, commandTone, isUnderWay } from "./commandState.ts";
import { parametersInWords } from "./parametersInWords.ts";
import type { CommandAddress } from "./useCommandAddress.ts";

const SHOWN_AT_FIRST = 10;

type Props = { readonly commands: readonly CommandRecord[]; readonly address: CommandAddress };

export function CommandHistory({ commands, address }: Props) {
  const text = useText();
  const [isAll, setAll] = useState(false);
  return (
    <Panel title={text.commands.historyTitle} isFlush>
      {commands.length === 0 ? (
        <Empty
          icon={<IconTerminal2 size={32} />}
          title={text.commands.historyTitle}
          hint={text.commands.historyEmpty}
        />
      ) : (
        <DataTable
          label={text.commands.historyTitle}
          columns={columnsOf(text, address)}
          rows={isAll ? commands : commands.slice(0, SHOWN_AT_FIRST)}
          keyOf={(command) => command.commandId}
          minWidth={680}
        />
      )}
      {!isAll && commands.length > SHOWN_AT_FIRST && (
        <Button variant="subtle" size="xs" m="xs" onClick={() => setAll(true)}>
          {text.commands.historyAll(commands.length)}
        </Button>
      )}
    </Panel>
  );
}

function columnsOf(text: Catalogue, address: CommandAddress): Column<CommandRecord>[] {
  const { columns, state, noAnswerYet } = text.commands;
  return [
    {
      key: "command",
      label: columns.command,
      cell: (record) => (
        <>
          <Anchor
            component="button"
            size="sm"
            ta="left"
            onClick={() => address.show(record.commandId)}
          >
            {commandName(record.command, text)}
          </Anchor>
          <Parameters parameters={record.parameters} />
        </>
      ),
    },
    {
      key: "state",
      label: columns.state,
      cell: (record) => <Mark tone={commandTone(record)}>{state[record.state]}</Mark>,
    },
    {
      key: "answer",
      label: columns.answer,
      cell: (record) =>
        answerInWords(record, text) ?? (isUnderWay(record.state) ? noAnswerYet : ""),
    },
    {
      key: "by",
      label: columns.by,
      cell: (record) => <span className="z-id">{askerInWords(record.askedBy, text)}</span>,
    },
    { key: "time", label: columns.time, cell: (record) => <Time atMs={record.askedAtMs} /> },
  ];
}

function Parameters({ parameters }: { readonly parameters: CommandRecord["parameters"] }) {
  const { text, language } = useLanguage();
  const given = parametersInWords(parameters, text, language);
  if (given === "") return null;
  return (
    <Text size="xs" className="z-quiet" maw={300} truncate title={given}>
      {given}
    </Text>
  );
}
