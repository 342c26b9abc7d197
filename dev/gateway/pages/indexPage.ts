/** The overview: what was traded, refunded and told, and the faults a person may order. */
import { alipayTime, yuanOf } from "../format.ts";
import { limits } from "../limits.ts";
import {
  type Fault,
  FaultKind,
  type GatewayState,
  type Notification,
  Provider,
  type Refund,
  type RefusedRequest,
  type Trade,
} from "../model.ts";
import { html, type Markup, nothing, page } from "./layout.ts";
import { type Language, type Texts, textsOf } from "./texts.ts";

const tradeStates = { unpaid: "stateUnpaid", paid: "statePaid", closed: "stateClosed" } as const;
const refundStates = {
  processing: "refundProcessing",
  success: "refundSuccess",
  abnormal: "refundAbnormal",
  closed: "refundClosed",
} as const satisfies Record<Refund["state"]["kind"], keyof Texts>;
const deliveries = {
  pending: "deliveryPending",
  held: "deliveryHeld",
  delivered: "deliveryDelivered",
  exhausted: "deliveryExhausted",
  lost: "deliveryLost",
} as const satisfies Record<Notification["delivery"]["kind"], keyof Texts>;
const faultNames = {
  duplicate: "faultDuplicate",
  late: "faultLate",
  lost: "faultLost",
  reordered: "faultReordered",
  wrongSignature: "faultWrongSignature",
  staleTimestamp: "faultStaleTimestamp",
  alteredAmount: "faultAlteredAmount",
  httpError: "faultHttpError",
  timeout: "faultTimeout",
  refundAbnormal: "faultRefundAbnormal",
  refundClosed: "faultRefundClosed",
  notEnough: "faultNotEnough",
} as const satisfies Record<FaultKind, keyof Texts>;

