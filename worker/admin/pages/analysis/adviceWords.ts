// What advice says in words and in numbers.
import type { Advice } from "../../../../core/contract/admin/analysisAdvice.ts";
import { formatCount } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import type { Text as Catalogue } from "../../text/zh.ts";
import {
  formatHours,
  formatOne,
  formatShare,
  formatTwo,
  hoursOf,
  percentOf,
  yuanOf,
} from "./units.ts";

type Kinds = Advice["kind"];
type Measure<Kind extends Kinds> = {
  readonly key: string;
  readonly label: string;
  readonly value: (one: Extract<Advice, { kind: Kind }>) => number;
};
/** The first is what a chart shows. */
type Measures<Kind extends Kinds> = readonly [Measure<Kind>, ...Measure<Kind>[]];

const two = (value: number): number => Number(value.toFixed(2));

export const measuresOf = ({
  measures,
  advice: words,
}: Catalogue["analysis"]): { readonly [Kind in Kinds]: Measures<Kind> } => ({
  repairFirst: [
    { key: "lost", label: words.lostYuan, value: (one) => yuanOf(one.lostFen) },
    { key: "hours", label: measures.faultHours, value: (one) => hoursOf(one.faultMs) },
    { key: "usual", label: words.usualYuan, value: (one) => two(one.usualFenPerHour / 100) },
  ],
  tooFew: [
    { key: "unmet", label: words.unmetPerDay, value: (one) => two(one.unmetPerDay) },
    utilisationColumn(measures.utilisationPercent),
    { key: "joined", label: measures.joined, value: (one) => one.joined },
    { key: "refused", label: measures.refused, value: (one) => one.refused },
    { key: "waited", label: measures.waitedHours, value: (one) => hoursOf(one.waitedMs) },
  ],
  movePrices: [
    { key: "share", label: words.busyShare, value: (one) => percentOf(one.share) },
    { key: "from", label: words.busyFrom, value: (one) => one.hour },
    utilisationColumn(measures.utilisationPercent),
  ],
  tooMany: [
    utilisationColumn(measures.utilisationPercent),
    { key: "turnover", label: measures.turnover, value: (one) => two(one.sessionsPerConnectorDay) },
  ],
});

const utilisationColumn = (label: string) => ({
  key: "utilisation",
  label,
  value: ({ utilisation }: { readonly utilisation: number }) => percentOf(utilisation),
});

/** What advice says, with the figures and the threshold. */
export function sentence(advice: Advice, { analysis: { advice: words } }: Catalogue): string {
  switch (advice.kind) {
    case "repairFirst":
      return words.repairFirst({
        hours: formatHours(advice.faultMs),
        lost: formatFen(advice.lostFen),
        usual: formatFen(Math.round(advice.usualFenPerHour)),
        least: formatFen(advice.threshold.lostFen),
      });
    case "tooFew":
      return words.tooFew({
        share: formatShare(advice.utilisation),
        perDay: formatOne(advice.unmetPerDay),
        joined: formatCount(advice.joined),
        refused: formatCount(advice.refused),
        waited: formatHours(advice.waitedMs),
        most: formatShare(advice.threshold.utilisation),
        leastPerDay: formatOne(advice.threshold.unmetPerDay),
      });
    case "tooMany":
      return words.tooMany({
        share: formatShare(advice.utilisation),
        turnover: formatTwo(advice.sessionsPerConnectorDay),
        least: formatShare(advice.threshold.utilisation),
      });
    case "movePrices":
      return words.movePrices({
        from: advice.hour,
        to: (advice.hour + 3) % 24,
        share: formatShare(advice.share),
        utilisation: formatShare(advice.utilisation),
        least: formatShare(advice.threshold.share),
      });
  }
}
