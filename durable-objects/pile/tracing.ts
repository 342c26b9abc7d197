// Keeps a pile's messages while its trace is on, shows them to staff who watch, and bounds both.
// While it is off nothing here is called but by the question whether it is.
import { isTracing } from "../../core/charging/trace.ts";
import type { PileState } from "../../core/charging/pileState.ts";
import type { TraceFrame, TraceMessage } from "../../core/contract/admin/trace.ts";
import { limits } from "../../core/limits.ts";
import { withoutSecrets } from "../../core/ocpp/secrets.ts";
import { sendText } from "../live/liveSockets.ts";

const traceTag = "trace";
/** The oldest go by so many at a time. */
const droppedAtATime = 200;
/** What a window is shown when it opens. */
const shownAtFirst = 100;

export type TraceDirection = TraceFrame["direction"];
type Kept = { nextSeq: number; frames: number; characters: number };
type Watching = { readonly v: 1; readonly role: "trace"; readonly sinceMs: number };
type Row = { seq: number; at_ms: number; direction: string; text: string };

export class Tracing {
  readonly #ctx: DurableObjectState;
  /** Counted once it is on: a sleep forgets it. */
  #kept: Kept | null = null;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  note({ trace }: PileState, direction: TraceDirection, said: string): void {
    const nowMs = Date.now();
    if (!isTracing(trace, nowMs)) return;
    const kept = (this.#kept ??= this.#counted());
    const text = withoutSecrets(said.slice(0, limits.frameBytes.most));
    const frame: TraceFrame = { seq: kept.nextSeq, atMs: nowMs, direction, text };
    this.#ctx.storage.sql.exec(
      "INSERT INTO trace (seq, at_ms, direction, text) VALUES (?, ?, ?, ?)",
      frame.seq,
      frame.atMs,
      direction,
      text,
    );
    kept.nextSeq += 1;
    kept.frames += 1;
    kept.characters += text.length;
    if (isOver(kept)) this.#dropOldest();
    this.#closeOld(nowMs);
    this.#tell({ kind: "frame", frame });
  }

  read({ after, limit }: { readonly after: number; readonly limit: number }): TraceFrame[] {
    return this.#ctx.storage.sql
      .exec<Row>("SELECT * FROM trace WHERE seq > ? ORDER BY seq LIMIT ?", after, limit)
      .toArray()
      .map(frameOf);
  }

  /** Staff whom the Worker has let through. Null: there is nothing to watch, or there are enough. */
  accept({ trace }: PileState): Response | null {
    if (trace === null || !isTracing(trace, Date.now())) return null;
    if (this.#sockets().length >= limits.traceSockets.most) return null;
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [traceTag]);
    server.serializeAttachment({ v: 1, role: "trace", sinceMs: Date.now() } satisfies Watching);
    const frames = this.#ctx.storage.sql
      .exec<Row>("SELECT * FROM trace ORDER BY seq DESC LIMIT ?", shownAtFirst)
      .toArray()
      .map(frameOf)
      .toReversed();
    sendText(server, JSON.stringify({ kind: "trace", trace, frames } satisfies TraceMessage));
    return new Response(null, { status: 101, webSocket: client });
  }

  isWatcher(socket: WebSocket): boolean {
    return this.#ctx.getTags(socket).includes(traceTag);
  }

  /** A window that stays open must not see the next trace by the right to this one. */
  over(): void {
    for (const socket of this.#sockets()) socket.close(1000, "the trace is over");
  }

  forget(): void {
    this.#ctx.storage.sql.exec("DELETE FROM trace");
    this.#kept = null;
  }

  /** Before they are told more: the window opens another, if its person still may. */
  #closeOld(nowMs: number): void {
    for (const socket of this.#sockets()) {
      const { sinceMs }: Watching = socket.deserializeAttachment();
      if (sinceMs + limits.traceSocketMs.most <= nowMs) socket.close(1000, "ask again");
    }
  }

  #sockets(): WebSocket[] {
    return this.#ctx.getWebSockets(traceTag);
  }

  #tell(message: TraceMessage): void {
    const sockets = this.#sockets();
    if (sockets.length === 0) return;
    const text = JSON.stringify(message);
    for (const socket of sockets) sendText(socket, text);
  }

  #counted(): Kept {
    const row = this.#ctx.storage.sql
      .exec<{ last: number; frames: number; characters: number }>(
        `SELECT coalesce(max(seq), 0) AS last, count(*) AS frames,
           coalesce(sum(length(text)), 0) AS characters FROM trace`,
      )
      .one();
    return { nextSeq: row.last + 1, frames: row.frames, characters: row.characters };
  }

  #dropOldest(): void {
    this.#ctx.storage.sql.exec(
      "DELETE FROM trace WHERE seq IN (SELECT seq FROM trace ORDER BY seq LIMIT ?)",
      droppedAtATime,
    );
    this.#kept = null;
  }
}

const isOver = ({ frames, characters }: Kept): boolean =>
  frames > limits.traceFrames.most || characters > limits.traceCharacters.most;

const frameOf = ({ seq, at_ms: atMs, direction, text }: Row): TraceFrame => ({
  seq,
  atMs,
  direction: direction === "in" || direction === "out" ? direction : "link",
  text,
});
