// What the objects use of the Worker's bindings.
import type { RecordsService } from "../core/charging/facts.ts";

export type ObjectEnv = {
  readonly RECORDS: RecordsService;
  /** Verifies the tokens that live sockets bring. */
  readonly TOKEN_SECRETS: string;
};
