// The WebSocket addresses: chargers', and drivers' screens of a pile, a station and a map cell. The
// Worker only finds the object; the socket is the object's.
import { PileId, StationId } from "../../../core/contract/common.ts";
import { AreaCell } from "../../../core/contract/live.ts";
import { areaOf, stationOf } from "../../../durable-objects/live/objects.ts";
import { pileOf } from "../../pileOf.ts";
import { clientIpOf, type App, type AppContext } from "../context.ts";
import { problemResponse } from "../errors.ts";

export function socketRoutes(app: App): void {
  app.get("/ocpp/:pileId", (c) => toPile(c, "ocpp"));
  app.get("/live/piles/:pileId", (c) => toPile(c, "live"));
  app.get("/live/stations/:stationId", (c) => {
    const stationId = StationId.safeParse(c.req.param("stationId"));
    if (!stationId.success) return problemResponse(c, { code: "station_not_found" });
    return upgrade(c, stationOf(c.env, stationId.data), `live/${stationId.data}`);
  });
  app.get("/live/areas/:cell", (c) => {
    const cell = AreaCell.safeParse(c.req.param("cell"));
    if (!cell.success) return problemResponse(c, { code: "not_found" });
    return upgrade(c, areaOf(c.env, cell.data), `live/${cell.data}`);
  });
}

function toPile(c: AppContext, kind: "ocpp" | "live"): Response | Promise<Response> {
  const pileId = PileId.safeParse(c.req.param("pileId"));
  if (!pileId.success) return problemResponse(c, { code: "pile_not_found" });
  return upgrade(c, pileOf(c.env, pileId.data), `${kind}/${pileId.data}`);
}

/** What an object needs of the request; anything else a client sends ends here. */
const forwarded = [
  "upgrade",
  "connection",
  "authorization",
  "origin",
  "sec-websocket-key",
  "sec-websocket-version",
  "sec-websocket-protocol",
  "sec-websocket-extensions",
] as const;

/**
 * Hands the upgrade to the object under an address of our own making: an object must never see a
 * path that a client wrote. The client's address travels in `x-client-ip`.
 */
export async function upgrade(
  c: AppContext,
  object: Pick<Fetcher, "fetch">,
  path: string,
): Promise<Response> {
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket") {
    return c.text("This address speaks WebSocket.", 426, { upgrade: "websocket" });
  }
  const headers = new Headers({ "x-client-ip": clientIpOf(c.req.raw.headers) });
  for (const name of forwarded) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  return object.fetch(new Request(`https://object/${path}`, { headers }));
}