function table(texts: Texts, headings: readonly (keyof Texts)[], rows: readonly Markup[]): Markup {
  if (rows.length === 0) return html`<p class="empty">${texts.none}</p>`;
  const cells = headings.map((heading) => html`<th scope="col">${texts[heading]}</th>`);
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${cells}
          <th></th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

const button = (action: string, label: string) =>
  html`<form method="post" action="${action}"><button class="plain">${label}</button></form>`;

function tradeRow(texts: Texts, trade: Trade): Markup {
  const base = `/_control/trades/${trade.provider}/${encodeURIComponent(trade.outTradeNo)}`;
  const cashier = `/_cashier?prepay_id=${encodeURIComponent(trade.prepayId)}`;
  const actions =
    trade.state.kind === "unpaid"
      ? html`<a class="button plain" href="${cashier}">${texts.openCashier}</a>
          ${button(`${base}/pay`, texts.pay)}${button(`${base}/fail`, texts.fail)}`
      : nothing;
  return html`<tr>
    <td>${texts[trade.provider]}</td>
    <td>${trade.outTradeNo}</td>
    <td class="long">${trade.subject}</td>
    <td>¥${yuanOf(trade.totalFen)}</td>
    <td>${texts[tradeStates[trade.state.kind]]}</td>
    <td>${alipayTime(trade.createdAtMs)}</td>
    <td>${actions}</td>
  </tr>`;
}

function refundRow(texts: Texts, refund: Refund): Markup {
  return html`<tr>
    <td>${texts[refund.provider]}</td>
    <td>${refund.outRefundNo}</td>
    <td>${refund.outTradeNo}</td>
    <td>¥${yuanOf(refund.amountFen)}</td>
    <td>${texts[refundStates[refund.state.kind]]}</td>
    <td>${alipayTime(refund.createdAtMs)}</td>
    <td></td>
  </tr>`;
}

function lastAnswer({ attempts }: Notification): string {
  const outcome = attempts.at(-1)?.outcome;
  if (!outcome) return "";
  return outcome.kind === "answered" ? `${outcome.status} ${outcome.body}` : outcome.reason;
}

function notificationRow(texts: Texts, notification: Notification): Markup {
  const { fault } = notification;
  return html`<tr>
    <td>${texts[notification.provider]}</td>
    <td>${notification.eventType}</td>
    <td>${notification.outTradeNo}</td>
    <td>${texts[deliveries[notification.delivery.kind]]}</td>
    <td>${fault ? texts[faultNames[fault]] : ""}</td>
    <td>${notification.attempts.length}</td>
    <td class="long">${lastAnswer(notification)}</td>
    <td>${button(`/_control/notifications/${notification.id}/resend`, texts.resend)}</td>
  </tr>`;
}

function faultRow(texts: Texts, fault: Fault): Markup {
  return html`<tr>
    <td>${fault.provider ? texts[fault.provider] : texts.everyProvider}</td>
    <td>${texts[faultNames[fault.kind]]}</td>
    <td>${fault.left}</td>
    <td></td>
  </tr>`;
}

function refusalRow(texts: Texts, refusal: RefusedRequest): Markup {
  return html`<tr>
    <td>${texts[refusal.provider]}</td>
    <td>${alipayTime(refusal.atMs)}</td>
    <td class="long">${refusal.method} ${refusal.path.slice(0, 120)}</td>
    <td class="long">${refusal.code} ${refusal.message}</td>
    <td></td>
  </tr>`;
}

function faultForm(texts: Texts): Markup {
  const kinds = FaultKind.options.map(
    (kind) => html`<option value="${kind}">${texts[faultNames[kind]]}</option>`,
  );
  const providers = Provider.options.map(
    (provider) => html`<option value="${provider}">${texts[provider]}</option>`,
  );
  return html`<div class="inline">
    <form class="inline" method="post" action="/_control/faults">
      <select name="kind" aria-label="${texts.faultKind}">
        ${kinds}
      </select>
      <select name="provider" aria-label="${texts.provider}">
        <option value="">${texts.everyProvider}</option>
        ${providers}
      </select>
      <input
        name="next"
        type="number"
        min="1"
        max="${limits.faultNext}"
        value="1"
        aria-label="${texts.faultLeft}"
      />
      <button class="plain">${texts.addFault}</button>
    </form>
    <form class="inline" method="post" action="/_control/faults/clear">
      <button class="plain">${texts.clearFaults}</button>
    </form>
  </div>`;
}

/** The newest first, and not more than a person reads. */
const shown = <T>(list: readonly T[]): T[] => list.slice(-limits.rowsShown).toReversed();

export function indexPage(language: Language, state: GatewayState): string {
  const texts = textsOf(language);
  const section = (title: keyof Texts, content: Markup) =>
    html`<section class="card">
      <h2>${texts[title]}</h2>
      ${content}
    </section>`;
  const trades = table(
    texts,
    ["provider", "orderNumber", "item", "amount", "state", "time"],
    shown(state.trades).map((trade) => tradeRow(texts, trade)),
  );
  const refunds = table(
    texts,
    ["provider", "refundNumber", "orderNumber", "amount", "state", "time"],
    shown(state.refunds).map((refund) => refundRow(texts, refund)),
  );
  const notifications = table(
    texts,
    ["provider", "event", "orderNumber", "state", "faultKind", "attempts", "lastAnswer"],
    shown(state.notifications).map((notification) => notificationRow(texts, notification)),
  );
  const faults = table(
    texts,
    ["provider", "faultKind", "faultLeft"],
    shown(state.faults).map((fault) => faultRow(texts, fault)),
  );
  const refusals = table(
    texts,
    ["provider", "time", "address", "reason"],
    shown(state.refusals).map((refusal) => refusalRow(texts, refusal)),
  );
  return page(
    {
      language,
      title: texts.indexTitle,
      wide: true,
      otherLanguageHref: `/?lang=${language === "zh" ? "en" : "zh"}`,
    },
    html`${section("trades", trades)}${section("refunds", refunds)}
    ${section("notifications", notifications)}
    ${section("faults", html`${faultForm(texts)}${faults}`)}${section("refusals", refusals)}`,
  );
}
