import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import { adminListOrders, adminListSecurityEvents } from "../../../core/contract/admin/orders.ts";
import { adminListPiles } from "../../../core/contract/admin/piles.ts";
import {
  adminGetStation,
  adminListFaults,
  adminListStations,
  adminOverview,
} from "../../../core/contract/admin/stations.ts";
import { endpoints } from "../../../core/contract/index.ts";
import { audit, staffSessions } from "../../../worker/db/tables/operators.ts";
import { aBusiness, feedbackOn, firmwareOf, maintenanceOf, peopleOf } from "./aBusiness.ts";
import { isNotFound, isOfOneself, listsOf, restOfInput } from "./foreignInputs.ts";
import { ask, db, migrate } from "./support.ts";

beforeAll(migrate);

describe("an operator", () => {
  test("never sees or touches another's stations, piles, orders, faults or events", async () => {
    const [mine, other] = [await aBusiness(), await aBusiness()];
    const said = await feedbackOn(other);
    const repairs = await maintenanceOf(other);
    const people = await peopleOf(other);
    const upkeep = await firmwareOf(other);
    const walked = new Set<string>();
    for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
      if (endpoint.access !== "staff" || name.startsWith("staff")) continue;
      walked.add(name);
      const { pileId, stationId, orderId, tariffId } = other;
      const made = { ...said, ...repairs, ...people, ...upkeep };
      const ids = { pileId, stationId, orderId, tariffId, ...made, commandId: "c1" };
      const input = { ...ids, ...restOfInput[name], ...listsOf(other)[name] };
      const answer = await ask(endpoint, input, mine.owner);
      expect([name, answer.status < 500]).toEqual([name, true]);
      const text = JSON.stringify(answer.body);
      const { operatorId } = other;
      const told = [pileId, stationId, orderId, operatorId, ...Object.values(people)].filter((id) =>
        text.includes(id),
      );
      expect([name, told]).toEqual([name, []]);
      const isRefused = isNotFound.test(answer.code ?? "");
      const isWrite = endpoint.method !== "GET" && !isOfOneself.has(name);
      expect([name, isRefused || !isWrite]).toEqual([name, true]);
    }
    expect(walked.size).toBeGreaterThan(25);
    const written = await db.select().from(audit).where(eq(audit.operatorId, mine.operatorId));
    const others: readonly string[] = [other.pileId, ...Object.values(people)];
    expect(written.filter(({ subject }) => others.includes(subject))).toEqual([]);
    const { sessionId } = people;
    const session = eq(staffSessions.tokenHash, sessionId);
    expect(await db.select().from(staffSessions).where(session)).toHaveLength(1);
  });

  test("sees its own in every list", async () => {
    const mine = await aBusiness();
    const lists: readonly (readonly [Endpoint, string])[] = [
      [adminListStations, mine.stationId],
      [adminListPiles, mine.pileId],
      [adminListOrders, mine.orderId],
      [adminListFaults, mine.faultId],
      [adminListSecurityEvents, `event-${mine.pileId}`],
    ];
    for (const [endpoint, id] of lists) {
      const answer = await ask(endpoint, {}, mine.owner);
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).toContain(id);
    }
    const overview = await ask(adminOverview, {}, mine.owner);
    expect(overview.body).toMatchObject({
      stations: 1,
      counts: { piles: 1, connectors: 1, available: 1, busy: 0, faulted: 0, offline: 0 },
      openFaults: 1,
      refundsFailed: 0,
    });
    const station = await ask(adminGetStation, { stationId: mine.stationId }, mine.owner);
    expect(station.body).toMatchObject({ tariff: { tariffId: mine.tariffId, version: 1 } });
  });
});
