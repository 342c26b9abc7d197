// The year in seasons, each with its kinds of day: the day drawn, and its periods as a table.
import { Button, Group, NumberInput, Stack, Tabs, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { TariffContent } from "../../../../core/contract/admin/tariffs.ts";
import type { TariffProblem } from "../../../../core/pricing/checkTariff.ts";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import { DayBand, type Plan } from "./DayBand.tsx";
import { PeriodTable } from "./PeriodTable.tsx";
import { daysInWords, problemInWords } from "./tariffWords.ts";

export type EditorProps = {
  readonly content: TariffContent;
  readonly problems: readonly TariffProblem[];
  readonly onChange: (change: Partial<TariffContent>) => void;
};

type Season = TariffContent["seasons"][number];

export function Seasons({ content: { seasons }, problems, onChange }: EditorProps) {
  const { tariffs: words } = useText();
  const [shown, show] = useState("0");
  const put = (at: number, season: Season): void =>
    onChange({ seasons: seasons.map((one, index) => (index === at ? season : one)) });
  const add = (): void => {
    const [first] = seasons;
    if (first === undefined) return;
    const name = `${words.newSeason} ${seasons.length + 1}`;
    onChange({ seasons: [...seasons, { ...structuredClone(first), name }] });
    show(String(seasons.length));
  };
  const remove = (at: number): void => {
    onChange({ seasons: seasons.filter((_, index) => index !== at) });
    show("0");
  };
  return (
    <Panel
      title={words.seasons}
      aside={
        <Button size="xs" variant="default" onClick={add} disabled={seasons.length >= 12}>
          {words.addSeason}
        </Button>
      }
    >
      <Tabs value={shown} onChange={(next) => show(next ?? "0")}>
        <Tabs.List mb="sm">
          {seasons.map((season, at) => (
            <Tabs.Tab key={String(at)} value={String(at)}>
              {season.name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {seasons.map((season, at) => (
          <Tabs.Panel key={String(at)} value={String(at)}>
            <OneSeason
              season={season}
              problems={problems}
              onChange={(changed) => put(at, changed)}
              onRemove={seasons.length > 1 ? () => remove(at) : null}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Panel>
  );
}

type SeasonProps = {
  readonly season: Season;
  readonly problems: readonly TariffProblem[];
  readonly onChange: (season: Season) => void;
  readonly onRemove: (() => void) | null;
};

function OneSeason({ season, problems, onChange, onRemove }: SeasonProps) {
  const text = useText();
  const words = text.tariffs;
  const about = problems.filter(
    (problem) =>
      (problem.code === "season_date_invalid" || problem.code === "day_type_missing") &&
      problem.season === season.name,
  );
  const put = (at: number, plan: Plan): void =>
    onChange({ ...season, days: season.days.map((one, index) => (index === at ? plan : one)) });
  return (
    <Stack gap="md">
      <Group align="flex-end" gap="sm">
        <TextInput
          label={words.seasonName}
          maxLength={40}
          value={season.name}
          onChange={(event) => onChange({ ...season, name: event.currentTarget.value })}
        />
        <DateField
          label={words.seasonFrom}
          value={season.from}
          onChange={(from) => onChange({ ...season, from })}
        />
        <DateField
          label={words.seasonTo}
          value={season.to}
          onChange={(to) => onChange({ ...season, to })}
        />
        <DaySplit season={season} onChange={onChange} />
        {onRemove !== null && (
          <Button variant="subtle" color="red" onClick={onRemove}>
            {words.removeSeason}
          </Button>
        )}
      </Group>
      {about.map((problem) => (
        <Text size="sm" c="red" key={JSON.stringify(problem)}>
          {problemInWords(problem, text)}
        </Text>
      ))}
      {season.days.map((plan, at) => (
        <section key={plan.dayTypes.join()} aria-label={daysInWords(plan.dayTypes, text)}>
          <Text fw={600} size="sm" mb={6}>
            {daysInWords(plan.dayTypes, text)}
          </Text>
          <DayBand plan={plan} />
          <PeriodTable
            plan={plan}
            season={season.name}
            problems={problems}
            onChange={(changed) => put(at, changed)}
          />
        </section>
      ))}
    </Stack>
  );
}

/** One plan for all days, or one for each kind. */
function DaySplit({ season, onChange }: Pick<SeasonProps, "season" | "onChange">) {
  const { tariffs: words } = useText();
  const [first] = season.days;
  if (first === undefined) return null;
  const isSplit = season.days.length > 1;
  const days: Plan[] = isSplit
    ? [{ ...first, dayTypes: ["weekday", "weekend", "holiday"] }]
    : (["weekday", "weekend", "holiday"] as const).map((dayType) => ({
        dayTypes: [dayType],
        periods: structuredClone(first.periods),
      }));
  return (
    <Button variant="default" onClick={() => onChange({ ...season, days })}>
      {isSplit ? words.joinDays : words.splitDays}
    </Button>
  );
}

type DateProps = {
  readonly label: string;
  readonly value: Season["from"];
  readonly onChange: (value: Season["from"]) => void;
};

function DateField({ label, value, onChange }: DateProps) {
  const fields = [
    ["month", 12],
    ["day", 31],
  ] as const;
  return (
    <Group gap={4} align="flex-end">
      {fields.map(([part, most], at) => (
        <NumberInput
          key={part}
          w={at === 0 ? 108 : 64}
          label={at === 0 ? label : " "}
          aria-label={`${label} ${part}`}
          min={1}
          max={most}
          hideControls
          value={value[part]}
          onChange={(typed) => typeof typed === "number" && onChange({ ...value, [part]: typed })}
        />
      ))}
    </Group>
  );
}
