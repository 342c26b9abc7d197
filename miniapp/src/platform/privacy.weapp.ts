// WeChat's own privacy guide: asked for by the first call that takes something of a person.
import Taro from "@tarojs/taro";
import { privacyAskStore } from "../service/privacyAsk.ts";
import { AGREE_BUTTON } from "./agreeButtonId.ts";

/** Once at launch. WeChat before 2.32.3 has no such call, and asks by itself. */
export function watchPrivacy(): void {
  if (typeof Taro.onNeedPrivacyAuthorization !== "function") return;
  Taro.onNeedPrivacyAuthorization((resolve) => {
    // Several calls may wait at a time; one answer is for all of them.
    const before = privacyAskStore.get();
    resolve({ event: "exposureAuthorization" });
    privacyAskStore.set({
      agree: () => {
        before?.agree();
        resolve({ event: "agree", buttonId: AGREE_BUTTON });
      },
      disagree: () => {
        before?.disagree();
        resolve({ event: "disagree" });
      },
    });
  });
}
