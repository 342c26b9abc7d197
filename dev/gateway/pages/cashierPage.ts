/** The page on which a person pays, fails or leaves. */
import { alipayTime, yuanOf } from "../format.ts";
import type { Trade } from "../model.ts";
import { html, nothing, page } from "./layout.ts";
import { type Language, textsOf } from "./texts.ts";

export type CashierPage = {
  language: Language;
  trade: Trade;
  /** Given in the address by the merchant (WeChat's redirect_url). */
  redirectUrl: string | undefined;
  otherLanguageHref: string;
};

export function cashierPage({
  language,
  trade,
  redirectUrl,
  otherLanguageHref,
}: CashierPage): string {
  const texts = textsOf(language);
  const hidden = redirectUrl
    ? html`<input type="hidden" name="redirect_url" value="${redirectUrl}" />`
    : nothing;
  return page(
    { language, title: texts.cashierTitle, provider: trade.provider, otherLanguageHref },
    html`<section class="card">
        <div class="amount">
          <span>${texts.merchantName}</span>
          <strong><small>¥</small>${yuanOf(trade.totalFen)}</strong>
        </div>
        <dl>
          <div>
            <dt>${texts.item}</dt>
            <dd>${trade.subject}</dd>
          </div>
          <div>
            <dt>${texts.orderNumber}</dt>
            <dd>${trade.outTradeNo}</dd>
          </div>
          <div>
            <dt>${texts.payMethod}</dt>
            <dd>${texts.payMethodBalance}</dd>
          </div>
          <div>
            <dt>${texts.expiresAt}</dt>
            <dd>${alipayTime(trade.expiresAtMs)}</dd>
          </div>
        </dl>
      </section>
      <form method="post" action="/_cashier/${trade.prepayId}?lang=${language}">
        ${hidden}
        <button class="primary" name="action" value="pay">${texts.pay}</button>
        <div class="pair">
          <button class="danger" name="action" value="fail">${texts.fail}</button>
          <button class="plain" name="action" value="later">${texts.later}</button>
        </div>
      </form>`,
  );
}
