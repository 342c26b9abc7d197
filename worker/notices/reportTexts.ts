// What a notice says of a report that was made.
import type { Report, ReportKind } from "../../core/contract/admin/analysisReports.ts";
import type { Notice } from "../../core/contract/admin/maintenance/notices.ts";

const titles = {
  week: { zh: "周报", en: "Weekly report" },
  month: { zh: "月报", en: "Monthly report" },
} as const satisfies Record<ReportKind, { zh: string; en: string }>;

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const kwh = (wh: number): string => (wh / 1000).toFixed(1);

type Made = {
  readonly kind: ReportKind;
  readonly fromDay: string;
  readonly toDay: string;
  readonly report: Pick<Report, "now">;
};

/** At the end of its last day, so that a report that is made again is the same notice. */
export function reportNotice({ kind, fromDay, toDay, report: { now } }: Made): Notice {
  const { sessions, energyWh } = now.usage;
  const { revenueFen } = now;
  return {
    topic: "reports",
    event: `report.${kind}`,
    zh: {
      title: `${titles[kind].zh} ${fromDay} – ${toDay}`,
      text: `充电 ${sessions} 次，电量 ${kwh(energyWh)} kWh，营收 ¥${yuan(revenueFen)}。`,
    },
    en: {
      title: `${titles[kind].en} ${fromDay} – ${toDay}`,
      text: `${sessions} charges, ${kwh(energyWh)} kWh, revenue ¥${yuan(revenueFen)}.`,
    },
    path: `/analysis/reports/${kind}/${fromDay}`,
    atMs: Date.parse(`${toDay}T00:00:00Z`) + 86_400_000,
    data: { kind, fromDay, toDay, sessions, energyWh, revenueFen },
  };
}
