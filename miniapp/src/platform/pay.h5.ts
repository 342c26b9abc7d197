// Paying in the browser: the gateway's own page takes over and sends the browser back.
import type { Pay, Scene } from "./types.ts";

export const scene: Scene = "browser";
export const waysHere = ["wechatpay", "alipay", "balance"] as const;
/** Before the hash, so that a gateway that appends to the address breaks nothing. */
export const returnPath: string | undefined = "/app/?back=payment";

export const pay: Pay = (parameters) => {
  switch (parameters.kind) {
    case "done":
      return Promise.resolve("paid");
    case "redirect":
      location.assign(parameters.url);
      return Promise.resolve("left");
    case "wechatJsapi":
    case "alipayTrade":
      return Promise.resolve("failed");
  }
};

/** True once, when the gateway has just sent the browser back. */
export function cameBackFromPayment(): boolean {
  if (new URLSearchParams(location.search).get("back") !== "payment") return false;
  history.replaceState(null, "", location.pathname + location.hash);
  return true;
}
