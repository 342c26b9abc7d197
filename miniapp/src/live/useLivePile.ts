// A page's live view of one pile, open while the page is on screen.
import { useState } from "react";
import { livePath } from "../../../core/contract/live.ts";
import { type LiveView, nothingLive, withMessage } from "./livePile.ts";
import { type LiveLink, useLive } from "./useLive.ts";
import { useToken } from "./useToken.ts";

export function useLivePile(pileId: string | null, isOn: boolean): LiveView & LiveLink {
  const [view, setView] = useState<LiveView>(nothingLive);
  const path = pileId === null ? null : livePath(pileId);
  const link = useLive(path, isOn, useToken(), (message, board) =>
    setView((before) => withMessage(before, message, board)),
  );
  return { ...view, ...link };
}
