/** Owns how the charger introduces itself and stays known: BootNotification until it is accepted,
 * Heartbeat afterwards (OCPP 1.6, 4.2 and 4.6). */
import { bootAnswer, heartbeatAnswer } from "./answers.ts";
import type { DeviceClock, Timer, Timers } from "./clock.ts";
import type { Configuration } from "./configuration.ts";
import type { Emit } from "./events.ts";
import type { JsonObject } from "./json.ts";
import type { Outbox } from "./outbox.ts";

/** Used while the central system names none; it must not be flooded. */
const BOOT_RETRY_S = 30;

export interface RegistrationParts {
  readonly outbox: Outbox;
  readonly timers: Timers;
  readonly clock: DeviceClock;
  readonly configuration: Configuration;
  readonly identity: JsonObject;
  readonly emit: Emit;
  /** Accepted after a boot, or connected again without one. */
  readonly onOnline: (how: "booted" | "reconnected") => void;
}

export class Registration {
  #parts: RegistrationParts;
  #heartbeat: Timer | undefined;
  #bootRetry: Timer | undefined;

  constructor(parts: RegistrationParts) {
    this.#parts = parts;
  }

  /** A boot is announced once; a socket that comes back needs no new one (4.2). */
  opened(): void {
    if (this.#parts.outbox.registration === "Accepted") {
      this.#scheduleHeartbeat();
      this.#parts.onOnline("reconnected");
    } else this.boot();
  }

  closed(): void {
    this.#heartbeat?.cancel();
    this.#bootRetry?.cancel();
  }

  boot(): void {
    const { outbox, identity } = this.#parts;
    this.#bootRetry?.cancel();
    outbox.call(
      "BootNotification",
      identity,
      (outcome) => {
        if (outcome.kind === "lost") return;
        const answer =
          outcome.kind === "result" ? bootAnswer.safeParse(outcome.payload) : undefined;
        if (answer?.success) this.#answered(answer.data);
        else this.#bootAgainIn(BOOT_RETRY_S);
      },
      "urgent",
    );
  }

  #answered(answer: {
    status: "Accepted" | "Pending" | "Rejected";
    currentTime: string;
    interval: number;
  }): void {
    const { outbox, clock, configuration, emit } = this.#parts;
    const isKnown = outbox.registration === "Accepted" && answer.status === "Accepted";
    outbox.registration = answer.status;
    if (answer.status !== "Rejected") clock.synchronise(Date.parse(answer.currentTime));
    emit({ kind: "registered", status: answer.status });
    if (answer.status !== "Accepted") {
      this.#bootAgainIn(answer.interval > 0 ? answer.interval : BOOT_RETRY_S);
      return;
    }
    if (answer.interval > 0) configuration.set("HeartbeatInterval", String(answer.interval));
    this.#scheduleHeartbeat();
    if (!isKnown) this.#parts.onOnline("booted");
  }

  #bootAgainIn(seconds: number): void {
    this.#bootRetry?.cancel();
    this.#bootRetry = this.#parts.timers.after(seconds * 1_000, () => this.boot());
  }

  /** Called again when HeartbeatInterval changes. */
  rescheduleHeartbeat(): void {
    if (this.#parts.outbox.isOnline) this.#scheduleHeartbeat();
  }

  #scheduleHeartbeat(): void {
    this.#heartbeat?.cancel();
    const seconds = this.#parts.configuration.number("HeartbeatInterval");
    if (seconds === 0) return;
    this.#heartbeat = this.#parts.timers.after(seconds * 1_000, () => {
      this.heartbeat("ordinary");
      this.#scheduleHeartbeat();
    });
  }

  heartbeat(priority: "ordinary" | "urgent"): void {
    const { outbox, clock } = this.#parts;
    const settle: Parameters<Outbox["call"]>[2] = (outcome) => {
      if (outcome.kind !== "result") return;
      const answer = heartbeatAnswer.safeParse(outcome.payload);
      // A charger that lives faster than the server would jump back at each heartbeat.
      if (answer.success && clock.isSteady) {
        clock.synchronise(Date.parse(answer.data.currentTime));
      }
    };
    outbox.call("Heartbeat", {}, settle, priority);
  }
}
