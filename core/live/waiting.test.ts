import { describe, expect, it } from "vitest";
import { limits } from "../limits.ts";
import { SLOT_MS } from "../contract/reservations.ts";
import { hour, minute } from "../charging/support/builders.ts";
import { WaitingPlace } from "./support/aWaitingPlace.ts";
import { dueAtMs, fits, isServedAtOnce, nobodyWaits, withNextOffer } from "./waitingList.ts";

/** All four connectors are taken. */
function aFullPlace(): WaitingPlace {
  const place = new WaitingPlace();
  for (const { charger } of place.outlets.values()) {
    charger.begin(1, "CARD-1");
    charger.begin(2, "CARD-2");
  }
  place.hearAll();
  return place;
}

/** The car leaves, and the station hears of it. */
function leaves(place: WaitingPlace, pileId: string, connectorId: number): void {
  place.outlet(pileId).charger.end(connectorId);
  place.hearAll();
  place.see();
}

const offered = (place: WaitingPlace): Record<string, string | null> =>
  Object.fromEntries(
    place.waiting.entries.map(({ driverId, offer }) => [
      driverId,
      offer === null ? null : `${offer.pileId}/${offer.connectorId} ${offer.step}`,
    ]),
  );

describe("the waiting list of a station", () => {
  it("offers what becomes free to who came first, and the next to the next", () => {
    const place = aFullPlace();
    for (const driverId of ["ann", "ben", "cat"]) expect(place.join(driverId)).toBe("waits");
    place.see();
    expect(offered(place)).toEqual({ ann: null, ben: null, cat: null });
    leaves(place, "P-2", 1);
    expect(offered(place)).toEqual({ ann: "P-2/1 kept", ben: null, cat: null });
    leaves(place, "P-1", 2);
    expect(offered(place)).toEqual({ ann: "P-2/1 kept", ben: "P-1/2 kept", cat: null });
  });

  it("gives the best of several free ones", () => {
    const place = aFullPlace();
    place.join("ann");
    for (const { charger } of place.outlets.values()) charger.end(1);
    place.outlet("P-2").charger.end(2);
    place.hearAll();
    place.see();
    expect(offered(place)).toEqual({ ann: "P-2/2 kept" });
  });

  it("goes on to the next when the first does not come, declines, or has left", () => {
    const place = aFullPlace();
    for (const driverId of ["ann", "ben", "cat"]) place.join(driverId);
    leaves(place, "P-1", 1);
    place.passes(limits.offerMs.most);
    place.hearAll();
    place.see();
    expect(place.ends.get("ann")).toBe("lapsed");
    expect(offered(place)).toEqual({ ben: "P-1/1 kept", cat: null });
    place.leave("ben");
    place.see();
    expect(place.ends.get("ben")).toBe("left");
    expect(offered(place)).toEqual({ cat: "P-1/1 kept" });
    place.leave("cat");
    place.see();
    place.hearAll();
    expect(place.promises()).toEqual([]);
  });

  it("is over for who charges on what he was offered", () => {
    const place = aFullPlace();
    place.join("ann");
    leaves(place, "P-1", 1);
    place.order("ann", "P-1", 1);
    place.pay();
    place.hearAll();
    expect(place.ends.get("ann")).toBe("used");
    expect(offered(place)).toEqual({});
  });

  it("keeps the place of a driver whose connector fails, and offers him the next one first", () => {
    const place = aFullPlace();
    for (const driverId of ["ann", "ben"]) place.join(driverId);
    leaves(place, "P-1", 1);
    place.outlet("P-1").charger.status(1, "Faulted");
    place.hearAll();
    place.see();
    expect(offered(place)).toEqual({ ann: null, ben: null });
    leaves(place, "P-2", 2);
    expect(offered(place)).toEqual({ ann: "P-2/2 kept", ben: null });
  });

  it("tells a driver who joins again his place, not another one", () => {
    const place = aFullPlace();
    for (const driverId of ["ann", "ben", "ann"]) place.join(driverId);
    expect(Object.keys(offered(place))).toEqual(["ann", "ben"]);
  });

  it("takes nobody for whom there is no connector of the kind, nor one who need not wait", () => {
    const place = aFullPlace();
    expect(place.join("ann", "AC")).toBe("connector_not_found");
    place.outlet("P-1").charger.end(1);
    place.hearAll();
    expect(place.join("ann", "DC")).toBe("connector_is_free");
  });

  it("takes who comes behind others, though one is free that they are about to be offered", () => {
    const place = aFullPlace();
    place.join("ann");
    place.outlet("P-1").charger.end(1);
    place.hearAll();
    expect(place.join("ben")).toBe("waits");
    place.see();
    expect(offered(place)).toEqual({ ann: "P-1/1 kept", ben: null });
  });

  it("is bounded, and forgets who has waited for hours", () => {
    const place = aFullPlace();
    for (let at = 0; at < limits.waitingPerStation.most; at += 1) place.join(`driver-${at}`);
    expect(place.join("late")).toBe("waiting_list_full");
    place.passes(limits.waitingMs.most);
    place.see();
    expect(place.waiting.entries).toEqual([]);
    expect(place.ends.get("driver-0")).toBe("expired");
    expect(dueAtMs(place.waiting)).toBe(Infinity);
  });

  it("asks again after a crash, and keeps one connector for the driver, not two", () => {
    const place = aFullPlace();
    place.join("ann");
    for (const { charger } of place.outlets.values()) charger.end(1);
    place.hearAll();
    place.see(["crash after"]);
    expect(place.promises()).toHaveLength(1);
    place.see();
    expect(place.promises()).toHaveLength(1);
    expect(Object.values(offered(place))).toEqual([expect.stringContaining("kept")]);
  });

  it("takes back what a pile may have heard when its answer was lost", () => {
    const place = aFullPlace();
    place.join("ann");
    leaves(place, "P-1", 1);
    place.leave("ann");
    place.join("ben");
    place.see(["answer lost"]);
    place.passes(limits.offerAgainMs.most);
    place.hearAll();
    place.see();
    expect(place.promises().map(({ driverId }) => driverId)).toEqual(["ben"]);
  });

  it("learns from a refusal that the connector is taken, and offers it when it is free again", () => {
    const place = aFullPlace();
    place.join("ann");
    const { charger } = place.outlet("P-1");
    charger.end(1);
    place.hearAll();
    charger.status(1, "Preparing");
    place.see();
    expect(offered(place)).toEqual({ ann: null });
    charger.status(1, "Available");
    place.hearAll();
    place.see();
    expect(offered(place)).toEqual({ ann: "P-1/1 kept" });
  });

  it("does not ask again and again for one that is free but not to be had, as one reserved for soon", () => {
    const place = aFullPlace();
    place.join("ann");
    const { pile, charger } = place.outlet("P-1");
    charger.end(1);
    const fromMs = (Math.floor(pile.nowMs / SLOT_MS) + 2) * SLOT_MS;
    const booking = pile.reserved({ driverId: "eve", fromMs, untilMs: fromMs + SLOT_MS });
    pile.until(fromMs - 18 * minute);
    place.hearAll();
    place.see();
    expect(offered(place)).toEqual({ ann: null });
    const before = place.waiting;
    place.hearAll();
    place.see();
    expect(place.waiting).toEqual(before);
    pile.cancel(booking);
    place.passes(limits.offerAgainMs.most);
    place.see();
    expect(offered(place)).toEqual({ ann: "P-1/1 kept" });
  });
});

const free = { pileId: "P-1", connectorId: 1, currentType: "AC", maxPowerW: 7_000 } as const;
const waits = (driverId: string, currentType: "AC" | "DC" | null) => ({
  driverId,
  currentType,
  idTags: [],
  joinedAtMs: 0,
  expiresAtMs: 4 * hour,
  offer: null,
});

describe("a wish for one kind of current", () => {
  const queue = { ...nobodyWaits, entries: [waits("ann", "DC"), waits("ben", null)] };

  it("lets those behind have what does not serve it", () => {
    expect(fits({ currentType: "DC" }, free)).toBe(false);
    const next = withNextOffer(queue, [free], { nowMs: 0, offerId: "o" });
    expect(next.entries.map(({ offer }) => offer?.offerId ?? null)).toEqual([null, "o"]);
  });

  it("is served at once only by what nobody before wants", () => {
    const onlyDc = { ...nobodyWaits, entries: [waits("ann", "DC")] };
    expect(isServedAtOnce(onlyDc, [free], { currentType: "AC" })).toBe(true);
    expect(isServedAtOnce(queue, [free], { currentType: "AC" })).toBe(false);
  });
});
