// When a version begins: at once, or at a time in the editor's own zone.
import { SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useText } from "../../text/language.tsx";

type Props = {
  /** When the version before it began or begins. */
  readonly afterMs: number;
  /** Null means at once. */
  readonly value: number | null;
  readonly onChange: (validFromMs: number | null) => void;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const two = (part: number): string => String(part).padStart(2, "0");
const fieldOf = (atMs: number): string => {
  const at = new Date(atMs);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
};

export function StartTime({ afterMs, value, onChange }: Props) {
  const { tariffs: words } = useText();
  const [nowMs] = useState(() => Date.now());
  const later = (): number => Math.ceil((Math.max(nowMs, afterMs) + HOUR_MS) / HOUR_MS) * HOUR_MS;
  const isWrong = value !== null && (value <= afterMs || value > nowMs + 365 * DAY_MS);
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {words.start}
      </Text>
      <SegmentedControl
        aria-label={words.start}
        value={value === null ? "now" : "later"}
        onChange={(chosen) => onChange(chosen === "now" ? null : later())}
        data={[
          { value: "now", label: words.startNow },
          { value: "later", label: words.startLater },
        ]}
      />
      {value !== null && (
        <TextInput
          type="datetime-local"
          label={words.startAt}
          value={fieldOf(value)}
          error={isWrong ? words.startInvalid : null}
          onChange={(event) => {
            const typed = new Date(event.currentTarget.value).getTime();
            if (Number.isFinite(typed)) onChange(typed);
          }}
        />
      )}
    </Stack>
  );
}
