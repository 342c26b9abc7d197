// Finishes a closing handshake that the client began. The runtime does not for sockets that hibernate:
// without an answer the client waits until it gives up, and the socket keeps its place among the others.

/** Codes that tell of a close and are never sent: without a status, abnormal, a failed TLS handshake. */
const neverSent = new Set([1005, 1006, 1015]);
const NORMAL = 1000;

/** Safe for a socket that is already closed. */
export function answerClose(socket: WebSocket, code: number, reason: string): void {
  socket.close(neverSent.has(code) ? NORMAL : code, reason);
}
