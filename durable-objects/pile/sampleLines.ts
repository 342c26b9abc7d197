// Samples as text: a line each, so that a batch is appended to a session's row without reading it.
import type { Reading } from "../../core/charging/facts.ts";
import type { Sample } from "../../core/charging/events.ts";

/** `atMs,registerWh,powerW,voltageV,currentA,socPercent`, empty where the charger did not say. */
export const lineOf = (sample: Sample): string =>
  `${sample.atMs},${sample.registerWh ?? ""},${rounded(sample.powerW)},${rounded(sample.voltageV)},${rounded(sample.currentA)},${rounded(sample.socPercent)}\n`;

const rounded = (value: number | undefined): number | string =>
  value === undefined ? "" : Math.round(value * 10) / 10;

export function samplesIn(lines: string): Sample[] {
  return lines.split("\n").flatMap((line): Sample[] => {
    if (line === "") return [];
    const [atMs, registerWh, powerW, voltageV, currentA, socPercent] = line.split(",");
    return [
      {
        atMs: Number(atMs),
        ...(registerWh ? { registerWh: Number(registerWh) } : {}),
        ...(powerW ? { powerW: Number(powerW) } : {}),
        ...(voltageV ? { voltageV: Number(voltageV) } : {}),
        ...(currentA ? { currentA: Number(currentA) } : {}),
        ...(socPercent ? { socPercent: Number(socPercent) } : {}),
      },
    ];
  });
}

export const readingsIn = (lines: string): Reading[] =>
  samplesIn(lines).flatMap(({ atMs, registerWh }): Reading[] =>
    registerWh === undefined ? [] : [[atMs, registerWh]],
  );
