// A page's live view of one pile, open while the page is on screen.
import { useMemo, useState } from "react";
import { livePath } from "../../../core/contract/live.ts";
import { freshToken } from "../service/api.ts";
import { sessionStore } from "../service/session.ts";
import { useStore } from "../service/store.ts";
import { type LiveView, nothingLive, withMessage } from "./livePile.ts";
import type { LiveOptions } from "./liveSocket.ts";
import { type LiveLink, nobody, useLive } from "./useLive.ts";

export function useLivePile(pileId: string | null, isOn: boolean): LiveView & LiveLink {
  const [view, setView] = useState<LiveView>(nothingLive);
  const driverId = useStore(sessionStore)?.driver.driverId ?? null;
  // Another driver is greeted anew: the socket belongs to one.
  const token = useMemo<LiveOptions["token"]>(
    () => (driverId === null ? nobody : (options) => freshToken(options)),
    [driverId],
  );
  const path = pileId === null ? null : livePath(pileId);
  const link = useLive(path, isOn, token, (message, board) =>
    setView((before) => withMessage(before, message, board)),
  );
  return { ...view, ...link };
}
