/** Owns what a charger does with its own software (OCPP 1.6, Firmware Management): it fetches an
 * image and restarts with it, and sends its logs away. What goes wrong on the way is a test's wish. */
import type { Parts } from "./parts.ts";

export type MaintenanceTrouble =
  | "download"
  | "installation"
  /** It installs, says so, and comes back with what it had. */
  | "wrongVersion"
  /** It takes the command and is never heard of it again. */
  | "silence"
  | "upload";

export interface MaintenanceParts extends Parts {
  readonly pileId: string;
  /** Restarts it as a person would, with this version if there is one. */
  readonly restart: (version: string | undefined) => void;
}

const INSTALLING_TAKES_MS = 3_000;
const LOG_LINES = 500;

/** An image of this charger begins so; whatever follows is its weight. */
const IMAGE = /^zhuang-firmware (\S{1,50})\n/;

export const firmwareImage = (version: string, bytes = 0): Buffer =>
  Buffer.concat([Buffer.from(`zhuang-firmware ${version}\n`), Buffer.alloc(bytes, 7)]);

export class Maintenance {
  readonly #parts: MaintenanceParts;
  readonly #log: string[] = [];
  #firmwareStatus = "Idle";
  #diagnosticsStatus = "Idle";
  trouble: MaintenanceTrouble | null = null;

  constructor(parts: MaintenanceParts) {
    this.#parts = parts;
  }

  /** What its logs will say. */
  note(line: string): void {
    this.#log.push(`${new Date(this.#parts.clock.nowMs()).toISOString()} ${line}`);
    if (this.#log.length > LOG_LINES) this.#log.shift();
  }

  /** `then`: once it is answered, or lost. */
  tellFirmware(then: () => void = () => {}): void {
    this.#parts.outbox.call(
      "FirmwareStatusNotification",
      { status: this.#firmwareStatus },
      then,
      "urgent",
    );
  }

  tellDiagnostics(): void {
    this.#parts.outbox.call(
      "DiagnosticsStatusNotification",
      { status: this.#diagnosticsStatus },
      () => {},
      "urgent",
    );
  }

  #firmwareIs(status: string, then?: () => void): void {
    this.#firmwareStatus = status;
    this.tellFirmware(then);
  }

  #diagnosticsAre(status: string): void {
    this.#diagnosticsStatus = status;
    this.tellDiagnostics();
  }

  async update(location: string): Promise<void> {
    if (this.trouble === "silence") return;
    this.#firmwareIs("Downloading");
    const image = this.trouble === "download" ? null : await fetched(location);
    if (image === null) {
      this.#firmwareIs("DownloadFailed");
      return;
    }
    this.#firmwareIs("Downloaded");
    this.#firmwareIs("Installing");
    const version = IMAGE.exec(image.subarray(0, 80).toString("latin1"))?.[1];
    this.#parts.timers.after(INSTALLING_TAKES_MS, () => {
      if (version === undefined || this.trouble === "installation") {
        this.#firmwareIs("InstallationFailed");
        return;
      }
      // A charger that restarts before it was heard is not known to have installed anything.
      this.#firmwareIs("Installed", () =>
        this.#parts.restart(this.trouble === "wrongVersion" ? undefined : version),
      );
    });
  }

  /** Once it has booted there is nothing more to say of the last update. */
  booted(): void {
    this.#firmwareStatus = "Idle";
  }

  get logName(): string {
    return `${this.#parts.pileId}.log`;
  }

  async sendLogs(location: string): Promise<void> {
    this.#diagnosticsAre("Uploading");
    const body = `${this.#log.join("\n")}\n`;
    const address = `${location.replace(/\/$/, "")}/${this.logName}`;
    const isSent = this.trouble !== "upload" && (await sent(address, body));
    this.#diagnosticsAre(isSent ? "Uploaded" : "UploadFailed");
    this.#diagnosticsStatus = "Idle";
  }
}

async function fetched(address: string): Promise<Buffer | null> {
  try {
    const response = await fetch(address);
    return response.ok ? Buffer.from(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

async function sent(address: string, body: string): Promise<boolean> {
  try {
    return (await fetch(address, { method: "PUT", body })).ok;
  } catch {
    return false;
  }
}
