// What a scanned code says: the address that also opens the browser's app, or a bare number.
import * as z from "zod/mini";
import { ConnectorId, PileId } from "../../../core/contract/common.ts";

export type PileCode = { readonly pileId: string; readonly connectorId?: number };

/** Reads `…/app/#/pages/pile/index?pileId=…&connector=…` and a bare pile number; null for anything else. */
export function pileOfCode(code: string): PileCode | null {
  const bare = z.safeParse(PileId, code.trim());
  if (bare.success) return { pileId: bare.data };
  const [address = "", query = ""] = code.split(/\?(.*)/s);
  if (!address.endsWith("/pages/pile/index")) return null;
  const values = new Map(
    query.split("&").map((pair) => {
      const [key = "", value = ""] = pair.split("=");
      return [key, decoded(value)] as const;
    }),
  );
  const pileId = z.safeParse(PileId, values.get("pileId"));
  if (!pileId.success) return null;
  const connectorId = z.safeParse(ConnectorId, Number(values.get("connector")));
  return connectorId.success
    ? { pileId: pileId.data, connectorId: connectorId.data }
    : { pileId: pileId.data };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
