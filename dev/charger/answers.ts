/** Owns what the charger reads in the central system's answers; what does not fit is a failed
 * call, as it would be for a real charger. */
import * as z from "zod/mini";

const time = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));

const idTagInfo = z.object({
  status: z.enum(["Accepted", "Blocked", "Expired", "Invalid", "ConcurrentTx"]),
  parentIdTag: z.optional(z.string()),
  expiryDate: z.optional(time),
});
export type IdTagInfo = z.infer<typeof idTagInfo>;

export const bootAnswer = z.object({
  status: z.enum(["Accepted", "Pending", "Rejected"]),
  currentTime: time,
  interval: z.int(),
});

export const heartbeatAnswer = z.object({ currentTime: time });

export const authorizeAnswer = z.object({ idTagInfo });

export const startAnswer = z.object({ transactionId: z.int(), idTagInfo });

export const stopAnswer = z.object({ idTagInfo: z.optional(idTagInfo) });
