// Builders of rows: each makes one thing that is whole, with what a test does not care about filled
// in. Ids are made from a counter, so that nothing collides within a file and nothing is random.
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Tariff } from "../../core/pricing/tariff.ts";
import { geohash } from "../../worker/db/geohash.ts";
import { cards, driverIdentities, drivers, wallets } from "../../worker/db/tables/drivers.ts";
import { operators } from "../../worker/db/tables/operators.ts";
import { orders } from "../../worker/db/tables/orders.ts";
import { connectors, piles, stations, tariffs } from "../../worker/db/tables/stations.ts";

type Db = DrizzleD1Database;

/** 2026-11-20 10:00 in Shanghai, a Friday. */
export const MORNING_MS = Date.UTC(2026, 10, 20, 2, 0, 0);

let made = 0;
const next = (): string => String((made += 1)).padStart(4, "0");

/** 26 characters of Crockford's alphabet that sort by the order of making, as ULIDs do. */
const anOrderId = (): string => `01KA0000000000000000${next().padStart(6, "0")}`;

export async function anOperator(db: Db, given: Partial<typeof operators.$inferInsert> = {}) {
  const number = next();
  const row = {
    operatorId: `op-${number}`,
    name: `运营商${number}`,
    nameEn: `Operator ${number}`,
    createdAtMs: MORNING_MS,
    ...given,
  };
  await db.insert(operators).values(row);
  return row;
}

/** One flat price all year, unless the test gives a content: 1.20 yuan a kWh with the service. */
export const aTariffContent = (given: Partial<Tariff> = {}): Tariff => ({
  id: "flat",
  version: 1,
  seasons: [
    {
      name: "all year",
      from: { month: 1, day: 1 },
      to: { month: 12, day: 31 },
      days: [
        {
          dayTypes: ["weekday", "weekend", "holiday"],
          periods: [
            {
              kind: "flat",
              fromMinute: 0,
              toMinute: 1440,
              electricityPrice: 8_000,
              servicePrice: 4_000,
            },
          ],
        },
      ],
    },
  ],
  holidays: [],
  workdays: [],
  startFeeFen: 0,
  idle: null,
  reservation: null,
  discounts: [],
  ...given,
});

/** Two prices a day: valley to 08:00 (0.70 yuan), peak after it (1.60 yuan). */
export const aTwoPriceTariffContent = (given: Partial<Tariff> = {}): Tariff =>
  aTariffContent({
    seasons: [
      {
        name: "all year",
        from: { month: 1, day: 1 },
        to: { month: 12, day: 31 },
        days: [
          {
            dayTypes: ["weekday", "weekend", "holiday"],
            periods: [
              {
                kind: "valley",
                fromMinute: 0,
                toMinute: 480,
                electricityPrice: 3_000,
                servicePrice: 4_000,
              },
              {
                kind: "peak",
                fromMinute: 480,
                toMinute: 1440,
                electricityPrice: 12_000,
                servicePrice: 4_000,
              },
            ],
          },
        ],
      },
    ],
    ...given,
  });

export async function aTariff(
  db: Db,
  given: { readonly operatorId: string } & Partial<typeof tariffs.$inferInsert>,
) {
  const tariffId = given.tariffId ?? `tariff-${next()}`;
  const version = given.version ?? 1;
  const row = {
    name: "平价",
    nameEn: "Flat",
    validFromMs: 0,
    createdAtMs: MORNING_MS,
    ...given,
    tariffId,
    version,
    content: { ...(given.content ?? aTariffContent()), id: tariffId, version },
  };
  await db.insert(tariffs).values(row);
  return row;
}

export async function aStation(
  db: Db,
  given: { readonly operatorId: string } & Partial<Omit<typeof stations.$inferInsert, "cell">>,
) {
  const number = next();
  const position = { latitude: given.latitude ?? 31.2304, longitude: given.longitude ?? 121.4737 };
  const row = {
    stationId: `station-${number}`,
    name: `充电站${number}`,
    nameEn: `Station ${number}`,
    address: "人民大道 1 号",
    addressEn: "1 People's Avenue",
    timeZone: "Asia/Shanghai",
    openingHours: "24/7",
    parking: "免费停车两小时",
    parkingEn: "Two hours of free parking",
    phone: "",
    tariffId: null,
    createdAtMs: MORNING_MS,
    ...given,
    ...position,
    cell: geohash(position),
  };
  await db.insert(stations).values(row);
  return row;
}

type ConnectorGiven = Partial<Omit<typeof connectors.$inferInsert, "pileId" | "connectorId">>;

/** A pile with one DC connector unless the test gives others; online, and available. */
export async function aPile(
  db: Db,
  given: { readonly operatorId: string; readonly stationId: string } & Partial<
    typeof piles.$inferInsert
  > & { readonly connectors?: readonly ConnectorGiven[] },
) {
  const { connectors: wanted = [{}], ...own } = given;
  const number = next();
  const row = {
    pileId: `PILE-${number}`,
    name: `${number} 号桩`,
    credentialHash: "salt$hash",
    online: true,
    lastSeenMs: MORNING_MS,
    createdAtMs: MORNING_MS,
    ...own,
  };
  const connectorRows = wanted.map((connector, at) => ({
    currentType: "DC" as const,
    standard: "GBT_DC" as const,
    maxPowerW: 120_000,
    state: "available" as const,
    stateSinceMs: MORNING_MS,
    ...connector,
    pileId: row.pileId,
    connectorId: at + 1,
  }));
  await db.batch([db.insert(piles).values(row), db.insert(connectors).values(connectorRows)]);
  return { ...row, connectors: connectorRows };
}

/** A driver with an identity and an empty wallet. A balance comes by ledger entries alone. */
export async function aDriver(
  db: Db,
  given: Partial<typeof drivers.$inferInsert> & {
    readonly provider?: "wechat" | "alipay" | "demo";
    readonly subject?: string;
  } = {},
) {
  const { provider = "wechat", subject = `openid-${next()}`, ...own } = given;
  const row = {
    driverId: `driver-${next()}`,
    displayName: "微信用户",
    membership: null,
    createdAtMs: MORNING_MS,
    ...own,
  };
  const { driverId } = row;
  await db.batch([
    db.insert(drivers).values(row),
    db.insert(driverIdentities).values({ provider, subject, driverId }),
    db.insert(wallets).values({ driverId }),
  ]);
  return { ...row, provider, subject };
}

export async function aCard(
  db: Db,
  given: { readonly driverId: string } & Partial<typeof cards.$inferInsert>,
) {
  const row = { idTag: `CARD${next()}`, label: "", createdAtMs: MORNING_MS, ...given };
  await db.insert(cards).values(row);
  return row;
}

/** An order as it stands after its creation; the test gives what has happened since. */
export async function anOrder(
  db: Db,
  given: {
    readonly operatorId: string;
    readonly stationId: string;
    readonly pileId: string;
    readonly tariffId: string;
    readonly driverId: string | null;
  } & Partial<typeof orders.$inferInsert>,
) {
  const row = {
    orderId: anOrderId(),
    connectorId: 1,
    origin: "app" as const,
    state: "created" as const,
    open: 1,
    chargeLimit: { kind: "amount", amountFen: 5_000 } as const,
    paymentWay: "wechatpay" as const,
    prepaidFen: 5_000,
    tariffVersion: 1,
    createdAtMs: MORNING_MS,
    ...given,
  };
  await db.insert(orders).values(row);
  return row;
}
