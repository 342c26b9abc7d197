// A list's filters and page live in the address, so that every view can be linked to and gone back to.
import { useCallback } from "react";
import { useSearchParams } from "wouter";

export type ListAddress<Filter extends string> = {
  /** Empty where the filter is not set. */
  readonly valueOf: (name: Filter) => string;
  readonly cursor: string | undefined;
  readonly isFiltered: boolean;
  readonly set: (changes: Partial<Record<Filter, string>>) => void;
  readonly clear: () => void;
  readonly goTo: (cursor: string | null) => void;
};

/** @param names the filters of the list, each a parameter of the address; empty means not set. */
export function useListAddress<const Filter extends string>(
  names: readonly Filter[],
): ListAddress<Filter> {
  const [search, setSearch] = useSearchParams();
  const valueOf = (name: Filter): string => search.get(name) ?? "";
  const set = useCallback(
    (changes: Partial<Record<Filter, string>>) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          next.delete("cursor");
          for (const [name, value] of Object.entries<string | undefined>(changes)) {
            if (value === undefined || value === "") next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const goTo = useCallback(
    (cursor: string | null) =>
      setSearch((before) => {
        const next = new URLSearchParams(before);
        if (cursor === null) next.delete("cursor");
        else next.set("cursor", cursor);
        return next;
      }),
    [setSearch],
  );
  const clear = useCallback(() => setSearch(new URLSearchParams()), [setSearch]);
  const isFiltered = names.some((name) => valueOf(name) !== "");
  return { valueOf, cursor: search.get("cursor") ?? undefined, isFiltered, set, clear, goTo };
}
