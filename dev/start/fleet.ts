// Starts the simulated chargers beside the platform and notices when they end.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { DataFolders } from "./folders.ts";

export type FleetProcess = {
  /** Resolves when every charger is online. */
  readonly ready: Promise<void>;
  /** Resolves with the exit code when the process ends, for whatever reason. */
  readonly ended: Promise<number>;
  readonly close: () => Promise<void>;
};

/** Long enough to write the meters down. */
const PATIENCE_MS = 5_000;

export function startFleetProcess(
  folders: DataFolders,
  place: { readonly port: number; readonly controlPort: number; readonly speed: number },
): FleetProcess {
  const script = fileURLToPath(new URL("./fleetProcess.ts", import.meta.url));
  const options = {
    url: `ws://127.0.0.1:${place.port}/ocpp`,
    fleet: folders.fleet,
    habits: folders.habits,
    state: folders.registers,
    speed: String(place.speed),
    timestamps: "wall",
    "control-port": String(place.controlPort),
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  // In a group of its own: Ctrl-C reaches this process first, which ends the fleet in order.
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    detached: process.platform !== "win32",
  });
  const ended = new Promise<number>((resolve) => {
    child.once("error", () => resolve(127));
    child.once("exit", (code) => resolve(code ?? 1));
  });
  return {
    ready: new Promise((resolve) => child.once("message", () => resolve())),
    ended,
    close: async () => {
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}
