// A phone with WeChat: `wx` as its documentation has it, as far as this app goes.
import { answer, strict, type Options } from "./strict.ts";
import type { NavigateKind, Program } from "./program.ts";
import { regionOf, type MapOnPage } from "./mapOnPage.ts";
import type { Phone } from "./phone.ts";
import { written } from "./written.ts";

const ok = (options: Options, name: string, value: object = {}): void =>
  answer(options, "success", { errMsg: `${name}:ok`, ...value });
const failed = (options: Options, name: string, why: string): void =>
  answer(options, "fail", { errMsg: `${name}:fail ${why}` });

const done = (name: string) => (options: Options) => ok(Object(options), name);

export function wechat(phone: Phone, program: Program): object {
  const navigate = (kind: NavigateKind) => (options: Options) => {
    const failure = program.open(kind, written(options["url"]));
    if (failure === null) ok(options, kind);
    else {
      program.complain(`${kind}: ${failure}`);
      failed(options, kind, failure);
    }
  };
  const { network, storage } = phone;
  const guide = new PrivacyGuide(phone, program);
  const device = { brand: "devtools", model: "iPhone 13", system: "iOS 17.0", platform: "ios" };
  const base = { SDKVersion: "3.7.0", version: "8.0.50", language: "zh_CN", theme: "light" };
  const screen = {
    pixelRatio: 3,
    windowWidth: 375,
    windowHeight: 724,
    screenWidth: 375,
    screenHeight: 812,
    statusBarHeight: 44,
    safeArea: { left: 0, right: 375, top: 44, bottom: 778, width: 375, height: 734 },
  };
  const standIns = {
    getAppBaseInfo: () => base,
    getDeviceInfo: () => device,
    getWindowInfo: () => screen,
    getSystemInfoSync: () => ({ ...base, ...device, ...screen, fontSizeSetting: 16 }),
    getMenuButtonBoundingClientRect: () => ({
      width: 87,
      height: 32,
      top: 48,
      bottom: 80,
      left: 281,
      right: 368,
    }),
    canIUse: () => true,
    getStorageSync: (key: string) => storage.get(key) ?? "",
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    getNetworkType: (options: Options) =>
      ok(options, "getNetworkType", { networkType: network.isOn ? "wifi" : "none" }),
    onNetworkStatusChange: (listener: (change: object) => void) =>
      phone.listen("network", listener, (isOn) => ({
        isConnected: isOn,
        networkType: isOn ? "wifi" : "none",
      })),
    offNetworkStatusChange: (listener?: unknown) => phone.forget("network", listener),
    onAppShow: (listener: (shown: object) => void) => phone.listen("show", listener, () => ({})),
    offAppShow: (listener?: unknown) => phone.forget("show", listener),
    onAppHide: (listener: (hidden: object) => void) => phone.listen("hide", listener, () => ({})),
    offAppHide: (listener?: unknown) => phone.forget("hide", listener),
    request: (options: Options) => requestOf(phone, options),
    connectSocket: (options: Options) => socketOf(phone, options),
    login: (options: Options) => ok(options, "login", { code: phone.loginCode() }),
    requestPayment: async (options: Options) => {
      const outcome = await phone.payment(written(options["package"]).replace("prepay_id=", ""));
      if (outcome === "paid") ok(options, "requestPayment");
      else failed(options, "requestPayment", outcome === "cancelled" ? "cancel" : "unknown");
    },
    getLocation: (options: Options) => {
      const declared = program.appJson["requiredPrivateInfos"];
      const isDeclared = Array.isArray(declared) && declared.includes("getLocation");
      if (!isDeclared) return failed(options, "getLocation", "the api need to be declared");
      return guide.guard("getLocation", options, () => {
        if (phone.position === null) return failed(options, "getLocation", "auth deny");
        const accuracy = { accuracy: 30, horizontalAccuracy: 30, verticalAccuracy: 0, speed: -1 };
        return ok(options, "getLocation", { ...phone.position, altitude: 0, ...accuracy });
      });
    },
    createMapContext: (id: string) => ({
      getRegion: (options: Options) => mapCall(phone, options, id, regionOf),
      getScale: (options: Options) => mapCall(phone, options, id, ({ scale }) => ({ scale })),
    }),
    scanCode: (options: Options) =>
      ok(options, "scanCode", { result: phone.scanned, scanType: "QR_CODE", charSet: "utf-8" }),
    navigateTo: navigate("navigateTo"),
    redirectTo: navigate("redirectTo"),
    reLaunch: navigate("reLaunch"),
    navigateBack: (options: Options = {}) => {
      program.back(Number(options["delta"] ?? 1));
      ok(options, "navigateBack");
    },
    setNavigationBarTitle: done("setNavigationBarTitle"),
    setNavigationBarColor: done("setNavigationBarColor"),
    setBackgroundColor: done("setBackgroundColor"),
    setBackgroundTextStyle: done("setBackgroundTextStyle"),
    showToast: done("showToast"),
    hideToast: done("hideToast"),
    vibrateShort: done("vibrateShort"),
    stopPullDownRefresh: done("stopPullDownRefresh"),
    getUpdateManager: () => ({
      onUpdateReady: () => undefined,
      onCheckForUpdate: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
    onNeedPrivacyAuthorization: guide.listen,
    getPrivacySetting: (options: Options) =>
      ok(options, "getPrivacySetting", {
        needAuthorization: phone.agreedBy === null,
        privacyContractName: "《用户隐私保护指引》",
      }),
  };
  return strict("weapp", standIns, program.complain, (name, options) => {
    phone.refused.push(name);
    failed(options, name, "not supported");
  });
}

type Resolve = (answer: { readonly event: string; readonly buttonId?: string }) => void;

/** Holds a call that takes something of a person until he has agreed by the button that says so. */
class PrivacyGuide {
  readonly #phone: Phone;
  readonly #program: Program;
  #ask: ((resolve: Resolve, event: object) => void) | null = null;

  constructor(phone: Phone, program: Program) {
    this.#phone = phone;
    this.#program = program;
  }

  listen = (ask: (resolve: Resolve, event: object) => void): void => {
    this.#ask = ask;
  };

  guard(name: string, options: Options, call: () => void): void {
    const { appJson, complain } = this.#program;
    if (appJson["__usePrivacyCheck__"] !== true || this.#phone.agreedBy !== null) return call();
    const refuse = (): void => failed(options, name, "privacy permission is not authorized");
    // WeChat's own dialogue, where the app has none.
    if (this.#ask === null) return refuse();
    const resolve: Resolve = ({ event, buttonId }) => {
      if (event === "exposureAuthorization") return;
      if (event !== "agree") return refuse();
      if (buttonId === this.#phone.agreedBy) return call();
      complain(`${name}: nobody has tapped the button ${buttonId}`);
      refuse();
    };
    this.#program.attempt(() => this.#ask?.(resolve, { referrer: name }));
  }
}

function mapCall(
  phone: Phone,
  options: Options,
  id: string,
  value: (view: MapOnPage) => object,
): void {
  const view = phone.mapOnPage(id);
  if (view === null) failed(options, "map", "there is no such map");
  else ok(options, "map", value(view));
}

function requestOf(phone: Phone, options: Options): object {
  const body = options["data"];
  const asked = phone.network.request({
    url: written(options["url"]),
    method: written(options["method"] ?? "GET"),
    headers: Object(options["header"] ?? {}),
    body: body === undefined ? undefined : written(body),
  });
  void asked.then(
    ({ status, headers, body }) =>
      answer(options, "success", {
        // Anything but "json" leaves the text alone.
        data: (options["dataType"] ?? "json") === "json" ? jsonOr(body) : body,
        statusCode: status,
        header: headers,
        cookies: [],
        errMsg: "request:ok",
      }),
    (error: unknown) =>
      answer(options, "fail", { errno: 600_001, errMsg: `request:fail ${String(error)}` }),
  );
  return { abort: () => undefined, onHeadersReceived: () => undefined };
}

function jsonOr(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Events come to one listener each; what is sent before the socket is open is lost. */
function socketOf(phone: Phone, options: Options): object {
  const heard = new Map<string, (value: unknown) => void>();
  const tell = (event: string, value: unknown): void => heard.get(event)?.(value);
  const socket = phone.network.socket(written(options["url"]), {
    onOpen: () => tell("open", { header: {} }),
    onMessage: (data) => tell("message", { data }),
    onError: (errMsg) => tell("error", { errMsg }),
    onClose: (code, reason) => tell("close", { code, reason }),
  });
  if (socket === null) answer(options, "fail", { errMsg: "connectSocket:fail exceed max" });
  else answer(options, "success", { errMsg: "connectSocket:ok" });
  const on = (event: string) => (listener: (value: unknown) => void) =>
    void heard.set(event, listener);
  return {
    onOpen: on("open"),
    onMessage: on("message"),
    onError: on("error"),
    onClose: on("close"),
    send: (sent: Options) => {
      if (socket?.readyState !== 1)
        return answer(sent, "fail", {
          errMsg: "sendSocketMessage:fail SocketTask.readyState is not OPEN",
        });
      socket.send(written(sent["data"]));
      return answer(sent, "success", { errMsg: "sendSocketMessage:ok" });
    },
    close: (given: Options = {}) => {
      socket?.close(Number(given["code"] ?? 1000), written(given["reason"] ?? ""));
      answer(given, "success", { errMsg: "closeSocket:ok" });
    },
  };
}
