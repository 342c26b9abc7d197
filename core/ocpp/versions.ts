// The OCPP versions this platform speaks; a later one is added by a row.
import { v16 } from "./v16/index.ts";
import type { OcppVersion, Subprotocol } from "./version.ts";

const versions: ReadonlyMap<Subprotocol, OcppVersion> = new Map([["ocpp1.6", v16]]);

export const supportedSubprotocols: readonly Subprotocol[] = [...versions.keys()];

/** undefined: not one of `supportedSubprotocols`. */
export const versionOf = (subprotocol: Subprotocol): OcppVersion | undefined =>
  versions.get(subprotocol);
