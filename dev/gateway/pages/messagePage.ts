/** A page that says one thing, and offers at most one way on. */
import type { Provider } from "../model.ts";
import { html, nothing, page } from "./layout.ts";
import type { Language } from "./texts.ts";

export type MessagePage = {
  language: Language;
  provider?: Provider;
  title: string;
  message: string;
  isSuccess?: boolean;
  action?: { href: string; label: string } | undefined;
  otherLanguageHref?: string;
};

export function messagePage(content: MessagePage): string {
  const { action, isSuccess } = content;
  return page(
    content,
    html`<section class="card result">
        <div class="mark ${isSuccess ? "" : "neutral"}" aria-hidden="true">
          ${isSuccess ? "✓" : "!"}
        </div>
        <h1>${content.title}</h1>
        <p>${content.message}</p>
      </section>
      ${action ? html`<a class="button plain" href="${action.href}">${action.label}</a>` : nothing}`,
  );
}
