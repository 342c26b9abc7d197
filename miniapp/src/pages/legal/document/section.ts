export type Section = { readonly title: string; readonly paragraphs: readonly string[] };
