// An operator's piles: search, live detail, registration, credentials, cards.
import {
  adminAddCard,
  adminGetPile,
  adminListPileKinds,
  adminListPiles,
  adminListSessions,
  adminPublishStation,
  adminRegisterPile,
  adminRotateCredential,
  type AdminPile,
  type AdminPileDetail,
} from "../../../../core/contract/admin/piles.ts";
import type { PileSnapshot } from "../../../../core/charging/pileApi.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok, type Result } from "../../../../core/result.ts";
import {
  adminPileQuery,
  adminPilesQuery,
  connectorsOfPilesQuery,
  pileKindsQuery,
  setCredentialHash,
  type AdminPileRow,
} from "../../../db/adminPiles.ts";
import { adminStationQuery } from "../../../db/adminStations.ts";
import { auditInsert, writeAudit } from "../../../db/audit.ts";
import { dbOf } from "../../../db/database.ts";
import { sessionsOfPileQuery } from "../../../db/sessions.ts";
import { addCard, findDriver } from "../../../db/drivers.ts";
import { stationRecordsChanged } from "../../../../durable-objects/live/objects.ts";
import { askPile } from "../../../pileOf.ts";
import { newCredential } from "../../../piles/credential.ts";
import { profilesOfStation, publishStation } from "../../../piles/publish.ts";
import { ocppUrlOf, registerPile } from "../../../piles/registerPile.ts";
import type { Env } from "../../../env.ts";
import type { App } from "../../context.ts";
import type { Refusal } from "../../errors.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";
import { shownState } from "../../stations/availability.ts";

export function adminPileRoutes(app: App): void {
  serveStaff(app, adminListPiles, listPiles);
  serveStaff(app, adminListPileKinds, listKinds);
  serveStaff(app, adminGetPile, onePile);
  serveStaff(app, adminListSessions, listSessions);
  serveStaff(app, adminRegisterPile, register);
  serveStaff(app, adminPublishStation, publish);
  serveStaff(app, adminRotateCredential, rotateCredential);
  serveStaff(app, adminAddCard, giveCard);
}

type ConnectorRows = Awaited<ReturnType<typeof connectorsOfPilesQuery>>;

const driverUrlOf = ({ PUBLIC_ORIGIN }: Pick<Env, "PUBLIC_ORIGIN">, pileId: string): string =>
  `${PUBLIC_ORIGIN}/app/#/pages/pile/index?pileId=${pileId}`;

const pileView = (env: Env, row: AdminPileRow, connectors: ConnectorRows): AdminPile => ({
  ...row,
  driverUrl: driverUrlOf(env, row.pileId),
  connectors: connectors.map(({ pileId: _pile, ...connector }) => ({
    ...connector,
    state: shownState(row.online, connector.state),
  })),
});

async function listPiles({ env, input, staff }: Call<typeof adminListPiles, ByStaff>) {
  const db = dbOf(env);
  const { limit, cursor: after, ...filters } = input;
  const filter = { ...filters, operatorId: staff.operatorId, after, limit: limit + 1 };
  const page = pageOfRows(await adminPilesQuery(db, filter), limit, ({ pileId }) => pileId);
  const connectors = await connectorsOfPilesQuery(
    db,
    page.items.map(({ pileId }) => pileId),
  );
  const byPile = Map.groupBy(connectors, ({ pileId }) => pileId);
  return ok({
    items: page.items.map((row) => pileView(env, row, byPile.get(row.pileId) ?? [])),
    nextCursor: page.nextCursor,
  });
}

async function listKinds({ env, staff }: Call<typeof adminListPileKinds, ByStaff>) {
  return ok({ kinds: await pileKindsQuery(dbOf(env), staff.operatorId) });
}

async function listSessions({ env, input, staff }: Call<typeof adminListSessions, ByStaff>) {
  const db = dbOf(env);
  const { pileId, limit, cursor: before } = input;
  const pile = await adminPileQuery(db, { operatorId: staff.operatorId, pileId }).get();
  if (pile === undefined) return err({ code: "pile_not_found" });
  const rows = await sessionsOfPileQuery(db, { pileId, before, limit: limit + 1 });
  return ok(pageOfRows(rows, limit, ({ sessionId }) => sessionId));
}

