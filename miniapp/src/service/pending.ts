// What the driver is paying for: kept on the device, because the browser leaves for the gateway's
// page, and so that "pay again" repeats the same request under the same key.
import * as z from "zod/mini";
import { createOrder } from "../../../core/contract/orders.ts";
import { storage } from "../platform/device.ts";

const key = "zhuang.paying";

const Paying = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("order"),
    orderId: z.string(),
    idempotencyKey: z.string(),
    input: createOrder.input,
  }),
  z.object({ kind: z.literal("topUp"), paymentId: z.string() }),
]);
export type Paying = z.infer<typeof Paying>;

export const rememberPaying = (paying: Paying): void => storage.set(key, JSON.stringify(paying));

export const forgetPaying = (): void => storage.set(key, null);

export function payingNow(): Paying | null {
  const text = storage.get(key);
  if (text === null) return null;
  try {
    const parsed = z.safeParse(Paying, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
