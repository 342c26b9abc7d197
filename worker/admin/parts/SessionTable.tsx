// Where somebody is signed in, by device and time.
import { Button } from "@mantine/core";
import type { StaffSession } from "../../../core/contract/admin/people.ts";
import { useText, wordFor } from "../text/language.tsx";
import type { Text } from "../text/zh.ts";
import { type Column, DataTable } from "./DataTable.tsx";
import { Empty } from "./Empty.tsx";
import { Mark } from "./Mark.tsx";
import { Time } from "./Time.tsx";

type Props = {
  readonly sessions: readonly StaffSession[];
  readonly onEnd?: (sessionId: string) => void;
};

export function SessionTable({ sessions, onEnd }: Props) {
  const text = useText();
  const words = text.people.sessions;
  if (sessions.length === 0) return <Empty title={words.none} hint={words.noneHint} />;
  return (
    <DataTable
      label={words.title}
      columns={columnsOf(text, onEnd)}
      rows={sessions}
      keyOf={({ sessionId }) => sessionId}
      minWidth={620}
    />
  );
}

export function deviceName(device: string, text: Text): string {
  const { browsers, systems, unknownDevice } = text.people.sessions;
  const [browser = "", system = ""] = device.split("/");
  const names = [wordFor(browsers, browser), wordFor(systems, system)].filter(
    (name) => name !== null,
  );
  return names.length === 0 ? unknownDevice : names.join(" · ");
}

function columnsOf(text: Text, onEnd: Props["onEnd"]): Column<StaffSession>[] {
  const words = text.people.sessions;
  const shown: Column<StaffSession>[] = [
    { key: "device", label: words.device, cell: ({ device }) => deviceName(device, text) },
    { key: "since", label: words.since, cell: ({ createdAtMs }) => <Time atMs={createdAtMs} /> },
    {
      key: "used",
      label: words.lastUsed,
      cell: ({ lastUsedAtMs }) => <Time atMs={lastUsedAtMs} />,
    },
    { key: "until", label: words.until, cell: ({ expiresAtMs }) => <Time atMs={expiresAtMs} /> },
  ];
  if (onEnd === undefined) return shown;
  return [
    ...shown,
    {
      key: "end",
      label: words.action,
      cell: ({ isThis, sessionId }) =>
        isThis ? (
          <Mark tone="good">{words.thisOne}</Mark>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => onEnd(sessionId)}>
            {words.end}
          </Button>
        ),
    },
  ];
}
