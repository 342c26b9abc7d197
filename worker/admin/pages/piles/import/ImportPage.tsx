// Registers many piles by a CSV file: checked whole, then registered with progress, and their
// passwords handed over once.
import { Alert, Button, FileButton, Group, List, Paper, Stack, Text, Title } from "@mantine/core";
import { IconDownload, IconFileSpreadsheet, IconFileX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { ConnectorStandard } from "../../../../../core/contract/stations.ts";
import { importColumns } from "../../../../../core/piles/importRows.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Page } from "../../../parts/Page.tsx";
import { saveAs } from "../../../parts/saveAs.ts";
import { useText } from "../../../text/language.tsx";
import { checkFile, template } from "./readFile.ts";
import { CheckedList } from "./CheckedList.tsx";
import { ImportProgress } from "./ImportProgress.tsx";
import { useImport } from "./useImport.ts";

export default function ImportPage() {
  const { pileTools, shell } = useText();
  const words = pileTools.import;
  const check = useMutation({ mutationFn: checkFile });
  const { run, start, stop, clear } = useImport();
  const reset = useRef<() => void>(null);
  const choose = (file: File | null): void => {
    if (file === null) return;
    clear();
    check.mutate(file);
    // The same file, corrected, is chosen again.
    reset.current?.();
  };
  return (
    <Page title={words.title} lead={words.lead} parent={{ label: shell.nav.piles, href: "/piles" }}>
      <Paper p="lg">
        <Stack>
          <Explanation />
          <Group>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              onClick={() => saveAs(template(), "piles.csv")}
            >
              {words.template}
            </Button>
            <FileButton accept=".csv,text/csv" onChange={choose} resetRef={reset}>
              {(button) => (
                <Button
                  {...button}
                  leftSection={<IconFileSpreadsheet size={16} />}
                  loading={check.isPending}
                  disabled={run?.kind === "running"}
                >
                  {check.data === undefined ? words.choose : words.chooseAnother}
                </Button>
              )}
            </FileButton>
            {check.data && (
              <Text size="sm" className="z-code">
                {check.data.fileName}
              </Text>
            )}
          </Group>
          {check.isError && <Failure error={check.error} title={shell.state.notDone} />}
          {check.data === null && (
            <Alert role="alert" variant="outline" color="red" icon={<IconFileX />}>
              {words.unreadable}
            </Alert>
          )}
          {check.data && run === null && (
            <CheckedList file={check.data} onBegin={(rows) => void start(rows)} />
          )}
          {run !== null && <ImportProgress run={run} onStop={stop} />}
        </Stack>
      </Paper>
    </Page>
  );
}

function Explanation() {
  const words = useText().pileTools.import;
  return (
    <div>
      <Title order={2} fz={16} mb={6}>
        {words.columnsTitle}
      </Title>
      <List size="sm" spacing={4}>
        {importColumns.map((column) => (
          <List.Item key={column}>
            <span className="z-code">{column}</span> — {words.columns[column]}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt={6} className="z-quiet">
        {words.plugs} <span className="z-code">{ConnectorStandard.options.join(", ")}</span>
      </Text>
    </div>
  );
}
