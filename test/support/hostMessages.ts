// What a test and the process that hosts the platform say to each other over Node's IPC channel.

export type Statement = { readonly sql: string; readonly params: readonly unknown[] };

/** A file for R2; IPC carries text. */
export type PictureFile = {
  readonly key: string;
  readonly base64: string;
  readonly httpMetadata: { readonly contentType: string; readonly cacheControl: string };
};

export type HostOptions = {
  readonly name: string;
  readonly scriptPath: string;
  /** Miniflare's options as wrangler.toml says them. */
  readonly bindings: Readonly<Record<string, unknown>>;
  /** Variables and secrets over those of wrangler.toml. */
  readonly vars: Readonly<Record<string, string>>;
  /** Databases and objects live here, and survive the process. */
  readonly dataDir: string;
  readonly port: number;
  /** Applied to the binding `DB` as far as they are new; null where there is no database. */
  readonly migrationsDir: string | null;
};

export type HostQuestion =
  | { readonly kind: "start"; readonly options: HostOptions }
  | { readonly kind: "sql"; readonly statements: readonly Statement[] }
  | { readonly kind: "rawSql"; readonly statement: Statement }
  | { readonly kind: "scheduled"; readonly cron: string }
  | { readonly kind: "putPicture"; readonly picture: PictureFile }
  | { readonly kind: "evict"; readonly className: string; readonly name: string }
  | { readonly kind: "stop" };

export type Row = Readonly<Record<string, unknown>>;
export type StatementResult = {
  readonly results: readonly Row[];
  readonly meta: Readonly<Record<string, unknown>>;
};

export type HostAnswer =
  | { readonly kind: "started"; readonly url: string; readonly startMs: number }
  | { readonly kind: "results"; readonly results: readonly StatementResult[] }
  /** Rows as arrays, columns of the same name kept apart. */
  | { readonly kind: "rawRows"; readonly rows: readonly unknown[] }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly error: string };

export type ToHost = { readonly id: number; readonly question: HostQuestion };
export type FromHost = { readonly id: number; readonly answer: HostAnswer };
