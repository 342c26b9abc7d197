// Runs a compiled mini-program as its vendor's logic layer does: each file a module of its own in a
// realm without a browser, pages made from what `Page` was given, data that only travels as JSON.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import vm from "node:vm";
import { Templates, type Rendered } from "./template.ts";
import type { Vendor } from "./typings.ts";

type Config = Readonly<Record<string, unknown>>;

export type PageOnScreen = {
  readonly path: string;
  readonly instance: Record<string, unknown>;
};

/** WeChat's limit; Alipay's is the same. */
const deepestStack = 10;

export type NavigateKind = "navigateTo" | "redirectTo" | "reLaunch";

const quiet = (): void => undefined;

const targetOf = (node: Rendered): object => ({
  id: node.attributes["id"],
  dataset: { sid: node.attributes["data-sid"] },
  offsetLeft: 0,
  offsetTop: 0,
});

export class Program {
  readonly complaints: string[] = [];
  readonly appJson: Config;
  readonly stack: PageOnScreen[] = [];
  readonly #vendor: Vendor;
  readonly #root: string;
  readonly #templates: Templates;
  readonly #modules = new Map<string, { readonly exports: unknown }>();
  readonly #context: vm.Context;
  readonly #components = new Map<string, Config>();
  #app: Config = {};
  #defining: { path: string; page: Config | null } = { path: "app", page: null };

