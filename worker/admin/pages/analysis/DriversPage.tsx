// Drivers' habits: how often and when they come, how much they take, how long they stay, who returns.
import { useMemo } from "react";
import { adminAnalysisDrivers } from "../../../../core/contract/admin/analysis.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { formatCount, formatWhRoughly } from "../../format/energy.ts";
import { useText } from "../../text/language.tsx";
import { AnalysisPage } from "./AnalysisPage.tsx";
import { bars } from "./charts.ts";
import { Cohorts } from "./Cohorts.tsx";
import { Counted } from "./Counted.tsx";
import { FigurePanel } from "./FigurePanel.tsx";
import { StaysPanels } from "./StaysPanels.tsx";
import { Totals } from "./Totals.tsx";
import { formatOne, formatTwo, ratio } from "./units.ts";
import { useAnalysisAddress } from "./useAnalysisAddress.ts";
import { useFigures } from "./useFigures.ts";

type Drivers = OutputOf<typeof adminAnalysisDrivers>;

export default function DriversPage() {
  const { analysis } = useText();
  const address = useAnalysisAddress("days90");
  const { now, before, isBeforeEmpty } = useFigures(
    adminAnalysisDrivers,
    address,
    ({ stays }) => stays.charges > 0,
  );
  return (
    <AnalysisPage
      title={analysis.tabs.drivers}
      address={address}
      query={now}
      isBeforeEmpty={isBeforeEmpty}
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
          <StaysPanels stays={drivers.stays} />
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
  // Months that both periods touch are no comparison, nor are more months with fewer.
  const isApart =
    before !== null &&
    before.months.length === drivers.months.length &&
    (before.months.at(-1)?.month ?? "") < (drivers.months[0]?.month ?? "");
  const ofMonths = (measure: (of: Drivers) => number) => ({
    value: measure(drivers),
    before: isApart ? measure(before) : null,
  });
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
          ...ofMonths(({ months }) => months.reduce((sum, month) => sum + month.newDrivers, 0)),
          format: formatCount,
        },
        {
          label: measures.perDriver,
          ...ofMonths((one) => ratio(charges(one), inMonths(one)) ?? 0),
          format: formatTwo,
        },
        {
          label: measures.perCharge,
          ...ofMonths((one) => ratio(energyWh(one), charges(one)) ?? 0),
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
