/** The frame of every page: markup that escapes what it is given, and the style. */
import type { Provider } from "../model.ts";
import { type Language, textsOf } from "./texts.ts";

/** Markup that was made here; anything else put into a page is text and gets escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

type Piece = string | number | Markup | readonly Markup[];

function rendered(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === "string" || typeof piece === "number") {
    return String(piece).replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
  }
  return piece.map((part) => part.text).join("");
}

export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Markup {
  return new Markup(
    strings.reduce((text, part, index) => {
      const piece = pieces[index];
      return text + part + (piece === undefined ? "" : rendered(piece));
    }, ""),
  );
}

export const nothing = new Markup("");

const style = `
:root { --brand: #1a62d6; --ink: #1b1f24; --soft: #5c646d; --line: #e6e8eb; --ground: #f3f4f6; }
.wechatpay { --brand: #057a3c; }
.alipay { --brand: #0f5fd6; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.5;
  font: 16px/1.5 system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
.notice { background: #fff4d6; color: #6b4700; text-align: center; padding: 8px 16px; font-size: 13px; }
.notice b { display: block; font-size: 14px; }
main { max-width: 480px; margin: 0 auto; padding: 0 16px 32px; }
main.wide { max-width: 1100px; }
header { display: flex; align-items: center; justify-content: space-between; padding: 14px 0; }
.brand { display: flex; align-items: center; gap: 8px; font-weight: 600; color: var(--brand); }
.brand i { width: 22px; height: 22px; border-radius: 6px; background: var(--brand); }
header a { color: var(--soft); font-size: 14px; padding: 8px 0; }
.card { background: #fff; border-radius: 14px; padding: 20px; margin-bottom: 16px; }
.amount { text-align: center; padding: 12px 0 20px; }
.amount span { color: var(--soft); font-size: 14px; }
.amount strong { display: block; font-size: 42px; line-height: 1.2; font-weight: 600;
  font-variant-numeric: tabular-nums; }
.amount small { font-size: 24px; margin-right: 3px; }
dl { margin: 0; border-top: 1px solid var(--line); padding-top: 10px; }
dl div { display: flex; justify-content: space-between; gap: 20px; padding: 7px 0; font-size: 15px; }
dt { color: var(--soft); white-space: nowrap; }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
button, .button { display: block; width: 100%; min-height: 50px; border-radius: 10px; font: inherit;
  font-weight: 600; cursor: pointer; border: 1px solid transparent; text-align: center;
  text-decoration: none; padding: 12px; margin-bottom: 12px; }
.primary { background: var(--brand); color: #fff; }
.plain { background: #fff; border-color: #d3d7dc; color: var(--ink); }
.danger { background: #fff; border-color: #e2b7b3; color: #b42318; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
button:focus-visible, a:focus-visible { outline: 3px solid #ffbf47; outline-offset: 2px; }
.result { text-align: center; padding: 36px 20px; }
.result h1 { font-size: 22px; margin: 12px 0 6px; }
.result p { color: var(--soft); margin: 0; overflow-wrap: anywhere; }
.mark { width: 60px; height: 60px; border-radius: 50%; background: var(--brand); color: #fff;
  font-size: 32px; line-height: 60px; margin: 0 auto; }
.mark.neutral { background: #5c646d; }
h1 { font-size: 20px; margin: 0 0 4px; } h2 { font-size: 17px; margin: 0 0 10px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line);
  white-space: nowrap; }
td.long { white-space: normal; overflow-wrap: anywhere; min-width: 180px; }
th { color: var(--soft); font-weight: 500; }
td form { display: inline; }
td button, td .button, .inline button { display: inline-block; width: auto; min-height: 34px;
  vertical-align: middle; line-height: 1.5;
  padding: 4px 12px; margin: 0 6px 0 0; font-weight: 500; font-size: 14px; }
.inline { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; margin-bottom: 12px; }
.inline select, .inline input { font: inherit; font-size: 14px; min-height: 34px; padding: 4px 8px;
  border: 1px solid #d3d7dc; border-radius: 8px; background: #fff; }
.inline input { width: 80px; }
.empty { color: var(--soft); margin: 0; }
`;

export type PageFrame = {
  language: Language;
  title: string;
  provider?: Provider | undefined;
  wide?: boolean;
  /** Where the other language is. */
  otherLanguageHref?: string | undefined;
};

export function page(frame: PageFrame, content: Markup): string {
  const texts = textsOf(frame.language);
  const brand = frame.provider ? texts[frame.provider] : texts.indexTitle;
  const other = frame.otherLanguageHref
    ? html`<a href="${frame.otherLanguageHref}">${texts.otherLanguage}</a>`
    : nothing;
  return html`<!doctype html>
    <html lang="${frame.language === "zh" ? "zh-CN" : "en"}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${frame.title} · ${texts.localGateway}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body class="${frame.provider ?? ""}">
        <div class="notice" role="note"><b>${texts.localGateway}</b>${texts.noRealMoney}</div>
        <main class="${frame.wide ? "wide" : ""}">
          <header>
            <span class="brand"><i></i>${brand}</span>${other}
          </header>
          ${content}
        </main>
      </body>
    </html>`.text;
}
