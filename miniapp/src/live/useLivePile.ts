// A page's live view of one pile, open while the page is on screen.
import { useEffect, useState } from "react";
import { livePath } from "../../../core/contract/live.ts";
import { onForeground } from "../platform/device.ts";
import { connectSocket } from "../platform/socket.ts";
import { freshToken } from "../service/api.ts";
import { sessionStore } from "../service/session.ts";
import { useStore } from "../service/store.ts";
import { applyLive, type LiveView, nothingLive } from "./livePile.ts";
import { type LiveState, makeLiveSocket, type Timers } from "./liveSocket.ts";

const timers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

const nobody = (): Promise<null> => Promise.resolve(null);

export function useLivePile(
  pileId: string | null,
  isOn: boolean,
): LiveView & { readonly connection: LiveState; readonly isLost: boolean } {
  const [view, setView] = useState<LiveView>(nothingLive);
  const [connection, setConnection] = useState<LiveState>("closed");
  const [isLost, setLost] = useState(false);
  const driverId = useStore(sessionStore)?.driver.driverId ?? null;

  useEffect(() => {
    if (pileId === null || !isOn) return undefined;
    const opened = makeLiveSocket({
      connect: connectSocket,
      path: livePath(pileId),
      // Another driver is greeted anew: the socket belongs to one.
      token: driverId === null ? nobody : freshToken,
      onMessage: (message) => setView((before) => applyLive(before, message)),
      onState: (state) => {
        setConnection(state);
        // The first connecting is no loss; the reconnecting after one is.
        if (state !== "connecting") setLost(state === "waiting");
      },
      timers,
    });
    opened.start();
    const forget = onForeground((isForeground) => {
      if (isForeground) opened.resume();
    });
    return () => {
      forget();
      opened.stop();
    };
  }, [pileId, isOn, driverId]);

  return { ...view, connection, isLost };
}
