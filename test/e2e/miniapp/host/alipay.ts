// A phone with Alipay: `my` as its documentation has it, as far as this app goes.
import type { WebSocket } from "ws";
import { answer, strict, type Options } from "./strict.ts";
import type { NavigateKind, Program } from "./program.ts";
import { regionOf, type MapOnPage } from "./mapOnPage.ts";
import type { Phone } from "./phone.ts";
import { written } from "./written.ts";

/** How `my.tradePay` says it, always to `success`. */
const resultCodes = { paid: "9000", cancelled: "6001", failed: "4000" } as const;

const ok = (options: Options, value: object = {}): void => answer(options, "success", value);
const failed = (options: Options, error: number, errorMessage: string): void =>
  answer(options, "fail", { error, errorMessage });
const networkType = (isOn: boolean) => (isOn ? "WIFI" : "NOTREACHABLE");

const done = (options: Options) => ok(Object(options));

export function alipay(phone: Phone, program: Program): object {
  const navigate = (kind: NavigateKind) => (options: Options) => {
    const failure = program.open(kind, written(options["url"]));
    if (failure === null) ok(options);
    else {
      program.complain(`${kind}: ${failure}`);
      failed(options, 11, failure);
    }
  };
  const { network, storage } = phone;
  const standIns = {
    SDKVersion: "2.8.9",
    isIDE: false,
    env: { USER_DATA_PATH: "https://usr", clientEnv: "prod" },
    canIUse: () => true,
    getSystemInfoSync: () => ({
      app: "alipay",
      version: "10.5.96",
      platform: "iOS",
      brand: "iPhone",
      model: "iPhone14,5",
      system: "17.0",
      language: "zh-Hans",
      pixelRatio: 3,
      windowWidth: 375,
      windowHeight: 724,
      screenWidth: 375,
      screenHeight: 812,
      statusBarHeight: 44,
      titleBarHeight: 44,
      fontSizeSetting: 16,
    }),
    getStorageSync: ({ key }: { key: string }) => ({
      data: storage.get(key) ?? null,
      success: true,
    }),
    setStorageSync: ({ key, data }: { key: string; data: unknown }) => {
      storage.set(key, data);
      return { success: true };
    },
    removeStorageSync: ({ key }: { key: string }) => {
      storage.delete(key);
      return { success: true };
    },
    getNetworkType: (options: Options) =>
      ok(options, { networkAvailable: network.isOn, networkType: networkType(network.isOn) }),
    onNetworkStatusChange: (listener: (change: object) => void) =>
      phone.listen("network", listener, (isOn) => ({
        isConnected: isOn,
        networkType: networkType(isOn),
      })),
    offNetworkStatusChange: (listener?: unknown) => phone.forget("network", listener),
    onAppShow: (listener: (shown: object) => void) => phone.listen("show", listener, () => ({})),
    offAppShow: (listener?: unknown) => phone.forget("show", listener),
    onAppHide: (listener: (hidden: object) => void) => phone.listen("hide", listener, () => ({})),
    offAppHide: (listener?: unknown) => phone.forget("hide", listener),
    request: (options: Options) => requestOf(phone, options),
    connectSocket: (options: Options) => {
      // Without it there is one socket for the whole app, and no task comes back.
      if (options["multiple"] !== true) return program.complain("connectSocket without multiple");
      return socketOf(phone, written(options["url"]));
    },
    getAuthCode: (options: Options) =>
      ok(options, {
        authCode: phone.loginCode(),
        authErrorScopes: {},
        authSuccessScopes: options["scopes"],
      }),
    tradePay: (options: Options) => {
      void phone
        .payment(written(options["tradeNO"]))
        .then((outcome) => ok(options, { resultCode: resultCodes[outcome] }));
    },
    getLocation: (options: Options) => {
      if (phone.position === null) return failed(options, 2001, "用户拒绝授权");
      const { latitude, longitude } = phone.position;
      const accuracy = { accuracy: "30", horizontalAccuracy: "30" };
      return ok(options, {
        latitude: written(latitude),
        longitude: written(longitude),
        ...accuracy,
      });
    },
    createMapContext: (id: string) => ({
      getRegion: (options: Options) => mapCall(phone, options, id, regionOf),
      getScale: (options: Options) => mapCall(phone, options, id, ({ scale }) => ({ scale })),
    }),
    scan: (options: Options) => {
      const { scanned: code } = phone;
      ok(options, { code, qrCode: code, result: code, scanType: "QRCODE" });
    },
    navigateTo: navigate("navigateTo"),
    redirectTo: navigate("redirectTo"),
    reLaunch: navigate("reLaunch"),
    navigateBack: (options: Options = {}) => {
      program.back(Number(options["delta"] ?? 1));
      ok(options);
    },
    setNavigationBar: done,
    setBackgroundColor: done,
    setBackgroundTextStyle: done,
    showToast: done,
    hideToast: done,
    vibrateShort: done,
    stopPullDownRefresh: done,
  };
  return strict("alipay", standIns, program.complain, (name, options) => {
    phone.refused.push(name);
    failed(options, 4, `${name} is not supported`);
  });
}

function mapCall(
  phone: Phone,
  options: Options,
  id: string,
  value: (view: MapOnPage) => object,
): void {
  const view = phone.mapOnPage(id);
  if (view === null) failed(options, 2, "there is no such map");
  else ok(options, value(view));
}

function requestOf(phone: Phone, options: Options): object {
  const body = options["data"];
  const asked = phone.network.request({
    url: written(options["url"]),
    method: written(options["method"] ?? "GET"),
    headers: Object(options["headers"] ?? {}),
    body: body === undefined ? undefined : written(body),
  });
  void asked.then(
    ({ status, headers, body }) => {
      const dataType = options["dataType"] ?? "json";
      const data: unknown = dataType === "json" ? JSON.parse(body) : body;
      if (status < 400) return answer(options, "success", { data, status, headers });
      // A 4xx or 5xx is a failure of the call, with the answer in it.
      const failure = { error: 19, errorMessage: "http status error" };
      return answer(options, "fail", { ...failure, data, status, headers });
    },
    (error: unknown) => answer(options, "fail", { error: 12, errorMessage: written(error) }),
  );
  return { abort: () => undefined };
}

/** What `multiple: true` gives: an event's content is inside `data`. */
function socketOf(phone: Phone, url: string): object {
  const heard = new Map<string, Set<(value: unknown) => void>>();
  const tell = (event: string, data: object): void => {
    for (const listener of heard.get(event) ?? []) listener({ data });
  };
  const socket: WebSocket | null = phone.network.socket(url, {
    onOpen: () => tell("open", {}),
    onMessage: (data) => tell("message", { data, isBuffer: false }),
    onError: (errorMessage) => tell("error", { error: 1, errorMessage }),
    onClose: (code, reason) => tell("close", { code, reason }),
  });
  if (socket === null) setImmediate(() => tell("error", { error: 9, errorMessage: "too many" }));
  const on = (event: string) => (listener: (value: unknown) => void) =>
    void heard.set(event, (heard.get(event) ?? new Set()).add(listener));
  return {
    onOpen: on("open"),
    onMessage: on("message"),
    onError: on("error"),
    onClose: on("close"),
    send: (sent: Options) => {
      if (socket?.readyState !== 1)
        return answer(sent, "fail", { error: 4, errorMessage: "socket is not open" });
      socket.send(written(sent["data"]));
      return answer(sent, "success", {});
    },
    close: (given: Options = {}) => {
      socket?.close(Number(given["code"] ?? 1000), written(given["reason"] ?? ""));
      answer(given, "success", { message: "closed" });
    },
  };
}
