// What the driver charged in a year: in sum, drawn by month, and each month in figures.
import { useState } from "react";
import { getStatistics, type Statistics } from "../../../../../core/contract/statistics.ts";
import { Button } from "../../../kit/button.tsx";
import { Cell } from "../../../kit/cell.tsx";
import { Choices } from "../../../kit/choices.tsx";
import { Page } from "../../../kit/page.tsx";
import { Empty } from "../../../kit/placeholders.tsx";
import { Box, Heading, Text } from "../../../kit/primitives.tsx";
import { Stepper } from "../../../kit/stepper.tsx";
import { When } from "../../../kit/when.tsx";
import { api } from "../../../service/api.ts";
import { useLoaded } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { toRoot } from "../../../service/navigate.ts";
import { energy, minutesLong, money } from "../../../view/format.ts";
import { SignedIn } from "../../../view/signedIn.tsx";
import { barsOfYear, carbonKg, newestCharged, type Measure, measures } from "./yearBars.ts";
import "./index.css";

type Month = Statistics["months"][number];

const firstYear = 2020;

const Bars = ({ months, measure }: { months: readonly Month[]; measure: Measure }) => {
  const { stats } = useText();
  const bars = barsOfYear(months, measure);
  return (
    <Box className="year-chart" role="img" label={stats.chartLabel(stats.measures[measure])}>
      {bars.map(({ month, height }) => (
        <Box key={month} className="year-column">
          <Box className="year-slot">
            <Box className="year-bar" style={{ height: `${(height * 100).toFixed(1)}%` }} />
          </Box>
          <Text className="year-month figures">{month}</Text>
        </Box>
      ))}
    </Box>
  );
};

const Total = ({ total, perKwhG }: { total: Statistics["total"]; perKwhG: number }) => {
  const text = useText();
  const { stats } = text;
  return (
    <Box className="card">
      <Box className="charge-figures">
        {[
          [stats.measures.energy, `${energy(total.energyWh)} ${text.units.kwh}`],
          [stats.measures.money, money(total.totalFen)],
          [stats.measures.charges, stats.times(total.charges)],
          [stats.saved, stats.kilograms(carbonKg(total.co2SavedG))],
        ].map(([label, value]) => (
          <Box key={label} className="year-figure">
            <Box className="quiet small">{label}</Box>
            <Text className="big figures">{value}</Text>
          </Box>
        ))}
      </Box>
      <Box className="quiet small">{stats.savedHow(String(perKwhG))}</Box>
    </Box>
  );
};

const MonthCard = ({ month }: { readonly month: Month }) => {
  const text = useText();
  const { stats, bill } = text;
  const parts = [
    [bill.electricity, month.electricityFen],
    [bill.service, month.serviceFen],
    [bill.idle, month.idleFen],
    [bill.start, month.startFen],
    [bill.reservation, month.reservationFen],
  ] as const;
  return (
    <Box className="card">
      <Box className="between baseline">
        <Heading level={3} className="section-title">
          {stats.month(month.month)}
        </Heading>
        <Text className="big figures">{money(month.totalFen)}</Text>
      </Box>
      <Box className="quiet figures">
        {stats.times(month.charges)} · {energy(month.energyWh)} {text.units.kwh} ·{" "}
        {minutesLong(text, month.minutes)}
      </Box>
      <Box>
        {parts.map(([label, fen]) =>
          fen === 0 ? null : <Cell key={label} label={label} value={money(fen)} />,
        )}
      </Box>
    </Box>
  );
};

const Year = ({ value }: { readonly value: Statistics }) => {
  const text = useText();
  const { stats } = text;
  const [measure, setMeasure] = useState<Measure>("energy");
  if (value.total.charges === 0)
    return (
      <Empty icon="bolt" title={stats.none(value.year)} hint={stats.noneHint}>
        <Button onPress={() => toRoot("stations")}>{text.orders.find}</Button>
      </Empty>
    );
  return (
    <>
      <Total total={value.total} perKwhG={value.co2SavedGPerKwh} />
      <Box className="card">
        <Choices
          label={stats.chartChoice}
          shape="even"
          choices={measures.map((one) => ({ value: one, label: stats.measures[one] }))}
          chosen={measure}
          onChoose={setMeasure}
        />
        <Bars months={value.months} measure={measure} />
      </Box>
      {newestCharged(value.months).map((month) => (
        <MonthCard key={month.month} month={month} />
      ))}
    </>
  );
};

const MyYear = () => {
  const { stats } = useText();
  const [thisYear] = useState(() => new Date().getFullYear());
  const [year, setYear] = useState(thisYear);
  const loading = useLoaded(String(year), () => api(getStatistics, { year }));
  return (
    <>
      <Stepper
        label={stats.yearLabel}
        value={year}
        shown={stats.year(year)}
        step={1}
        least={firstYear}
        most={thisYear}
        onChange={setYear}
      />
      <When loading={loading} cards={3}>
        {(value) => <Year value={value} />}
      </When>
    </>
  );
};

export default function StatisticsPage() {
  const { stats } = useText();
  return (
    <Page title={stats.title}>
      <SignedIn>
        <MyYear />
      </SignedIn>
    </Page>
  );
}
