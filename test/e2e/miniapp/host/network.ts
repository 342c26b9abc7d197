// The phone's network: real requests and real sockets to the platform under test, and a switch that
// takes them all away.
import { WebSocket } from "ws";

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type SocketEvents = {
  readonly onOpen: () => void;
  readonly onMessage: (text: string) => void;
  readonly onError: (reason: string) => void;
  readonly onClose: (code: number, reason: string) => void;
};

/** As many sockets as either vendor lets one mini-program have open. */
const mostSockets = 5;

export class Network {
  isOn = true;
  readonly requests: string[] = [];
  /** The next answer to such a request does not arrive, although the platform gave it. */
  loses: string | null = null;
  readonly #builtOrigin: string;
  readonly #origin: string;
  readonly #sockets = new Set<WebSocket>();
  readonly #listeners = new Set<(isOn: boolean) => void>();

  /** @param builtOrigin the one built into the app, which stands for `origin` */
  constructor(builtOrigin: string, origin: string) {
    this.#builtOrigin = builtOrigin;
    this.#origin = origin;
  }

  onChange(listener: (isOn: boolean) => void): void {
    this.#listeners.add(listener);
  }

  offChange(listener: (isOn: boolean) => void): void {
    this.#listeners.delete(listener);
  }

  turn(isOn: boolean): void {
    this.isOn = isOn;
    if (!isOn) for (const socket of this.#sockets) socket.terminate();
    for (const listener of this.#listeners) listener(isOn);
  }

  /** Rejects without an answer, as a phone without a network does. */
  async request(given: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | undefined;
  }): Promise<Answer> {
    const { url, method, headers, body } = given;
    this.requests.push(`${method} ${url.replace(this.#builtOrigin, "")}`);
    if (!this.isOn) throw new Error("no network");
    const init = body === undefined ? { method, headers } : { method, headers, body };
    const response = await fetch(this.#here(url, "http"), init);
    const text = await response.text();
    if (!this.isOn || this.#isLost(method, url)) throw new Error("the network was lost");
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: text,
    };
  }

  #isLost(method: string, url: string): boolean {
    if (this.loses !== `${method} ${url.replace(this.#builtOrigin, "")}`) return false;
    this.loses = null;
    return true;
  }

  /** Null where the vendor refuses another one. */
  socket(url: string, events: SocketEvents): WebSocket | null {
    if (this.openSockets >= mostSockets) return null;
    const socket = new WebSocket(this.#here(url, "ws"));
    this.#sockets.add(socket);
    socket.addEventListener("open", () => (this.isOn ? events.onOpen() : socket.terminate()));
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") events.onMessage(data);
    });
    socket.addEventListener("error", ({ message }) => events.onError(message));
    socket.addEventListener("close", ({ code, reason }) => {
      this.#sockets.delete(socket);
      events.onClose(code, reason);
    });
    if (!this.isOn) socket.terminate();
    return socket;
  }

  /** Those that the app has not closed; the other side may take its time to agree. */
  get openSockets(): number {
    return [...this.#sockets].filter(({ readyState }) => readyState <= WebSocket.OPEN).length;
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  #here(url: string, scheme: "http" | "ws"): string {
    const built = this.#builtOrigin.replace(/^http/, scheme);
    if (!url.startsWith(`${built}/`)) throw new Error(`${url} is not the platform`);
    return this.#origin.replace(/^http/, scheme) + url.slice(built.length);
  }
}
