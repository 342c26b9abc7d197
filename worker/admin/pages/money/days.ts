// What the books are asked for.

/** A stretch of Beijing's days, both included: "2026-11-28". */
export type Days = { readonly fromDay: string; readonly untilDay: string };
