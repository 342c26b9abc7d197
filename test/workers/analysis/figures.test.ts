import { beforeAll, describe, expect, test } from "vitest";
import * as contract from "../../../core/contract/admin/analysis.ts";
import { keepAnalysis } from "../../../worker/analysis/keepAnalysis.ts";
import { ask, asStaff, db, migrate, type Headers } from "../http/support.ts";
import { DAY_MS, makeHistory, type History } from "./aHistory.ts";
import { byHand, driversByHand } from "./byHand.ts";

/** 2026-08-20 00:00 in Shanghai; Berlin's clocks change on 25 October. */
const FROM_MS = Date.UTC(2026, 7, 19, 16);
const DAYS = 75;
const NOW_MS = FROM_MS + (DAYS + 1) * DAY_MS + 3 * 3_600_000;

let history: History;
let owner: Headers;

beforeAll(async () => {
  await migrate();
  history = await makeHistory(FROM_MS, DAYS, 24);
  owner = await asStaff(history.operatorId);
  while (!(await keepAnalysis(db, NOW_MS, { isWhole: true })));
}, 120_000);

const periods = [
  ["all of it", { from: "2026-08-20", to: "2026-11-02" }],
  ["a month", { from: "2026-10-01", to: "2026-10-31" }],
  ["some days between months", { from: "2026-08-29", to: "2026-09-04" }],
  ["one day", { from: "2026-10-25", to: "2026-10-25" }],
] as const;
const asked = periods.flatMap(([name, period]) => [
  [`${name}, all stations`, period, null] as const,
  [`${name}, one station`, period, 0] as const,
  [`${name}, a station of another zone`, period, 2] as const,
]);

const measures = [
  "sessions",
  "takenMs",
  "serviceMs",
  "faultMs",
  "energyWh",
  "settled",
  "ended",
  "joined",
  "waitedMs",
  "refused",
] as const;

type Sized = { readonly pileMs: number; readonly faultMs: number };
const bySize = (a: Sized, b: Sized): number => a.pileMs - b.pileMs || a.faultMs - b.faultMs;

describe.each(asked)("%s", (_, period, station) => {
  const inputOf = () => ({
    ...period,
    ...(station !== null && { stationId: history.stations[station]!.stationId }),
  });

  test("usage is that of the raw sessions, by day, weekday and hour", async () => {
    const input = inputOf();
    const hand = byHand(history, input);
    const { totals, days, week } = (await ask(contract.adminAnalysisUsage, input, owner)).output();
    for (const measure of measures) {
      expect([measure, totals[measure]]).toEqual([measure, hand.total(measure)]);
      const byDay = days.map((day) => [day.day, day[measure]]);
      expect(byDay).toEqual(days.map(({ day }) => [day, hand.days.get(day)?.[measure] ?? 0]));
    }
    for (const measure of ["sessions", "takenMs", "serviceMs", "energyWh", "refused"] as const)
      expect([measure, week[measure]]).toEqual([measure, hand.weekOf(measure)]);
  });

  test("so is each connector's", async () => {
    const input = inputOf();
    const hand = byHand(history, input);
    const { items } = (await ask(contract.adminAnalysisConnectors, input, owner)).output();
    const counted = items.map((item) => [
      `${item.pileId}:${item.connectorId}`,
      [item.sessions, item.takenMs, item.serviceMs, item.energyWh, item.faultMs],
    ]);
    const byConnector = [...hand.connectors].map(([key, connector]) => [
      key,
      (["sessions", "takenMs", "serviceMs", "energyWh", "faultMs"] as const).map(
        (measure) => connector[measure] ?? 0,
      ),
    ]);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(byConnector));
  });

  test("so are energy and revenue by component, tariff period and way, and orders' ends", async () => {
    const input = inputOf();
    const hand = byHand(history, input);
    const answer = (await ask(contract.adminAnalysisRevenue, input, owner)).output();
    expect(answer.energyWh).toBe(hand.total("energyWh"));
    for (const part of [
      "electricity",
      "service",
      "start",
      "idle",
      "noShow",
      "reservation",
    ] as const)
      expect([part, answer.parts[part]]).toEqual([part, hand.total(part)]);
    for (const kind of ["peak", "valley"] as const)
      expect(answer.periods[kind]).toEqual({
        energyWh: hand.of(`${kind} energyWh`),
        electricityFen: hand.of(`${kind} electricityFen`),
        serviceFen: hand.of(`${kind} serviceFen`),
      });
    for (const way of ["wechatpay", "alipay", "balance"] as const)
      expect(answer.ways[way].orders).toBe(hand.of(`way ${way}`));
    for (const how of ["settled", "payment_expired", "start_timed_out", "connector_faulted"])
      expect(answer.outcomes[how] ?? 0).toBe(hand.of(`outcome ${how}`));
    expect(answer.origins.card).toBe(hand.of("origin card"));
    expect(answer.unbilled).toEqual({
      sessions: hand.of("unbilled sessions"),
      energyWh: hand.of("unbilled energyWh"),
    });
    const { parts, revenueFen, ways, days } = answer;
    expect(Object.values(parts).reduce((sum, fen) => sum + fen, 0)).toBe(revenueFen);
    expect(days.reduce((sum, day) => sum + day.revenueFen, 0)).toBe(revenueFen);
    const paid = ways.wechatpay.revenueFen + ways.alipay.revenueFen + ways.balance.revenueFen;
    expect(paid).toBe(revenueFen - parts.noShow - parts.reservation);
    for (const day of days)
      expect([day.day, day.parts.electricity]).toEqual([
        day.day,
        hand.days.get(day.day)?.["electricity"] ?? 0,
      ]);
  });

  test("so are stays, arrivals, reservations and faults", async () => {
    const input = inputOf();
    const hand = byHand(history, input);
    const { stays, arrivals } = (await ask(contract.adminAnalysisDrivers, input, owner)).output();
    expect([stays.charges, stays.dwellMs, stays.chargingMs]).toEqual([
      hand.total("charges"),
      hand.of("dwellMs"),
      hand.of("chargingMs"),
    ]);
    for (const bars of [stays.energyBuckets, stays.dwellBuckets, stays.chargingBuckets])
      expect(bars.reduce((sum, one) => sum + one, 0)).toBe(stays.charges);
    expect(arrivals).toEqual(hand.hoursOf("sessions"));
    const { ends } = (await ask(contract.adminAnalysisReservations, input, owner)).output();
    for (const end of ["used", "no_show", "cancelled", "pile_offline"])
      expect(ends[end] ?? 0).toBe(hand.of(`end ${end}`));
    const { devices, codes } = (await ask(contract.adminAnalysisFaults, input, owner)).output();
    const told = devices.map(({ faults, faultMs, pileMs }) => ({ faults, faultMs, pileMs }));
    expect(told.toSorted(bySize)).toEqual(hand.devices.toSorted(bySize));
    for (const code of ["GroundFailure", "HighTemperature"])
      expect(codes[code] ?? 0).toBe(hand.of(`code ${code}`));
  });
});

