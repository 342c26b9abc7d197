// Puts a test's own server behind `fetch`, with the requests really built and the signal honoured.
import { vi } from "vitest";

export type Server = (request: Request) => Promise<Response> | Response;

/** Answers every outgoing request from `server`, until the mocks are restored. */
export function serveFetchWith(server: Server): void {
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    const aborted = new Promise<never>((_, reject) => {
      request.signal.addEventListener("abort", () => reject(request.signal.reason));
    });
    // Also a server that throws at once loses to nobody, and leaves no abort unheard.
    const answered = (async () => server(request))();
    return Promise.race([answered, aborted]);
  });
}

/** A gateway that takes the request and never answers. */
export const silent: Server = () => new Promise(() => {});
