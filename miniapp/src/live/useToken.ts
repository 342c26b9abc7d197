// How a page's live socket says whose it is.
import { useMemo } from "react";
import { freshToken } from "../service/api.ts";
import { sessionStore } from "../service/session.ts";
import { useStore } from "../service/store.ts";
import type { LiveOptions } from "./liveSocket.ts";
import { nobody } from "./useLive.ts";

/** Another driver is greeted anew: the socket belongs to one. */
export function useToken(): LiveOptions["token"] {
  const driverId = useStore(sessionStore)?.driver.driverId ?? null;
  return useMemo<LiveOptions["token"]>(
    () => (driverId === null ? nobody : (options) => freshToken(options)),
    [driverId],
  );
}
