// Scanning the code on a pile; null when the driver closed the scanner.
import Taro from "@tarojs/taro";

export const scanCode: (() => Promise<string | null>) | null = async () => {
  try {
    const { result } = await Taro.scanCode({ scanType: ["qrCode"] });
    return result;
  } catch {
    return null;
  }
};
