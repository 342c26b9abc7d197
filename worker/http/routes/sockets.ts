// The two WebSocket addresses: chargers' and drivers' screens. The Worker only finds the pile; the
// socket is the object's.
import { PileId } from "../../../core/contract/common.ts";
import { pileOf } from "../../pileOf.ts";
import { clientIpOf, type App, type AppContext } from "../context.ts";
import { problemResponse } from "../errors.ts";

export function socketRoutes(app: App): void {
  app.get("/ocpp/:pileId", (c) => upgrade(c, "ocpp"));
  app.get("/live/piles/:pileId", (c) => upgrade(c, "live"));
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
 * Hands the upgrade to the pile under an address of our own making: an object must never see a path
 * that a client wrote. The client's address travels in `x-client-ip`.
 */
async function upgrade(c: AppContext, kind: "ocpp" | "live"): Promise<Response> {
  const pileId = PileId.safeParse(c.req.param("pileId"));
  if (!pileId.success) return problemResponse(c, { code: "pile_not_found" });
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket") {
    return c.text("This address speaks WebSocket.", 426, { upgrade: "websocket" });
  }
  const headers = new Headers({ "x-client-ip": clientIpOf(c.req.raw.headers) });
  for (const name of forwarded) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  const url = `https://pile/${kind}/${pileId.data}`;
  return pileOf(c.env, pileId.data).fetch(new Request(url, { headers }));
}
