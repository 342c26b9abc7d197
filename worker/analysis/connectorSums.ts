// Connectors' figures of a period: from the stations' months, or from today as far as it is counted.
import { datesFrom, monthOf, monthsFrom } from "../../core/analysis/civilHours.ts";
import { sumOf, type ConnectorFigures } from "../../core/analysis/figures.ts";
import { addConnectors, connectorsOfDays } from "../../core/analysis/stationMonth.ts";
import type { Database } from "../db/database.ts";
import { connectorMonthsQuery, type DayRange } from "../db/analysis/rollups.ts";
import { stationsTodayQuery } from "../db/analysis/today.ts";

type Asked = DayRange & {
  readonly operatorId: string;
  readonly stationIds: readonly string[];
  /** Where nothing else is asked for. */
  readonly today?: string;
};

type ConnectorSum = {
  /** `pile:connector`. */
  readonly key: string;
  /** Its station. */
  readonly at: string;
  readonly figures: ConnectorFigures;
};

export function connectorSums(db: Database, asked: Asked): Promise<ConnectorSum[]> {
  const { today } = asked;
  return today === undefined ? ofMonths(db, asked) : ofToday(db, { ...asked, today });
}

async function ofMonths(db: Database, { from, to, stationIds }: Asked): Promise<ConnectorSum[]> {
  const sums = new Map<string, ConnectorFigures>();
  const stationOf = new Map<string, string>();
  for (const month of monthsFrom(monthOf(from), monthOf(to))) {
    const inMonth = datesFrom(from, to).filter((date) => monthOf(date) === month);
    const within = {
      fromDay: Number(inMonth[0]?.slice(8)),
      toDay: Number(inMonth.at(-1)?.slice(8)),
    };
    const rows = await connectorMonthsQuery(db, { stationIds, month });
    for (const row of rows) {
      const ofMonth = connectorsOfDays(row.connectors, within);
      addConnectors(sums, ofMonth);
      for (const key of ofMonth.keys()) stationOf.set(key, row.stationId);
    }
  }
  return [...sums].map(([key, figures]) => ({ key, at: stationOf.get(key) ?? "", figures }));
}

async function ofToday(
  db: Database,
  { operatorId, stationIds, today }: Asked & { readonly today: string },
): Promise<ConnectorSum[]> {
  const wanted = new Set(stationIds);
  const rows = await stationsTodayQuery(db, { operatorId, day: today });
  return rows
    .filter(({ stationId }) => wanted.has(stationId))
    .flatMap(({ stationId, figures }) =>
      Object.entries(sumOf([figures]).connectors).map(([key, connector]) => ({
        key,
        at: stationId,
        figures: connector,
      })),
    );
}
