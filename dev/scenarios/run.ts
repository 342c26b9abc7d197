/** Runs one scripted story against a central system and prints its timeline:
 * node dev/scenarios/run.ts full-charge --url ws://127.0.0.1:8787/ocpp --pile P1 --password … */
import { parseArgs } from "node:util";
import * as z from "zod/mini";
import { SimulatedCharger } from "../charger/chargePoint.ts";
import { tell } from "./tell.ts";
import { fill } from "./timeline.ts";
import { WORDS, type StoryName } from "./words.ts";

/** A lost answer is noticed soon, so that a story with lost answers stays short. */
const CALL_TIMEOUT_MS = 3_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: "string", default: "ws://127.0.0.1:8787/ocpp" },
    pile: { type: "string" },
    password: { type: "string" },
    card: { type: "string", default: "CARD-1" },
    connector: { type: "string", default: "1" },
    type: { type: "string", default: "DC" },
    "max-power-w": { type: "string", default: "120000" },
    speed: { type: "string", default: "60" },
    timestamps: { type: "string", default: "simulated" },
    lang: { type: "string", default: process.env["LANG"]?.startsWith("zh") ? "zh" : "en" },
  },
});

const words = WORDS[values.lang === "zh" ? "zh" : "en"];
const isStory = (name: string | undefined): name is StoryName =>
  name !== undefined && Object.hasOwn(words.stories, name);

const [name] = positionals;
if (!isStory(name) || !values.pile || values.password === undefined) {
  console.error(words.usage);
  for (const [story, what] of Object.entries(words.stories)) {
    console.error(`  ${story.padEnd(18)} ${what}`);
  }
  process.exit(2);
}

const connectorId = Number(values.connector);
const charger = new SimulatedCharger({
  url: values.url,
  pileId: values.pile,
  password: values.password,
  connectors: [
    {
      id: connectorId,
      type: z.enum(["AC", "DC"]).parse(values.type),
      maxPowerW: Number(values["max-power-w"]),
    },
  ],
  speed: Number(values.speed),
  timestamps: z.enum(["simulated", "wall"]).parse(values.timestamps),
  callTimeoutMs: CALL_TIMEOUT_MS,
});

console.log(`${name}: ${words.stories[name]}`);
try {
  await tell({ name, charger, connectorId, idTag: values.card, words, print: console.log });
  console.log(words.done);
} catch (error) {
  console.error(fill(words.failed, { why: error instanceof Error ? error.message : "" }));
  process.exitCode = 1;
}
