// The statements for what a Pile tells of itself: states, faults, reservations. Nothing is written
// where nothing changes, and an older fact never undoes a newer one.
import { and, eq, isNull, lte, ne, or, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Fact } from "../../core/charging/facts.ts";
import type { Database } from "../db/database.ts";
import { insertFinding, type Finding } from "../db/findings.ts";
import { insertOrderMessage } from "../db/messages.ts";
import { chargingStates, orderIsIn } from "../db/orders.ts";
import type { Statement } from "../db/statements.ts";
import { cards } from "../db/tables/drivers.ts";
import { reservations } from "../db/tables/orders.ts";
import { connectors, faults, piles } from "../db/tables/stations.ts";
import type { PlaceOfPile } from "./place.ts";

type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { kind: Kind }>;
type ToldOfItself<Kind extends Fact["kind"]> = (
  db: Database,
  pileId: string,
  fact: FactOf<Kind>,
) => Statement;
type Told<Kind extends Fact["kind"]> = (
  db: Database,
  place: PlaceOfPile,
  fact: FactOf<Kind>,
) => Statement;

export const connectorChanged: ToldOfItself<"connectorChanged"> = (db, pileId, fact) =>
  db
    .update(connectors)
    .set({ state: fact.state, stateSinceMs: fact.sinceMs, errorCode: fact.errorCode })
    .where(
      and(
        eq(connectors.pileId, pileId),
        eq(connectors.connectorId, fact.connectorId),
        lte(connectors.stateSinceMs, fact.sinceMs),
        or(
          ne(connectors.state, fact.state),
          ne(connectors.stateSinceMs, fact.sinceMs),
          sql`${connectors.errorCode} is not ${fact.errorCode}`,
        ),
      ),
    );

export const onlineChanged: ToldOfItself<"onlineChanged"> = (db, pileId, fact) =>
  db
    .update(piles)
    .set({ online: fact.online, lastSeenMs: fact.atMs })
    .where(
      and(
        eq(piles.pileId, pileId),
        ne(piles.online, fact.online),
        or(isNull(piles.lastSeenMs), lte(piles.lastSeenMs, fact.atMs)),
      ),
    );

export const identified: ToldOfItself<"identified"> = (db, pileId, fact) =>
  db
    .update(piles)
    .set({
      vendor: fact.vendor,
      model: fact.model,
      serialNumber: fact.serialNumber,
      firmwareVersion: fact.firmwareVersion,
    })
    .where(
      and(
        eq(piles.pileId, pileId),
        or(
          sql`${piles.vendor} is not ${fact.vendor}`,
          sql`${piles.model} is not ${fact.model}`,
          sql`${piles.serialNumber} is not ${fact.serialNumber}`,
          sql`${piles.firmwareVersion} is not ${fact.firmwareVersion}`,
        ),
      ),
    );

export const statusFaultId = (
  pileId: string,
  { connectorId, atMs }: Pick<FactOf<"faultOpened">, "connectorId" | "atMs">,
): string => `${pileId}:${connectorId}:${atMs}`;

export const linkFaultId = (pileId: string, sinceMs: number): string => `${pileId}:link:${sinceMs}`;

const ofPile = (column: SQLiteColumn, pileId: string) =>
  sql`(select ${column} from ${piles} where ${eq(piles.pileId, pileId)})`;

export const faultOpened: Told<"faultOpened"> = (db, { pileId, operatorId }, fact) =>
  db
    .insert(faults)
    .values({
      faultId: statusFaultId(pileId, fact),
      operatorId,
      pileId,
      connectorId: fact.connectorId,
      isOutage: fact.isUsable !== true,
      errorCode: fact.errorCode,
      vendorErrorCode: fact.vendorErrorCode,
      info: fact.info,
      vendor: ofPile(piles.vendor, pileId),
      model: ofPile(piles.model, pileId),
      firmwareVersion: ofPile(piles.firmwareVersion, pileId),
      openedAtMs: fact.atMs,
    })
    .onConflictDoNothing();

/** Whoever charges there is told; of a charge that is over, its bill tells. */
export const faultMessage = (db: Database, fact: FactOf<"faultOpened">): Statement[] => {
  const { duringOrder: orderId, connectorId, errorCode, atMs } = fact;
  if (orderId === undefined) return [];
  const content = { kind: "chargeFault", orderId, connectorId, errorCode } as const;
  return [insertOrderMessage(db, { atMs, content }, orderIsIn(orderId, chargingStates))];
};

export const faultClosed: Told<"faultClosed"> = (db, { pileId }, fact) =>
  db
    .update(faults)
    .set({ closedAtMs: fact.atMs })
    .where(
      and(
        eq(faults.pileId, pileId),
        eq(faults.connectorId, fact.connectorId),
        eq(faults.source, "status"),
        lte(faults.openedAtMs, fact.atMs),
        isNull(faults.closedAtMs),
      ),
    );

/** A charger that stays away is a fault of the whole pile. */
export const linkLost: Told<"linkLost"> = (db, { pileId, operatorId }, { sinceMs }) =>
  db
    .insert(faults)
    .values({
      faultId: linkFaultId(pileId, sinceMs),
      operatorId,
      pileId,
      connectorId: 0,
      source: "link",
      errorCode: "Offline",
      openedAtMs: sinceMs,
    })
    .onConflictDoNothing();

export const linkBack: Told<"linkBack"> = (db, { pileId }, { atMs }) =>
  db
    .update(faults)
    .set({ closedAtMs: atMs })
    .where(
      and(
        eq(faults.pileId, pileId),
        eq(faults.connectorId, 0),
        eq(faults.source, "link"),
        lte(faults.openedAtMs, atMs),
        isNull(faults.closedAtMs),
      ),
    );

/** A reservation ends once; only an active one changes. */
export const reservationChanged: Told<"reservationChanged"> = (db, { pileId }, fact) => {
  const { fromMs, untilMs, state } = fact;
  const driverId = sql`(select ${cards.driverId} from ${cards} where ${eq(cards.idTag, fact.idTag)})`;
  return db
    .insert(reservations)
    .values({
      reservationId: `${pileId}:${fact.reservationId}`,
      pileId,
      connectorId: fact.connectorId,
      driverId,
      idTag: fact.idTag,
      fromMs,
      untilMs,
      state,
    })
    .onConflictDoUpdate({
      target: reservations.reservationId,
      set: { untilMs, state },
      setWhere: sql`${reservations.state} = 'active'
        and (${reservations.state} <> ${state} or ${reservations.untilMs} <> ${untilMs})`,
    });
};

export const securityFindingOf = (
  { pileId, operatorId }: PlaceOfPile,
  { event: kind, detail, atMs }: FactOf<"securityEvent">,
): Finding => ({ operatorId, kind, subject: pileId, detail, atMs });

export const securityEvent: Told<"securityEvent"> = (db, place, fact) =>
  insertFinding(db, securityFindingOf(place, fact));
