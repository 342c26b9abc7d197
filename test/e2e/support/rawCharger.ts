// A charger's socket without a client's manners: it sends whatever it is given.
import { once } from "node:events";
import { WebSocket } from "ws";
import type { TestPile } from "../../support/platform.ts";

export class RawCharger {
  readonly #socket: WebSocket;
  #heard: unknown[][] = [];
  #beat: {
    readonly id: string;
    readonly resolve: () => void;
    readonly reject: (error: Error) => void;
  } | null = null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") this.#received(JSON.parse(data));
    });
    socket.on("close", (code) => this.#beat?.reject(new Error(`the socket was closed: ${code}`)));
  }

  static async connected({ ocppUrl, pileId, password }: TestPile): Promise<RawCharger> {
    const socket = new WebSocket(`${ocppUrl}/${pileId}`, ["ocpp1.6"], {
      auth: `${pileId}:${password}`,
    });
    const charger = new RawCharger(socket);
    await once(socket, "open");
    return charger;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  send(data: string | Buffer): void {
    this.#socket.send(data);
  }

  /** Resolves when this Heartbeat is answered, with the frames heard since the one before. */
  async heartbeat(id: string): Promise<readonly unknown[][]> {
    await new Promise<void>((resolve, reject) => {
      this.#beat = { id, resolve, reject };
      this.#socket.send(JSON.stringify([2, id, "Heartbeat", {}]));
    });
    this.#beat = null;
    const heard = this.#heard;
    this.#heard = [];
    return heard;
  }

  close(): void {
    this.#socket.terminate();
  }

  #received(frame: unknown[]): void {
    if (this.#beat !== null && frame[0] === 3 && frame[1] === this.#beat.id) this.#beat.resolve();
    else this.#heard.push(frame);
  }
}
