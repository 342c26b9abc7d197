/** Owns what the charger does when the central system commands it: one entry an action, Core,
 * RemoteTrigger and Reservation. What follows an answer happens after the answer has left. */
import type * as z from "zod/mini";
import type { Authorizer } from "./authorization.ts";
import { admits, isCharging, statusOf, type Connector } from "./connectorState.ts";
import type { ConnectorStatus } from "./events.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Maintenance } from "./maintenance.ts";
import type { Parts } from "./parts.ts";
import type { Registration } from "./registration.ts";
import { holdFor, release } from "./reservation.ts";
import { REQUESTS, violationOf } from "./requests.ts";
import type { Reply } from "./rpc.ts";
import type { Sessions } from "./sessions.ts";
import type { Station } from "./statusReporter.ts";

export interface CommandParts extends Parts {
  readonly station: Station;
  readonly sessions: Sessions;
  readonly authorizer: Authorizer;
  readonly registration: Registration;
  readonly maintenance: Maintenance;
  readonly vendor: string;
  readonly onRemoteStart: (connector: Connector) => void;
  readonly reset: (type: "Hard" | "Soft") => void;
  readonly passwordChanged: (password: string) => void;
}

type Answered = { answer: JsonObject; afterwards?: () => void };
type Command = (payload: Json, parts: CommandParts) => Reply;

const command =
  <Schema extends z.ZodMiniType>(
    schema: Schema,
    run: (request: z.output<Schema>, parts: CommandParts) => Answered,
  ): Command =>
  (payload, parts) => {
    const request = schema.safeParse(payload, { reportInput: true });
    if (!request.success) return { kind: "error", ...violationOf(request.error) };
    const { answer, afterwards } = run(request.data, parts);
    return { kind: "result", payload: answer, afterwards };
  };

const status = (value: string, afterwards?: () => void): Answered => ({
  answer: { status: value },
  ...(afterwards ? { afterwards } : {}),
});

const canStart = (connector: Connector, idTag: string): boolean => {
  if (connector.fault || !connector.isOperative || !admits(connector, { idTag })) return false;
  const { kind } = connector.phase;
  return kind === "idle" || kind === "cabled" || (kind === "finishing" && !!connector.vehicle);
};

const startable = (
  { connectors, station }: CommandParts,
  wanted: { idTag: string; connectorId?: number | undefined },
): Connector | undefined => {
  if (station.fault || !station.isOperative) return undefined;
  const usable = [...connectors.values()].filter(
    (connector) =>
      (wanted.connectorId === undefined || connector.id === wanted.connectorId) &&
      canStart(connector, wanted.idTag),
  );
  return usable.find((connector) => connector.vehicle) ?? usable[0];
};

const authorizeThen = async (
  { authorizer }: CommandParts,
  idTag: string,
  begin: () => void,
): Promise<void> => {
  const outcome = await authorizer.authorize(idTag);
  if (outcome.kind === "accepted") begin();
};

const remoteStart = command(REQUESTS.remoteStartTransaction, (request, parts) => {
  const { idTag } = request;
  const connector = startable(parts, request);
  if (!connector) return status("Rejected");
  const begin = (): void => {
    if (!canStart(connector, idTag)) return;
    parts.sessions.authorised(connector, idTag);
    parts.onRemoteStart(connector);
  };
  return status("Accepted", () => {
    if (parts.configuration.isTrue("AuthorizeRemoteTxRequests")) {
      void authorizeThen(parts, idTag, begin);
    } else begin();
  });
});

const remoteStop = command(REQUESTS.remoteStopTransaction, ({ transactionId }, parts) => {
  const connector = [...parts.connectors.values()].find((connector) => {
    if (!isCharging(connector)) return false;
    const { id } = connector.phase.transaction;
    return id.kind === "known" && id.value === transactionId;
  });
  if (!connector) return status("Rejected");
  return status("Accepted", () => parts.sessions.stop(connector, "Remote"));
});

