// OCPP 1.6-J: all of its profiles; of its security extension nothing.
import type { CommandKind } from "../../charging/commands.ts";
import type { InboundAction, OcppVersion, OutboundAction } from "../version.ts";
import { authorize } from "./authorize.ts";
import { bootNotification } from "./bootNotification.ts";
import { cancelReservation } from "./cancelReservation.ts";
import { changeAvailability } from "./changeAvailability.ts";
import { changeConfiguration } from "./changeConfiguration.ts";
import { clearCache } from "./clearCache.ts";
import { clearChargingProfile } from "./clearChargingProfile.ts";
import { dataTransferReceived, dataTransferSent } from "./dataTransfer.ts";
import { diagnosticsStatusNotification } from "./diagnosticsStatusNotification.ts";
import { errorCodes } from "./errorCodes.ts";
import { firmwareStatusNotification } from "./firmwareStatusNotification.ts";
import { getCompositeSchedule } from "./getCompositeSchedule.ts";
import { getConfiguration } from "./getConfiguration.ts";
import { getDiagnostics } from "./getDiagnostics.ts";
import { getLocalListVersion } from "./getLocalListVersion.ts";
import { heartbeat } from "./heartbeat.ts";
import { meterValues } from "./meterValues.ts";
import { remoteStartTransaction } from "./remoteStartTransaction.ts";
import { remoteStopTransaction } from "./remoteStopTransaction.ts";
import { reserveNow } from "./reserveNow.ts";
import { reset } from "./reset.ts";
import { sendLocalList } from "./sendLocalList.ts";
import { setChargingProfile } from "./setChargingProfile.ts";
import { startTransaction } from "./startTransaction.ts";
import { statusNotification } from "./statusNotification.ts";
import { stopTransaction } from "./stopTransaction.ts";
import { triggerMessage } from "./triggerMessage.ts";
import { unlockConnector } from "./unlockConnector.ts";
import { updateFirmware } from "./updateFirmware.ts";
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
  clearChargingProfile,
  dataTransfer: dataTransferSent,
  getCompositeSchedule,
  getConfiguration,
  getDiagnostics,
  getLocalListVersion,
  reserve: reserveNow,
  reset,
  sendLocalList,
  setAvailability: changeAvailability,
  setChargingProfile,
  start: remoteStartTransaction,
  stop: remoteStopTransaction,
  trigger: triggerMessage,
  unlock: unlockConnector,
  updateFirmware,
} satisfies Partial<Record<CommandKind, OutboundAction>>;

export const v16: OcppVersion = {
  subprotocol: "ocpp1.6",
  errorCodes,
  unreadableMessageId: null,
  actionNames: new Set(actionNames),
  inbound: new Map(inboundActions.map((action) => [action.action, action])),
  outbound: outboundActions,
};
