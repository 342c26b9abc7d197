// The platform's own page of permissions.
import Taro from "@tarojs/taro";

export const openSettings: (() => void) | null = () => {
  Taro.openSetting({}).catch(() => undefined);
};
