/** Runs a fleet of simulated chargers from a file, with a page to operate them by hand:
 * node dev/charger/main.ts --url ws://127.0.0.1:8787/ocpp --fleet fleet.json --control-port 8790 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as z from "zod/mini";
import { startControl } from "./control/server.ts";
import { startFleet } from "./fleet.ts";
import { saveRegisters, withSavedRegisters } from "./registerBook.ts";

const SAVE_EVERY_MS = 60_000;

const fleetFile = z.array(
  z.object({
    pileId: z.string(),
    password: z.string(),
    connectors: z.array(
      z.object({
        id: z.int(),
        type: z.enum(["AC", "DC"]),
        maxPowerW: z.number(),
        registerWh: z._default(z.int(), 0),
      }),
    ),
    vendor: z._default(z.string(), "Zhuang"),
    model: z._default(z.string(), "Simulated"),
    firmware: z._default(z.string(), "1.0.0"),
    whenFull: z._default(z.enum(["wait", "stop"]), "stop"),
  }),
);

const habitsFile = z.object({
  cards: z.array(z.string()),
  livelyShare: z._default(z.number(), 0.5),
  quietPiles: z._default(z.array(z.string()), []),
  arrivalsPerHour: z._default(z.number(), 0.6),
  faultsPerDay: z._default(z.number(), 0.05),
});

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "ws://127.0.0.1:8787/ocpp" },
    fleet: { type: "string" },
    habits: { type: "string" },
    state: { type: "string" },
    speed: { type: "string", default: "1" },
    timestamps: { type: "string", default: "simulated" },
    "control-port": { type: "string", default: "8790" },
    "no-auto-plug": { type: "boolean", default: false },
  },
});

const json = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

if (!values.fleet) {
  console.error("--fleet FILE.json is needed: [{ pileId, password, connectors, vendor, model }]");
  process.exit(2);
}

const { state } = values;
const piles = fleetFile.parse(json(values.fleet));
const fleet = startFleet({
  url: values.url,
  chargers: state ? withSavedRegisters(piles, state) : piles,
  speed: z.coerce.number().check(z.positive()).parse(values.speed),
  timestamps: z.enum(["simulated", "wall"]).parse(values.timestamps),
  autoPlug: !values["no-auto-plug"],
  ...(values.habits ? { habits: habitsFile.parse(json(values.habits)) } : {}),
});
const control = await startControl(fleet, Number(values["control-port"]));
console.log(`${fleet.chargers.size} chargers → ${values.url}, operated at ${control.url}`);

const saving = state ? setInterval(() => saveRegisters(fleet, state), SAVE_EVERY_MS) : undefined;
const end = (): void => {
  clearInterval(saving);
  if (state) saveRegisters(fleet, state);
  fleet.close();
  control.close();
};
process.once("SIGINT", end);
process.once("SIGTERM", end);

await fleet.ready;
console.log("All chargers are accepted");
