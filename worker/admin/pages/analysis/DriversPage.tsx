// Drivers' habits: how often and when they come, how much they take, how long they stay, who returns.
import { useMemo } from "react";
import { energyBucketsKwh, minuteBuckets } from "../../../../core/analysis/figures.ts";
import { adminAnalysisDrivers } from "../../../../core/contract/admin/analysis.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { formatCount, formatWhRoughly } from "../../format/energy.ts";
import { useText } from "../../text/language.tsx";
import { AnalysisPage } from "./AnalysisPage.tsx";
import { bars } from "./charts.ts";
import { Cohorts } from "./Cohorts.tsx";
import { FigurePanel } from "./FigurePanel.tsx";
import { Totals } from "./Totals.tsx";
import { formatOne, formatTwo, ratio } from "./units.ts";
import { useAnalysisAddress } from "./useAnalysisAddress.ts";
import { useFigures } from "./useFigures.ts";

type Drivers = OutputOf<typeof adminAnalysisDrivers>;

export default function DriversPage() {
  const { analysis } = useText();
  const address = useAnalysisAddress("days90");
  const { now, before } = useFigures(adminAnalysisDrivers, address);
  return (
    <AnalysisPage
      title={analysis.tabs.drivers}
      address={address}
      query={now}
      note={analysis.wholeOperator}
      isEmpty={({ months, stays }) => months.length === 0 && stays.charges === 0}
    >
      {(drivers) => (
        <>
          <StayTotals drivers={drivers} before={before} />
          <Months months={drivers.months} />
          <Cohorts months={drivers.months} />
          <Frequency months={drivers.months} />
          <Arrivals arrivals={drivers.arrivals} />
          <Bars drivers={drivers} />
        </>
      )}
    </AnalysisPage>
  );
}

function StayTotals({
  drivers,
  before,
}: {
  readonly drivers: Drivers;
  readonly before: Drivers | null;
}) {
  const { analysis, shell } = useText();
  const { measures, hints } = analysis;
  const of = (measure: (of: Drivers) => number) => ({
    value: measure(drivers),
    before: before === null ? null : measure(before),
  });
  const charges = ({ months }: Drivers): number =>
    months.reduce((sum, month) => sum + month.charges, 0);
  const minutes = (ms: number): string => `${formatOne(ms / 60_000)} ${shell.units.min}`;
  const inMonths = ({ months }: Drivers): number =>
    months.reduce((sum, month) => sum + month.drivers, 0);
  const energyWh = ({ months }: Drivers): number =>
    months.reduce((sum, month) => sum + month.energyWh, 0);
  return (
    <Totals
      title={analysis.now}
      totals={[
        {
          label: measures.newDrivers,
          ...of(({ months }) => months.reduce((sum, month) => sum + month.newDrivers, 0)),
          format: formatCount,
        },
        {
          label: measures.perDriver,
          ...of((one) => ratio(charges(one), inMonths(one)) ?? 0),
          format: formatTwo,
        },
        {
          label: measures.energy,
          ...of((one) => ratio(energyWh(one), charges(one)) ?? 0),
          format: formatWhRoughly,
        },
        {
          label: measures.dwell,
          ...of(({ stays }) => ratio(stays.dwellMs, stays.charges) ?? 0),
          format: minutes,
          hint: hints.dwell,
        },
        {
          label: measures.charging,
          ...of(({ stays }) => ratio(stays.chargingMs, stays.charges) ?? 0),
          format: minutes,
          hint: hints.dwell,
        },
      ]}
    />
  );
}

function Months({ months }: { readonly months: Drivers["months"] }) {
  const { analysis } = useText();
  const words = analysis.drivers;
  const { newDrivers, returning, drivers, sessions } = analysis.measures;
  const option = useMemo(
    () =>
      bars(
        months.map(({ month }) => month),
        [
          {
            name: returning,
            values: months.map((month) => month.drivers - month.newDrivers),
            color: "busy",
          },
          { name: newDrivers, values: months.map((month) => month.newDrivers), color: "good" },
        ],
        { isStacked: true },
      ),
    [months, newDrivers, returning],
  );
  return (
    <FigurePanel
      title={words.months}
      label={words.monthsLabel}
      option={option}
      columns={[
        { key: "month", label: analysis.month, value: ({ month }) => month },
        { key: "drivers", label: drivers, isNumber: true, value: (row) => row.drivers },
        { key: "new", label: newDrivers, isNumber: true, value: (row) => row.newDrivers },
        {
          key: "returning",
          label: returning,
          isNumber: true,
          value: (row) => row.drivers - row.newDrivers,
        },
        { key: "charges", label: sessions, isNumber: true, value: (row) => row.charges },
      ]}
      rows={months}
      keyOf={({ month }) => month}
      name="drivers-by-month"
    />
  );
}

