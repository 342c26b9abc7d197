/** Delivers notifications: in rounds on the platform's schedule, until the merchant accepts. */
import { alipayAccepts, alipayNoticeRequest } from "./alipay/notice.ts";
import { type Gateway, paced } from "./gateway.ts";
import { limits } from "./limits.ts";
import type { DeliveryAttempt, Notification, NotificationFault, Provider } from "./model.ts";
import { wechatAccepts, wechatNoticeRequest } from "./wechat/notice.ts";

const wires = {
  wechatpay: { request: wechatNoticeRequest, accepts: wechatAccepts },
  alipay: { request: alipayNoticeRequest, accepts: alipayAccepts },
} as const satisfies Record<Provider, unknown>;

const spoilsContent = new Set<NotificationFault>([
  "wrongSignature",
  "staleTimestamp",
  "alteredAmount",
]);

async function shortText(response: Response): Promise<string> {
  if (!response.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limits.notificationAnswerBytes) break;
  }
  return Buffer.concat(chunks).toString("utf8").slice(0, limits.notificationAnswerBytes);
}

export class Notifier {
  readonly #gateway: Gateway;
  readonly #inFlight = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** When the next round is due; undefined when nothing waits, or as many run as may. */
  nextDueMs(): number | undefined {
    if (this.#inFlight.size >= limits.deliveriesAtOnce) return undefined;
    let next: number | undefined;
    for (const notification of this.#gateway.store.notifications.list()) {
      const dueAtMs = this.#dueAtMs(notification);
      if (dueAtMs !== undefined && (next === undefined || dueAtMs < next)) next = dueAtMs;
    }
    return next;
  }

  runDue(): void {
    const nowMs = this.#gateway.now();
    for (const notification of this.#gateway.store.notifications.list()) {
      if (this.#inFlight.size >= limits.deliveriesAtOnce) return;
      const dueAtMs = this.#dueAtMs(notification);
      if (dueAtMs === undefined || dueAtMs > nowMs) continue;
      this.#inFlight.set(notification.id, this.#round(notification));
    }
  }

  /** Sends once more at once, whatever became of it; false when there is none of this id. */
  resend(id: string): boolean {
    const notification = this.#gateway.store.notifications.get(id);
    if (!notification) return false;
    this.#save({ ...notification, delivery: { kind: "pending", dueAtMs: this.#gateway.now() } });
    return true;
  }

  /** Breaks off what is under way; it is sent again after a restart, as after a crash. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#inFlight.values());
  }

  #dueAtMs({ id, delivery }: Notification): number | undefined {
    if (this.#inFlight.has(id)) return undefined;
    if (delivery.kind === "pending") return delivery.dueAtMs;
    return delivery.kind === "held" ? delivery.untilMs : undefined;
  }

  async #round(notification: Notification): Promise<void> {
    const isFirst = notification.rounds === 0;
    const fault = isFirst ? notification.fault : undefined;
    const copies = fault === "duplicate" ? 2 : 1;
    const attempts = await Promise.all(
      Array.from({ length: copies }, () => this.#attempt(notification, fault)),
    );
    if (this.#closing.signal.aborted) return;
    // Before saving: the change arms the alarm, which looks at what is not in flight.
    this.#inFlight.delete(notification.id);
    this.#save(this.#afterRound(notification, attempts));
    this.#releaseHeld(notification);
  }

  async #attempt(
    notification: Notification,
    fault: NotificationFault | undefined,
  ): Promise<DeliveryAttempt> {
    const wire = wires[notification.provider];
    const spoiled = fault !== undefined && spoilsContent.has(fault) ? fault : undefined;
    const { headers, body } = wire.request(this.#gateway, notification, spoiled);
    const base = { atMs: this.#gateway.now(), ...(fault === undefined ? {} : { fault }) };
    try {
      const response = await fetch(notification.url, {
        method: "POST",
        headers,
        body,
        redirect: "manual",
        signal: AbortSignal.any([
          this.#closing.signal,
          AbortSignal.timeout(limits.notificationTimeoutMs),
        ]),
      });
      const answer = { status: response.status, body: await shortText(response) };
      const shown = answer.body.slice(0, limits.notificationAnswerShown);
      return {
        ...base,
        outcome: { kind: "answered", status: answer.status, body: shown },
        accepted: wire.accepts(answer),
      };
    } catch (error) {
      const reason = error instanceof Error ? reasonOf(error) : String(error);
      return { ...base, outcome: { kind: "unreachable", reason }, accepted: false };
    }
  }

  #afterRound(notification: Notification, attempts: readonly DeliveryAttempt[]): Notification {
    const { provider, rounds } = notification;
    const waitMs = this.#gateway.retrySchedule[provider][rounds];
    const nowMs = this.#gateway.now();
    const accepted = attempts.some((attempt) => attempt.accepted);
    const delivery: Notification["delivery"] = accepted
      ? { kind: "delivered", atMs: nowMs }
      : waitMs === undefined
        ? { kind: "exhausted", atMs: nowMs }
        : { kind: "pending", dueAtMs: nowMs + paced(this.#gateway, waitMs) };
    return {
      ...notification,
      rounds: rounds + 1,
      attempts: [...notification.attempts, ...attempts].slice(-limits.attemptsPerNotification),
      delivery,
    };
  }

  /** What was held to come late goes out behind the one just sent. */
  #releaseHeld(sent: Notification): void {
    for (const held of this.#gateway.store.notifications.list()) {
      if (held.provider !== sent.provider || held.delivery.kind !== "held") continue;
      if (held.id === sent.id) continue;
      this.#save({ ...held, delivery: { kind: "pending", dueAtMs: this.#gateway.now() } });
    }
  }

  #save(notification: Notification): void {
    this.#gateway.store.notifications.put(notification.id, notification);
  }
}

/** fetch hides the reason, such as ECONNREFUSED, in the cause. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
