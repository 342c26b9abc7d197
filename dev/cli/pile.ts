// `npm run pile -- list` and `npm run pile -- add`: the demonstration's piles with their passwords,
// and one more for a charger of one's own.
import { parseArgs } from "node:util";
import { adminListPiles, adminRegisterPile } from "../../core/contract/admin/piles.ts";
import type { InputOf } from "../../core/contract/endpoint.ts";
import { cityPiles, isSimulated } from "../seed/city.ts";
import { demoStations } from "../seed/city/stations.ts";
import { asOwner, type StaffCaller } from "../start/api.ts";
import { Complaint, complain } from "../start/words.ts";
import { runningOrigin } from "./runningOrigin.ts";

const usage = `npm run pile -- list [--station SH001]
npm run pile -- add --station SH001 (--dc 120 | --ac 7) [--connectors 1] [--id MY-PILE] [--name NAME] [--data .zhuang]`;

type Connector = InputOf<typeof adminRegisterPile>["connectors"][number];

function list(stationId: string | undefined): void {
  const piles = cityPiles.filter((pile) => stationId === undefined || pile.stationId === stationId);
  if (piles.length === 0) throw unknownStation(stationId ?? "");
  for (const pile of piles) {
    const note = isSimulated(pile) ? "" : "  无模拟桩 / no simulated charger";
    const columns = [
      pile.pileId.padEnd(10),
      pile.password.padEnd(22),
      `${pile.currentType} ${pile.maxPowerW / 1000} kW`.padEnd(10),
      `×${pile.connectors}`.padEnd(4),
      pile.stationName,
    ];
    console.log(columns.join(" ") + note);
  }
}

const unknownStation = (stationId: string): Complaint =>
  new Complaint([`没有充电站 ${stationId}。`, `There is no station ${stationId}.`]);

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    station: { type: "string" },
    id: { type: "string" },
    name: { type: "string" },
    dc: { type: "string" },
    ac: { type: "string" },
    connectors: { type: "string", default: "1" },
    data: { type: "string" },
  },
});

function connectorsWanted(): Connector[] {
  const kilowatts = Number(values.dc ?? values.ac);
  const count = Number(values.connectors);
  const isOneKind = (values.dc === undefined) !== (values.ac === undefined);
  if (!isOneKind || !(kilowatts >= 1) || !Number.isInteger(count) || count < 1) {
    throw new Complaint([`用法：\n${usage}`, `Usage:\n${usage}`]);
  }
  const maxPowerW = Math.round(kilowatts * 1000);
  const connector: Connector =
    values.dc === undefined
      ? { currentType: "AC", standard: "GBT_AC", maxPowerW }
      : { currentType: "DC", standard: "GBT_DC", maxPowerW };
  return Array.from({ length: count }, () => connector);
}

/** The next number at the station, beside all that are registered there. */
async function freeId(staff: StaffCaller, stationId: string): Promise<string> {
  const taken: string[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined;) {
    const page = await staff(adminListPiles, { stationId, limit: 100, cursor });
    taken.push(...page.items.map(({ pileId }) => pileId));
    cursor = page.nextCursor ?? undefined;
    isFirst = false;
  }
  for (let number = taken.length + 1; ; number += 1) {
    const pileId = `${stationId}-${String(number).padStart(2, "0")}`;
    if (!taken.includes(pileId)) return pileId;
  }
}

async function add(): Promise<void> {
  const connectors = connectorsWanted();
  const stationId = values.station ?? "";
  const station = demoStations.find((one) => one.stationId === stationId);
  if (station === undefined) throw unknownStation(stationId);
  const staff = await asOwner(await runningOrigin(values.data), station.operatorId);
  const pileId = values.id ?? (await freeId(staff, stationId));
  const name = values.name ?? `${pileId.slice(-2)} 号桩`;
  const made = await staff(adminRegisterPile, { pileId, stationId, name, connectors });
  console.log(`
✓ 已登记 / registered: ${made.pileId} — ${station.name}

  OCPP 1.6-J   ${made.ocppUrl}
  用户名 / user      ${made.pileId}
  密码 / password    ${made.password}

  密码只显示这一次 / The password is shown this once.
`);
}

try {
  const [verb = ""] = positionals;
  if (verb === "list") list(values.station);
  else if (verb === "add") await add();
  else throw new Complaint([`用法：\n${usage}`, `Usage:\n${usage}`]);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