  /** @param api the stand-in of `wx` or `my` */
  constructor(vendor: Vendor, root: string, api: (program: Program) => object) {
    this.#vendor = vendor;
    this.#root = root;
    this.#templates = new Templates(vendor, root);
    this.appJson = Object(JSON.parse(readFileSync(join(root, "app.json"), "utf8")));
    this.#context = vm.createContext(this.#globals(api(this)), {
      codeGeneration: { strings: false, wasm: false },
    });
  }

  complain = (what: string): void => {
    this.complaints.push(what);
  };

  #globals(api: object): Record<string, unknown> {
    const guarded =
      (timer: (run: () => void, ms?: number) => NodeJS.Timeout) =>
      (run: unknown, ms?: number, ...rest: readonly unknown[]): number =>
        Number(timer(() => this.attempt(() => Reflect.apply(Object(run), undefined, rest)), ms));
    const say = (...words: readonly unknown[]): void => this.complain(words.map(String).join(" "));
    return {
      [this.#vendor === "weapp" ? "wx" : "my"]: api,
      App: (config: Config) => {
        this.#app = config;
      },
      Page: (config: Config) => {
        this.#defining.page = config;
      },
      Component: (config: Config) => {
        if (this.#defining.path.startsWith("pages/")) this.#defining.page = config;
        this.#components.set(this.#defining.path, config);
      },
      Behavior: (config: Config) => config,
      getApp: () => this.#app,
      getCurrentPages: () => this.stack.map(({ instance }) => instance),
      console: { log: quiet, info: quiet, debug: quiet, warn: quiet, error: say },
      setTimeout: guarded(setTimeout),
      setInterval: guarded(setInterval),
      clearTimeout,
      clearInterval,
      // Alipay's logic layer is a worker, which has this much of a browser.
      ...(this.#vendor === "alipay" ? { navigator: { userAgent: "AliApp(AP/10.5.96)" } } : {}),
    };
  }

  /** What is thrown has no one to go to: it is the app's fault. */
  attempt(work: () => unknown): unknown {
    try {
      return work();
    } catch (error) {
      this.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return undefined;
    }
  }

  call(of: Config, method: string, self: unknown, ...given: readonly unknown[]): unknown {
    const called = of[method];
    if (typeof called !== "function") return undefined;
    return this.attempt(() => Reflect.apply(called, self, given));
  }

  launch(): void {
    this.#require("app.js");
    const [first] = this.#pages();
    if (first === undefined) throw new Error("app.json names no page");
    const launched = { path: first, query: {}, scene: 1001 };
    this.call(this.#app, "onLaunch", this.#app, launched);
    this.call(this.#app, "onShow", this.#app, launched);
    this.open("reLaunch", `/${first}`);
  }

  /** Both vendors tell the app and the page on screen. */
  show(isShown: boolean): void {
    const method = isShown ? "onShow" : "onHide";
    this.call(this.#app, method, this.#app, {});
    const top = this.stack.at(-1);
    if (top !== undefined) this.call(top.instance, method, top.instance);
  }

  #pages(): readonly string[] {
    const { pages, subPackages = this.appJson["subpackages"] } = this.appJson;
    const main: readonly string[] = Array.isArray(pages) ? pages : [];
    const packages: readonly { root: string; pages: readonly string[] }[] = Array.isArray(
      subPackages,
    )
      ? subPackages
      : [];
    return [...main, ...packages.flatMap((one) => one.pages.map((page) => join(one.root, page)))];
  }

  /** Answers with what the vendor says of a failure, or null. */
  open(kind: NavigateKind, url: string): string | null {
    const [address = "", query = ""] = url.split("?");
    const from = dirname(this.stack.at(-1)?.path ?? "");
    const path = address.startsWith("/") ? address.slice(1) : join(from, address);
    if (!this.#pages().includes(path)) return `page "${path}" is not found`;
    if (kind === "navigateTo" && this.stack.length >= deepestStack)
      return `page limit exceeded: ${deepestStack}`;
    const leaving = this.stack.at(-1);
    if (kind === "navigateTo" && leaving !== undefined)
      this.call(leaving.instance, "onHide", leaving.instance);
    if (kind === "redirectTo") this.#unload(1);
    if (kind === "reLaunch") this.#unload(this.stack.length);
    this.#push(path, query);
    return null;
  }

  back(delta = 1): void {
    this.#unload(Math.min(delta, this.stack.length - 1));
    const top = this.stack.at(-1);
    if (top !== undefined) this.call(top.instance, "onShow", top.instance);
  }

  #unload(count: number): void {
    for (const page of count === 0 ? [] : this.stack.splice(-count).toReversed())
      this.call(page.instance, "onUnload", page.instance);
  }

  #push(path: string, query: string): void {
    const config = this.#definition(path);
    const parameters = Object.fromEntries(
      query
        .split("&")
        .filter((pair) => pair !== "")
        .map((pair) => pair.split("=").map(decodeURIComponent)),
    );
    const instance: Record<string, unknown> = {
      ...config,
      data: structuredClone(Object(config["data"] ?? {})),
      route: path,
      is: path,
      options: parameters,
    };
    instance["setData"] = (changes: Config, done?: () => void): void => {
      this.#setData(Object(instance["data"]), changes);
      setImmediate(() => this.attempt(() => done?.call(instance)));
    };
    instance["$batchedUpdates"] = (work: () => void): void => work();
    this.stack.push({ path, instance });
    this.call(instance, "onLoad", instance, parameters);
    this.call(instance, "onShow", instance);
    setImmediate(() => this.call(instance, "onReady", instance));
  }

  #definition(path: string): Config {
    this.#defining = { path, page: null };
    // A page opened before is defined already, but each opening makes its own from the same.
    this.#modules.delete(`${path}.js`);
    this.#require(`${path}.js`);
    const { page } = this.#defining;
    if (page === null) throw new Error(`${path}.js defines no page`);
    return page;
  }

  /** What is no JSON does not arrive in the other layer. */
  #setData(data: Record<string, unknown>, changes: Config): void {
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) continue;
      if (typeof value === "function") this.complain(`setData of the function ${key}`);
      const keys = key.split(/[.[\]]+/).filter((part) => part !== "");
      let into: Record<string, unknown> = data;
      for (const part of keys.slice(0, -1)) into = Object((into[part] ??= {}));
      into[keys.at(-1) ?? key] = JSON.parse(JSON.stringify(value));
    }
  }

  #require(path: string): unknown {
    const known = this.#modules.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    this.#modules.set(path, module);
    const source = readFileSync(join(this.#root, path), "utf8");
    const require = (to: string): unknown => {
      const resolved = join(dirname(path), to);
      return this.#require(resolved.endsWith(".js") ? resolved : `${resolved}.js`);
    };
    const run = vm.compileFunction(source, ["require", "module", "exports"], {
      parsingContext: this.#context,
      filename: path,
    });
    run.call(undefined, require, module, module.exports);
    return module.exports;
  }

  rendered(): readonly Rendered[] {
    const top = this.stack.at(-1);
    return top === undefined ? [] : this.#templates.render(top.path, Object(top.instance["data"]));
  }

  /** Hands an event to whoever listens, from the inside out, as far as nothing catches it. */
  dispatch(path: readonly Rendered[], type: string, said: object = { detail: {} }): void {
    const top = this.stack.at(-1);
    const inner = path.at(-1);
    if (top === undefined || inner === undefined) throw new Error("there is nothing to tap");
    for (const node of path.toReversed()) {
      const listener = node.listeners.get(type.toLowerCase());
      if (listener === undefined) continue;
      const event = { type, timeStamp: performance.now(), ...said, target: targetOf(inner) };
      const methods = node.component === null ? top.instance : this.#methodsOf(node.component);
      const own = { ...event, currentTarget: targetOf(node) };
      this.call(methods, listener.method, top.instance, own);
      if (listener.isCatch) return;
    }
  }

  #methodsOf(component: string): Config {
    if (!this.#components.has(component)) {
      this.#defining = { path: component, page: null };
      this.#require(`${component}.js`);
    }
    return Object(this.#components.get(component)?.["methods"]);
  }
}
