// A stretch of days, both included, as two date fields; days are Beijing's, as the books have them.
import { Group, TextInput } from "@mantine/core";
import { useText } from "../text/language.tsx";

type Props = {
  /** "2026-11-28"; empty where it is open. */
  readonly from: string;
  readonly until: string;
  readonly onChange: (from: string, until: string) => void;
};

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

const midnightOf = (day: string): number | undefined => {
  const atMs = Date.parse(`${day}T00:00:00+08:00`);
  return Number.isFinite(atMs) ? atMs : undefined;
};

/** The end is the midnight after the last day. */
export function timeOfDays(from: string, until: string) {
  const lastMs = midnightOf(until);
  return { fromMs: midnightOf(from), untilMs: lastMs === undefined ? undefined : lastMs + DAY_MS };
}

export const dayOf = (atMs: number): string =>
  new Date(atMs + BEIJING_MS).toISOString().slice(0, 10);

export function DayFields({ from, until, onChange }: Props) {
  const { filters } = useText().books;
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        type="date"
        label={filters.from}
        value={from}
        max={until === "" ? undefined : until}
        onChange={(event) => onChange(event.currentTarget.value, until)}
      />
      <TextInput
        type="date"
        label={filters.until}
        value={until}
        min={from === "" ? undefined : from}
        onChange={(event) => onChange(from, event.currentTarget.value)}
      />
    </Group>
  );
}
