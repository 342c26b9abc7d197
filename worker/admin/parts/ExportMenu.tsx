// Takes a list away as CSV or XLSX, all of its pages, and says how far it has come.
import { Button, Group, Menu, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { formatCount } from "../format/energy.ts";
import { useText } from "../text/language.tsx";
import type { ExportColumn } from "./export/columns.ts";
import type { ExportFormat } from "./export/writeFile.ts";
import { saveAs } from "./saveAs.ts";

/** A file of more is cut, and its reader told so: a spreadsheet bears little more. */
const MOST_ROWS = 100_000;

type Props<Row> = {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly columns: readonly ExportColumn<Row>[];
  /** Page by page; called when the export begins. */
  readonly rows: () => AsyncIterable<readonly Row[]>;
  readonly disabled?: boolean;
};

export function ExportMenu<Row>({ name, columns, rows, disabled }: Props<Row>) {
  const { shell } = useText();
  const { count, start, cancel } = useExport({ name, columns, rows });
  if (count !== null) {
    return (
      <Group gap="xs" className="z-no-print">
        <Text size="sm" role="status">
          {shell.export.progress(formatCount(count))}
        </Text>
        <Button size="xs" variant="default" onClick={cancel}>
          {shell.cancel}
        </Button>
      </Group>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          className="z-no-print"
          disabled={disabled === true}
          leftSection={<IconDownload size={16} />}
        >
          {shell.export.label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(["csv", "xlsx"] as const).map((format) => (
          <Menu.Item key={format} onClick={() => void start(format)}>
            {shell.export[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useExport<Row>({ name, columns, rows }: Omit<Props<Row>, "disabled">) {
  const { shell } = useText();
  const [count, setCount] = useState<number | null>(null);
  const run = useRef(0);
  const cancel = (): void => {
    run.current += 1;
    setCount(null);
  };
  useEffect(
    () => () => {
      run.current += 1;
    },
    [],
  );
  const start = async (format: ExportFormat): Promise<void> => {
    run.current += 1;
    const mine = run.current;
    setCount(0);
    try {
      const taken: Row[] = [];
      for await (const page of rows()) {
        if (run.current !== mine) return;
        taken.push(...page);
        setCount(taken.length);
        if (taken.length >= MOST_ROWS) {
          notifications.show({ message: shell.export.cut(formatCount(MOST_ROWS)) });
          break;
        }
      }
      const { fileOf } = await import("./export/writeFile.ts");
      const content = await fileOf(format, columns, taken.slice(0, MOST_ROWS));
      if (run.current === mine) saveAs(content, `${name}.${format}`);
    } catch {
      if (run.current === mine) {
        notifications.show({ color: "red", message: shell.export.failed });
      }
    } finally {
      if (run.current === mine) setCount(null);
    }
  };
  return { count, start, cancel };
}
