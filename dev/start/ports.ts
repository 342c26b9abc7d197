// Finds out whether a port is free before anything is started on it.
import { createServer } from "node:net";
import { Complaint } from "./words.ts";

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** Complains of the first port that is taken, naming the option that chooses another. */
export async function mustBeFree(
  ports: readonly { readonly option: string; readonly port: number }[],
): Promise<void> {
  for (const { option, port } of ports) {
    if (await isFree(port)) continue;
    const other = `npm start -- --${option} ${port < 60_000 ? port + 1_000 : port - 1_000}`;
    throw new Complaint([
      `端口 ${port} 已被占用。请关闭占用它的程序，或换一个端口：${other}`,
      `Port ${port} is in use. Stop what uses it, or choose another: ${other}`,
    ]);
  }
}
