// The figures of a history by the plainest means: every minute of every session asked for its civil
// hour, every order looked at by itself. Nothing of the platform's own counting is used.
import type { History } from "./aHistory.ts";

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;

const formatters = new Map<string, Intl.DateTimeFormat>();
const clocks = new Map<string, { date: string; hour: number }>();

/** The civil day and hour of an instant; hours change at quarters only. */
export function clockOf(atMs: number, timeZone: string): { date: string; hour: number } {
  const key = `${timeZone} ${Math.floor(atMs / QUARTER_MS)}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const formatter =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      dateStyle: "short",
      timeStyle: "short",
      hourCycle: "h23",
    });
  formatters.set(timeZone, formatter);
  const [date = "", time = ""] = formatter.format(atMs).split(" ");
  const clock = { date, hour: Number(time.slice(0, 2)) };
  clocks.set(key, clock);
  return clock;
}

const bump = <Key>(map: Map<Key, number>, key: Key, what: number): void =>
  void map.set(key, (map.get(key) ?? 0) + what);
const into = <Key>(map: Map<Key, Record<string, number>>, key: Key) => {
  const had = map.get(key) ?? {};
  map.set(key, had);
  return had;
};

type Wanted = { readonly from: string; readonly to: string; readonly stationId?: string };

export function byHand(history: History, { from, to, stationId }: Wanted) {
  const stations = history.stations.filter(
    (one) => stationId === undefined || one.stationId === stationId,
  );
  const zoneOf = new Map(
    stations.flatMap(({ timeZone, piles }) => piles.map(({ pileId }) => [pileId, timeZone])),
  );
  const stationOf = new Map(
    stations.flatMap((station) => station.piles.map(({ pileId }) => [pileId, station.stationId])),
  );
  const days = new Map<string, Record<string, number>>();
  const week = new Map<string, number>();
  const connectors = new Map<string, Record<string, number>>();
  const ofStations = new Map<string, Record<string, number>>();
  const counts = new Map<string, number>();
  const devices = new Map<string, { faults: number; faultMs: number; pileMs: number }>();
  /** Counts something of a pile at an instant, if that is wanted; answers whether it was. */
  function count(pileId: string, atMs: number, measure: string, what: number): boolean {
    const zone = zoneOf.get(pileId);
    if (zone === undefined) return false;
    const { date, hour } = clockOf(atMs, zone);
    if (date < from || date > to) return false;
    const day = into(days, date);
    day[measure] = (day[measure] ?? 0) + what;
    bump(week, `${measure} ${new Date(`${date}T00:00:00Z`).getUTCDay()} ${hour}`, what);
    bump(week, `${measure} ${hour}`, what);
    const station = into(ofStations, stationOf.get(pileId)!);
    station[measure] = (station[measure] ?? 0) + what;
    return true;
  }
  const atConnector = (key: string, measure: string, what: number): void => {
    const connector = into(connectors, key);
    connector[measure] = (connector[measure] ?? 0) + what;
  };

  const ofOrder = new Map(history.sessions.map((session) => [session.orderId, session]));
  for (const session of history.sessions) {
    const { pileId, connectorId, startedAtMs, endedAtMs, leftAtMs } = session;
    const key = `${pileId}:${connectorId}`;
    if (count(pileId, startedAtMs, "sessions", 1)) {
      atConnector(key, "sessions", 1);
      if (session.orderId === null) {
        bump(counts, "unbilled sessions", 1);
        bump(counts, "unbilled energyWh", session.meterStopWh - session.meterStartWh);
      }
    }
    for (let atMs = startedAtMs; atMs < (leftAtMs ?? endedAtMs); atMs += MINUTE_MS) {
      if (count(pileId, atMs, "takenMs", MINUTE_MS)) atConnector(key, "takenMs", MINUTE_MS);
    }
  }
  for (const order of history.orders) {
    const { pileId, connectorId, createdAtMs, totalFen } = order;
    const isSettled = totalFen !== undefined && totalFen !== null;
    if (count(pileId, createdAtMs, "ended", 1)) {
      bump(counts, `outcome ${isSettled ? "settled" : order.failure}`, 1);
      bump(counts, `origin ${order.origin}`, 1);
      if (isSettled) count(pileId, createdAtMs, "settled", 1);
    }
    const session = ofOrder.get(order.orderId);
    if (!isSettled || session === undefined) continue;
    const { startedAtMs, endedAtMs, readings, leftAtMs } = session;
    if (count(pileId, startedAtMs, "charges", 1)) {
      bump(counts, `way ${order.paymentWay}`, 1);
      bump(counts, "dwellMs", (leftAtMs ?? endedAtMs) - startedAtMs);
      const rises = readings.filter(([, wh], at) => at > 0 && wh > readings[at - 1]![1]);
      bump(counts, "chargingMs", rises.length * QUARTER_MS);
    }
    readings.forEach(([, wh], at) => {
      const before = readings[at - 1];
      if (before === undefined) return;
      const rise = wh - before[1];
      if (count(pileId, before[0], "energyWh", rise))
        atConnector(`${pileId}:${connectorId}`, "energyWh", rise);
    });
    count(pileId, startedAtMs, "start", order.startFen ?? 0);
    count(pileId, endedAtMs, "idle", order.idleFen ?? 0);
  }
  // A line never crosses midnight: its price changes there.
  for (const line of history.lines) {
    const { pileId } = history.orders.find(({ orderId }) => orderId === line.orderId)!;
    if (!count(pileId, line.fromMs, "electricity", line.electricityFen)) continue;
    count(pileId, line.fromMs, "service", line.serviceFen);
    bump(counts, `${line.period} energyWh`, line.energyWh);
    bump(counts, `${line.period} electricityFen`, line.electricityFen);
    bump(counts, `${line.period} serviceFen`, line.serviceFen);
  }
  for (const { pileId, fromMs, endedBy, chargedFen } of history.reservations) {
    const noShowFen = endedBy === "no_show" ? 700 : 0;
    if (!count(pileId, fromMs, "noShow", noShowFen)) continue;
    count(pileId, fromMs, "reservation", chargedFen! - noShowFen);
    bump(counts, `end ${endedBy}`, 1);
  }
  for (const station of stations) {
    for (const { pileId, createdAtMs, connectors: built, device } of station.piles) {
      const deviceKey = JSON.stringify(device);
      const known = devices.get(deviceKey) ?? { faults: 0, faultMs: 0, pileMs: 0 };
      devices.set(deviceKey, known);
      const lastMs = Date.parse(`${to}T00:00:00Z`) + 2 * 86_400_000;
      for (let atMs = createdAtMs; atMs < lastMs; atMs += QUARTER_MS) {
        const { date } = clockOf(atMs, station.timeZone);
        if (date < from || date > to) continue;
        known.pileMs += QUARTER_MS;
        for (const { connectorId } of built) {
          count(pileId, atMs, "serviceMs", QUARTER_MS);
          atConnector(`${pileId}:${connectorId}`, "serviceMs", QUARTER_MS);
        }
      }
      for (const fault of history.faults.filter((one) => one.pileId === pileId)) {
        const { date } = clockOf(fault.openedAtMs, station.timeZone);
        if (date >= from && date <= to) {
          known.faults += 1;
          bump(counts, `code ${fault.errorCode}`, 1);
        }
        for (let atMs = fault.openedAtMs; atMs < (fault.closedAtMs ?? lastMs); atMs += MINUTE_MS) {
          const clock = clockOf(atMs, station.timeZone);
          if (clock.date > to) break;
          if (clock.date < from) continue;
          known.faultMs += MINUTE_MS;
          for (const { connectorId } of built) {
            if (fault.connectorId !== 0 && fault.connectorId !== connectorId) continue;
            count(pileId, atMs, "faultMs", MINUTE_MS);
            atConnector(`${pileId}:${connectorId}`, "faultMs", MINUTE_MS);
          }
        }
      }
    }
    const [pile] = station.piles;
    for (const { hourMs, ...demand } of history.demand) {
      if (demand.stationId !== station.stationId) continue;
      count(pile!.pileId, hourMs, "joined", demand.joined ?? 0);
      count(pile!.pileId, hourMs, "waitedMs", demand.waitedMs ?? 0);
      count(pile!.pileId, hourMs, "refused", demand.refused ?? 0);
    }
  }
  return {
    days,
    connectors,
    devices: [...devices.values()],
    ofStations,
    of: (name: string): number => counts.get(name) ?? 0,
    /** By Sunday's hours first. */
    weekOf: (measure: string): number[] =>
      Array.from(
        { length: 168 },
        (_, at) => week.get(`${measure} ${Math.floor(at / 24)} ${at % 24}`) ?? 0,
      ),
    hoursOf: (measure: string): number[] =>
      Array.from({ length: 24 }, (_, hour) => week.get(`${measure} ${hour}`) ?? 0),
    total: (measure: string): number =>
      [...days.values()].reduce((sum, day) => sum + (day[measure] ?? 0), 0),
  };
}

/** Drivers of a civil month: who charged, how often, and whose first charge was when. */
export function driversByHand(history: History, month: string) {
  const zoneOf = new Map(
    history.stations.map(({ stationId, timeZone }) => [stationId, timeZone] as const),
  );
  const monthOf = (order: (typeof history.orders)[number]): string =>
    clockOf(order.startedAtMs!, zoneOf.get(order.stationId)!).date.slice(0, 7);
  const settled = history.orders.filter(
    ({ totalFen, driverId }) => totalFen != null && driverId != null,
  );
  const charges = new Map<string, number>();
  let energyWh = 0;
  for (const order of settled.filter((one) => monthOf(one) === month)) {
    charges.set(order.driverId!, (charges.get(order.driverId!) ?? 0) + 1);
    energyWh += order.energyWh!;
  }
  const cohorts: Record<string, number> = {};
  for (const driverId of charges.keys()) {
    const first = settled
      .filter((one) => one.driverId === driverId)
      .toSorted((a, b) => a.startedAtMs! - b.startedAtMs!)[0]!;
    cohorts[monthOf(first)] = (cohorts[monthOf(first)] ?? 0) + 1;
  }
  const within = (low: number, high: number): number =>
    [...charges.values()].filter((one) => one >= low && one <= high).length;
  return {
    month,
    drivers: charges.size,
    newDrivers: cohorts[month] ?? 0,
    charges: [...charges.values()].reduce((sum, one) => sum + one, 0),
    energyWh,
    frequency: [
      within(1, 1),
      within(2, 2),
      within(3, 4),
      within(5, 8),
      within(9, 16),
      within(17, 1e9),
    ],
    cohorts,
    isCut: false,
  };
}