async function onePile({
  env,
  input,
  staff,
}: Call<typeof adminGetPile, ByStaff>): Promise<Result<AdminPileDetail, Refusal>> {
  const db = dbOf(env);
  const { pileId } = input;
  const row = await adminPileQuery(db, { operatorId: staff.operatorId, pileId }).get();
  if (row === undefined) return err({ code: "pile_not_found" });
  const [connectors, snapshot] = await Promise.all([
    connectorsOfPilesQuery(db, [pileId]),
    askPile(env, pileId, (pile) => pile.snapshot()),
  ]);
  if (!snapshot.ok && snapshot.error.code === "unavailable") return err({ code: "unavailable" });
  const { timeZone: _zone, credentialHash: _hash, ...shown } = row;
  const detail = snapshot.ok ? liveDetail(snapshot.value) : unpublished;
  const online = snapshot.ok && snapshot.value.live.online;
  const live = snapshot.ok ? snapshot.value.live.connectors : [];
  return ok({
    ...pileView(env, { ...shown, online }, connectors),
    lastSeenMs: snapshot.ok ? snapshot.value.lastSeenMs : row.lastSeenMs,
    connectors: connectors.map(({ pileId: _pile, ...stored }) => {
      const now = live.find(({ connectorId }) => connectorId === stored.connectorId) ?? stored;
      return { ...stored, ...now, state: shownState(online, now.state) };
    }),
    ocppUrl: ocppUrlOf(env, pileId),
    ...detail,
  });
}

type LiveDetail = Omit<AdminPileDetail, keyof AdminPile | "ocppUrl">;

/** A pile that is in the records alone: its object knows nothing until the station is published. */
const unpublished: LiveDetail = {
  ocppVersion: null,
  device: { bootedAtMs: null, connectorIds: [], clock: null },
  availability: [],
  trace: null,
  sessions: [],
  reservations: [],
  commands: [],
  credential: { rotatedAtMs: null, previousValidUntilMs: null },
  quarantined: 0,
};

const liveDetail = ({
  ocppVersion,
  device,
  availability,
  trace,
  sessions,
  reservations,
  commands,
  credential,
  quarantined,
}: PileSnapshot): LiveDetail => ({
  ocppVersion,
  device: { ...device, connectorIds: [...device.connectorIds] },
  availability: [...availability],
  trace,
  sessions: [...sessions],
  reservations: [...reservations],
  commands: [...commands],
  credential,
  quarantined,
});

async function register({
  env,
  http,
  input,
  nowMs,
  staff,
}: Call<typeof adminRegisterPile, ByStaff>) {
  const { operatorId, staffId } = staff;
  const { stationId, ...pile } = input;
  const station = await adminStationQuery(dbOf(env), { operatorId, stationId }).get();
  if (station === undefined) return err({ code: "station_not_found" });
  const by = { operatorId, staffId, action: "adminRegisterPile" };
  const registered = await registerPile(env, { pile, station, by, nowMs });
  // Out of reach, the station learns of the pile by the pile's own first word.
  if (registered.ok) http.executionCtx.waitUntil(stationRecordsChanged(env, stationId));
  return registered;
}

async function publish({ env, input, nowMs, staff }: Call<typeof adminPublishStation, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const station = { operatorId, stationId: input.stationId };
  if ((await adminStationQuery(db, station).get()) === undefined) {
    return err({ code: "station_not_found" });
  }
  const published = await publishStation(
    env,
    input.stationId,
    await profilesOfStation(db, station),
  );
  if (!published.ok) return published;
  await writeAudit(db, {
    operatorId,
    staffId,
    action: "adminPublishStation",
    subject: input.stationId,
    detail: { piles: published.value },
    nowMs,
  });
  return ok({ piles: published.value });
}

async function rotateCredential({
  env,
  input,
  nowMs,
  staff,
}: Call<typeof adminRotateCredential, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { pileId } = input;
  const row = await adminPileQuery(db, { operatorId, pileId }).get();
  if (row === undefined) return err({ code: "pile_not_found" });
  const { password, credentialHash } = await newCredential();
  const previousValidUntilMs = nowMs + limits.passwordRotationMs.most;
  // The object first: were the records ahead of it, publishing would cut the charger off.
  const rotated = await askPile(env, pileId, (pile) =>
    pile.rotateCredential({ credentialHash, previousValidUntilMs }),
  );
  if (!rotated.ok) return rotated;
  await db.batch([
    setCredentialHash(db, pileId, credentialHash),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminRotateCredential",
      subject: pileId,
      detail: { previousValidUntilMs },
      nowMs,
    }),
  ]);
  return ok({ pileId, password, previousValidUntilMs });
}

async function giveCard({ env, input, nowMs, staff }: Call<typeof adminAddCard, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { idTag, driverId, label } = input;
  if ((await findDriver(db, driverId)) === null) return err({ code: "driver_not_found" });
  const isHis = await addCard(db, { idTag, driverId, label, nowMs });
  if (!isHis) return err({ code: "card_exists" });
  await writeAudit(db, {
    operatorId,
    staffId,
    action: "adminAddCard",
    subject: driverId,
    detail: { idTag },
    nowMs,
  });
  return ok({ idTag, driverId });
}
