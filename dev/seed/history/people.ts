// The drivers of the demonstration: three to sign in as, those whose cars come and go by themselves
// at the simulated chargers, and regulars who are only in the history.
import { ulid } from "ulid";
import type { Random } from "../../charger/random.ts";

export type DemoDriver = {
  readonly driverId: string;
  readonly displayName: string;
  readonly membership: "silver" | "gold" | null;
  readonly createdAtMs: number;
  readonly provider: "wechat" | "alipay" | "demo";
  readonly subject: string;
  readonly card: { readonly idTag: string; readonly label: string } | null;
  /** What he puts into his balance in the beginning, payment by payment. */
  readonly topUpsFen: readonly number[];
  readonly isRegular: boolean;
};

const DAY_MS = 86_400_000;
const REGULARS = 600;
const STREET_DRIVERS = 120;

/** Names for the demonstration login, with what each is good for. */
export const namedDrivers = [
  { name: "driver-1", displayName: "林师傅", membership: null, topUpsFen: [30_000] },
  { name: "driver-2", displayName: "陈女士", membership: "gold", topUpsFen: [50_000, 50_000] },
  { name: "driver-3", displayName: "王先生", membership: null, topUpsFen: [] },
] as const;

/** The card of the first named driver, for the simulated chargers' page. */
export const DEMO_CARD = "CARD-DEMO-0001";

const streetCard = (number: number): string => `STREET-${String(number).padStart(4, "0")}`;

/** The cards that the simulated street charges with. */
export const streetCards: readonly string[] = Array.from({ length: STREET_DRIVERS }, (_, at) =>
  streetCard(at + 1),
);

export function makeDrivers(random: Random, firstDayMs: number): DemoDriver[] {
  const idAt = (atMs: number): string => ulid(atMs, () => random.next());
  const joined = (): number => Math.floor(firstDayMs - random.between(1, 300) * DAY_MS);
  const named = namedDrivers.map(({ name, ...driver }, at): DemoDriver => {
    const createdAtMs = joined();
    const card = at === 0 ? { idTag: DEMO_CARD, label: "演示卡" } : null;
    const identity = { provider: "demo", subject: name } as const;
    return {
      ...driver,
      ...identity,
      driverId: idAt(createdAtMs),
      createdAtMs,
      card,
      isRegular: false,
    };
  });
  const street = streetCards.map((idTag, at): DemoDriver => {
    const createdAtMs = joined();
    return {
      driverId: idAt(createdAtMs),
      displayName: `持卡司机 ${String(at + 1).padStart(3, "0")}`,
      membership: null,
      createdAtMs,
      provider: "demo",
      subject: `street-${at + 1}`,
      card: { idTag, label: "车队卡" },
      topUpsFen: [200_000, 200_000, 200_000],
      isRegular: false,
    };
  });
  const regulars = Array.from({ length: REGULARS }, (): DemoDriver => {
    const createdAtMs = joined();
    const driverId = idAt(createdAtMs);
    const provider = random.next() < 0.62 ? "wechat" : "alipay";
    const [membership, cardDraw] = [random.next(), random.next()];
    const cardNumber = String(Math.floor(random.between(10_000_000, 99_999_999)));
    return {
      driverId,
      displayName: `${provider === "wechat" ? "微信用户" : "支付宝用户"} ${driverId.slice(-4)}`,
      membership: membership < 0.06 ? "gold" : membership < 0.2 ? "silver" : null,
      createdAtMs,
      provider,
      subject: `seed-${driverId.slice(-12).toLowerCase()}`,
      card: cardDraw < 0.12 ? { idTag: `SH${cardNumber}`, label: "实体卡" } : null,
      topUpsFen: [],
      isRegular: true,
    };
  });
  return [...named, ...street, ...regulars];
}
