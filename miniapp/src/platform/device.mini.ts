// A mini-program's storage, language, visibility and network.
import Taro from "@tarojs/taro";

export const storage = {
  get: (key: string): string | null => {
    const value: unknown = Taro.getStorageSync(key);
    return typeof value === "string" && value !== "" ? value : null;
  },
  set: (key: string, value: string | null): void => {
    if (value === null) Taro.removeStorageSync(key);
    else Taro.setStorageSync(key, value);
  },
};

export const systemLanguage = (): string => {
  const info = process.env.TARO_ENV === "weapp" ? Taro.getAppBaseInfo() : Taro.getSystemInfoSync();
  return info.language ?? "zh";
};

export function onForeground(listener: (isForeground: boolean) => void): () => void {
  const shown = (): void => listener(true);
  const hidden = (): void => listener(false);
  Taro.onAppShow(shown);
  Taro.onAppHide(hidden);
  return () => {
    Taro.offAppShow(shown);
    Taro.offAppHide(hidden);
  };
}

/** WeChat's word and Alipay's. */
const noNetwork: ReadonlySet<string> = new Set(["none", "notreachable"]);

export function onNetwork(listener: (isOnline: boolean) => void): () => void {
  const heard = ({ isConnected }: { isConnected: boolean }): void => listener(isConnected);
  Taro.onNetworkStatusChange(heard);
  // Only changes are told: how it is at the start has to be asked.
  Taro.getNetworkType().then(
    ({ networkType }) => listener(!noNetwork.has(networkType.toLowerCase())),
    () => undefined,
  );
  return () => Taro.offNetworkStatusChange(heard);
}

export function setPageTitle(title: string, _brand: string): void {
  void Taro.setNavigationBarTitle({ title });
}

/** A mini-program's pages have no language of their own to set. */
export function setDocumentLanguage(_language: "zh" | "en"): void {}

export function callPhone(phone: string): void {
  // The dialogue's "cancel" arrives as a failure.
  Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined);
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text });
    return true;
  } catch {
    return false;
  }
}
