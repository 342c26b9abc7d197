// Makes a stand-in of `wx` or `my` strict: a name that the vendor's typings do not have, or a call
// without what they require, is an error of the app.
import { knownApi, type Vendor } from "./typings.ts";

export type Options = Readonly<Record<string, unknown>>;
export type StandIns = Readonly<Record<string, unknown>>;

const callables = new Map<Vendor, ReturnType<(typeof knownApi)[Vendor]>>();

const callbacks = ["success", "fail", "complete"];

/** Read once: the typings are large. */
function known(vendor: Vendor) {
  const api = callables.get(vendor) ?? knownApi[vendor]();
  callables.set(vendor, api);
  return api;
}

/** Calls back later, as both vendors do. */
export function answer(options: Options, how: "success" | "fail", value: unknown): void {
  setImmediate(() => {
    for (const name of [how, "complete"]) {
      const callback = options[name];
      if (typeof callback === "function") callback(value);
    }
  });
}

/** What Taro and webpack keep beside the vendor's names, and old names that Taro looks for. */
const theirs = new Set([
  "webpackJsonp",
  "taroEventCenter",
  "onBLEConnectionStateChange",
  "offBLEConnectionStateChange",
  "then",
  "toJSON",
]);

/**
 * @param complain hears what the app does wrong
 * @param refuse how a phone that lacks a known call fails it
 */
export function strict(
  vendor: Vendor,
  standIns: StandIns,
  complain: (what: string) => void,
  refuse: (name: string, options: Options) => void,
): object {
  const api = known(vendor);
  const name = vendor === "weapp" ? "wx" : "my";
  for (const key of Object.keys(standIns))
    if (!api.names.has(key)) throw new Error(`${name}.${key} is not in the vendor's typings`);
  const target: Record<string, unknown> = {};
  for (const [key, kind] of api.names) {
    const own = standIns[key];
    if (kind === "value" || (own !== undefined && typeof own !== "function")) {
      target[key] = own;
      continue;
    }
    target[key] = (...given: readonly unknown[]): unknown => {
      const options: Options = Object(given[0]);
      for (const required of api.required(key))
        if (options[required] === undefined) complain(`${name}.${key} without ${required}`);
      const call = (of: Options): unknown =>
        typeof own === "function"
          ? Reflect.apply(own, undefined, typeof given[0] === "string" ? given : [of])
          : refuse(key, of);
      if (!api.promised.has(key) || callbacks.some((one) => one in options)) return call(options);
      return new Promise((resolve, reject) => {
        call({ ...options, success: resolve, fail: reject });
      });
    };
  }
  return new Proxy(target, {
    get: (of, key) => {
      if (typeof key === "string" && !(key in of) && !theirs.has(key)) {
        complain(`${name}.${key} is not in the vendor's typings`);
      }
      return Reflect.get(of, key);
    },
  });
}
