// What holds for every history of a station whose drivers wait, however questions and answers are
// lost, piles fail, links break, the station crashes and drivers come, leave and charge.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WaitingPlace, type Fault } from "./support/aWaitingPlace.ts";

type Step = { readonly words: string; readonly act: (place: WaitingPlace) => void };
const a = (words: string, act: Step["act"]): Step => ({ words, act });

const pileId = fc.constantFrom("P-1", "P-2");
const connectorId = fc.constantFrom(1, 2);
const driver = fc.constantFrom("driver-1", "driver-2", "driver-3", "driver-4");
const fault = fc.constantFrom<Fault>(
  "none",
  "none",
  "question lost",
  "answer lost",
  "crash before",
  "crash after",
);

const step: fc.Arbitrary<Step> = fc.oneof(
  driver.map((who) => a(`${who} joins`, (place) => void place.join(who))),
  driver.map((who) => a(`${who} leaves`, (place) => place.leave(who))),
  fc
    .array(fault, { maxLength: 4 })
    .map((faults) => a(`seen to, ${faults.join(", ")}`, (place) => place.see(faults))),
  pileId.map((id) => a(`${id} is heard`, (place) => place.hear(id))),
  fc.constant(
    a("all are heard and seen to", (place) => {
      place.hearAll();
      place.see();
    }),
  ),
  fc
    .tuple(driver, pileId, connectorId)
    .map(([who, id, at]) => a(`${who} orders ${id}/${at}`, (place) => place.order(who, id, at))),
  fc.constant(a("the latest order is paid", (place) => place.pay())),
  fc.tuple(driver, pileId, connectorId).map(([who, id, at]) =>
    a(`${who}'s card at ${id}/${at}`, (place) => {
      place.outlet(id).charger.begin(at, `${who}-card`);
    }),
  ),
  fc
    .tuple(pileId, connectorId)
    .map(([id, at]) => a(`${id}/${at} ends`, (place) => place.outlet(id).charger.end(at))),
  fc
    .tuple(pileId, connectorId, fc.constantFrom("Available", "Preparing", "Faulted"))
    .map(([id, at, status]) =>
      a(`${id}/${at} ${status}`, (place) => place.outlet(id).charger.status(at, status)),
    ),
  pileId.map((id) => a(`${id} link lost`, (place) => place.outlet(id).charger.disconnect())),
  pileId.map((id) => a(`${id} link back`, (place) => place.outlet(id).charger.connect(false))),
  fc.constant(a("the station crashes", (place) => place.crash())),
  fc
    .integer({ min: 1, max: 600 })
    .map((seconds) => a(`${seconds} s`, (place) => place.passes(seconds * 1_000))),
);

/** Everything is taken, so that there is something to wait for. */
function aFullPlace(): WaitingPlace {
  const place = new WaitingPlace();
  for (const { charger } of place.outlets.values()) {
    charger.begin(1, "CARD-1");
    charger.begin(2, "CARD-2");
  }
  place.hearAll();
  return place;
}

const histories = fc.array(step, { maxLength: 60, size: "max" });

/** The first wrong that a history leads to, with the steps up to it; null: none. */
function wrongOf(steps: readonly Step[]): readonly string[] | null {
  const place = aFullPlace();
  for (const [at, { act }] of steps.entries()) {
    act(place);
    const wrongs = place.wrongs();
    if (wrongs.length > 0) return [...steps.slice(0, at + 1).map(({ words }) => words), ...wrongs];
  }
  return null;
}

describe("whatever happens at a station whose drivers wait", () => {
  it("no connector is given to two, and the station knows of every one that is kept", () => {
    fc.assert(
      fc.property(histories, (steps) => {
        expect(wrongOf(steps)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it("no connector stays kept, and nobody waits for ever", () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const place = aFullPlace();
        for (const { act } of steps) act(place);
        place.comeToRest();
        expect(place.promises()).toEqual([]);
        expect(place.waiting.entries).toEqual([]);
        expect(place.waiting.withdrawals).toEqual([]);
        const states = [...place.outlets.values()].flatMap(({ pile }) => [
          pile.stateOf(1),
          pile.stateOf(2),
        ]);
        expect(states).toEqual(states.map(() => "available"));
      }),
      { numRuns: 60 },
    );
  });
});
