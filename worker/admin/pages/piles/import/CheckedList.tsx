// What a file would do: every bad line with what is wrong, or how many piles it would register.
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { ImportProblem, ImportRow } from "../../../../../core/piles/importRows.ts";
import { type Column, DataTable } from "../../../parts/DataTable.tsx";
import { ExportMenu } from "../../../parts/ExportMenu.tsx";
import { rowsAtHand } from "../../../parts/export/columns.ts";
import { useText } from "../../../text/language.tsx";
import type { Text as Catalogue } from "../../../text/zh.ts";
import type { CheckedFile } from "./readFile.ts";

/** A file that is wrong throughout is put right by its first lines. */
const SHOWN = 200;

type Props = {
  readonly file: CheckedFile;
  readonly onBegin: (rows: readonly ImportRow[]) => void;
};

export function CheckedList({ file, onBegin }: Props) {
  const words = useText().pileTools.import;
  const { problems, fresh, present } = file;
  if (problems.length > 0) return <Problems problems={problems} />;
  if (fresh.length === 0) {
    return (
      <Alert role="status" variant="outline" color="gray">
        {words.nothing}
      </Alert>
    );
  }
  return (
    <Stack gap="sm">
      <Alert role="status" variant="outline" color="green" icon={<IconCircleCheck />}>
        {words.good(fresh.length, present.length)}
      </Alert>
      <Group>
        <Button onClick={() => onBegin(fresh)}>{words.begin(fresh.length)}</Button>
      </Group>
    </Stack>
  );
}

function Problems({ problems }: { readonly problems: readonly ImportProblem[] }) {
  const text = useText();
  const words = text.pileTools.import;
  const lines = new Set(problems.map(({ line }) => line)).size;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start">
        <Alert
          role="alert"
          variant="outline"
          color="red"
          icon={<IconAlertTriangle />}
          title={words.bad(problems.length, lines)}
        >
          {words.badHint}
        </Alert>
        <ExportMenu
          name="problems"
          columns={[
            { label: words.line, value: ({ line }: ImportProblem) => line },
            { label: words.column, value: ({ column }) => column },
            { label: words.value, value: ({ value }) => value },
            { label: words.problem, value: ({ code }) => words.problems[code] },
          ]}
          rows={() => rowsAtHand(problems)}
        />
      </Group>
      <DataTable
        label={words.title}
        columns={columnsOf(text)}
        rows={problems.slice(0, SHOWN)}
        keyOf={({ line, column, code }) => `${line} ${column ?? ""} ${code}`}
        minWidth={640}
      />
    </Stack>
  );
}

function columnsOf({ pileTools }: Catalogue): Column<ImportProblem>[] {
  const words = pileTools.import;
  return [
    { key: "line", label: words.line, isNumber: true, cell: ({ line }) => line },
    {
      key: "column",
      label: words.column,
      cell: ({ column }) => <span className="z-code z-id">{column}</span>,
    },
    {
      key: "value",
      label: words.value,
      cell: ({ value }) => (
        <Text size="sm" maw={220} truncate title={value} className="z-code">
          {value}
        </Text>
      ),
    },
    { key: "problem", label: words.problem, cell: ({ code }) => words.problems[code] },
  ];
}