const changeAvailability = command(REQUESTS.changeAvailability, (request, parts) => {
  const { connectors, station } = parts;
  const isOperative = request.type === "Operative";
  const one = connectors.get(request.connectorId);
  if (request.connectorId !== 0 && !one) return status("Rejected");
  const affected = one ? [one] : [...connectors.values()];
  const isWaiting = affected.some(isCharging);
  return status(isWaiting ? "Scheduled" : "Accepted", () => {
    if (request.connectorId === 0) station.isOperative = isOperative;
    for (const connector of affected) {
      if (isCharging(connector)) connector.operativeAfterwards = isOperative;
      else connector.isOperative = isOperative;
    }
    parts.status.changedAll();
  });
});

const changeConfiguration = command(REQUESTS.changeConfiguration, ({ key, value }, parts) => {
  const outcome = parts.configuration.change(key, value);
  return status(outcome, () => {
    if (outcome !== "Accepted") return;
    if (key === "MeterValueSampleInterval") parts.sessions.sampling.restart();
    if (key === "ClockAlignedDataInterval") parts.sessions.sampling.startAligned();
    if (key === "HeartbeatInterval") parts.registration.rescheduleHeartbeat();
    if (key === "AuthorizationKey") parts.passwordChanged(value);
  });
});

const getConfiguration = command(REQUESTS.getConfiguration, ({ key }, { configuration }) => {
  const wanted = key && key.length > 0 ? key : configuration.keys();
  const known: JsonObject[] = [];
  const unknownKey: string[] = [];
  for (const name of wanted) {
    const row = configuration.row(name);
    if (row) known.push({ ...row });
    else unknownKey.push(name);
  }
  return {
    answer: { configurationKey: known, ...(unknownKey.length > 0 ? { unknownKey } : {}) },
  };
});

const dataTransfer = command(REQUESTS.dataTransfer, (request, { vendor }) => {
  if (request.vendorId !== vendor) return status("UnknownVendorId");
  if (request.messageId !== "Echo") return status("UnknownMessageId");
  return {
    answer: { status: "Accepted", ...(request.data === undefined ? {} : { data: request.data }) },
  };
});

const RESERVE_REFUSAL: Partial<Record<ConnectorStatus, string>> = {
  Faulted: "Faulted",
  Unavailable: "Unavailable",
  Preparing: "Occupied",
  Charging: "Occupied",
  SuspendedEV: "Occupied",
  SuspendedEVSE: "Occupied",
  Finishing: "Occupied",
};

const reserveNow = command(REQUESTS.reserveNow, (request, parts) => {
  const { connectors, clock, timers } = parts;
  // Connector 0 is refused, as ReserveConnectorZeroSupported says (5.13).
  const connector = connectors.get(request.connectorId);
  const remainingMs = clock.simulatedMsUntil(Date.parse(request.expiryDate));
  if (!connector || remainingMs <= 0) return status("Rejected");
  const refusal = RESERVE_REFUSAL[statusOf(connector)];
  if (refusal) return status(refusal);
  const { reservation } = connector;
  if (reservation && reservation.id !== request.reservationId) return status("Occupied");
  const held = {
    id: request.reservationId,
    idTag: request.idTag,
    parentIdTag: request.parentIdTag,
    expiresAtMs: timers.timeline.nowMs() + remainingMs,
  };
  return status("Accepted", () => holdFor(connector, held, parts));
});

const cancelReservation = command(REQUESTS.cancelReservation, ({ reservationId }, parts) => {
  const connector = [...parts.connectors.values()].find(
    ({ reservation }) => reservation?.id === reservationId,
  );
  if (!connector) return status("Rejected");
  return status("Accepted", () => release(connector, parts.status));
});

