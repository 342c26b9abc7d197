// Renders a mini-program's compiled templates (WXML or AXML) from a page's data into a tree that a
// test can read and tap, by the rules both vendors share.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import vm from "node:vm";
import type { Vendor } from "./typings.ts";
import { written } from "./written.ts";

type Scope = Readonly<Record<string, unknown>>;

type Markup =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "element";
      readonly tag: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly children: readonly Markup[];
    };

export type Rendered = {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The method that hears an event, by the event's name in small letters. */
  readonly listeners: ReadonlyMap<string, { readonly method: string; readonly isCatch: boolean }>;
  readonly text: string;
  readonly children: readonly Rendered[];
  /** The custom component it stands in; null in the page itself. */
  readonly component: string | null;
};

/** What differs in how the two write the same. */
const dialects = {
  weapp: { directive: "wx:", scripts: "wxs", listener: /^(bind|catch):?(\w+)$/ },
  alipay: { directive: "a:", scripts: "import-sjs", listener: /^(on|catch)([A-Z]\w*)$/ },
} as const;

const token =
  /<!--[\s\S]*?-->|<(\/?)([\w-]+)((?:\s+[\w:.-]+(?:\s*=\s*"[^"]*")?)*)\s*(\/?)>|([^<]+)/g;

function parse(source: string): readonly Markup[] {
  const root: Markup[] = [];
  const open: { readonly tag: string; readonly children: Markup[] }[] = [];
  let end = 0;
  for (const match of source.matchAll(token)) {
    if (match.index !== end) throw new Error(`markup at ${source.slice(end, end + 80)}`);
    end = match.index + match[0].length;
    const [, slash, tag, given = "", selfClosing, text] = match;
    const into = open.at(-1)?.children ?? root;
    if (text !== undefined && text.trim() !== "") into.push({ kind: "text", text });
    if (tag === undefined) continue;
    if (slash === "/") {
      if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes nothing`);
      continue;
    }
    const attributes = new Map<string, string>();
    for (const [, name = "", value = ""] of given.matchAll(/([\w:.-]+)(?:\s*=\s*"([^"]*)")?/g))
      attributes.set(name, value);
    const children: Markup[] = [];
    into.push({ kind: "element", tag, attributes, children });
    if (selfClosing !== "/") open.push({ tag, children });
  }
  if (end !== source.length || open.length > 0) throw new Error("markup that does not end");
  return root;
}

const expressions = new Map<string, (scope: Scope) => unknown>();

/** A name that the scope lacks is undefined there, not an error. */
function evaluate(source: string, scope: Scope): unknown {
  let run = expressions.get(source);
  if (run === undefined) {
    const compiled = vm.compileFunction(`with (scope) { return (${source}); }`, ["scope"]);
    run = (within) => compiled(new Proxy(within, { has: (_, name) => name !== "scope" }));
    expressions.set(source, run);
  }
  return run(scope);
}

function valueOf(text: string, scope: Scope): unknown {
  const whole = /^\{\{([\s\S]*)\}\}$/.exec(text)?.[1];
  if (whole !== undefined && !whole.includes("}}")) return evaluate(whole, scope);
  return text.replace(/\{\{([\s\S]*?)\}\}/g, (_, inner: string) => written(evaluate(inner, scope)));
}

const objectOf = (text: string | undefined, scope: Scope): Scope => {
  if (text === undefined) return {};
  const inner = text.replace(/^\{\{|\}\}$/g, "");
  return Object(evaluate(`{${inner}}`, scope));
};

type TemplateFile = {
  readonly body: readonly Markup[];
  readonly templates: ReadonlyMap<string, readonly Markup[]>;
  readonly modules: Scope;
};

export class Templates {
  readonly #vendor: Vendor;
  readonly #root: string;
  readonly #files = new Map<string, TemplateFile>();

  constructor(vendor: Vendor, root: string) {
    this.#vendor = vendor;
    this.#root = root;
  }

  /** @param path of a page or a component, without its extension */
  render(path: string, data: Scope, component: string | null = null): readonly Rendered[] {
    const file = this.#file(`${path}.${this.#vendor === "weapp" ? "wxml" : "axml"}`);
    return this.#nodes(file.body, { ...file.modules, ...data }, { file, component });
  }

  #file(path: string): TemplateFile {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const body = parse(readFileSync(join(this.#root, path), "utf8"));
    const templates = new Map<string, readonly Markup[]>();
    const modules: Record<string, unknown> = {};
    for (const node of body) {
      if (node.kind === "text") continue;
      const attribute = (name: string): string => node.attributes.get(name) ?? "";
      const beside = (to: string): string => join(dirname(path), to);
      if (node.tag === "template" && node.attributes.has("name"))
        templates.set(attribute("name"), node.children);
      if (node.tag === "import") {
        const imported = this.#file(beside(attribute("src")));
        for (const [name, nodes] of imported.templates) templates.set(name, nodes);
        Object.assign(modules, imported.modules);
      }
      if (node.tag === "wxs") modules[attribute("module")] = this.#module(beside(attribute("src")));
      if (node.tag === "import-sjs")
        modules[attribute("name")] = this.#module(beside(attribute("from")));
    }
    const isSeen = (node: Markup): boolean =>
      node.kind === "text" ||
      !(
        ["import", "wxs", "import-sjs"].includes(node.tag) ||
        (node.tag === "template" && node.attributes.has("name"))
      );
    const file = { body: body.filter(isSeen), templates, modules };
    this.#files.set(path, file);
    return file;
  }

  #module(path: string): unknown {
    const source = readFileSync(join(this.#root, path), "utf8");
    const module = { exports: {} };
    const asScript = source.replace(/export default/, "module.exports =");
    vm.compileFunction(asScript, ["module"])(module);
    return module.exports;
  }

  #nodes(
    nodes: readonly Markup[],
    scope: Scope,
    within: { readonly file: TemplateFile; readonly component: string | null },
  ): readonly Rendered[] {
    const { directive } = dialects[this.#vendor];
    const rendered: Rendered[] = [];
    let isChosen = false;
    for (const node of nodes) {
      if (node.kind === "text") {
        const text = written(valueOf(node.text.trim(), scope));
        rendered.push(textNode(text, within.component));
        continue;
      }
      const { attributes } = node;
      const given = (name: string): string | undefined => attributes.get(directive + name);
      const condition = given("if") ?? given("elif");
      const isBranch = attributes.has(`${directive}elif`) || attributes.has(`${directive}else`);
      if (isBranch && isChosen) continue;
      if (condition !== undefined || isBranch)
        isChosen = condition === undefined || Boolean(valueOf(condition, scope));
      if ((condition !== undefined || isBranch) && !isChosen) continue;
      const list = given("for");
      if (list === undefined) rendered.push(...this.#element(node, scope, within));
      else
        for (const [index, item] of Object(valueOf(list, scope) ?? []).entries()) {
          const names = {
            [given("for-item") ?? "item"]: item,
            [given("for-index") ?? "index"]: index,
          };
          rendered.push(...this.#element(node, { ...scope, ...names }, within));
        }
    }
    return rendered;
  }

  #element(
    node: Extract<Markup, { kind: "element" }>,
    scope: Scope,
    within: { readonly file: TemplateFile; readonly component: string | null },
  ): readonly Rendered[] {
    const { tag, attributes, children } = node;
    if (tag === "block") return this.#nodes(children, scope, within);
    if (tag === "template") {
      const name = String(valueOf(attributes.get("is") ?? "", scope));
      const body = within.file.templates.get(name);
      if (body === undefined) throw new Error(`there is no template ${name}`);
      const data = objectOf(attributes.get("data"), scope);
      return this.#nodes(body, { ...within.file.modules, ...data }, within);
    }
    if (tag === "comp") {
      const data = Object.fromEntries(
        ["i", "l"].map((name) => [name, valueOf(attributes.get(name) ?? "", scope)]),
      );
      return this.render("comp", data, "comp");
    }
    const values: Record<string, unknown> = {};
    const listeners = new Map<string, { method: string; isCatch: boolean }>();
    for (const [name, value] of attributes) {
      const [, how, event] = dialects[this.#vendor].listener.exec(name) ?? [];
      if (event !== undefined)
        listeners.set(event.toLowerCase(), { method: value, isCatch: how === "catch" });
      else if (!name.startsWith(dialects[this.#vendor].directive))
        values[name] = valueOf(value, scope);
    }
    const inner = this.#nodes(children, scope, within);
    const text = inner.map((child) => child.text).join("");
    const { component } = within;
    return [{ tag, attributes: values, listeners, text, children: inner, component }];
  }
}

const textNode = (text: string, component: string | null): Rendered => ({
  tag: "#text",
  attributes: {},
  listeners: new Map(),
  text,
  children: [],
  component,
});