function Frequency({ months }: { readonly months: Drivers["months"] }) {
  const { analysis } = useText();
  const words = analysis.drivers;
  const rows = useMemo(
    () =>
      words.frequencies.map((name, at) => ({
        name,
        drivers: months.reduce((sum, { frequency }) => sum + (frequency[at] ?? 0), 0),
      })),
    [months, words],
  );
  return (
    <Counted
      title={words.frequency}
      label={words.frequencyLabel}
      rows={rows.map(({ name, drivers }) => ({ name, count: drivers }))}
      bucket={words.frequency}
      count={analysis.measures.drivers}
      file="driver-frequency"
    />
  );
}

function Arrivals({ arrivals }: { readonly arrivals: readonly number[] }) {
  const { analysis } = useText();
  const words = analysis.drivers;
  return (
    <Counted
      title={words.arrivals}
      label={words.arrivalsLabel}
      rows={arrivals.map((count, hour) => ({ name: String(hour), count }))}
      bucket={analysis.hour}
      count={analysis.measures.sessions}
      file="arrival-hours"
    />
  );
}

type CountedProps = {
  readonly title: string;
  readonly label: string;
  readonly rows: readonly { readonly name: string; readonly count: number }[];
  readonly bucket: string;
  readonly count: string;
  readonly file: string;
};

function Counted({ title, label, rows, bucket, count, file }: CountedProps) {
  const option = useMemo(
    () =>
      bars(
        rows.map(({ name }) => name),
        [{ name: count, values: rows.map((row) => row.count), color: "busy" }],
      ),
    [rows, count],
  );
  return (
    <FigurePanel
      title={title}
      label={label}
      option={option}
      height={220}
      columns={[
        { key: "bucket", label: bucket, value: ({ name }) => name },
        { key: "count", label: count, isNumber: true, value: (row) => row.count },
      ]}
      rows={rows}
      keyOf={({ name }) => name}
      name={file}
    />
  );
}

/** The ranges between the ends, the last one open. */
const rangesOf = (
  ends: readonly number[],
  name: (from: number, to: number | null) => string,
): string[] => [0, ...ends].map((from, at) => name(from, ends[at] ?? null));

function Bars({ drivers }: { readonly drivers: Drivers }) {
  const { analysis } = useText();
  const words = analysis.drivers;
  const { stays } = drivers;
  const energies = useMemo(
    () =>
      rangesOf(energyBucketsKwh, words.kwh).map((name, at) => ({
        name,
        count: stays.energyBuckets[at] ?? 0,
      })),
    [stays, words],
  );
  const lengths = useMemo(
    () =>
      rangesOf(minuteBuckets, words.minutes).map((name, at) => ({
        name,
        dwell: stays.dwellBuckets[at] ?? 0,
        charging: stays.chargingBuckets[at] ?? 0,
      })),
    [stays, words],
  );
  const option = useMemo(
    () =>
      bars(
        lengths.map(({ name }) => name),
        [
          { name: words.dwell, values: lengths.map(({ dwell }) => dwell), color: "peak" },
          { name: words.charging, values: lengths.map(({ charging }) => charging), color: "good" },
        ],
      ),
    [lengths, words],
  );
  return (
    <>
      <Counted
        title={words.energy}
        label={words.energyLabel}
        rows={energies}
        bucket={words.bucket}
        count={analysis.measures.sessions}
        file="energy-of-charges"
      />
      <FigurePanel
        title={words.stays}
        hint={analysis.hints.dwell}
        label={words.staysLabel}
        option={option}
        columns={[
          { key: "bucket", label: words.bucket, value: ({ name }) => name },
          { key: "dwell", label: words.dwell, isNumber: true, value: ({ dwell }) => dwell },
          {
            key: "charging",
            label: words.charging,
            isNumber: true,
            value: ({ charging }) => charging,
          },
        ]}
        rows={lengths}
        keyOf={({ name }) => name}
        name="stay-and-charge"
      />
    </>
  );
}
