// How much charges take and how long cars stay: on the drivers' page and in reports.
import { useMemo } from "react";
import type * as z from "zod/mini";
import { energyBucketsKwh, minuteBuckets } from "../../../../core/analysis/figures.ts";
import type { Stays } from "../../../../core/contract/admin/analysisParts.ts";
import { useText } from "../../text/language.tsx";
import { bars } from "./charts.ts";
import { Counted } from "./Counted.tsx";
import { FigurePanel } from "./FigurePanel.tsx";

/** The ranges between the ends, the last one open. */
const rangesOf = (
  ends: readonly number[],
  name: (from: number, to: number | null) => string,
): string[] => [0, ...ends].map((from, at) => name(from, ends[at] ?? null));

type Props = { readonly stays: z.infer<typeof Stays> };

export function StaysPanels({ stays }: Props) {
  const { analysis } = useText();
  const words = analysis.drivers;
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
