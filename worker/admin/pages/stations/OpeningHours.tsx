// Opening hours by what most stations have, or by a rule of one's own; and the week as drivers read it.
import { Grid, SegmentedControl, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { openingSpans } from "../../../../core/places/openingHours.ts";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";

type Kind = "always" | "daily" | "week" | "own";
type Span = readonly [from: string, to: string];

const CLOCK = String.raw`(\d{2}:\d{2})-(\d{2}:\d{2})`;
const DAILY = new RegExp(`^(?:Mo-Su )?${CLOCK}$`);
const WEEK = new RegExp(`^Mo-Fr ${CLOCK}; ?Sa,Su ${CLOCK}$`);
const USUAL: Span = ["07:00", "22:00"];

function readHours(text: string): { kind: Kind; first: Span; second: Span } {
  if (text === "24/7") return { kind: "always", first: USUAL, second: USUAL };
  const daily = DAILY.exec(text);
  const week = WEEK.exec(text);
  const [, from = "07:00", to = "22:00", from2 = from, to2 = to] = daily ?? week ?? [];
  const kind = daily === null ? (week === null ? "own" : "week") : "daily";
  return { kind, first: [from, to], second: [from2, to2] };
}

function writeHours(kind: Kind, first: Span, second: Span, own: string): string {
  switch (kind) {
    case "always":
      return "24/7";
    case "daily":
      return first.join("-");
    case "week":
      return `Mo-Fr ${first.join("-")}; Sa,Su ${second.join("-")}`;
    case "own":
      return own;
  }
}

type Props = {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
};

export function OpeningHours({ value, onChange, isOpen, onOpen }: Props) {
  const { stationEditing: words } = useText();
  const read = readHours(value);
  const [chosen, choose] = useState<Kind | null>(null);
  const kind = chosen ?? read.kind;
  const put = (to: Kind, first = read.first, second = read.second): void => {
    choose(to);
    onChange(writeHours(to, first, second, value));
  };
  return (
    <Panel title={words.hours}>
      <Stack gap="sm">
        <Switch
          label={words.isOpen}
          description={words.isOpenHint}
          checked={isOpen}
          onChange={(event) => onOpen(event.currentTarget.checked)}
        />
        <SegmentedControl
          aria-label={words.hoursKind}
          value={kind}
          onChange={(next) =>
            put(next === "always" || next === "daily" || next === "week" ? next : "own")
          }
          data={(["always", "daily", "week", "own"] as const).map((one) => ({
            value: one,
            label: words.hoursKinds[one],
          }))}
        />
        {(kind === "daily" || kind === "week") && (
          <Times
            label={kind === "daily" ? words.everyDay : words.workdays}
            span={read.first}
            onChange={(span) => put(kind, span)}
          />
        )}
        {kind === "week" && (
          <Times
            label={words.weekend}
            span={read.second}
            onChange={(span) => put(kind, read.first, span)}
          />
        )}
        {kind === "own" && (
          <TextInput
            label={words.hoursText}
            description={words.hoursTextHint}
            value={value}
            maxLength={200}
            error={openingSpans(value) === null ? words.hoursInvalid : null}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        )}
        <Week text={value} />
      </Stack>
    </Panel>
  );
}

type TimesProps = {
  readonly label: string;
  readonly span: Span;
  readonly onChange: (span: Span) => void;
};

function Times({ label, span: [from, to], onChange }: TimesProps) {
  const { stationEditing: words } = useText();
  return (
    <Grid gap="sm">
      <Grid.Col span={6}>
        <TextInput
          type="time"
          label={`${label} · ${words.from}`}
          value={from}
          onChange={(event) => onChange([event.currentTarget.value, to])}
        />
      </Grid.Col>
      <Grid.Col span={6}>
        <TextInput
          type="time"
          label={`${label} · ${words.to}`}
          value={to}
          onChange={(event) => onChange([from, event.currentTarget.value])}
        />
      </Grid.Col>
    </Grid>
  );
}

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function Week({ text }: { readonly text: string }) {
  const { stationEditing: words } = useText();
  const spans = openingSpans(text);
  if (spans === null) return null;
  const dayText = (weekday: number): string => {
    const times = spans.filter((span) => span.weekday === weekday);
    if (times.length === 0) return words.closedDay;
    return times
      .map(({ fromMinute, toMinute }) =>
        toMinute > 1440
          ? `${clockOf(fromMinute)}–${words.nextDay} ${clockOf(toMinute - 1440)}`
          : `${clockOf(fromMinute)}–${clockOf(toMinute)}`,
      )
      .join(", ");
  };
  return (
    <div aria-label={words.week} role="group">
      {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
        <Text size="sm" key={weekday} className="z-quiet">
          {words.days[weekday]} {dayText(weekday)}
        </Text>
      ))}
    </div>
  );
}
