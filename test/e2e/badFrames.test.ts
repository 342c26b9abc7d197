// 2,000 frames that OCPP 1.6 forbids, sent over a real socket to the running platform: each gets the
// CALLERROR that the specification allows or no answer where none may come, the socket stays, and
// nothing has changed.
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { frameText } from "../conformance/malformedFrames.ts";
import { eventually } from "../support/eventually.ts";
import { Platform, type TestPile, type TestStation } from "../support/platform.ts";
import { errorCodes, expectedOf } from "./support/frameOracle.ts";
import { OcppCharger } from "./support/ocppCharger.ts";
import { RawCharger } from "./support/rawCharger.ts";
import { hourlyTariff } from "./support/world.ts";

const frames = 2_000;
const perChunk = 50;

let platform: Platform;
let station: TestStation;
let pile: TestPile;

beforeAll(async () => {
  platform = await Platform.start();
  station = await platform.aStation({ tariff: hourlyTariff() });
  pile = await platform.aPile(station, "BAD-FRAMES");
  const charger = await OcppCharger.connected(pile);
  await charger.boot();
  await charger.close();
});
afterAll(() => platform?.close());

/** All that the platform knows of the pile, but for when it was last heard of. */
async function whatIsKnown(): Promise<unknown> {
  const { lastSeenMs: _seen, ...known } = await platform.pile(station, pile.pileId);
  const records = await platform.rows(
    `SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM sessions) AS sessions,
            (SELECT count(*) FROM faults) AS faults, (SELECT count(*) FROM ledger_entries) AS entries`,
  );
  return { known, records };
}

const isBad = (text: string): boolean =>
  expectedOf(text).expected !== "call" && Buffer.byteLength(text) < 60_000;

describe("frames that 1.6 forbids", () => {
  it("are refused or ignored one by one, end no socket, and change nothing", async () => {
    const charger = await RawCharger.connected(pile);
    await charger.heartbeat("first");
    const before = await eventually(whatIsKnown, (seen) =>
      JSON.stringify(seen).includes("TP-0001"),
    );
    const bad = fc.sample(frameText.filter(isBad), { numRuns: frames, seed: 2016 });
    const answers = new Map<string, number>();
    for (let from = 0; from < bad.length; from += perChunk) {
      const chunk = bad.slice(from, from + perChunk);
      for (const text of chunk) charger.send(text);
      // Frames are answered in order: what a chunk is answered with comes before this answer.
      const refused = await charger.heartbeat(`after-${from}`);
      const wanted = chunk.map(expectedOf).filter(({ expected }) => expected === "callError");
      expect(refused.map(([type, id]) => [type, id])).toEqual(wanted.map(({ id }) => [4, id]));
      for (const [, , code, description, details] of refused) {
        expect(errorCodes).toContain(code);
        expect(String(description).length).toBeLessThanOrEqual(255);
        expect(details).toEqual({});
        answers.set(String(code), (answers.get(String(code)) ?? 0) + 1);
      }
    }
    expect(charger.isOpen).toBe(true);
    expect(await whatIsKnown()).toEqual(before);
    // The generator reaches every kind of refusal.
    expect(answers.size).toBeGreaterThanOrEqual(7);
    charger.close();
  });

  it("and bytes, which OCPP-J does not know, are ignored too", async () => {
    const charger = await RawCharger.connected(pile);
    const before = await whatIsKnown();
    charger.send(Buffer.from('[2,"bytes","Heartbeat",{}]'));
    expect(await charger.heartbeat("after-bytes")).toEqual([]);
    expect(await whatIsKnown()).toEqual(before);
    charger.close();
  });
});
