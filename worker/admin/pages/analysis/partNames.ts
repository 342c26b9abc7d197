// The components of revenue in the order and colours in which they are shown.
import type { RevenueParts } from "../../../../core/contract/admin/analysisParts.ts";
import type { ChartColors } from "../../parts/Chart.tsx";

export const partNames: readonly {
  readonly part: keyof RevenueParts;
  readonly color: keyof ChartColors;
}[] = [
  { part: "electricity", color: "flat" },
  { part: "service", color: "valley" },
  { part: "idle", color: "peak" },
  { part: "start", color: "held" },
  { part: "reservation", color: "busy" },
  { part: "noShow", color: "sharp" },
  { part: "discount", color: "idle" },
  { part: "correction", color: "bad" },
];