test("the whole of it is what the orders came to, to the fen and the Wh", async () => {
  const all = { from: "2026-08-01", to: "2026-11-30" };
  const { parts, revenueFen, energyWh } = (
    await ask(contract.adminAnalysisRevenue, all, owner)
  ).output();
  const billedFen = history.orders.reduce((sum, { totalFen }) => sum + (totalFen ?? 0), 0);
  const reservedFen = history.reservations.reduce((sum, one) => sum + one.chargedFen!, 0);
  expect(revenueFen).toBe(billedFen + reservedFen);
  const discountFen = history.orders.reduce((sum, one) => sum + (one.discountFen ?? 0), 0);
  expect([parts.discount, parts.correction]).toEqual([-discountFen, 0]);
  expect(energyWh).toBe(history.orders.reduce((sum, one) => sum + (one.energyWh ?? 0), 0));
});

test("stations side by side are each what it is by itself", async () => {
  const period = { from: "2026-09-10", to: "2026-10-12" };
  const { items } = (await ask(contract.adminAnalysisStations, period, owner)).output();
  const hand = byHand(history, period);
  expect(items).toHaveLength(3);
  for (const { stationId, revenueFen, parts, ...item } of items) {
    const own = hand.ofStations.get(stationId)!;
    for (const measure of measures)
      expect([measure, item[measure]]).toEqual([measure, own[measure] ?? 0]);
    expect(parts.electricity).toBe(own["electricity"] ?? 0);
    const alone = await ask(contract.adminAnalysisRevenue, { ...period, stationId }, owner);
    expect(alone.output().revenueFen).toBe(revenueFen);
  }
});

test("drivers of each month are counted once, with the month of their first charge", async () => {
  const input = { from: "2026-08-25", to: "2026-11-02" };
  const { months } = (await ask(contract.adminAnalysisDrivers, input, owner)).output();
  const byMonth = ["2026-08", "2026-09", "2026-10", "2026-11"].map((month) =>
    driversByHand(history, month),
  );
  expect(months).toEqual(byMonth.filter(({ drivers }) => drivers > 0));
  expect(byMonth[0]!.newDrivers).toBeGreaterThan(0);
});

test("a station of somebody else is not found, and a period that is none is refused", async () => {
  const period = { from: "2026-09-10", to: "2026-10-12" };
  const other = await ask(contract.adminAnalysisUsage, { ...period, stationId: "other" }, owner);
  expect(other.code).toBe("station_not_found");
  for (const bad of [
    { from: "2026-10-12", to: "2026-09-10" },
    { from: "2026-02-30", to: "2026-03-10" },
    { from: "2024-01-01", to: "2026-03-10" },
    { from: "2026-01-01" },
  ])
    expect((await ask(contract.adminAnalysisUsage, bad, owner)).code).toBe("bad_request");
});
