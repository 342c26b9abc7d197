// The language of the app: the driver's choice, else the device's.
import { languageOf, type Language } from "../../../core/contract/problems.ts";
import { setDocumentLanguage, storage, systemLanguage } from "../platform/device.ts";
import { en } from "../text/en.ts";
import { type Catalogue, zh } from "../text/zh.ts";
import { makeStore, useStore } from "./store.ts";

const key = "zhuang.language";
const catalogues: Record<Language, Catalogue> = { zh, en };

const chosen = storage.get(key);
export const languageStore = makeStore<Language>(
  // WeChat says zh_CN where the web says zh-CN.
  languageOf((chosen ?? systemLanguage()).replace("_", "-")),
);
setDocumentLanguage(languageStore.get());

export function setLanguage(language: Language): void {
  storage.set(key, language);
  setDocumentLanguage(language);
  languageStore.set(language);
}

export const useLanguage = (): Language => useStore(languageStore);
export const useText = (): Catalogue => catalogues[useLanguage()];
