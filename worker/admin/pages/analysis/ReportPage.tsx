// One report as it was made: to read, to print, to take away table by table.
import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import {
  adminGetAnalysisReport,
  type Report,
  ReportKind,
} from "../../../../core/contract/admin/analysisReports.ts";
import { queryOf } from "../../api/ask.ts";
import { formatCount } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { useText } from "../../text/language.tsx";
import { NotFound } from "../NotFound.tsx";
import { lines } from "./charts.ts";
import { CodesPanel } from "./CodesPanel.tsx";
import { EndsPanel } from "./EndsPanel.tsx";
import { FigurePanel } from "./FigurePanel.tsx";
import { PartsPanel, PeriodsPanel, WaysPanel } from "./MoneyPanels.tsx";
import { OutcomesPanel } from "./OutcomesPanel.tsx";
import { StationsPanel } from "./Stations.tsx";
import { StaysPanels } from "./StaysPanels.tsx";
import { Totals, type Total } from "./Totals.tsx";
import { UsageTotals } from "./UsageTotals.tsx";
import { formatTwo, percentOf, ratio, utilisationOf } from "./units.ts";
import { usageColumns } from "./usageColumns.ts";

type Props = { readonly kind: string; readonly fromDay: string };

export default function ReportPage({ kind: given, fromDay }: Props) {
  const kind = ReportKind.options.find((one) => one === given);
  return kind === undefined ? <NotFound /> : <OneReport kind={kind} fromDay={fromDay} />;
}

function OneReport({ kind, fromDay }: { readonly kind: ReportKind; readonly fromDay: string }) {
  const { analysis } = useText();
  const words = analysis.reports;
  const query = useQuery(queryOf(adminGetAnalysisReport, { kind, fromDay }));
  return (
    <Page
      title={words.title(words.kind[kind], fromDay, query.data?.toDay ?? "")}
      parent={{ label: words.back, href: "/analysis/reports" }}
      actions={
        <Button
          variant="default"
          className="z-no-print"
          leftSection={<IconPrinter size={16} />}
          onClick={() => window.print()}
        >
          {words.print}
        </Button>
      }
    >
      <Fetched query={query}>{({ report }) => <Figures report={report} />}</Fetched>
    </Page>
  );
}

function Figures({ report }: { readonly report: Report }) {
  const { analysis } = useText();
  const { now, before, days } = report;
  const { sessions, utilisationPercent } = analysis.measures;
  const option = useMemo(
    () =>
      lines(
        days.map(({ day }) => day),
        [
          { name: sessions, values: days.map((day) => day.sessions), color: "busy" },
          {
            name: utilisationPercent,
            values: days.map((day) => percentOf(utilisationOf(day))),
            color: "good",
            isRight: true,
          },
        ],
        [sessions, utilisationPercent],
      ),
    [days, sessions, utilisationPercent],
  );
  return (
    <>
      <UsageTotals usage={now.usage} before={before.usage} />
      <Totals
        title={analysis.measures.revenue}
        totals={[
          {
            label: analysis.measures.revenue,
            value: now.revenueFen,
            before: before.revenueFen,
            format: formatFen,
            hint: analysis.hints.revenue,
          },
        ]}
      />
      <FigurePanel
        title={analysis.usage.daily}
        label={analysis.usage.dailyLabel}
        option={option}
        columns={[
          { key: "day", label: analysis.day, value: ({ day }) => day },
          ...usageColumns<Report["days"][number]>(analysis),
        ]}
        rows={days}
        keyOf={({ day }) => day}
        name="report-days"
      />
      <PartsPanel parts={now.parts} before={before.parts} />
      <PeriodsPanel periods={report.periods} />
      <WaysPanel ways={report.ways} />
      <StationsPanel stations={report.stations} />
      <OutcomesPanel outcomes={report.outcomes} />
      {report.drivers !== null && <DriverTotals month={report.drivers} />}
      <StaysPanels stays={report.stays} />
      {Object.keys(report.reservations).length > 0 && <EndsPanel ends={report.reservations} />}
      {Object.keys(report.faultCodes).length > 0 && <CodesPanel codes={report.faultCodes} />}
    </>
  );
}

const figure = (
  label: string,
  value: number,
  format: (value: number) => string = formatCount,
): Total => ({ label, value, before: null, format });

function DriverTotals({ month }: { readonly month: NonNullable<Report["drivers"]> }) {
  const { analysis } = useText();
  const { measures } = analysis;
  return (
    <Totals
      title={analysis.drivers.months}
      totals={[
        figure(measures.drivers, month.drivers),
        figure(measures.newDrivers, month.newDrivers),
        figure(measures.returning, month.drivers - month.newDrivers),
        figure(measures.perDriver, ratio(month.charges, month.drivers) ?? 0, formatTwo),
      ]}
    />
  );
}
