// What an example charge would cost under the draft, by the function that bills.
import { Grid, NumberInput, Select, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { estimate } from "../../../../core/pricing/estimate.ts";
import type { Tariff } from "../../../../core/pricing/tariff.ts";
import { formatFen } from "../../format/money.ts";
import { formatTime } from "../../format/time.ts";
import { type Fact, Facts } from "../../parts/Facts.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useLanguage, useText } from "../../text/language.tsx";

const TIME_ZONE = "Asia/Shanghai";
const BEIJING_MS = 8 * 3_600_000;

/** A wall clock of the zone as an instant; the zone has kept one offset since 1991. */
const instantOf = (field: string): number => Date.parse(`${field}:00+08:00`);

export function Preview({ tariff }: { readonly tariff: Tariff }) {
  const { text, language } = useLanguage();
  const words = text.tariffs;
  const [example, setExample] = useState<ExampleCharge>(() => ({
    start: new Date(Date.now() + BEIJING_MS).toISOString().slice(0, 16),
    energyKwh: 30,
    powerKw: 60,
    membership: null,
  }));
  const { start, energyKwh, powerKw, membership } = example;
  const fromMs = instantOf(start);
  const isReady = Number.isFinite(fromMs) && energyKwh > 0 && powerKw > 0;
  const charged = isReady
    ? estimate({
        tariff,
        timeZone: TIME_ZONE,
        membership,
        idle: null,
        fromMs,
        powerW: powerKw * 1_000,
        goal: { kind: "energy", energyWh: Math.round(energyKwh * 1_000) },
      })
    : null;
  return (
    <Panel title={words.preview}>
      <Text size="sm" mb="sm" className="z-quiet">
        {words.previewLead}
      </Text>
      <Example tariff={tariff} value={example} onChange={setExample} />
      {charged !== null && (
        <>
          <Facts facts={factsOf(charged.bill, text)} />
          <Text size="sm" mt="sm" className="z-quiet">
            {words.previewUntil(
              formatTime(charged.toMs, "dayClock", { language, timeZone: TIME_ZONE }),
            )}
          </Text>
        </>
      )}
    </Panel>
  );
}

type ExampleCharge = {
  /** A wall clock of the zone, as the field has it. */
  readonly start: string;
  readonly energyKwh: number;
  readonly powerKw: number;
  readonly membership: string | null;
};

type ExampleProps = {
  readonly tariff: Tariff;
  readonly value: ExampleCharge;
  readonly onChange: (value: ExampleCharge) => void;
};

function Example({ tariff, value, onChange }: ExampleProps) {
  const { tariffs: words } = useText();
  const numbers = [
    [words.previewEnergy, "energyKwh"],
    [words.previewPower, "powerKw"],
  ] as const;
  return (
    <Grid gap="sm" mb="md">
      <Grid.Col span={{ base: 6, md: 3 }}>
        <TextInput
          type="datetime-local"
          label={words.previewStart}
          value={value.start}
          onChange={(event) => onChange({ ...value, start: event.currentTarget.value })}
        />
      </Grid.Col>
      {numbers.map(([label, name]) => (
        <Grid.Col key={label} span={{ base: 6, md: 3 }}>
          <NumberInput
            label={label}
            min={1}
            max={1_000}
            value={value[name]}
            onChange={(typed) => typeof typed === "number" && onChange({ ...value, [name]: typed })}
          />
        </Grid.Col>
      ))}
      <Grid.Col span={{ base: 6, md: 3 }}>
        <Select
          label={words.previewMember}
          placeholder={words.noMember}
          clearable
          value={value.membership}
          onChange={(membership) => onChange({ ...value, membership })}
          data={[...new Set(tariff.discounts.map((one) => one.membership))]}
        />
      </Grid.Col>
    </Grid>
  );
}

function factsOf(
  bill: ReturnType<typeof estimate>["bill"],
  { orders, tariffs, words }: ReturnType<typeof useLanguage>["text"],
): Fact[] {
  return [
    ...bill.lines.map((line): Fact => [
      `${words.period[line.periodKind]} ${(line.energyWh / 1_000).toFixed(3)} kWh`,
      formatFen(line.electricityFen + line.serviceFen),
    ]),
    [orders.electricity, formatFen(bill.electricityFen)],
    [orders.service, formatFen(bill.serviceFen)],
    [orders.start, formatFen(bill.startFen)],
    [orders.discount, formatFen(-bill.discountFen)],
    [tariffs.total, <b key="total">{formatFen(bill.totalFen)}</b>],
  ];
}
