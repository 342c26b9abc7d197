// The live socket in WeChat, whose task arrives by a promise.
import Taro from "@tarojs/taro";
import type { ConnectSocket } from "./types.ts";

export const connectSocket: ConnectSocket = (path, handlers) => {
  let task: Taro.SocketTask | null = null;
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    handlers.onClose();
  };
  Taro.connectSocket({ url: PLATFORM_ORIGIN.replace(/^http/, "ws") + path }).then((opened) => {
    task = opened;
    if (ended) return opened.close({});
    opened.onOpen(() => {
      if (!ended) handlers.onOpen();
    });
    opened.onMessage(({ data }) => {
      if (!ended && typeof data === "string") handlers.onMessage(data);
    });
    opened.onError(end);
    opened.onClose(end);
  }, end);
  return {
    send: (text) => {
      if (!ended) task?.send({ data: text });
    },
    close: () => {
      task?.close({});
      end();
    },
  };
};
