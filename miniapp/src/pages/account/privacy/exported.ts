// What an export holds, in numbers.
import type { exportMyData } from "../../../../../core/contract/account.ts";
import type { OutputOf } from "../../../../../core/contract/endpoint.ts";

export type Exported = OutputOf<typeof exportMyData>;

/** Every list that has something in it, in the document's order. */
export const listsOf = (
  exported: Exported,
): readonly { readonly name: string; readonly rows: number }[] =>
  Object.entries(exported).flatMap(([name, value]) =>
    Array.isArray(value) && value.length > 0 ? [{ name, rows: value.length }] : [],
  );

/** zhuang-my-data-2026-11-28.json */
export const fileNameOf = ({ madeAtMs }: Pick<Exported, "madeAtMs">): string =>
  `zhuang-my-data-${new Date(madeAtMs).toISOString().slice(0, 10)}.json`;
