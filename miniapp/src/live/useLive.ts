// A page's one live socket, open while the page is on screen.
import { useEffect, useState } from "react";
import type { LiveMessage } from "../../../core/contract/live.ts";
import type { Board } from "../../../core/live/applyLive.ts";
import { onForeground } from "../platform/device.ts";
import { connectSocket } from "../platform/socket.ts";
import { useLatest } from "../service/hooks.ts";
import { onlineStore } from "../service/network.ts";
import { type LiveOptions, type LiveState, makeLiveSocket, type Timers } from "./liveSocket.ts";

const timers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

export const nobody: LiveOptions["token"] = () => Promise.resolve(null);

export type LiveLink = {
  readonly connection: LiveState;
  /** It was open, or should have been, and is not. */
  readonly isLost: boolean;
};

/** `path` null: not yet. Whoever says hello with another `token` is greeted anew. */
export function useLive(
  path: string | null,
  isOn: boolean,
  token: LiveOptions["token"],
  onMessage: (message: LiveMessage, board: Board) => void,
): LiveLink {
  const [connection, setConnection] = useState<LiveState>("closed");
  const [isLost, setLost] = useState(false);
  const heard = useLatest(onMessage);
  useEffect(() => {
    if (path === null || !isOn) return undefined;
    const opened = makeLiveSocket({
      connect: connectSocket,
      path,
      token,
      onMessage: (message, board) => heard.current(message, board),
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
    // With the network back there is nothing to wait for; with it gone, a link may look alive.
    const forgetNetwork = onlineStore.subscribe(opened.resume);
    return () => {
      forget();
      forgetNetwork();
      opened.stop();
    };
  }, [path, isOn, token, heard]);
  return { connection, isLost };
}
