// Every command that staff can send to a pile, and how each one goes.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { ConnectorId, PileId, TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";

export const CommandState = z.enum([
  "waiting",
  "sent",
  "answered",
  "refused",
  "timedOut",
  "connectionLost",
  "unsupported",
  "expired",
]);
export type CommandState = z.infer<typeof CommandState>;

export const CommandRecord = z.object({
  commandId: z.string(),
  /** The platform's word for the command. */
  command: z.string(),
  /** What it was given, for people to read. */
  parameters: z.record(z.string(), z.unknown()),
  /** "platform" or a staff member's name. */
  askedBy: z.string(),
  askedAtMs: TimeMs,
  state: CommandState,
  /** The charger's own word once it answered. */
  status: z.nullable(z.string()),
  /** The charger's whole answer, or the error's code and description. */
  answer: z.nullable(z.unknown()),
  endedAtMs: z.nullable(TimeMs),
});
export type CommandRecord = z.infer<typeof CommandRecord>;

export const adminListCommands = endpoint({
  method: "GET",
  path: "/api/v1/admin/piles/:pileId/commands",
  access: "staff",
  tag: "Operations",
  summary: "The last commands of a pile, newest first",
  input: z.object({ pileId: PileId }),
  output: z.object({ items: z.array(CommandRecord) }),
  problems: ["pile_not_found"],
});

export const adminGetCommand = endpoint({
  method: "GET",
  path: "/api/v1/admin/piles/:pileId/commands/:commandId",
  access: "staff",
  tag: "Operations",
  summary: "How one command goes: waiting, sent, answered",
  input: z.object({ pileId: PileId, commandId: z.string().check(z.maxLength(36)) }),
  output: CommandRecord,
  problems: ["pile_not_found", "command_not_found"],
});

export const ProfilePurpose = z.enum(["ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"]);
const RateUnit = z.enum(["A", "W"]);
const count = (most: number) => z.number().check(z.int(), z.minimum(0), z.maximum(most));

const commandProblems = [
  "pile_not_found",
  "connector_not_found",
  "forbidden",
  "pile_offline",
  "pile_busy",
  "commands_queue_full",
  "command_unsupported",
  "transaction_not_found",
  "connector_taken",
] as const;
const asked = z.object({ command: CommandRecord });
const connectorOrPile = z
  .number()
  .check(z.int(), z.minimum(0), z.maximum(limits.connectorsPerPile.most));
const idTag = z.string().check(z.minLength(1), z.maxLength(20));
const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));

const command = <I extends z.core.$ZodShape>(verb: string, summary: string, input: I) =>
  endpoint({
    method: "POST",
    path: `/api/v1/admin/piles/:pileId/${verb}`,
    access: "staff",
    tag: "Operations",
    summary,
    input: z.object({ pileId: PileId, ...input }),
    output: asked,
    problems: commandProblems,
  });

/** Each answers at once with the command's record; its progress is read at …/commands/:commandId. */
export const adminCommands = {
  adminStart: command("start", "Start a charge at the operator's cost (RemoteStartTransaction)", {
    connectorId: ConnectorId,
  }),
  adminStop: command("stop", "Stop the charge on a connector (RemoteStopTransaction)", {
    connectorId: ConnectorId,
  }),
  adminReset: command("reset", "Restart the pile (Reset)", { type: z.enum(["Soft", "Hard"]) }),
  adminUnlock: command("unlock", "Release the cable (UnlockConnector)", {
    connectorId: ConnectorId,
  }),
  adminAvailability: command(
    "availability",
    "Take a connector, or with 0 the pile, out of service or back (ChangeAvailability)",
    {
      connectorId: connectorOrPile,
      operative: z.boolean(),
    },
  ),
  adminReadConfiguration: command(
    "configuration/read",
    "Read the pile's configuration (GetConfiguration)",
    {
      keys: z._default(z.array(text(50)).check(z.maxLength(100)), []),
    },
  ),
  adminChangeConfiguration: command(
    "configuration",
    "Change one configuration key (ChangeConfiguration)",
    {
      key: text(50),
      value: z.string().check(z.maxLength(500)),
    },
  ),
  adminTrigger: command("trigger", "Ask the pile to send a message now (TriggerMessage)", {
    message: z.enum([
      "BootNotification",
      "DiagnosticsStatusNotification",
      "FirmwareStatusNotification",
      "Heartbeat",
      "MeterValues",
      "StatusNotification",
    ]),
    connectorId: z.optional(ConnectorId),
  }),
  adminReserve: command("reserve", "Reserve a connector for a card (ReserveNow)", {
    connectorId: ConnectorId,
    idTag,
    minutes: z.number().check(z.int(), z.minimum(1), z.maximum(1440)),
  }),
  adminCancelReservation: command("reservations/cancel", "End a reservation (CancelReservation)", {
    reservationId: z.number().check(z.int()),
  }),
  adminClearCache: command(
    "clear-cache",
    "Make the pile forget the cards it knows (ClearCache)",
    {},
  ),
  adminDataTransfer: command("data-transfer", "Send a vendor's own message (DataTransfer)", {
    vendorId: text(255),
    messageId: z.optional(text(50)),
    data: z.optional(z.string().check(z.maxLength(10_000))),
  }),
  adminGetLocalListVersion: command(
    "local-list/version",
    "Ask which version of the local list of cards the pile has (GetLocalListVersion)",
    {},
  ),
  adminSendLocalList: command(
    "local-list",
    "Send the cards that the pile lets in by itself (SendLocalList)",
    {
      listVersion: z.number().check(z.int(), z.minimum(1), z.maximum(2_147_483_647)),
      isFull: z.boolean(),
      idTags: z.array(idTag).check(z.maxLength(limits.localList.most)),
    },
  ),
  adminSetChargingProfile: command(
    "charging-profile",
    "Limit the pile's, or a connector's, power or current (SetChargingProfile)",
    {
      connectorId: connectorOrPile,
      profileId: count(2_147_483_647),
      stackLevel: count(100),
      purpose: ProfilePurpose,
      unit: RateUnit,
      limit: z.number().check(z.minimum(0), z.maximum(1_000_000)),
      /** Without it the limit holds until it is cleared. */
      durationS: z.optional(count(7 * 86_400)),
    },
  ),
  adminClearChargingProfile: command(
    "charging-profile/clear",
    "Lift limits that were set (ClearChargingProfile)",
    { connectorId: z.optional(connectorOrPile), purpose: z.optional(ProfilePurpose) },
  ),
  adminGetCompositeSchedule: command(
    "composite-schedule",
    "Ask what a connector may draw in the next while (GetCompositeSchedule)",
    { connectorId: connectorOrPile, durationS: count(7 * 86_400), unit: RateUnit },
  ),
} as const;
