// Who closes a socket, charger or driver, is answered: he need not wait for it to time out.
import { describe, expect, it } from "vitest";
import { knock, anOnlinePile } from "../pile/support.ts";
import { aPlace, areaStub, migrate, stationStub } from "./support.ts";

await migrate();

/** The code by which the object answers a close. */
async function answerTo(socket: WebSocket | null, ...close: [code?: number]): Promise<number> {
  if (socket === null) throw new Error("no socket was given");
  socket.accept();
  const answered = new Promise<number>((resolve) =>
    socket.addEventListener("close", ({ code }) => resolve(code)),
  );
  socket.close(...close);
  return answered;
}

const open = async (stub: Pick<Fetcher, "fetch">): Promise<WebSocket | null> => {
  const headers = { upgrade: "websocket" };
  const { webSocket } = await stub.fetch("https://charging.test/live/", { headers });
  return webSocket;
};

describe("a socket that its client closes", () => {
  it("is a charger's", async () => {
    const { stub, pileId } = await anOnlinePile();
    const { webSocket } = await knock(stub, pileId);
    expect(await answerTo(webSocket, 1001)).toBe(1001);
  });

  it("is a driver's, on the screen of a pile", async () => {
    const { stub } = await anOnlinePile();
    expect(await answerTo(await open(stub), 4001)).toBe(4001);
  });

  it("is a driver's, on the screen of a station and on the map", async () => {
    const { stationId, cell } = await aPlace(1);
    for (const stub of [stationStub(stationId), areaStub(cell)]) {
      expect(await answerTo(await open(stub), 4001)).toBe(4001);
    }
  });

  it("says nothing of why", async () => {
    const { cell } = await aPlace(1);
    expect(await answerTo(await open(areaStub(cell)))).toBe(1000);
  });
});
