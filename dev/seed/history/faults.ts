// Faults that piles had and that were cleared again.
import type { faults } from "../../../worker/db/tables/stations.ts";
import type { Random } from "../../charger/random.ts";
import { firmwareOf, type DemoPile } from "../city/piles.ts";

type Kind = readonly [errorCode: string, vendorErrorCode: string, info: string];
const KINDS: readonly [Kind, ...Kind[]] = [
  ["GroundFailure", "E042", "绝缘检测未通过"],
  ["HighTemperature", "E017", "枪头温度过高"],
  ["EVCommunicationError", "E105", "与车辆通信超时"],
  ["PowerSwitchFailure", "E060", "直流接触器粘连"],
  ["OverVoltage", "E021", "输入过压"],
  ["ConnectorLockFailure", "E071", "电子锁未锁止"],
  ["OtherError", "EmergencyStop", "急停按钮被按下"],
];

const DAY_MS = 86_400_000;
const SHORTEST_MS = 4 * 60_000;
const LONGEST_MS = 9 * 3_600_000;

export function makeFaults(
  random: Random,
  piles: readonly DemoPile[],
  span: { readonly fromMs: number; readonly toMs: number; readonly perDay: number },
): (typeof faults.$inferInsert)[] {
  const count = Math.round(((span.toMs - span.fromMs) / DAY_MS) * span.perDay);
  return Array.from({ length: count }, () => {
    const [errorCode, vendorErrorCode, info] = random.pick(KINDS);
    const pile = piles[Math.floor(random.next() * piles.length)];
    if (pile === undefined) throw new Error("there are no piles to have faults");
    const { pileId, operatorId } = pile;
    const connectorId = 1 + Math.floor(random.next() * pile.connectors);
    const openedAtMs = Math.floor(random.between(span.fromMs, span.toMs - LONGEST_MS));
    const closedAtMs = Math.floor(openedAtMs + random.between(SHORTEST_MS, LONGEST_MS));
    const faultId = `${pileId}:${connectorId}:${openedAtMs}`;
    const { vendor, model } = pile;
    const device = { vendor, model, firmwareVersion: firmwareOf(pile) };
    const what = { errorCode, vendorErrorCode, info, ...device };
    return { faultId, operatorId, pileId, connectorId, ...what, openedAtMs, closedAtMs };
  });
}
