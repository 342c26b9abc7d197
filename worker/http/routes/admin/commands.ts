// Every command that staff can send to a pile: one row an endpoint, and one way for all of them.
import { ulid } from "ulid";
import type * as z from "zod/mini";
import type { CommandRefusal, CommandRequest } from "../../../../core/charging/pileApi.ts";
import {
  adminCommands,
  adminGetCommand,
  adminListCommands,
  type CommandRecord,
} from "../../../../core/contract/admin/commands.ts";
import type { Endpoint } from "../../../../core/contract/endpoint.ts";
import type { ProblemCode } from "../../../../core/contract/problems.ts";
import { hidden, isSecretKey } from "../../../../core/ocpp/secrets.ts";
import { err, ok } from "../../../../core/result.ts";
import { adminPileQuery } from "../../../db/adminPiles.ts";
import { writeAudit } from "../../../db/audit.ts";
import { dbOf } from "../../../db/database.ts";
import { askPile } from "../../../pileOf.ts";
import type { App } from "../../context.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

/** What each endpoint asks of the pile. */
export function adminCommandRoutes(app: App): void {
  const { adminStart, adminStop, adminReset, adminUnlock, adminAvailability } = adminCommands;
  send(app, adminStart, ({ connectorId }) => ({ kind: "start", connectorId }));
  send(app, adminStop, ({ connectorId }) => ({ kind: "stop", connectorId }));
  send(app, adminReset, ({ type }) => ({ kind: "reset", type }));
  send(app, adminUnlock, ({ connectorId }) => ({ kind: "unlock", connectorId }));
  send(app, adminAvailability, ({ connectorId, operative }) => ({
    kind: "setAvailability",
    connectorId,
    operative,
  }));
  const { adminReadConfiguration, adminChangeConfiguration, adminTrigger } = adminCommands;
  send(app, adminReadConfiguration, ({ keys }) => ({ kind: "getConfiguration", keys }));
  send(app, adminChangeConfiguration, ({ key, value }) => ({
    kind: "changeConfiguration",
    key,
    value,
  }));
  send(app, adminTrigger, ({ message, connectorId = null }) => ({
    kind: "trigger",
    message,
    connectorId,
  }));
  const { adminReserve, adminCancelReservation, adminClearCache, adminDataTransfer } =
    adminCommands;
  send(app, adminReserve, ({ connectorId, idTag, minutes }) => ({
    kind: "reserve",
    connectorId,
    idTag,
    minutes,
  }));
  send(app, adminCancelReservation, ({ reservationId }) => ({
    kind: "cancelReservation",
    reservationId,
  }));
  send(app, adminClearCache, () => ({ kind: "clearCache" }));
  send(app, adminDataTransfer, ({ vendorId, messageId = null, data = null }) => ({
    kind: "dataTransfer",
    vendorId,
    messageId,
    data,
  }));
  moreCommandRoutes(app);
  serveStaff(app, adminListCommands, listCommands);
  serveStaff(app, adminGetCommand, oneCommand);
}

/** The local list of cards, and smart charging. */
function moreCommandRoutes(app: App): void {
  const { adminGetLocalListVersion, adminSendLocalList } = adminCommands;
  send(app, adminGetLocalListVersion, () => ({ kind: "getLocalListVersion" }));
  send(app, adminSendLocalList, ({ listVersion, isFull, idTags }) => ({
    kind: "sendLocalList",
    listVersion,
    isFull,
    idTags,
  }));
  const { adminSetChargingProfile, adminClearChargingProfile } = adminCommands;
  send(app, adminSetChargingProfile, ({ pileId: _pile, durationS = null, ...profile }) => ({
    kind: "setChargingProfile",
    ...profile,
    durationS,
  }));
  send(app, adminClearChargingProfile, ({ connectorId = null, purpose = null }) => ({
    kind: "clearChargingProfile",
    connectorId,
    purpose,
  }));
  send(app, adminCommands.adminGetCompositeSchedule, ({ connectorId, durationS, unit }) => ({
    kind: "getCompositeSchedule",
    connectorId,
    durationS,
    unit,
  }));
}

export const commandProblemOf = {
  pile_not_found: "pile_not_found",
  connector_not_found: "connector_not_found",
  connector_taken: "connector_taken",
  pile_offline: "pile_offline",
  pile_busy: "pile_busy",
  transaction_not_found: "transaction_not_found",
  commands_queue_full: "commands_queue_full",
  unavailable: "unavailable",
} as const satisfies Record<CommandRefusal["code"] | "unavailable", ProblemCode>;

type Asked = typeof adminCommands.adminClearCache.output;

function send<Input extends { readonly pileId: string }>(
  app: App,
  endpoint: Endpoint<z.ZodMiniType<Input>, Asked>,
  requestOf: (input: Input) => CommandRequest,
): void {
  serveStaff(app, endpoint, async ({ env, input, nowMs, staff }) => {
    const db = dbOf(env);
    const { pileId } = input;
    const { operatorId, staffId } = staff;
    const pile = await adminPileQuery(db, { operatorId, pileId }).get();
    if (pile === undefined) return err({ code: "pile_not_found" });
    const request = requestOf(input);
    const commandId = ulid(nowMs);
    // Before it is sent, so that no command goes out that the audit does not know of.
    await writeAudit(db, {
      operatorId,
      staffId,
      action: `command.${request.kind}`,
      subject: pileId,
      detail: { commandId, ...withoutSecrets(request) },
      nowMs,
    });
    const asked = await askPile(env, pileId, (object) =>
      object.command({ commandId, request, askedBy: staff.displayName }),
    );
    return asked.ok
      ? ok({ command: asked.value })
      : err({ code: commandProblemOf[asked.error.code] });
  });
}

/** The audit tells that a charger's key was changed, not to what. */
function withoutSecrets(request: CommandRequest): Readonly<Record<string, unknown>> {
  const isSecret = request.kind === "changeConfiguration" && isSecretKey(request.key);
  return isSecret ? { ...request, value: hidden } : { ...request };
}

async function listCommands({ env, input, staff }: Call<typeof adminListCommands, ByStaff>) {
  const { pileId } = input;
  const pile = await adminPileQuery(dbOf(env), { operatorId: staff.operatorId, pileId }).get();
  if (pile === undefined) return err({ code: "pile_not_found" });
  const snapshot = await askPile(env, pileId, (object) => object.snapshot());
  if (snapshot.ok) return ok({ items: [...snapshot.value.commands] });
  return snapshot.error.code === "unavailable" ? snapshot : ok({ items: [] });
}

async function oneCommand({ env, input, staff }: Call<typeof adminGetCommand, ByStaff>) {
  const { pileId, commandId } = input;
  const pile = await adminPileQuery(dbOf(env), { operatorId: staff.operatorId, pileId }).get();
  if (pile === undefined) return err({ code: "pile_not_found" });
  const command = await askPile<CommandRecord | null, never>(env, pileId, async (object) =>
    ok(await object.getCommand(commandId)),
  );
  if (!command.ok) return command;
  return command.value === null ? err({ code: "command_not_found" }) : ok(command.value);
}
