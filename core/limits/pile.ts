// The bounds of what staff do with piles: found by kinds, imported, traced.
import { bound } from "./bound.ts";

export const pileLimits = {
  pileKinds: bound({
    most: 200,
    why: "A large operator has some dozens of models, each in a few firmware versions.",
  }),
  availabilityAttempts: bound({
    most: 6,
    why: "Half an hour of asking; a charger that refuses as often waits for its next start, or a person.",
  }),
  availabilityBackOffMs: bound({
    most: 1_800_000,
    why: "Asked again after 1, 2, 4 … minutes: what keeps it from it is over by then, or stays.",
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
  traceSocketMs: bound({
    most: 5 * 60_000,
    why: "A window that watches asks for the right anew by then: a session that was ended sees no more.",
  }),
  traceSockets: bound({ most: 8, why: "A few colleagues look at one pile." }),
  localList: bound({ most: 200, why: "One message of 64 KB; chargers keep some hundreds." }),
  firmwareBytes: bound({
    most: 95 * 1024 * 1024,
    why: "Cloudflare takes 100 MB a request; a charger's image has some tens.",
  }),
  firmwareAtOnce: bound({
    most: 20,
    why: "Piles of one campaign that are under way together: a street stays open.",
  }),
  firmwareUpdateMs: bound({
    most: 2 * 3_600_000,
    why: "A large image over a poor link, with its retries; the address opens as long.",
  }),
  firmwareWaitMs: bound({
    most: 24 * 3_600_000,
    why: "A pile that is never free and reachable in a day needs a person.",
  }),
  campaignPiles: bound({
    most: 500,
    why: "All are read each minute; a larger network is several campaigns.",
  }),
  campaignsAtATime: bound({ most: 5, why: "Rows in memory; the next are read after them." }),
  unsizedBytes: bound({
    most: 16 * 1024 * 1024,
    why: "A body that does not say its length is held in memory, of which there are 128 MB.",
  }),
  diagnosticsBytes: bound({ most: 95 * 1024 * 1024, why: "As firmware: what a request may be." }),
  diagnosticsHours: bound({ most: 168, why: "A week; chargers keep little more." }),
  diagnosticsMs: bound({
    most: 2 * 3_600_000,
    why: "A charger that gathers and sends its logs slowly is done by then.",
  }),
  diagnosticsKeptMs: bound({
    most: 30 * 86_400_000,
    why: "A vendor has taken it by then; it may name cards.",
  }),
  filesSwept: bound({ most: 40, why: "A minute's part: each is a deletion in R2." }),
  templates: bound({ most: 50, why: "One a model; a large operator has some dozens." }),
  templateKeys: bound({ most: 100, why: "A charger has some sixty keys that can be written." }),
} as const;
