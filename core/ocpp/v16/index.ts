// OCPP 1.6-J: the Core, Remote Trigger and Reservation profiles.
import type { CommandKind } from "../../charging/commands.ts";
import type { InboundAction, OcppVersion, OutboundAction } from "../version.ts";
import { authorize } from "./authorize.ts";
import { bootNotification } from "./bootNotification.ts";
import { cancelReservation } from "./cancelReservation.ts";
import { changeAvailability } from "./changeAvailability.ts";
import { changeConfiguration } from "./changeConfiguration.ts";
import { clearCache } from "./clearCache.ts";
import { dataTransferReceived, dataTransferSent } from "./dataTransfer.ts";
import { diagnosticsStatusNotification } from "./diagnosticsStatusNotification.ts";
import { errorCodes } from "./errorCodes.ts";
import { firmwareStatusNotification } from "./firmwareStatusNotification.ts";
import { getConfiguration } from "./getConfiguration.ts";
import { heartbeat } from "./heartbeat.ts";
import { meterValues } from "./meterValues.ts";
import { remoteStartTransaction } from "./remoteStartTransaction.ts";
import { remoteStopTransaction } from "./remoteStopTransaction.ts";
import { reserveNow } from "./reserveNow.ts";
import { reset } from "./reset.ts";
import { startTransaction } from "./startTransaction.ts";
import { statusNotification } from "./statusNotification.ts";
import { stopTransaction } from "./stopTransaction.ts";
import { triggerMessage } from "./triggerMessage.ts";
import { unlockConnector } from "./unlockConnector.ts";
import { actionNames } from "./validators.generated.js";

const inboundActions: readonly InboundAction[] = [
  authorize,
  bootNotification,
  dataTransferReceived,
  diagnosticsStatusNotification,
  firmwareStatusNotification,
  heartbeat,
  meterValues,
  startTransaction,
  statusNotification,
  stopTransaction,
];

const outboundActions = {
  cancelReservation,
  changeConfiguration,
  clearCache,
  dataTransfer: dataTransferSent,
  getConfiguration,
  reserve: reserveNow,
  reset,
  setAvailability: changeAvailability,
  start: remoteStartTransaction,
  stop: remoteStopTransaction,
  trigger: triggerMessage,
  unlock: unlockConnector,
} satisfies Partial<Record<CommandKind, OutboundAction>>;

export const v16: OcppVersion = {
  subprotocol: "ocpp1.6",
  errorCodes,
  unreadableMessageId: null,
  actionNames: new Set(actionNames),
  inbound: new Map(inboundActions.map((action) => [action.action, action])),
  outbound: outboundActions,
};
