// The period, what it is compared with and the station live in the address, so that a view can be
// linked to and stays when one goes from one part of the analysis to another.
import { useCallback } from "react";
import { useSearchParams } from "wouter";
import {
  comparedWith,
  compares,
  isPeriod,
  periodOfPreset,
  presets,
  type Compare,
  type Period,
  type Preset,
} from "./period.ts";

export type AnalysisAddress = {
  readonly preset: Preset | "custom";
  readonly period: Period;
  readonly isValid: boolean;
  readonly compare: Compare;
  readonly compared: Period | null;
  readonly stationId: string;
  readonly set: (changes: Readonly<Record<string, string>>) => void;
  /** As an endpoint takes them. */
  readonly input: Period & { readonly stationId?: string };
  readonly comparedInput: (Period & { readonly stationId?: string }) | null;
};

/** By the reader's own clock: "2026-11-28". */
const todayOf = (): string => new Intl.DateTimeFormat("sv-SE", { dateStyle: "short" }).format();

export function useAnalysisAddress(usual: Preset = "days30"): AnalysisAddress {
  const [search, setSearch] = useSearchParams();
  const set = useCallback(
    (changes: Readonly<Record<string, string>>) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === "") next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const given = { from: search.get("from") ?? "", to: search.get("to") ?? "" };
  const isCustom = given.from !== "" && given.to !== "";
  const preset = presets.find((one) => one === search.get("preset")) ?? usual;
  const today = todayOf();
  const period = isCustom ? given : periodOfPreset(preset, today);
  const compare = compares.find((one) => one === search.get("compare")) ?? "before";
  const isValid = isPeriod(period);
  const compared = isValid ? comparedWith(period, compare, today) : null;
  const stationId = search.get("station") ?? "";
  const ofStation = stationId === "" ? {} : { stationId };
  return {
    preset: isCustom ? "custom" : preset,
    period,
    isValid,
    compare,
    compared,
    stationId,
    set,
    input: { ...period, ...ofStation },
    comparedInput: compared === null ? null : { ...compared, ...ofStation },
  };
}
