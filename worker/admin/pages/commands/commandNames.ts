// The platform's words for its commands, as records of commands carry them.

export const commandNames = [
  "start",
  "stop",
  "unlock",
  "reset",
  "setAvailability",
  "trigger",
  "clearCache",
  "getConfiguration",
  "changeConfiguration",
  "dataTransfer",
  "reserve",
  "cancelReservation",
  "getLocalListVersion",
  "sendLocalList",
  "setChargingProfile",
  "clearChargingProfile",
  "getCompositeSchedule",
] as const;

export type CommandName = (typeof commandNames)[number];
