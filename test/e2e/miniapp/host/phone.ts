// A phone with one compiled mini-program on it: what its owner sees, taps and types, and what happens
// to the phone meanwhile.
import type { Position } from "../../../../core/contract/common.ts";
import { eventually } from "../../../support/eventually.ts";
import { alipay } from "./alipay.ts";
import { mapOf, markerTapped, type MapOnPage } from "./mapOnPage.ts";
import { Network } from "./network.ts";
import { Program } from "./program.ts";
import type { Rendered } from "./template.ts";
import type { Vendor } from "./typings.ts";
import { wechat } from "./wechat.ts";
import { written } from "./written.ts";

export type PaymentOutcome = "paid" | "cancelled" | "failed";

type Happening = "network" | "show" | "hide";
type Listener = { readonly told: unknown; readonly tell: (isOn: boolean) => void };

export type PhoneOptions = {
  readonly vendor: Vendor;
  /** Where the app was built. */
  readonly root: string;
  /** The origin that is built into it. */
  readonly builtOrigin: string;
  readonly platformUrl: string;
  readonly owner: string;
  readonly position: Position | null;
  /** What the owner does in the payment's window, by the gateway's own number of the trade. */
  readonly payment: (handle: string) => Promise<PaymentOutcome>;
};

export class Phone {
  readonly vendor: Vendor;
  readonly network: Network;
  readonly storage = new Map<string, unknown>();
  /** Known calls that this phone cannot do, and failed. */
  readonly refused: string[] = [];
  readonly payment: (handle: string) => Promise<PaymentOutcome>;
  position: Position | null;
  /** What the camera sees. */
  scanned = "";
  /** The button by which the owner agreed to WeChat's privacy guide; null before. */
  agreedBy: string | null = null;
  readonly #owner: string;
  readonly #listeners = new Map<Happening, Listener[]>();
  readonly #program: Program;

