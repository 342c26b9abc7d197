// The building blocks that several resources share.
import * as z from "zod/mini";
import { limits } from "../limits.ts";

export const TimeMs = z.number().check(z.int(), z.nonnegative());
export const Fen = z.number().check(z.int());
export const Wh = z.number().check(z.int(), z.nonnegative());
/** Integers of 1/10,000 yuan per kWh. */
export const PricePerKwh = z.number().check(z.int(), z.nonnegative());

export const PileId = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{2,31}$/));
export const StationId = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{1,31}$/));
/** A ULID; it sorts by time, and doubles as the merchant's order number at the gateways. */
export const OrderId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
export const ConnectorId = z
  .number()
  .check(z.int(), z.minimum(1), z.maximum(limits.connectorsPerPile.most));

/**
 * What a station's clocks are ahead of UTC, for apps that know no time zones: each entry from its time
 * on, the first before it as well. There are several where the clocks are changed in between.
 */
export const StationClocks = z.array(z.object({ fromMs: TimeMs, aheadMs: z.number() }));
export type StationClocks = z.infer<typeof StationClocks>;

/** WGS-84 is the world's; GCJ-02 is what the Chinese maps (and both mini-programs) draw. */
export const CoordinateSystem = z.enum(["wgs84", "gcj02"]);
export type CoordinateSystem = z.infer<typeof CoordinateSystem>;

export const Position = z.object({ latitude: z.number(), longitude: z.number() });
export type Position = z.infer<typeof Position>;

export const PaymentWay = z.enum(["wechatpay", "alipay", "balance"]);
export type PaymentWay = z.infer<typeof PaymentWay>;

export const Scene = z.enum(["miniProgram", "browser"]);

/** Query values arrive as text. */
export const queryNumber = () => z.coerce.number<number>();
export const pageSize = () =>
  z._default(
    queryNumber().check(z.int(), z.minimum(1), z.maximum(limits.pageSize.most)),
    limits.pageSize.usual,
  );
/** Opaque: taken from the page before. */
export const Cursor = z.string().check(z.maxLength(128));

export const pageOf = <T extends z.core.$ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });
