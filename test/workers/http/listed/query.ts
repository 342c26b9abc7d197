// A query as it is looked at: its words and what it is asked with.
export type Query = { toSQL(): { readonly sql: string; readonly params: readonly unknown[] } };
