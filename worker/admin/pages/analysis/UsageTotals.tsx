// The period's usage in figures.
import type { UsageSums } from "../../../../core/contract/admin/analysisParts.ts";
import { formatCount, formatWhRoughly } from "../../format/energy.ts";
import { useText } from "../../text/language.tsx";
import { Totals } from "./Totals.tsx";
import { formatShare, formatTwo, ratio, turnoverOf, utilisationOf } from "./units.ts";

export function UsageTotals({
  title,
  usage,
  before,
}: {
  /** Where it is not the period's. */
  readonly title?: string;
  readonly usage: UsageSums;
  readonly before: UsageSums | null;
}) {
  const { analysis } = useText();
  const { measures, hints } = analysis;
  const of = (measure: (sums: UsageSums) => number) => ({
    value: measure(usage),
    before: before === null ? null : measure(before),
  });
  return (
    <Totals
      title={title ?? analysis.now}
      totals={[
        { label: measures.sessions, ...of((sums) => sums.sessions), format: formatCount },
        { label: measures.energy, ...of((sums) => sums.energyWh), format: formatWhRoughly },
        {
          label: measures.utilisation,
          ...of(utilisationOf),
          format: formatShare,
          hint: hints.utilisation,
        },
        { label: measures.turnover, ...of(turnoverOf), format: formatTwo, hint: hints.turnover },
        {
          label: measures.unmet,
          ...of((sums) => sums.joined + sums.refused),
          format: formatCount,
          hint: hints.unmet,
        },
        {
          label: measures.successRate,
          ...of((sums) => ratio(sums.settled, sums.ended) ?? 0),
          format: formatShare,
          hint: hints.successRate,
        },
        {
          label: measures.faultShare,
          ...of((sums) => ratio(sums.faultMs, sums.serviceMs) ?? 0),
          format: formatShare,
          hint: hints.faultShare,
        },
      ]}
    />
  );
}
