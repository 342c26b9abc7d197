// The piles of the demonstration city: what each kind is, its id, and the password its simulated
// charger connects with.
import { createHash } from "node:crypto";
import { seedOf } from "../../charger/random.ts";
import type { ConnectorStandard, CurrentType } from "../../../core/contract/stations.ts";

type Kind = {
  readonly currentType: CurrentType;
  readonly standard: ConnectorStandard;
  readonly maxPowerW: number;
  readonly connectors: 1 | 2;
  readonly vendor: string;
  readonly model: string;
  readonly name: string;
};

const ac = (kilowatts: number, model: string, standard: ConnectorStandard = "GBT_AC") =>
  ({
    currentType: "AC",
    standard,
    maxPowerW: kilowatts * 1_000,
    connectors: kilowatts === 7 ? 1 : 2,
    vendor: "Lingzhan",
    model,
    name: `${kilowatts} kW 交流桩`,
  }) as const satisfies Kind;

const dc = (kilowatts: number, model: string, connectors: 1 | 2 = 2) =>
  ({
    currentType: "DC",
    standard: "GBT_DC",
    maxPowerW: kilowatts * 1_000,
    connectors,
    vendor: kilowatts >= 240 ? "Yunfeng" : "Hengdian",
    model,
    name: `${kilowatts} kW ${kilowatts >= 240 ? "超充桩" : "直流桩"}`,
  }) as const satisfies Kind;

export const pileKinds = {
  ac7: ac(7, "LZ-AC7"),
  ac11: ac(11, "LZ-AC11D"),
  ac22: ac(22, "LZ-AC22D", "IEC_62196_T2"),
  dc60: dc(60, "HD-60", 1),
  dc120: dc(120, "HD-120D"),
  dc180: dc(180, "HD-180D"),
  dc240: dc(240, "YF-240D"),
  dc480: dc(480, "YF-480L"),
} as const satisfies Record<string, Kind>;

export type PileKind = keyof typeof pileKinds;

export type DemoPile = Kind & {
  readonly pileId: string;
  readonly stationId: string;
  readonly operatorId: string;
  /** For its charger's Basic authentication. */
  readonly password: string;
};

const FIRMWARES = ["2.3.1", "2.3.4", "3.0.2"] as const;

/** What its charger says when it boots. */
export const firmwareOf = ({ pileId }: Pick<DemoPile, "pileId">): string =>
  FIRMWARES[seedOf(pileId) % FIRMWARES.length] ?? FIRMWARES[0];

/** Long enough for OCPP 1.6's AuthorizationKey, which has 16 to 20 bytes. */
export const passwordOf = (pileId: string): string => `demo-pass-${pileId}`;

export function pilesOf(station: {
  readonly stationId: string;
  readonly operatorId: string;
  readonly pileKinds: readonly PileKind[];
}): DemoPile[] {
  const { stationId, operatorId } = station;
  return station.pileKinds.map((kind, at) => {
    const number = String(at + 1).padStart(2, "0");
    const pileId = `${stationId}-${number}`;
    const name = `${number} 号 ${pileKinds[kind].name}`;
    const password = passwordOf(pileId);
    return { ...pileKinds[kind], name, pileId, stationId, operatorId, password };
  });
}

/**
 * `salt$sha256(salt + password)`, base64url, as the Pile checks it. The salt follows from the id,
 * so that every machine's seed is the same.
 */
export function credentialHashOf(pileId: string, password: string): string {
  const salt = createHash("sha256").update(`salt of ${pileId}`).digest().subarray(0, 12);
  const hash = createHash("sha256").update(salt).update(password).digest("base64url");
  return `${salt.toString("base64url")}$${hash}`;
}
