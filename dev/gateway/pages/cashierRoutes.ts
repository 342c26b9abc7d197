/** Serves the cashier of both platforms and acts on the button a person presses. */
import { Hono } from "hono";
import type { Context } from "hono";
import { signedReturnUrl } from "../alipay/routes.ts";
import { findTrade } from "../books.ts";
import { parseWebUrl, yuanOf } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import type { RawRequest } from "../http.ts";
import type { Trade } from "../model.ts";
import { failTrade, payTrade } from "../trades.ts";
import { cashierPage } from "./cashierPage.ts";
import { messagePage } from "./messagePage.ts";
import { languageOf, type Texts, textsOf } from "./texts.ts";

type Env = { Bindings: RawRequest };

const webUrl = (text: string | null | undefined) => (text ? parseWebUrl(text)?.href : undefined);

function byPrepayId(gateway: Gateway, prepayId: string): Trade | undefined {
  return (
    findTrade(gateway, "wechatpay", { prepayId }) ?? findTrade(gateway, "alipay", { prepayId })
  );
}

const outcomes = {
  paid: (texts: Texts) => ({ title: texts.paidTitle, message: texts.paidMessage }),
  failed: (texts: Texts) => ({ title: texts.failedTitle, message: texts.failedMessage }),
  left: (texts: Texts) => ({ title: texts.laterTitle, message: texts.laterMessage }),
  closed: (texts: Texts) => ({ title: texts.closedTitle, message: texts.closedMessage }),
  missing: (texts: Texts) => ({ title: texts.notFoundTitle, message: texts.notFoundMessage }),
} as const;
type Outcome = keyof typeof outcomes;

/** Alipay signs what it tells the merchant's page; WeChat tells the page nothing. */
function backUrl(
  gateway: Gateway,
  trade: Trade,
  outcome: Outcome,
  redirectUrl: string | undefined,
): string | undefined {
  if (trade.provider === "wechatpay") return redirectUrl;
  const returnUrl = webUrl(trade.returnUrl);
  if (outcome !== "paid") return webUrl(trade.quitUrl) ?? returnUrl;
  return returnUrl && signedReturnUrl(gateway, trade, yuanOf(trade.totalFen));
}

function otherLanguageHref(context: Context<Env>): string {
  const url = new URL(context.req.url);
  url.searchParams.set("lang", languageOf(context.req.raw) === "zh" ? "en" : "zh");
  return `${url.pathname}${url.search}`;
}

type Shown = { outcome: Outcome; trade?: Trade; action?: { href: string; label: string } };

function outcomePage(context: Context<Env>, { outcome, trade, action }: Shown): Response {
  const language = languageOf(context.req.raw);
  return context.html(
    messagePage({
      language,
      ...(trade ? { provider: trade.provider } : {}),
      ...outcomes[outcome](textsOf(language)),
      isSuccess: outcome === "paid",
      action,
      ...(context.req.method === "GET" ? { otherLanguageHref: otherLanguageHref(context) } : {}),
    }),
    outcome === "missing" ? 404 : 200,
  );
}

function showCashier(gateway: Gateway, context: Context<Env>): Response {
  const trade = byPrepayId(gateway, context.req.query("prepay_id") ?? "");
  if (!trade) return outcomePage(context, { outcome: "missing" });
  const language = languageOf(context.req.raw);
  const redirectUrl = webUrl(context.req.query("redirect_url"));
  if (trade.state.kind === "unpaid") {
    const href = otherLanguageHref(context);
    return context.html(cashierPage({ language, trade, redirectUrl, otherLanguageHref: href }));
  }
  const outcome = trade.state.kind;
  const href = backUrl(gateway, trade, outcome, redirectUrl);
  const label = textsOf(language).backToMerchant;
  return outcomePage(context, { outcome, trade, ...(href ? { action: { href, label } } : {}) });
}

function pressed(gateway: Gateway, trade: Trade, action: string | null): Outcome {
  if (action === "later") return "left";
  const acted = action === "pay" ? payTrade(gateway, trade) : failTrade(gateway, trade);
  if (acted.ok) return action === "pay" ? "paid" : "failed";
  // A second press on an old page finds what the first one did.
  return acted.error.code === "trade_paid" ? "paid" : "closed";
}

function press(gateway: Gateway, context: Context<Env>): Response {
  const trade = byPrepayId(gateway, context.req.param("prepayId") ?? "");
  if (!trade) return outcomePage(context, { outcome: "missing" });
  const form = new URLSearchParams(context.env.body);
  const outcome = pressed(gateway, trade, form.get("action"));
  const redirectUrl = webUrl(form.get("redirect_url"));
  const now = byPrepayId(gateway, trade.prepayId) ?? trade;
  const href = backUrl(gateway, now, outcome, redirectUrl);
  if (href && outcome !== "closed") return context.redirect(href, 303);
  const language = languageOf(context.req.raw);
  const again = `/_cashier?prepay_id=${encodeURIComponent(trade.prepayId)}&lang=${language}`;
  const canRetry = outcome === "failed" || outcome === "left";
  return outcomePage(context, {
    outcome,
    trade: now,
    ...(canRetry ? { action: { href: again, label: textsOf(language).tryAgain } } : {}),
  });
}

export function cashierRoutes(gateway: Gateway): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/cgi-bin/mmpayweb-bin/checkmweb", (context) => showCashier(gateway, context));
  app.get("/_cashier", (context) => showCashier(gateway, context));
  app.post("/_cashier/:prepayId", (context) => press(gateway, context));
  return app;
}
