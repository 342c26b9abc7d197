// The live socket in WeChat, whose task arrives by a promise.
import Taro from "@tarojs/taro";
import type { ConnectSocket } from "./types.ts";

export const connectSocket: ConnectSocket = (path, handlers) => {
  let task: Taro.SocketTask | null = null;
  let hasEnded = false;
  const end = (code: number | null): void => {
    if (hasEnded) return;
    hasEnded = true;
    handlers.onClose(code);
  };
  const open = async (): Promise<void> => {
    const opened = await Taro.connectSocket({
      url: PLATFORM_ORIGIN.replace(/^http/, "ws") + path,
    });
    task = opened;
    if (hasEnded) return opened.close({});
    opened.onOpen(() => {
      if (!hasEnded) handlers.onOpen();
    });
    opened.onMessage(({ data }) => {
      if (!hasEnded && typeof data === "string") handlers.onMessage(data);
    });
    opened.onError(() => end(null));
    opened.onClose(({ code }) => end(code));
  };
  open().catch(() => end(null));
  return {
    send: (text) => {
      if (!hasEnded) task?.send({ data: text });
    },
    close: () => {
      task?.close({});
      end(null);
    },
  };
};
