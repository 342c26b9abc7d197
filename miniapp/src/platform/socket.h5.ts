// The live socket in the browser.
import type { ConnectSocket } from "./types.ts";

export const connectSocket: ConnectSocket = (path, handlers) => {
  const origin = location.origin.replace(/^http/, "ws");
  const socket = new WebSocket(origin + path);
  let ended = false;
  const end = (code: number | null): void => {
    if (ended) return;
    ended = true;
    handlers.onClose(code);
  };
  socket.addEventListener("open", () => handlers.onOpen());
  socket.addEventListener("message", (event) => {
    if (!ended && typeof event.data === "string") handlers.onMessage(event.data);
  });
  socket.addEventListener("close", ({ code }) => end(code));
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    // A dead link keeps the browser's close event waiting; the app has moved on by then.
    close: () => {
      socket.close();
      end(null);
    },
  };
};
