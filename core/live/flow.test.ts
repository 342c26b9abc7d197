import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ConnectorState } from "../contract/stations.ts";
import { boardOf as areaBoard } from "./area.ts";
import { boardOf as stationBoard } from "./station.ts";
import { countsOf } from "./summaries.ts";
import { Flow } from "./support/aFlow.ts";

const cells = ["wtw3s", "wtw3t"];
// Small, so that what happens meets what happened before.
const stations = { "st-1": "wtw3s", "st-2": "wtw3t" };
const piles = { "P-1": "st-1", "P-2": "st-2" };

const pileId = fc.constantFrom(...Object.keys(piles));
const stationId = fc.constantFrom(...Object.keys(stations));
const state = fc.constantFrom<ConnectorState>("available", "occupied", "faulted", "offline");
const at = fc.nat(50);
type Step = (flow: Flow) => void;

const weighted = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });

/** Much arrives and little is lost: a late message does harm only where the newer one was heard. */
const life = [
  weighted(
    4,
    fc.tuple(pileId, state).map(
      ([id, to]) =>
        (flow) =>
          flow.changePile(id, to),
    ),
  ),
  weighted(
    4,
    pileId.map((id) => (flow) => flow.tellStation(id)),
  ),
  weighted(
    4,
    stationId.map((id) => (flow) => flow.tellArea(id)),
  ),
  weighted(
    1,
    stationId.map((id) => (flow) => flow.useStation(id)),
  ),
  weighted(
    1,
    fc.constantFrom(...cells).map((cell) => (flow) => flow.useArea(cell)),
  ),
  weighted(
    4,
    stationId.map((id) => (flow) => flow.commitStation(id)),
  ),
  weighted(
    4,
    fc.constantFrom(...cells).map((cell) => (flow) => flow.commitArea(cell)),
  ),
  weighted(
    20,
    at.map((n) => (flow) => flow.deliver(n)),
  ),
  weighted(
    4,
    at.map((n) => (flow) => flow.repeat(n)),
  ),
  weighted(
    1,
    at.map((n) => (flow) => flow.drop(n)),
  ),
];
const anyObject = fc.constantFrom(...cells, ...Object.keys(stations), ...Object.keys(piles));
const crashes = weighted(
  1,
  anyObject.map((id) => (flow) => flow.crash(id)),
);
const losses = weighted(
  1,
  anyObject.map((id) => (flow) => flow.reset(id)),
);

/** What every level shows now: the counts of each cell, and the connectors of each station. */
const shown = (flow: Flow) => ({
  cells: cells.map((cell) => {
    const area = flow.areas.get(cell)?.stored;
    return area === null || area === undefined ? [] : areaBoard(area).stations;
  }),
  stations: standing(flow).map((id) => {
    const station = flow.stations.get(id)?.stored;
    const piles = station === null || station === undefined ? [] : stationBoard(station).piles;
    return piles.map((pile) => [pile.pileId, pile.connectors[0]?.state]);
  }),
});

/** What they must show: counted from the piles themselves and from where the records put them. */
const truth = (flow: Flow) => ({
  cells: cells.map((cell) =>
    standing(flow)
      .filter((id) => flow.cells.get(id) === cell)
      .map((id) => ({ stationId: id, dc: countsOf(connectorsOf(flow, id)), ac: countsOf([]) })),
  ),
  stations: standing(flow).map((id) =>
    pilesOf(flow, id).map(([pileId, { state }]) => [pileId, state]),
  ),
});

const standing = (flow: Flow): string[] => [...flow.cells.keys()].toSorted();

const pilesOf = (flow: Flow, stationId: string) =>
  [...flow.piles]
    .map(([pileId, { memory }]) => [pileId, memory] as const)
    .filter(([, pile]) => pile.stationId === stationId);

const connectorsOf = (flow: Flow, stationId: string) =>
  pilesOf(flow, stationId).map(([, { state }]) => ({ state, maxPowerW: 60_000 }));

const run = (steps: readonly Step[]): Flow => {
  const flow = new Flow({ cells, stations, piles });
  for (const step of steps) step(flow);
  flow.comeToRest();
  return flow;
};

test("whatever is lost, repeated or reordered, crashes or loses its storage, the map is true again", () => {
  const history = fc.array(fc.oneof(...life, crashes, losses), { maxLength: 150, size: "max" });
  fc.assert(
    fc.property(history, (steps) => {
      const flow = run(steps);
      expect(shown(flow)).toEqual(truth(flow));
    }),
    { numRuns: 1_000 },
  );
});

test("the same while piles move between stations and stations between cells, or are removed", () => {
  const moves = [
    weighted(
      1,
      fc.tuple(pileId, stationId).map(
        ([id, to]) =>
          (flow) =>
            flow.movePile(id, to),
      ),
    ),
    weighted(
      2,
      fc.tuple(stationId, fc.constantFrom(...cells, null)).map(
        ([id, to]) =>
          (flow) =>
            flow.moveStation(id, to),
      ),
    ),
    weighted(
      1,
      fc.constantFrom(...cells).map((cell) => (flow) => flow.reset(cell)),
    ),
  ];
  const history = fc.array(fc.oneof(...life, ...moves, crashes), {
    maxLength: 150,
    size: "max",
  });
  fc.assert(
    fc.property(history, (steps) => {
      const flow = run(steps);
      expect(shown(flow)).toEqual(truth(flow));
    }),
    { numRuns: 1_000 },
  );
});

test("a world that is not allowed to rest is seen to be wrong", () => {
  const flow = new Flow({ cells, stations, piles });
  for (const cell of cells) flow.useArea(cell);
  flow.changePile("P-1", "available");
  expect(shown(flow)).not.toEqual(truth(flow));
  flow.comeToRest();
  expect(shown(flow)).toEqual(truth(flow));
});
