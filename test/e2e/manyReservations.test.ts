// A thousand drivers want one connector and slot at once, over HTTP, as they do when a holiday's
// slots open: one is given it, all others are told why not, whatever happens to the platform.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReservation, SLOT_MS } from "../../core/contract/reservations.ts";
import { makeDriverToken } from "../../durable-objects/auth/driverToken.ts";
import { Platform, type TestPile, type TestStation } from "../support/platform.ts";
import { OcppCharger } from "./support/ocppCharger.ts";
import { hourlyTariff } from "./support/world.ts";

const drivers = 1_000;
const secret = "a secret of this test and of nothing else";
const oneGiven = { given: 1, slot_taken: drivers - 1 };
const balanceFen = 5_000;
const terms = { feeFen: 500, noShowFeeFen: 1_000, holdMinutes: 15, graceMinutes: 20 };

let platform: Platform;
let station: TestStation;
let tokens: readonly string[];

beforeAll(async () => {
  platform = await Platform.start({ vars: { TOKEN_SECRETS: secret } });
  station = await platform.aStation({ tariff: { ...hourlyTariff(), reservation: terms } });
  await platform.rows(
    `INSERT INTO drivers (driver_id, display_name, created_at_ms)
     WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
     SELECT 'driver-' || n, 'Driver ' || n, 0 FROM numbers`,
    drivers,
  );
  await platform.rows(
    "INSERT INTO wallets (driver_id, balance_fen) SELECT driver_id, ?1 FROM drivers",
    balanceFen,
  );
  tokens = await Promise.all(
    Array.from({ length: drivers }, async (_, at) => {
      const driver = { driverId: `driver-${at + 1}`, identity: "demo" } as const;
      return (await makeDriverToken(driver, secret, Date.now())).token;
    }),
  );
});
afterAll(() => platform?.close());

async function aPile(pileId: string): Promise<{
  readonly pile: TestPile;
  readonly charger: OcppCharger;
}> {
  const pile = await platform.aPile(station, pileId);
  const charger = await OcppCharger.connected(pile);
  await charger.boot();
  return { pile, charger };
}

/** Nobody has a reservation any more: the next test's drivers want one again. */
async function allOver(): Promise<void> {
  await platform.rows("UPDATE reservations SET open = NULL, state = 'cancelled' WHERE open = 1");
  await platform.rows("UPDATE wallets SET balance_fen = ?1", balanceFen);
}

/** In the next hour but one. */
const slotFrom = (nowMs: number) => {
  const fromMs = (Math.floor(nowMs / SLOT_MS) + 8) * SLOT_MS;
  return { fromMs, untilMs: fromMs + SLOT_MS };
};

type Insistence = { readonly mayReturn: () => Promise<void>; readonly answered: () => void };

const noTrouble: Insistence = { mayReturn: async () => undefined, answered: () => undefined };

/** As the app does: what got no answer, or the answer that it may be asked again, is sent again. */
async function insist(
  token: string,
  input: { readonly pileId: string; readonly fromMs: number; readonly untilMs: number },
  trouble: Insistence,
): Promise<string> {
  const api = platform.api.withToken(token);
  const options = { idempotencyKey: crypto.randomUUID() };
  for (;;) {
    const answer = await api
      .attempt(createReservation, { ...input, connectorId: 1 }, options)
      .catch(() => null);
    if (answer?.ok === true) {
      trouble.answered();
      return "given";
    }
    const code = answer?.error.kind === "problem" ? answer.error.problem.code : null;
    if (code !== null && code !== "unavailable") {
      trouble.answered();
      return code;
    }
    await trouble.mayReturn();
  }
}

async function wordsOfAll(pileId: string, trouble: Insistence = noTrouble) {
  const slot = slotFrom(Date.now());
  const words = await Promise.all(
    tokens.map((token) => insist(token, { pileId, ...slot }, trouble)),
  );
  return Object.fromEntries(
    [...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]),
  );
}

/** All that is written of it: one row, and one deposit. */
async function expectOneWritten(pileId: string): Promise<void> {
  const rows = await platform.rows(
    "SELECT driver_id, open, fee_fen FROM reservations WHERE pile_id = ?1",
    pileId,
  );
  expect(rows).toMatchObject([{ open: 1, fee_fen: terms.feeFen }]);
  const deposits = await platform.rows(
    `SELECT source FROM ledger_entries WHERE source IN
       (SELECT 'reservation:' || reservation_id || ':held' FROM reservations WHERE pile_id = ?1)`,
    pileId,
  );
  expect(deposits).toHaveLength(1);
  const paid = await platform.rows(
    "SELECT driver_id, balance_fen FROM wallets WHERE balance_fen <> ?1",
    balanceFen,
  );
  const leftFen = balanceFen - terms.feeFen - terms.noShowFeeFen;
  expect(paid).toEqual([{ driver_id: rows[0]?.["driver_id"], balance_fen: leftFen }]);
}

describe("a thousand reservations of one connector and slot at once", () => {
  it("give it to one driver, and tell all others that it is taken", async () => {
    const { charger } = await aPile("PILE-thousand");
    expect(await wordsOfAll("PILE-thousand")).toEqual(oneGiven);
    await expectOneWritten("PILE-thousand");
    await charger.close();
    await allOver();
  });

  it("do the same while the pile's object is evicted again and again", async () => {
    const { charger } = await aPile("PILE-evicted");
    let answers = 0;
    let evicted = 0;
    let evictions = Promise.resolve();
    const evictAfter = async (before: Promise<void>): Promise<void> => {
      await before;
      if (await isEvicted("PILE-evicted")) evicted += 1;
    };
    const trouble = {
      mayReturn: () => evictions,
      answered: () => {
        answers += 1;
        if (answers % 200 !== 1) return;
        evictions = evictAfter(evictions);
      },
    };
    const words = await wordsOfAll("PILE-evicted", trouble);
    await evictions;
    expect(evicted).toBeGreaterThan(0);
    expect(words).toEqual(oneGiven);
    await expectOneWritten("PILE-evicted");
    await charger.close();
    await allOver();
  });

  it("do the same when the whole platform is killed in between and comes back", async () => {
    const { charger } = await aPile("PILE-killed");
    let answers = 0;
    let comeBack = Promise.resolve();
    const trouble = {
      mayReturn: () => comeBack,
      answered: () => {
        answers += 1;
        if (answers === 100) comeBack = killAndRestart(charger);
      },
    };
    const words = await wordsOfAll("PILE-killed", trouble);
    expect(answers).toBe(drivers);
    expect(words).toEqual(oneGiven);
    await expectOneWritten("PILE-killed");
    await charger.close();
  });
});

async function killAndRestart(charger: OcppCharger): Promise<void> {
  await platform.kill();
  await platform.restart();
  await charger.online();
}

/** False for one that is between two lives: it needs no eviction. */
async function isEvicted(pileId: string): Promise<boolean> {
  try {
    await platform.evictPile(pileId);
    return true;
  } catch {
    return false;
  }
}
