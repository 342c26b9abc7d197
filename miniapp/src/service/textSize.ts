// How large the app writes, as the driver has chosen; every page follows.
import { storage } from "../platform/device.ts";
import { makeStore } from "./store.ts";

export type TextSize = "usual" | "large";

const key = "zhuang.textSize";

export const textSizeStore = makeStore<TextSize>(storage.get(key) === "large" ? "large" : "usual");

export function setTextSize(size: TextSize): void {
  storage.set(key, size);
  textSizeStore.set(size);
}
