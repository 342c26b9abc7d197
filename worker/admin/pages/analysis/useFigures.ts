// What an endpoint says of the period, and of the one that it is compared with.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Endpoint, InputOf, OutputOf } from "../../../../core/contract/endpoint.ts";
import { queryOf } from "../../api/ask.ts";

/** Days that are over rarely change. */
const FRESH_MS = 60_000;

export function useFigures<E extends Endpoint>(
  endpoint: E,
  of: {
    readonly isValid: boolean;
    readonly input: InputOf<E>;
    readonly comparedInput: InputOf<E> | null;
  },
  /** Whether there is anything to compare with. */
  isCounted: (before: OutputOf<E>) => boolean,
) {
  const now = useQuery({
    ...queryOf(endpoint, of.input),
    enabled: of.isValid,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
  const before = useQuery({
    ...queryOf(endpoint, of.comparedInput ?? of.input),
    enabled: of.isValid && of.comparedInput !== null,
    staleTime: FRESH_MS,
  });
  const told = of.comparedInput === null ? null : (before.data ?? null);
  const isBeforeEmpty = told !== null && !isCounted(told);
  return { now, before: isBeforeEmpty ? null : told, isBeforeEmpty };
}
