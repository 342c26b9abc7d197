/** Wires the concerns of one charger together; nothing here decides anything. */
import { Authorizer } from "./authorization.ts";
import { DeviceClock, type Timers } from "./clock.ts";
import { answerCommand, type CommandParts } from "./commands.ts";
import { Configuration } from "./configuration.ts";
import type { Connector } from "./connectorState.ts";
import type { Emit } from "./events.ts";
import { Link } from "./link.ts";
import { Maintenance } from "./maintenance.ts";
import { Meter } from "./meter.ts";
import { Outbox } from "./outbox.ts";
import { Quiet } from "./quiet.ts";
import { Random, seedOf } from "./random.ts";
import { Registration } from "./registration.ts";
import { Rpc, type Reply } from "./rpc.ts";
import { Sessions } from "./sessions.ts";
import type { ChargerSettings, ConnectorSetting } from "./settings.ts";
import { StatusReporter, type Station } from "./statusReporter.ts";

const DEFAULT_CALL_TIMEOUT_MS = 30_000;

export interface AssemblySettings {
  readonly settings: ChargerSettings;
  readonly timers: Timers;
  readonly emit: Emit;
  readonly password: () => string;
  readonly hooks: Pick<CommandParts, "onRemoteStart" | "reset" | "passwordChanged">;
}

export interface Assembly {
  readonly rpc: Rpc;
  readonly link: Link;
  readonly quiet: Quiet;
  readonly parts: CommandParts;
}

const connectorOf = (setting: ConnectorSetting, random: Random): Connector => {
  const { id, type, maxPowerW, registerWh = 0 } = setting;
  return {
    id,
    type,
    maxPowerW,
    meter: new Meter({ type, maxPowerW, registerWh, random }),
    phase: { kind: "idle" },
    vehicle: undefined,
    fault: undefined,
    reservation: undefined,
    isOperative: true,
    operativeAfterwards: undefined,
    isLockJammed: false,
  };
};

export const assemble = (from: AssemblySettings): Assembly => {
  const { settings, timers, emit } = from;
  const random = new Random(settings.seed ?? seedOf(settings.pileId));
  const rpc = new Rpc({
    timers,
    emit,
    callTimeoutMs: settings.callTimeoutMs ?? DEFAULT_CALL_TIMEOUT_MS,
    transmit: (frame) => link.send(frame),
    answer: (action, payload) => {
      const reply = answerCommand(action, payload, parts);
      emit({ kind: "command", action, answer: labelOf(reply) });
      parts.maintenance.note(`${action} ${labelOf(reply)}`);
      return reply;
    },
  });
  const parts = partsOf(from, rpc, random);
  const link = new Link({
    url: settings.url,
    pileId: settings.pileId,
    timers,
    random,
    emit,
    password: from.password,
    pingIntervalS: () => parts.configuration.number("WebSocketPingInterval"),
    onOpen: () => {
      parts.outbox.connected();
      parts.registration.opened();
    },
    onClosed: () => {
      parts.registration.closed();
      parts.outbox.disconnected();
      quiet.check();
    },
    onText: (text) => {
      rpc.receive(text);
      quiet.check();
    },
  });
  const quiet = new Quiet(() => !link.isConnecting && !rpc.isAwaitingAnswer);
  return { rpc, link, quiet, parts };
};

const labelOf = (reply: Reply): string => {
  if (reply.kind === "error") return reply.code;
  if (reply.kind === "silence") return "silence";
  return typeof reply.payload["status"] === "string" ? reply.payload["status"] : "answered";
};

const partsOf = (from: AssemblySettings, rpc: Rpc, random: Random): CommandParts => {
  const { settings, timers, emit, hooks } = from;
  const vendor = settings.vendor ?? "Zhuang";
  const clock = new DeviceClock(timers.timeline, settings.timestamps ?? "simulated");
  const configuration = new Configuration(settings.connectors.length);
  const connectors = new Map(
    settings.connectors.map((setting) => [setting.id, connectorOf(setting, random)]),
  );
  const station: Station = { fault: undefined, isOperative: true };
  const outbox = new Outbox({
    rpc,
    timers,
    configuration,
    emit,
    onStartAnswered: (transaction, info) => sessions.startAnswered(transaction, info),
  });
  const status = new StatusReporter({ station, connectors, outbox, clock, vendor, emit });
  const shared = { connectors, timers, clock, configuration, random, outbox, status, emit };
  const authorizer = new Authorizer(shared);
  const sessions = new Sessions(shared, authorizer, settings.whenFull ?? "wait");
  const identity = {
    chargePointVendor: vendor.slice(0, 20),
    chargePointModel: (settings.model ?? "Simulated").slice(0, 20),
    chargePointSerialNumber: settings.pileId.slice(0, 25),
    firmwareVersion: (settings.firmware ?? "1.0.0").slice(0, 50),
  };
  const maintenance = new Maintenance({
    ...shared,
    pileId: settings.pileId,
    restart: (version) => {
      identity.firmwareVersion = version ?? identity.firmwareVersion;
      hooks.reset("Soft");
    },
  });
  const registration = new Registration({
    outbox,
    timers,
    clock,
    configuration,
    emit,
    identity,
    onOnline: (how) => {
      emit({ kind: "online" });
      maintenance.note(how);
      if (how === "booted") {
        maintenance.booted();
        status.tellAll();
      } else status.changedAll();
      sessions.sampling.startAligned();
    },
  });
  const own = { station, vendor, authorizer, sessions, registration, maintenance };
  return { ...shared, ...hooks, ...own };
};
