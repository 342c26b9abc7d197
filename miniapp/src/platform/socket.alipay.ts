// The live socket in Alipay: Taro knows only the old one-per-app interface, so the platform's own is used.
import type { ConnectSocket } from "./types.ts";

export const connectSocket: ConnectSocket = (path, handlers) => {
  let ended = false;
  const end = (code: number | null): void => {
    if (ended) return;
    ended = true;
    handlers.onClose(code);
  };
  const task = my.connectSocket({
    url: PLATFORM_ORIGIN.replace(/^http/, "ws") + path,
    multiple: true,
  });
  task.onOpen(() => {
    if (!ended) handlers.onOpen();
  });
  task.onMessage((message) => {
    const text = message.data.data;
    if (!ended && typeof text === "string") handlers.onMessage(text);
  });
  task.onError(() => end(null));
  // It says nothing of the code.
  task.onClose(() => end(null));
  return {
    send: (text) => {
      if (!ended) task.send({ data: text });
    },
    close: () => {
      task.close({});
      end(null);
    },
  };
};
