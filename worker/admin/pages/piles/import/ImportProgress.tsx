// How far an import has come, what was refused, and the passwords of what was registered, once.
import { Alert, Button, Group, List, Progress, Stack, Text } from "@mantine/core";
import { IconDownload, IconEyeOff } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { ImportedPile } from "../../../../../core/contract/admin/pileImport.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { saveAs } from "../../../parts/saveAs.ts";
import { useText } from "../../../text/language.tsx";
import type { ImportRun } from "./useImport.ts";

type Registered = Extract<ImportedPile, { outcome: "registered" }>;
type Refused = Extract<ImportedPile, { outcome: "refused" }>;

type Props = { readonly run: ImportRun; readonly onStop: () => void };

export function ImportProgress({ run, onStop }: Props) {
  const { pileTools } = useText();
  const words = pileTools.import;
  const { kind, all, piles, error } = run;
  const registered = piles.filter((one): one is Registered => one.outcome === "registered");
  const refused = piles.filter((one): one is Refused => one.outcome === "refused");
  return (
    <Stack gap="sm">
      <Progress value={(100 * piles.length) / Math.max(1, all)} aria-label={words.title} />
      <Group>
        <Text role="status">
          {kind === "done" ? words.done(registered.length) : words.progress(piles.length, all)}
        </Text>
        {kind === "running" && (
          <Button size="xs" variant="default" onClick={onStop}>
            {words.stop}
          </Button>
        )}
      </Group>
      {kind === "stopped" && <Alert variant="outline">{words.stopped}</Alert>}
      {kind === "failed" && <Failure error={error} title={words.failed} />}
      {refused.length > 0 && <RefusedList refused={refused} />}
      {kind !== "running" && registered.length > 0 && <Passwords registered={registered} />}
    </Stack>
  );
}

function RefusedList({ refused }: { readonly refused: readonly Refused[] }) {
  const words = useText().pileTools.import;
  return (
    <Alert role="alert" variant="outline" color="orange" title={words.refusedRows}>
      <List size="sm">
        {refused.map(({ pileId, code }) => (
          <List.Item key={pileId}>
            <span className="z-code">{pileId}</span>{" "}
            {code === "unavailable" ? words.unavailable : words.problems[code]}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Passwords({ registered }: { readonly registered: readonly Registered[] }) {
  const words = useText().pileTools.import;
  const [isTaken, setTaken] = useState(false);
  useEffect(() => {
    if (isTaken) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isTaken]);
  const save = async (): Promise<void> => {
    const { fileOf } = await import("../../../parts/export/writeFile.ts");
    const columns = [
      { label: "pile_id", value: ({ pileId }: Registered) => pileId },
      { label: "ocpp_url", value: ({ ocppUrl }: Registered) => ocppUrl },
      { label: "password", value: ({ password }: Registered) => password },
    ];
    saveAs(await fileOf("csv", columns, registered), "pile-passwords.csv");
    setTaken(true);
  };
  return (
    <Alert variant="outline" color="orange" icon={<IconEyeOff />}>
      <Text size="sm">{words.credentialsOnce}</Text>
      <Button mt="sm" leftSection={<IconDownload size={16} />} onClick={() => void save()}>
        {words.credentials}
      </Button>
    </Alert>
  );
}
