// What a driver may do with what is stored about him: bind a phone, take everything with him, leave.
import * as z from "zod/mini";
import { queryNumber, TimeMs } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** As it is shown: all but the first three and the last four digits hidden. */
export const MaskedPhone = z.nullable(z.string());

const Bound = z.object({ phone: MaskedPhone });

export const bindPhoneWithWechat = endpoint({
  method: "POST",
  path: "/api/v1/me/phone/wechat",
  access: "driver",
  tag: "Driver",
  summary: "Bind my phone number with the code of WeChat's getPhoneNumber button",
  input: z.object({ code: z.string().check(z.minLength(1), z.maxLength(256)) }),
  output: Bound,
  problems: ["phone_code_invalid", "phone_unavailable"],
});

export const bindPhoneWithAlipay = endpoint({
  method: "POST",
  path: "/api/v1/me/phone/alipay",
  access: "driver",
  tag: "Driver",
  summary: "Bind my phone number with the encrypted answer of my.getPhoneNumber",
  input: z.object({
    /** Its fields as they came: the encrypted content, and the signature over it. */
    response: z.string().check(z.minLength(1), z.maxLength(4096)),
    sign: z.string().check(z.minLength(1), z.maxLength(1024)),
  }),
  output: Bound,
  problems: ["phone_code_invalid", "phone_unavailable"],
});

export const bindPhoneAsDemo = endpoint({
  method: "POST",
  path: "/api/v1/me/phone/demo",
  access: "driver",
  tag: "Driver",
  summary: "Bind a made-up phone number; works only in development",
  input: z.object({ phone: z.string().check(z.regex(/^1[3-9]\d{9}$/)) }),
  output: Bound,
  problems: ["phone_unavailable"],
});

export const removePhone = endpoint({
  method: "DELETE",
  path: "/api/v1/me/phone",
  access: "driver",
  tag: "Driver",
  summary: "Remove my phone number; again is harmless",
  input: z.object({}),
  output: Bound,
  problems: [],
});

const rows = z.array(z.record(z.string(), z.unknown()));

export const exportMyData = endpoint({
  method: "GET",
  path: "/api/v1/me/export",
  access: "driver",
  tag: "Driver",
  summary: "Everything that is stored about me, as one JSON document",
  input: z.object({}),
  output: z.object({
    madeAtMs: TimeMs,
    /** False where a list was longer than is given at once. */
    isComplete: z.boolean(),
    account: z.record(z.string(), z.unknown()),
    identities: rows,
    consents: rows,
    vehicles: rows,
    cards: rows,
    orders: rows,
    billLines: rows,
    sessions: rows,
    reservations: rows,
    payments: rows,
    refunds: rows,
    withdrawals: rows,
    ledgerEntries: rows,
    messages: rows,
    waitings: rows,
    favourites: rows,
    reviews: rows,
    faultReports: rows,
    pictures: rows,
  }),
  problems: [],
});

export const deleteAccount = endpoint({
  method: "DELETE",
  path: "/api/v1/me",
  access: "driver",
  tag: "Driver",
  summary: "Close my account and erase me; orders and accounts stay, without the person",
  input: z.object({
    /**
     * The whole balance, of which nothing can be withdrawn: no longer the driver's from now on.
     * Another amount than there is, or one that can be withdrawn, is refused as `balance_left`.
     */
    givesUpFen: z.optional(queryNumber().check(z.int(), z.minimum(1))),
  }),
  output: z.object({}),
  problems: [
    "money_owed",
    "balance_left",
    "charge_under_way",
    "reservation_under_way",
    "payment_under_way",
  ],
});
