// Every command: its fields, whom it would disturb, and the endpoint it goes to.
import { adminCommands, type CommandRecord } from "../../../../core/contract/admin/commands.ts";
import { type AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
import { ask } from "../../api/ask.ts";
import type { Text } from "../../text/zh.ts";
import {
  anyConnectorField,
  clearProfileFields,
  connectorField,
  connectorOrPileField,
  dataField,
  type Field,
  idTagField,
  keyField,
  keysField,
  linesOf,
  localListFields,
  messageField,
  messageIdField,
  minutesField,
  operativeField,
  purposes,
  reservationField,
  resetTypeField,
  scheduleFields,
  setProfileFields,
  triggerable,
  type Values,
  valueField,
  vendorIdField,
} from "./commandFields.ts";
import type { CommandName } from "./commandNames.ts";
import { isChargeUnderWay } from "./isChargeUnderWay.ts";

export type CommandSpec = {
  readonly group: keyof Text["commands"]["group"];
  readonly fields: readonly Field[];
  /** What a driver would suffer; null when nobody does. */
  readonly warning: (values: Values, pile: AdminPileDetail, text: Text) => string | null;
  readonly send: (pileId: string, values: Values) => Promise<{ command: CommandRecord }>;
};

/** What a form begins with, beside what the place it was opened from knows. */
export const initialValues: Values = {
  connector: "",
  type: "Soft",
  operative: "yes",
  keys: "",
  key: "",
  value: "",
  message: "StatusNotification",
  idTag: "",
  minutes: "30",
  reservation: "",
  vendorId: "",
  messageId: "",
  data: "",
  listVersion: "1",
  update: "Full",
  idTags: "",
  profileId: "1",
  stackLevel: "0",
  purpose: "TxDefaultProfile",
  unit: "W",
  limit: "",
  duration: "",
};

const harmless = (): null => null;

const isCharging = (pile: AdminPileDetail, connector: string): boolean =>
  chargesOn(pile, connector) > 0;

/** Connector 0 is the whole pile. */
const chargesOn = (pile: AdminPileDetail, connector: string): number =>
  pile.sessions
    .filter(isChargeUnderWay)
    .filter(({ connectorId }) => connector === "0" || String(connectorId) === connector).length;

const given = (value: string): string | undefined => (value === "" ? undefined : value);

const purposeOf = (value: string) => purposes.find((known) => known === value);

export const commandTable = {
  start: {
    group: "charging",
    fields: [connectorField],
    warning: harmless,
    send: (pileId, { connector }) =>
      ask(adminCommands.adminStart, { pileId, connectorId: Number(connector) }),
  },
  stop: {
    group: "charging",
    fields: [connectorField],
    warning: ({ connector }, pile, { commands }) =>
      isCharging(pile, connector) ? commands.confirm.stop(Number(connector)) : null,
    send: (pileId, { connector }) =>
      ask(adminCommands.adminStop, { pileId, connectorId: Number(connector) }),
  },
  unlock: {
    group: "charging",
    fields: [connectorField],
    warning: ({ connector }, pile, { commands }) =>
      isCharging(pile, connector) ? commands.confirm.unlock(Number(connector)) : null,
    send: (pileId, { connector }) =>
      ask(adminCommands.adminUnlock, { pileId, connectorId: Number(connector) }),
  },
  setAvailability: {
    group: "device",
    fields: [connectorOrPileField, operativeField],
    warning: ({ connector, operative }, pile, { commands }) => {
      if (operative === "yes") return null;
      const count = chargesOn(pile, connector);
      return count > 0 ? commands.confirm.disable(count) : null;
    },
    send: (pileId, { connector, operative }) =>
      ask(adminCommands.adminAvailability, {
        pileId,
        connectorId: Number(connector),
        operative: operative === "yes",
      }),
  },
  reset: {
    group: "device",
    fields: [resetTypeField],
    warning: ({ type }, pile, { commands: { confirm } }) => {
      const count = chargesOn(pile, "0");
      if (count === 0) return null;
      return type === "Hard" ? confirm.hardReset(count) : confirm.softReset(count);
    },
    send: (pileId, { type }) =>
      ask(adminCommands.adminReset, { pileId, type: type === "Hard" ? "Hard" : "Soft" }),
  },
  trigger: {
    group: "device",
    fields: [messageField, anyConnectorField],
    warning: harmless,
    send: (pileId, { message, connector }) =>
      ask(adminCommands.adminTrigger, {
        pileId,
        message: triggerable.find((known) => known === message) ?? "StatusNotification",
        connectorId: connector === "" ? undefined : Number(connector),
      }),
  },
  clearCache: {
    group: "device",
    fields: [],
    warning: harmless,
    send: (pileId) => ask(adminCommands.adminClearCache, { pileId }),
  },
  getConfiguration: {
    group: "configuration",
    fields: [keysField],
    warning: harmless,
    send: (pileId, { keys }) =>
      ask(adminCommands.adminReadConfiguration, { pileId, keys: linesOf(keys) }),
  },
  changeConfiguration: {
    group: "configuration",
    fields: [keyField, valueField],
    warning: harmless,
    send: (pileId, { key, value }) =>
      ask(adminCommands.adminChangeConfiguration, { pileId, key, value }),
  },
  dataTransfer: {
    group: "configuration",
    fields: [vendorIdField, messageIdField, dataField],
    warning: harmless,
    send: (pileId, { vendorId, messageId, data }) =>
      ask(adminCommands.adminDataTransfer, {
        pileId,
        vendorId,
        messageId: given(messageId),
        data: given(data),
      }),
  },
  reserve: {
    group: "reservation",
    fields: [connectorField, idTagField, minutesField],
    warning: harmless,
    send: (pileId, { connector, idTag, minutes }) =>
      ask(adminCommands.adminReserve, {
        pileId,
        connectorId: Number(connector),
        idTag,
        minutes: Number(minutes),
      }),
  },
  cancelReservation: {
    group: "reservation",
    fields: [reservationField],
    warning: ({ reservation }, { reservations }, { commands }) =>
      reservations.some(({ reservationId }) => String(reservationId) === reservation)
        ? commands.confirm.cancelReservation
        : null,
    send: (pileId, { reservation }) =>
      ask(adminCommands.adminCancelReservation, { pileId, reservationId: Number(reservation) }),
  },
  getLocalListVersion: {
    group: "cards",
    fields: [],
    warning: harmless,
    send: (pileId) => ask(adminCommands.adminGetLocalListVersion, { pileId }),
  },
  sendLocalList: {
    group: "cards",
    fields: localListFields,
    warning: harmless,
    send: (pileId, { listVersion, update, idTags }) =>
      ask(adminCommands.adminSendLocalList, {
        pileId,
        listVersion: Number(listVersion),
        isFull: update === "Full",
        idTags: linesOf(idTags),
      }),
  },
  setChargingProfile: {
    group: "power",
    fields: setProfileFields,
    warning: harmless,
    send: (pileId, { connector, purpose, unit, limit, duration, profileId, stackLevel }) =>
      ask(adminCommands.adminSetChargingProfile, {
        pileId,
        connectorId: Number(connector),
        profileId: Number(profileId),
        stackLevel: Number(stackLevel),
        purpose: purposeOf(purpose) ?? "TxDefaultProfile",
        unit: unit === "A" ? "A" : "W",
        limit: Number(limit),
        durationS: duration === "" ? undefined : Number(duration) * 60,
      }),
  },
  clearChargingProfile: {
    group: "power",
    fields: clearProfileFields,
    warning: harmless,
    send: (pileId, { connector, purpose }) =>
      ask(adminCommands.adminClearChargingProfile, {
        pileId,
        connectorId: connector === "" ? undefined : Number(connector),
        purpose: purposeOf(purpose),
      }),
  },
  getCompositeSchedule: {
    group: "power",
    fields: scheduleFields,
    warning: harmless,
    send: (pileId, { connector, duration, unit }) =>
      ask(adminCommands.adminGetCompositeSchedule, {
        pileId,
        connectorId: Number(connector),
        durationS: Number(duration) * 60,
        unit: unit === "A" ? "A" : "W",
      }),
  },
} as const satisfies Record<CommandName, CommandSpec>;
