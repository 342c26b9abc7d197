// Where a pile's configuration is not what its template wants.
import type { WantedKey } from "../../../../../core/contract/admin/templates.ts";
import type { ConfigurationKey } from "../configuration.ts";

export type Difference = WantedKey & {
  /** Null: the pile has no such key. */
  readonly present: string | null;
  readonly isReadOnly: boolean;
};

const partsOf = (list: string): string =>
  list
    .split(",")
    .map((part) => part.trim().toLowerCase())
    .toSorted()
    .join();

/** Lists are the same in any order, and words in any case. */
const isSame = (wanted: string, present: string): boolean =>
  wanted === present || partsOf(wanted) === partsOf(present);

export function differencesOf(
  wanted: readonly WantedKey[],
  keys: readonly ConfigurationKey[],
): readonly Difference[] {
  const byKey = new Map(keys.map((one) => [one.key, one] as const));
  return wanted.flatMap(({ key, value }): Difference[] => {
    const known = byKey.get(key);
    if (known === undefined) return [{ key, value, present: null, isReadOnly: false }];
    if (isSame(value, known.value)) return [];
    return [{ key, value, present: known.value, isReadOnly: known.isReadOnly }];
  });
}

export const canBeSet = ({ present, isReadOnly }: Difference): boolean =>
  present !== null && !isReadOnly;
