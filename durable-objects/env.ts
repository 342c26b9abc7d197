// What the objects use of the Worker's bindings.
import type { RecordsService } from "../core/charging/facts.ts";
import type { DirectoryService } from "../core/live/directory.ts";
import type { AreaApi, PileMember, StationApi } from "../core/live/summaries.ts";

/** A binding by what its objects answer, so that no object needs another's class. */
export type Objects<Api> = {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId): Api & Pick<Fetcher, "fetch">;
};

export type ObjectEnv = {
  readonly PILE: Objects<PileMember>;
  readonly STATION: Objects<StationApi>;
  readonly AREA: Objects<AreaApi>;
  readonly RECORDS: RecordsService;
  readonly DIRECTORY: DirectoryService;
  /** Verifies the tokens that live sockets bring. */
  readonly TOKEN_SECRETS: string;
};
