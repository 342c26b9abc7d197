// A card's question to the records. They may be slow or away, and the charger waits.
import type { cardQuestion, RecordsAnswer } from "../../core/charging/chargerEvents.ts";
import type { ChargerEvent } from "../../core/charging/events.ts";
import type { RecordsService } from "../../core/charging/facts.ts";

/** Chargers give up on an answer after 30 s, and everything else they say waits behind it. */
const longestMs = 10_000;

export type AskedOfRecords = {
  readonly pileId: string;
  readonly question: NonNullable<ReturnType<typeof cardQuestion>>;
  readonly event: ChargerEvent;
};

/** Null when they were out of reach. Never rejects. */
export async function askRecords(
  records: RecordsService,
  asked: AskedOfRecords,
  nowMs: number,
): Promise<RecordsAnswer | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), longestMs);
  });
  try {
    return await Promise.race([answerOf(records, asked, nowMs), tooLong]);
  } catch (error) {
    console.error("records out of reach", asked.question, String(error));
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function answerOf(
  records: RecordsService,
  { pileId, question, event }: AskedOfRecords,
  nowMs: number,
): Promise<RecordsAnswer | null> {
  if (question === "authorizeCard" && event.kind === "authorizationAsked") {
    const { idTag } = event;
    const { status, expiresAtMs } = await records.authorizeCard({ pileId, idTag, nowMs });
    return { kind: "authorization", status, expiresAtMs };
  }
  if (question === "openCardOrder" && event.kind === "transactionStarted") {
    const { connectorId, idTag, atMs, meterStartWh } = event;
    const start = { pileId, connectorId, idTag, startedAtMs: atMs, meterStartWh, nowMs };
    return { kind: "card", card: await records.openCardOrder(start) };
  }
  return null;
}
