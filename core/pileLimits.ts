// The bounds of what staff do with piles: found by kinds, imported, traced.
import { bound } from "./bound.ts";

export const pileLimits = {
  pileKinds: bound({
    most: 200,
    why: "A large operator has some dozens of models, each in a few firmware versions.",
  }),
  importLines: bound({
    most: 2_000,
    why: "A city's piles in one file; more are a second file.",
  }),
  importChecked: bound({ most: 500, why: "Two rows read for each line, in one trip." }),
  importedAtOnce: bound({
    most: 20,
    why: "Each is some trips to the records and one to its object, within a request's time.",
  }),
  traceMinutes: bound({
    most: 60,
    why: "A fault shows within minutes; each message traced is a row.",
  }),
  traceKeptMs: bound({
    most: 86_400_000,
    why: "Who switched it on reads or exports it the same day; it may name cards.",
  }),
  traceFrames: bound({ most: 5_000, why: "An hour of a busy charger; the oldest go first." }),
  traceCharacters: bound({
    most: 4_000_000,
    why: "Of all its frames: little beside the 10 GB of an object, and a file that opens anywhere.",
  }),
  tracePage: bound({ most: 200, why: "Some hundred kilobytes at most frames' length." }),
  traceSockets: bound({ most: 8, why: "A few colleagues look at one pile." }),
} as const;
