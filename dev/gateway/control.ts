/**
 * What tests and people tell the gateway beside the platforms' wires. Every address takes JSON and
 * answers JSON; sent from the index page as a form, it answers with the way back to that page.
 */
import { Hono } from "hono";
import type { Context } from "hono";
import * as z from "zod";
import type { Result } from "../../core/result.ts";
import { phoneAnswer } from "./alipay/phone.ts";
import { findTrade } from "./books.ts";
import { orderFault } from "./faults.ts";
import type { Gateway } from "./gateway.ts";
import type { RawRequest } from "./http.ts";
import { limits } from "./limits.ts";
import { FaultKind, Provider, type Trade } from "./model.ts";
import type { Notifier } from "./notifier.ts";
import { failTrade, payTrade, type PayRefusal } from "./trades.ts";

type Env = { Bindings: RawRequest };

const FaultBody = z.object({
  provider: z.union([Provider, z.literal("").transform(() => undefined)]).optional(),
  next: z.coerce.number().int().min(1).max(limits.faultNext).default(1),
  kind: FaultKind,
});

const isForm = (context: Context<Env>) =>
  (context.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded");

function bodyOf(context: Context<Env>): unknown {
  if (isForm(context)) return Object.fromEntries(new URLSearchParams(context.env.body));
  try {
    return JSON.parse(context.env.body);
  } catch {
    return undefined;
  }
}

function done(context: Context<Env>, value: Record<string, unknown>): Response {
  return isForm(context) ? context.redirect("/", 303) : context.json(value);
}

type Act = (gateway: Gateway, trade: Trade) => Result<Trade, PayRefusal>;

export function controlRoutes(gateway: Gateway, notifier: Notifier): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/_control/state", (context) => context.json(gateway.store.snapshot()));

  const onTrade = (act: Act) => (context: Context<Env>) => {
    const provider = Provider.safeParse(context.req.param("provider"));
    const outTradeNo = context.req.param("outTradeNo") ?? "";
    const trade = provider.success && findTrade(gateway, provider.data, { outTradeNo });
    if (!trade) return context.json({ code: "trade_not_found" }, 404);
    const acted = act(gateway, trade);
    if (!acted.ok) return context.json(acted.error, 409);
    return done(context, { trade: acted.value });
  };
  app.post("/_control/trades/:provider/:outTradeNo/pay", onTrade(payTrade));
  app.post("/_control/trades/:provider/:outTradeNo/fail", onTrade(failTrade));

  app.post("/_control/notifications/:id/resend", (context) =>
    notifier.resend(context.req.param("id"))
      ? done(context, { resent: true })
      : context.json({ code: "notification_not_found" }, 404),
  );

  // What my.getPhoneNumber would give to the mini-program of this person.
  app.post("/_control/phones/alipay/:name", (context) =>
    context.json(phoneAnswer(gateway, context.req.param("name"))),
  );

  app.post("/_control/faults", (context) => {
    const body = FaultBody.safeParse(bodyOf(context));
    if (!body.success) {
      return context.json({ code: "fault_invalid", issues: body.error.issues }, 400);
    }
    const ordered = orderFault(gateway.store, body.data);
    if (!ordered.ok) return context.json(ordered.error, 409);
    return done(context, { fault: ordered.value });
  });
  const clearFaults = (context: Context<Env>) => {
    for (const fault of gateway.store.faults.list()) gateway.store.faults.delete(fault.id);
    return done(context, { cleared: true });
  };
  app.delete("/_control/faults", clearFaults);
  app.post("/_control/faults/clear", clearFaults);
  return app;
}
