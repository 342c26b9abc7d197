// The periods of a day as a table for the keyboard: each begins where the one before it ends.
import { ActionIcon, Group, NumberInput, Select, Table, Text, TextInput } from "@mantine/core";
import { IconArrowsSplit2, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { TariffProblem } from "../../../../core/pricing/checkTariff.ts";
import { PeriodKind } from "../../../../core/contract/stations.ts";
import { useText } from "../../text/language.tsx";
import type { Plan } from "./DayBand.tsx";
import { clockOf, problemInWords } from "./tariffWords.ts";

type Period = Plan["periods"][number];

type Props = {
  readonly plan: Plan;
  readonly season: string;
  readonly problems: readonly TariffProblem[];
  readonly onChange: (plan: Plan) => void;
};

const minuteOf = (text: string): number | null => {
  const match = /^(\d{1,2}):?(\d{2})$/.exec(text.trim());
  const minute = Number(match?.[1]) * 60 + Number(match?.[2]);
  return match !== null && Number(match[2]) < 60 && minute <= 1440 ? minute : null;
};

/** Each period ends where the next begins. */
const joined = (periods: readonly Period[]): Period[] =>
  periods.map((period, at) => ({ ...period, fromMinute: periods[at - 1]?.toMinute ?? 0 }));

export function PeriodTable({ plan, season, problems, onChange }: Props) {
  const text = useText();
  const words = text.tariffs;
  const { periods } = plan;
  const set = (next: readonly Period[]): void => onChange({ ...plan, periods: joined(next) });
  const split = (at: number): void => {
    const period = periods[at];
    if (period === undefined) return;
    const middle = Math.round((period.fromMinute + period.toMinute) / 60) * 30;
    set([
      ...periods.slice(0, at),
      { ...period, toMinute: middle },
      { ...period, fromMinute: middle },
      ...periods.slice(at + 1),
    ]);
  };
  /** The neighbour takes its hours over. */
  const remove = (at: number): void => {
    const rest = periods.filter((_, index) => index !== at);
    const last = rest.at(-1);
    set(last === undefined ? periods : [...rest.slice(0, -1), { ...last, toMinute: 1440 }]);
  };
  const mine = problems.filter(
    (problem) =>
      "fromMinute" in problem &&
      problem.season === season &&
      problem.dayTypes.join() === plan.dayTypes.join(),
  );
  return (
    <>
      <Table mt="xs" miw={620} aria-label={words.periods}>
        <Table.Thead>
          <Table.Tr>
            {[words.periodFrom, words.periodTo, words.kind, words.electricity, words.service].map(
              (label) => (
                <Table.Th key={label} scope="col">
                  {label}
                </Table.Th>
              ),
            )}
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {periods.map((period, at) => (
            <Row
              // A period is what stands at a place of the day; it has no other name.
              key={String(at)}
              period={period}
              isLast={at === periods.length - 1}
              onChange={(changed) =>
                set(periods.map((one, index) => (index === at ? changed : one)))
              }
              onSplit={() => split(at)}
              onRemove={periods.length > 1 ? () => remove(at) : null}
            />
          ))}
        </Table.Tbody>
      </Table>
      {mine.map((problem) => (
        <Text size="sm" c="red" mt={4} role="alert" key={JSON.stringify(problem)}>
          {problemInWords(problem, text)}
        </Text>
      ))}
    </>
  );
}

type RowProps = {
  readonly period: Period;
  readonly isLast: boolean;
  readonly onChange: (period: Period) => void;
  readonly onSplit: () => void;
  readonly onRemove: (() => void) | null;
};

function Row({ period, isLast, onChange, onSplit, onRemove }: RowProps) {
  const { tariffs: words, words: names } = useText();
  return (
    <Table.Tr>
      <Table.Td>{clockOf(period.fromMinute)}</Table.Td>
      <Table.Td>
        {isLast ? (
          clockOf(period.toMinute)
        ) : (
          <ClockField
            label={words.periodTo}
            minute={period.toMinute}
            onChange={(toMinute) => onChange({ ...period, toMinute })}
          />
        )}
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={words.kind}
          w={104}
          allowDeselect={false}
          value={period.kind}
          onChange={(chosen) =>
            onChange({
              ...period,
              kind: PeriodKind.options.find((kind) => kind === chosen) ?? period.kind,
            })
          }
          data={PeriodKind.options.map((kind) => ({ value: kind, label: names.period[kind] }))}
        />
      </Table.Td>
      {(["electricityPrice", "servicePrice"] as const).map((name) => (
        <Table.Td key={name}>
          <NumberInput
            aria-label={name === "electricityPrice" ? words.electricity : words.service}
            w={110}
            min={0}
            decimalScale={4}
            step={0.01}
            value={period[name] / 10_000}
            onChange={(typed) =>
              typeof typed === "number" &&
              onChange({ ...period, [name]: Math.round(typed * 10_000) })
            }
          />
        </Table.Td>
      ))}
      <Table.Td>
        <Actions period={period} onSplit={onSplit} onRemove={onRemove} />
      </Table.Td>
    </Table.Tr>
  );
}

function Actions({ period, onSplit, onRemove }: Pick<RowProps, "period" | "onSplit" | "onRemove">) {
  const { tariffs: words } = useText();
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="default"
        aria-label={words.split}
        title={words.split}
        disabled={period.toMinute - period.fromMinute < 60}
        onClick={onSplit}
      >
        <IconArrowsSplit2 size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={words.remove}
        title={words.remove}
        disabled={onRemove === null}
        onClick={() => onRemove?.()}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

type ClockProps = {
  readonly label: string;
  readonly minute: number;
  readonly onChange: (minute: number) => void;
};

/** Taken over once it can be read and the field is left. */
function ClockField({ label, minute, onChange }: ClockProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const leave = (): void => {
    const read = typed === null ? null : minuteOf(typed);
    if (read !== null) onChange(read);
    setTyped(null);
  };
  return (
    <TextInput
      aria-label={label}
      w={84}
      inputMode="numeric"
      value={typed ?? clockOf(minute)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === "Enter" && leave()}
    />
  );
}
