// A driver's screen: the live socket of a pile, and all that it was told.
import { EventEmitter, once } from "node:events";
import * as z from "zod/mini";
import { WebSocket } from "ws";
import { livePath, LiveServerMessage } from "../../../core/contract/live.ts";

type Kind = LiveServerMessage["kind"];
type Of<K extends Kind> = Extract<LiveServerMessage, { kind: K }>;

export class LiveScreen {
  readonly messages: LiveServerMessage[] = [];
  readonly #socket: WebSocket;
  readonly #heard = new EventEmitter();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (typeof data !== "string") return;
      this.messages.push(z.parse(LiveServerMessage, JSON.parse(data)));
      this.#heard.emit("message");
    });
    // A platform that is killed takes the screen's socket along; the test opens another.
    socket.on("error", () => undefined);
  }

  /** @param token the driver's; without it the screen shows the pile alone */
  static async open(platformUrl: string, pileId: string, token?: string): Promise<LiveScreen> {
    const socket = new WebSocket(platformUrl.replace("http", "ws") + livePath(pileId));
    const screen = new LiveScreen(socket);
    await once(socket, "open");
    if (token !== undefined) socket.send(JSON.stringify({ kind: "hello", token }));
    return screen;
  }

  /** The first message of this kind that satisfies the predicate, told already or yet to come. */
  async told<K extends Kind>(
    kind: K,
    isIt: (message: Of<K>) => boolean = () => true,
  ): Promise<Of<K>> {
    const isOfKind = (message: LiveServerMessage): message is Of<K> => message.kind === kind;
    for (;;) {
      const message = this.messages.filter(isOfKind).find(isIt);
      if (message !== undefined) return message;
      await once(this.#heard, "message");
    }
  }

  close(): void {
    this.#socket.terminate();
  }
}