const triggerMessage = command(REQUESTS.triggerMessage, (request, parts) => {
  const { connectorId } = request;
  const isKnown =
    connectorId === undefined || connectorId === 0 || parts.connectors.has(connectorId);
  if (!isKnown) return status("Rejected");
  return status("Accepted", () => trigger(request.requestedMessage, connectorId, parts));
});

const trigger = (
  message: z.output<typeof REQUESTS.triggerMessage>["requestedMessage"],
  connectorId: number | undefined,
  parts: CommandParts,
): void => {
  const chosen = [...parts.connectors.values()].filter(
    ({ id }) => connectorId === undefined || connectorId === 0 || id === connectorId,
  );
  switch (message) {
    case "BootNotification":
      parts.registration.boot();
      return;
    case "Heartbeat":
      parts.registration.heartbeat("urgent");
      return;
    case "StatusNotification":
      if (!connectorId) parts.status.tell(0, "urgent");
      if (connectorId !== 0) for (const { id } of chosen) parts.status.tell(id, "urgent");
      return;
    case "MeterValues":
      for (const connector of chosen) parts.sessions.sampling.trigger(connector, "urgent");
      return;
    case "DiagnosticsStatusNotification":
      parts.maintenance.tellDiagnostics();
      return;
    case "FirmwareStatusNotification":
      parts.maintenance.tellFirmware();
  }
};

const unlockConnector = command(REQUESTS.unlockConnector, ({ connectorId }, parts) => {
  const connector = parts.connectors.get(connectorId);
  if (!connector) return status("NotSupported");
  const isUnlocked = !connector.isLockJammed;
  return status(isUnlocked ? "Unlocked" : "UnlockFailed", () =>
    parts.sessions.stop(connector, "UnlockCommand"),
  );
});

const COMMANDS: Readonly<Record<string, Command>> = {
  CancelReservation: cancelReservation,
  ChangeAvailability: changeAvailability,
  ChangeConfiguration: changeConfiguration,
  ClearCache: command(REQUESTS.clearCache, (_, { authorizer }) =>
    status(authorizer.clearCache() ? "Accepted" : "Rejected"),
  ),
  DataTransfer: dataTransfer,
  GetConfiguration: getConfiguration,
  GetDiagnostics: command(REQUESTS.getDiagnostics, ({ location }, { maintenance }) => ({
    answer: { fileName: maintenance.logName },
    afterwards: () => void maintenance.sendLogs(location),
  })),
  RemoteStartTransaction: remoteStart,
  RemoteStopTransaction: remoteStop,
  ReserveNow: reserveNow,
  Reset: command(REQUESTS.reset, ({ type }, parts) => status("Accepted", () => parts.reset(type))),
  TriggerMessage: triggerMessage,
  UnlockConnector: unlockConnector,
  UpdateFirmware: command(REQUESTS.updateFirmware, ({ location }, { maintenance }) => ({
    answer: {},
    afterwards: () => void maintenance.update(location),
  })),
};

/** Actions of profiles this charger does not have; others it has never heard of. */
const UNSUPPORTED = new Set([
  "ClearChargingProfile",
  "GetCompositeSchedule",
  "GetLocalListVersion",
  "SendLocalList",
  "SetChargingProfile",
]);

const WHILE_PENDING_REFUSED = new Set(["RemoteStartTransaction", "RemoteStopTransaction"]);

export const answerCommand = (action: string, payload: Json, parts: CommandParts): Reply => {
  const { registration } = parts.outbox;
  // While rejected, a charger does not answer at all (4.2.1).
  if (registration === "Rejected") return { kind: "silence" };
  if (registration !== "Accepted" && WHILE_PENDING_REFUSED.has(action)) {
    return { kind: "result", payload: { status: "Rejected" } };
  }
  const run = Object.hasOwn(COMMANDS, action) ? COMMANDS[action] : undefined;
  if (run) return run(payload, parts);
  const code = UNSUPPORTED.has(action) ? "NotSupported" : "NotImplemented";
  return { kind: "error", code, description: `${action} is not offered` };
};
