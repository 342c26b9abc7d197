// A pile's messages as they are kept: what was kept before is read once, the rest comes over a socket.
import { useEffect, useReducer } from "react";
import {
  adminReadTrace,
  type TraceFrame,
  TraceMessage,
} from "../../../../../core/contract/admin/trace.ts";
import { limits } from "../../../../../core/limits.ts";
import { ask } from "../../../api/ask.ts";

/** Page by page, until the last one that is kept. */
export async function* keptFrames(pileId: string): AsyncGenerator<readonly TraceFrame[]> {
  let after = 0;
  for (;;) {
    const { frames } = await ask(adminReadTrace, { pileId, after });
    if (frames.length > 0) yield frames;
    const last = frames.at(-1);
    if (last === undefined || frames.length < limits.tracePage.most) return;
    after = last.seq;
  }
}

export type TraceView = {
  /** In order, without gaps once all is read. */
  readonly frames: readonly TraceFrame[];
  readonly isLive: boolean;
  readonly error: unknown;
};

type Change =
  | { readonly kind: "frames"; readonly frames: readonly TraceFrame[] }
  | { readonly kind: "live"; readonly isLive: boolean }
  | { readonly kind: "failed"; readonly error: unknown };

const nothing: TraceView = { frames: [], isLive: false, error: null };

function changed(view: TraceView, change: Change): TraceView {
  switch (change.kind) {
    case "live":
      return { ...view, isLive: change.isLive };
    case "failed":
      return { ...view, error: change.error };
    case "frames":
      return { ...view, frames: merged(view.frames, change.frames) };
  }
}

/** The socket's first word and what was read may overlap. */
function merged(known: readonly TraceFrame[], more: readonly TraceFrame[]): readonly TraceFrame[] {
  const [next] = more;
  const last = known.at(-1);
  if (next === undefined) return known;
  if (last === undefined || next.seq > last.seq) return [...known, ...more];
  const bySeq = new Map([...known, ...more].map((frame) => [frame.seq, frame] as const));
  return [...bySeq.values()].toSorted((one, other) => one.seq - other.seq);
}

const RETRY_MS = 3_000;

/** The page makes it anew for another pile or another trace. */
export function useTrace(
  pileId: string,
  { isKept, isOn }: { readonly isKept: boolean; readonly isOn: boolean },
): TraceView {
  const [view, change] = useReducer(changed, nothing);
  useEffect(() => (isKept ? reading(pileId, change) : undefined), [pileId, isKept]);
  useEffect(() => (isOn ? watched(pileId, change) : undefined), [pileId, isOn]);
  return view;
}

/** Reads what was kept; gives back how to end it. */
function reading(pileId: string, change: (change: Change) => void): () => void {
  let isWanted = true;
  const read = async (): Promise<void> => {
    try {
      for await (const frames of keptFrames(pileId)) {
        if (!isWanted) return;
        change({ kind: "frames", frames });
      }
    } catch (error) {
      if (isWanted) change({ kind: "failed", error });
    }
  };
  void read();
  return () => {
    isWanted = false;
  };
}

/** Opens the socket, and again when it is lost; gives back how to end it. */
function watched(pileId: string, change: (change: Change) => void): () => void {
  let socket: WebSocket | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let isWanted = true;
  const open = (): void => {
    const origin = window.location.origin.replace(/^http/, "ws");
    socket = new WebSocket(`${origin}/live/traces/${encodeURIComponent(pileId)}`);
    socket.addEventListener("message", ({ data }) => {
      const message = TraceMessage.safeParse(JSON.parse(String(data)));
      if (!message.success) return;
      change({ kind: "live", isLive: true });
      const { data: told } = message;
      change({ kind: "frames", frames: told.kind === "trace" ? told.frames : [told.frame] });
    });
    socket.addEventListener("close", () => {
      if (!isWanted) return;
      change({ kind: "live", isLive: false });
      retry = setTimeout(open, RETRY_MS);
    });
  };
  open();
  return () => {
    isWanted = false;
    clearTimeout(retry);
    socket?.close();
    change({ kind: "live", isLive: false });
  };
}
