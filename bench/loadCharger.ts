// A charger that only makes load: raw frames over a real socket, one open CALL, and the plainest
// answer to whatever it is asked.
import { WebSocket } from "ws";
import type { Call } from "./session.ts";

type Answer = Readonly<Record<string, unknown>>;

export type LoadAddress = {
  /** ws://127.0.0.1:port/ocpp */
  readonly ocppUrl: string;
  readonly pileId: string;
  readonly password: string;
};

const commandAnswers: Readonly<Record<string, Answer>> = {
  GetConfiguration: { configurationKey: [], unknownKey: [] },
  UnlockConnector: { status: "Unlocked" },
};

export class LoadCharger {
  readonly #socket: WebSocket;
  readonly #onCommand: ((action: string, payload: Answer) => void) | undefined;
  #nextId = 1;
  #open: {
    readonly id: string;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: Error) => void;
  } | null = null;

  private constructor(socket: WebSocket, onCommand?: (action: string, payload: Answer) => void) {
    this.#socket = socket;
    this.#onCommand = onCommand;
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") this.#received(data);
    });
    socket.on("close", (code) => this.#open?.reject(new Error(`the socket closed: ${code}`)));
  }

  /** @param onCommand told of each command of the platform, after it was answered */
  static async connect(
    { ocppUrl, pileId, password }: LoadAddress,
    onCommand?: (action: string, payload: Answer) => void,
  ): Promise<LoadCharger> {
    const socket = new WebSocket(`${ocppUrl}/${pileId}`, ["ocpp1.6"], {
      auth: `${pileId}:${password}`,
      perMessageDeflate: false,
    });
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    return new LoadCharger(socket, onCommand);
  }

  /** Resolves with the answer's payload; a CALLERROR rejects. */
  call([action, payload]: Call): Promise<Answer> {
    const id = String(this.#nextId++);
    return new Promise((resolve, reject) => {
      this.#open = { id, resolve, reject };
      this.#socket.send(JSON.stringify([2, id, action, payload]));
    });
  }

  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise((resolve) => this.#socket.once("close", resolve));
    this.#socket.close(1000);
    await closed;
  }

  #received(text: string): void {
    const frame = JSON.parse(text);
    if (frame[0] === 2) {
      const [, id, action, payload] = frame;
      const answer = commandAnswers[action] ?? { status: "Accepted" };
      this.#socket.send(JSON.stringify([3, id, answer]));
      this.#onCommand?.(action, payload);
      return;
    }
    const open = this.#open;
    if (open === null || open.id !== frame[1]) throw new Error(`nobody asked: ${text}`);
    this.#open = null;
    if (frame[0] === 3) open.resolve(frame[2]);
    else open.reject(new Error(text));
  }
}
