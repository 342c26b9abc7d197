// The columns of usage that days, stations and files share.
import type { UsageSums } from "../../../../core/contract/admin/analysisParts.ts";
import type { Text } from "../../text/zh.ts";
import type { FigureColumn } from "./FigurePanel.tsx";
import { hoursOf, kwhOf, percentOf, turnoverOf, utilisationOf } from "./units.ts";

/** What the others are made of. */
const lesser: ReadonlySet<string> = new Set(["taken", "service", "waited"]);

export function usageColumns<Row extends UsageSums>({
  measures,
}: Text["analysis"]): FigureColumn<Row>[] {
  const columns: readonly (readonly [string, string, (row: Row) => number])[] = [
    ["sessions", measures.sessions, (row) => row.sessions],
    ["energy", measures.energyKwh, (row) => kwhOf(row.energyWh)],
    ["utilisation", measures.utilisationPercent, (row) => percentOf(utilisationOf(row))],
    ["turnover", measures.turnover, (row) => Number(turnoverOf(row).toFixed(2))],
    ["taken", measures.takenHours, (row) => hoursOf(row.takenMs)],
    ["service", measures.serviceHours, (row) => hoursOf(row.serviceMs)],
    ["joined", measures.joined, (row) => row.joined],
    ["waited", measures.waitedHours, (row) => hoursOf(row.waitedMs)],
    ["refused", measures.refused, (row) => row.refused],
    ["fault", measures.faultHours, (row) => hoursOf(row.faultMs)],
  ];
  return columns.map(([key, label, value]) => ({
    key,
    label,
    isNumber: true,
    isLesser: lesser.has(key),
    value,
  }));
}
