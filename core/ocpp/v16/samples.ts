import type { Sample } from "../../charging/events.ts";
import { deviceTime } from "../clock.ts";
import { readingOf } from "../meter.ts";
import type { DecodeContext } from "../version.ts";
import type { MeterValuesReq } from "./validators.generated.js";

/** The readings of use, in the order in which the charger sent them. */
export function samplesOf(
  meterValue: MeterValuesReq["meterValue"],
  context: DecodeContext,
): readonly Sample[] {
  const samples: Sample[] = [];
  for (const { timestamp, sampledValue } of meterValue) {
    const sample = readingOf(sampledValue, deviceTime(timestamp, context), context.quirks);
    if (sample !== null) samples.push(sample);
  }
  return samples;
}