  constructor(options: PhoneOptions) {
    const { vendor, root, builtOrigin, platformUrl } = options;
    this.vendor = vendor;
    this.#owner = options.owner;
    this.payment = options.payment;
    this.position = options.position;
    this.network = new Network(builtOrigin, platformUrl);
    const api = vendor === "weapp" ? wechat : alipay;
    this.#program = new Program(vendor, root, (program) => api(this, program));
    this.network.onChange((isOn) => this.#happens("network", isOn));
  }

  get complaints(): readonly string[] {
    return this.#program.complaints;
  }

  /** A code that the local gateway takes for this person. */
  loginCode(): string {
    return `demo-${this.#owner}`;
  }

  start(): void {
    this.#program.launch();
  }

  /** The arrow at the top, or the phone's own way back. */
  back(): void {
    this.#program.back();
  }

  /** Home button, or another app. */
  background(): void {
    this.#program.show(false);
    this.#happens("hide", true);
  }

  foreground(): void {
    this.#program.show(true);
    this.#happens("show", true);
  }

  listen(
    happening: Happening,
    told: (value: object) => void,
    value: (isOn: boolean) => object,
  ): void {
    const tell = (isOn: boolean): void => void this.#program.attempt(() => told(value(isOn)));
    this.#listeners.set(happening, [...(this.#listeners.get(happening) ?? []), { told, tell }]);
  }

  /** Without a listener all of them. */
  forget(happening: Happening, told: unknown): void {
    const kept = this.#listeners
      .get(happening)
      ?.filter((one) => told !== undefined && one.told !== told);
    this.#listeners.set(happening, kept ?? []);
  }

  #happens(happening: Happening, isOn: boolean): void {
    for (const { tell } of this.#listeners.get(happening) ?? []) tell(isOn);
  }

  get page(): string {
    return this.#program.stack.at(-1)?.path ?? "";
  }

  get depth(): number {
    return this.#program.stack.length;
  }

  /** All that is written on the page. */
  text(): string {
    return this.#program.rendered().map(textOf).join("\n");
  }

  /** Waits until it is written on the page. */
  async sees(...words: readonly (string | RegExp)[]): Promise<string> {
    const isThere = (text: string): boolean =>
      words.every((one) => (typeof one === "string" ? text.includes(one) : one.test(text)));
    return eventually(() => Promise.resolve(this.text()), isThere);
  }

  /** Waits until it is no longer written on the page. */
  async misses(...words: readonly string[]): Promise<string> {
    const isGone = (text: string): boolean => words.every((one) => !text.includes(one));
    return eventually(() => Promise.resolve(this.text()), isGone);
  }

  /** Waits for what has this name and can be tapped, and taps it. */
  async tap(name: string | RegExp): Promise<void> {
    this.#press(await this.#find(name));
  }

  /** Twice before the app has had a chance to do anything. */
  async doubleTap(name: string | RegExp): Promise<void> {
    const path = await this.#find(name);
    this.#press(path);
    this.#press(path);
  }

  /** Null where no map of that id is on the page. */
  mapOnPage(id: string): MapOnPage | null {
    const path = pathOf(this.#program.rendered(), isMap);
    const map = path.at(-1);
    return map === undefined || map.attributes["id"] !== id ? null : mapOf(map);
  }

  /** Waits for the mark on the map, and taps it. */
  async tapMark(name: RegExp): Promise<void> {
    const { path, markerId } = await eventually(
      () => {
        const path = pathOf(this.#program.rendered(), isMap);
        const map = path.at(-1);
        const marks = map === undefined ? [] : mapOf(map).markers;
        const markerId = marks.find(({ label }) => name.test(label))?.id;
        return Promise.resolve({ path, markerId });
      },
      ({ markerId }) => markerId !== undefined,
    );
    const said = markerTapped(this.vendor, markerId ?? -1);
    this.#program.dispatch(path, this.vendor === "weapp" ? "markertap" : "markerTap", said);
  }

  /** A button with an open-type does what the vendor does for it, too. */
  #press(path: readonly Rendered[]): void {
    const { "open-type": openType, id } = path.at(-1)?.attributes ?? {};
    this.#program.dispatch(path, "tap", { detail: { x: 10, y: 10 } });
    if (openType !== "agreePrivacyAuthorization") return;
    this.agreedBy = written(id);
    this.#program.dispatch(path, "agreeprivacyauthorization");
  }

  /** A dialogue covers what is below it. */
  async #find(name: string | RegExp): Promise<readonly Rendered[]> {
    return eventually(
      () => {
        const page = this.#program.rendered();
        const dialog = pathOf(page, (node) => node.attributes["aria-role"] === "dialog");
        const inner = dialog.at(-1);
        if (inner === undefined) return Promise.resolve(pathOf(page, isPress(name)));
        const path = pathOf([inner], isPress(name));
        return Promise.resolve(path.length === 0 ? [] : [...dialog.slice(0, -1), ...path]);
      },
      (path) => path.length > 0,
    );
  }

  /** How often the app has asked this of the platform. */
  asked(method: string, path: string): number {
    return this.network.requests.filter((request) => request === `${method} ${path}`).length;
  }

  close(): void {
    this.network.close();
  }
}

const textOf = (node: Rendered): string => {
  const label = node.attributes["aria-label"];
  const own = typeof label === "string" && label !== "" ? `${label}\n` : "";
  if (node.attributes["aria-hidden"] === true) return "";
  const { placeholder, value } = node.attributes;
  const typed = node.tag === "input" ? written(value) + written(placeholder) : "";
  return (
    own + typed + (node.children.length === 0 ? node.text : node.children.map(textOf).join("\n"))
  );
};

const nameOf = (node: Rendered): string => {
  const label = node.attributes["aria-label"];
  return typeof label === "string" && label !== "" ? label : node.text;
};

const isMap = ({ tag }: Rendered): boolean => tag === "map";

const presses = new Set(["button", "radio", "checkbox", "switch", "tab", "link"]);

const isPress =
  (name: string | RegExp) =>
  (node: Rendered): boolean => {
    const own = nameOf(node);
    const isNamed = typeof name === "string" ? own === name : name.test(own);
    const { "aria-role": role, "aria-disabled": disabled } = node.attributes;
    return isNamed && disabled !== true && (node.tag === "button" || presses.has(String(role)));
  };

/** From the outside to the innermost that is wanted; empty where there is none. */
function pathOf(
  nodes: readonly Rendered[],
  isWanted: (node: Rendered) => boolean,
  above: readonly Rendered[] = [],
): readonly Rendered[] {
  for (const node of nodes) {
    const path = [...above, node];
    const inner = pathOf(node.children, isWanted, path);
    if (inner.length > 0) return inner;
    if (isWanted(node)) return path;
  }
  return [];
}
