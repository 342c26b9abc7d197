// Faults by model and firmware as they were when they happened, by code and by day.
import { useMemo } from "react";
import { adminAnalysisFaults } from "../../../../core/contract/admin/analysis.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { formatCount } from "../../format/energy.ts";
import { useText } from "../../text/language.tsx";
import { AnalysisPage } from "./AnalysisPage.tsx";
import { bars, heightOfSideways, sideways } from "./charts.ts";
import { CodesPanel } from "./CodesPanel.tsx";
import { FigurePanel } from "./FigurePanel.tsx";
import { useDayName } from "./today.ts";
import { Totals } from "./Totals.tsx";
import { formatHours, formatTwo, hoursOf, ratio } from "./units.ts";
import { useAnalysisAddress } from "./useAnalysisAddress.ts";
import { useFigures } from "./useFigures.ts";

type Faults = OutputOf<typeof adminAnalysisFaults>;
type Device = Faults["devices"][number];

const DAY_MS = 86_400_000;
const pileDaysOf = ({ pileMs }: Pick<Device, "pileMs">): number => pileMs / DAY_MS;
const per1000 = (device: Pick<Device, "faults" | "pileMs">): number =>
  (ratio(device.faults, pileDaysOf(device)) ?? 0) * 1_000;

const sumOf = ({ devices }: Faults) =>
  devices.reduce(
    (sum, { faults, faultMs, pileMs }) => ({
      faults: sum.faults + faults,
      faultMs: sum.faultMs + faultMs,
      pileMs: sum.pileMs + pileMs,
    }),
    { faults: 0, faultMs: 0, pileMs: 0 },
  );

export default function FaultsPage() {
  const { analysis } = useText();
  const { measures, hints } = analysis;
  const address = useAnalysisAddress("days90");
  const { now, before, isBeforeEmpty } = useFigures(
    adminAnalysisFaults,
    address,
    ({ days }) => days.length > 0,
  );
  return (
    <AnalysisPage
      title={analysis.tabs.faults}
      address={address}
      query={now}
      isBeforeEmpty={isBeforeEmpty}
      isEmpty={({ days }) => days.length === 0}
    >
      {(faults) => {
        const [sum, was] = [sumOf(faults), before === null ? null : sumOf(before)];
        return (
          <>
            <Totals
              title={analysis.now}
              totals={[
                {
                  label: measures.faults,
                  value: sum.faults,
                  before: was?.faults ?? null,
                  format: formatCount,
                },
                {
                  label: measures.faultHours,
                  value: sum.faultMs,
                  before: was?.faultMs ?? null,
                  format: formatHours,
                },
                {
                  label: measures.per1000,
                  value: per1000(sum),
                  before: was === null ? null : per1000(was),
                  format: formatTwo,
                  hint: hints.per1000,
                },
              ]}
            />
            <Devices devices={faults.devices} />
            <CodesPanel codes={faults.codes} />
            <Daily days={faults.days} today={faults.today} />
          </>
        );
      }}
    </AnalysisPage>
  );
}

function Devices({ devices }: { readonly devices: Faults["devices"] }) {
  const { analysis } = useText();
  const words = analysis.faults;
  const rows = useMemo(
    () =>
      devices
        .map((device) => ({
          ...device,
          name:
            [device.vendor, device.model, device.firmwareVersion]
              .filter((part) => part !== "")
              .join(" · ") || words.unknown,
        }))
        .toSorted((a, b) => per1000(b) - per1000(a)),
    [devices, words],
  );
  const option = useMemo(
    () => sideways(rows.map((row) => ({ name: row.name, value: Number(per1000(row).toFixed(2)) }))),
    [rows],
  );
  type Row = (typeof rows)[number];
  return (
    <FigurePanel
      title={words.devices}
      hint={analysis.hints.per1000}
      label={words.devicesLabel}
      option={option}
      height={heightOfSideways(rows.length)}
      columns={[
        { key: "device", label: words.device, value: ({ name }: Row) => name },
        {
          key: "faults",
          label: analysis.measures.faults,
          isNumber: true,
          value: (row: Row) => row.faults,
        },
        {
          key: "hours",
          label: analysis.measures.faultHours,
          isNumber: true,
          value: (row: Row) => hoursOf(row.faultMs),
        },
        {
          key: "piles",
          label: analysis.measures.piles,
          isNumber: true,
          value: (row: Row) => Math.round(pileDaysOf(row)),
        },
        {
          key: "per1000",
          label: analysis.measures.per1000,
          isNumber: true,
          value: (row: Row) => Number(per1000(row).toFixed(2)),
        },
      ]}
      rows={rows}
      keyOf={(row) => `${row.vendor}|${row.model}|${row.firmwareVersion}`}
      name="faults-by-device"
    />
  );
}

function Daily({ days, today }: Pick<Faults, "days" | "today">) {
  const { analysis } = useText();
  const words = analysis.faults;
  const nameOf = useDayName(today);
  const option = useMemo(
    () =>
      bars(
        days.map(({ day }) => nameOf(day)),
        [
          {
            name: analysis.measures.faults,
            values: days.map(({ faults }) => faults),
            color: "bad",
          },
        ],
      ),
    [days, analysis, nameOf],
  );
  return (
    <FigurePanel
      title={words.daily}
      label={words.dailyLabel}
      option={option}
      columns={[
        { key: "day", label: analysis.day, value: ({ day }) => nameOf(day) },
        {
          key: "faults",
          label: analysis.measures.faults,
          isNumber: true,
          value: ({ faults }) => faults,
        },
        {
          key: "hours",
          label: analysis.measures.faultHours,
          isNumber: true,
          value: ({ faultMs }) => hoursOf(faultMs),
        },
      ]}
      rows={days}
      keyOf={({ day }) => day}
      name="faults-by-day"
    />
  );
}
