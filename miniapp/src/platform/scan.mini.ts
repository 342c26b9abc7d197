// Scanning the code on a pile by the platform's own scanner.
import Taro from "@tarojs/taro";
import type { ScanCode } from "./types.ts";

export const scanCode: ScanCode = async () => {
  try {
    const { result } = await Taro.scanCode({ scanType: ["qrCode"] });
    return { kind: "code", code: result };
  } catch {
    // Its own way back arrives as a failure.
    return { kind: "closed" };
  }
};
