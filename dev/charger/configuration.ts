/** Owns the charger's configuration keys (OCPP 1.6, 9): which exist, which may be written, what
 * values they take, and which need a reboot. Values survive a reboot. */
import { MEASURANDS } from "./meter.ts";

export type ChangeOutcome = "Accepted" | "Rejected" | "RebootRequired" | "NotSupported";

interface Definition {
  readonly initial: string;
  readonly readonly?: true;
  /** Can be written and is never told (Security whitepaper, AuthorizationKey). */
  readonly secret?: true;
  readonly rebootRequired?: true;
  readonly accepts?: (value: string) => boolean;
}

const isBoolean = (value: string): boolean => value === "true" || value === "false";
const isCount = (value: string): boolean => /^\d{1,9}$/.test(value);
const isMeasurandList = (value: string): boolean =>
  value === "" || value.split(",").every((name) => MEASURANDS.some((known) => known === name));

const flag = (initial: boolean): Definition => ({ initial: String(initial), accepts: isBoolean });
const count = (initial: number): Definition => ({ initial: String(initial), accepts: isCount });
const list = (initial: string): Definition => ({ initial, accepts: isMeasurandList });
const fixed = (initial: string): Definition => ({ initial, readonly: true });

const SAMPLED =
  "Energy.Active.Import.Register,Power.Active.Import,Voltage,Current.Import,SoC,Power.Factor";

const DEFINITIONS = {
  AllowOfflineTxForUnknownId: flag(false),
  AuthorizationCacheEnabled: flag(true),
  AuthorizationKey: {
    initial: "",
    secret: true,
    accepts: (value: string) => value.length >= 8 && value.length <= 40,
  },
  AuthorizeRemoteTxRequests: flag(false),
  ClockAlignedDataInterval: count(0),
  ConnectionTimeOut: count(120),
  ConnectorPhaseRotation: { initial: "NotApplicable", rebootRequired: true },
  GetConfigurationMaxKeys: fixed("64"),
  HeartbeatInterval: count(300),
  LocalAuthorizeOffline: flag(true),
  LocalPreAuthorize: flag(false),
  MeterValuesAlignedData: list("Energy.Active.Import.Register"),
  MeterValuesAlignedDataMaxLength: fixed(String(MEASURANDS.length)),
  MeterValuesSampledData: list(SAMPLED),
  MeterValuesSampledDataMaxLength: fixed(String(MEASURANDS.length)),
  MeterValueSampleInterval: count(60),
  NumberOfConnectors: fixed("1"),
  ReserveConnectorZeroSupported: fixed("false"),
  ResetRetries: count(3),
  StopTransactionOnEVSideDisconnect: flag(true),
  StopTransactionOnInvalidId: flag(true),
  StopTxnAlignedData: list(""),
  StopTxnSampledData: list(""),
  SupportedFeatureProfiles: fixed("Core,FirmwareManagement,RemoteTrigger,Reservation"),
  TransactionMessageAttempts: count(3),
  TransactionMessageRetryInterval: count(60),
  UnlockConnectorOnEVSideDisconnect: flag(true),
  WebSocketPingInterval: count(60),
} satisfies Record<string, Definition>;

export type ConfigurationKey = keyof typeof DEFINITIONS;

const definitionOf = (key: string): Definition | undefined =>
  Object.entries<Definition>(DEFINITIONS).find(([name]) => name === key)?.[1];

export interface ConfigurationRow {
  readonly key: string;
  readonly readonly: boolean;
  readonly value?: string;
}

export class Configuration {
  #values = new Map<string, string>();
  /** Accepted, but in force only after the next boot. */
  #staged = new Map<string, string>();

  constructor(numberOfConnectors: number) {
    for (const [key, { initial }] of Object.entries(DEFINITIONS)) this.#values.set(key, initial);
    this.#values.set("NumberOfConnectors", String(numberOfConnectors));
  }

  text(key: ConfigurationKey): string {
    return this.#values.get(key) ?? "";
  }

  number(key: ConfigurationKey): number {
    return Number(this.text(key));
  }

  isTrue(key: ConfigurationKey): boolean {
    return this.text(key) === "true";
  }

  list(key: ConfigurationKey): string[] {
    return this.text(key)
      .split(",")
      .filter((name) => name !== "");
  }

  /** Sets what the charger itself learns, such as the heartbeat interval of the boot answer. */
  set(key: ConfigurationKey, value: string): void {
    this.#values.set(key, value);
  }

  change(key: string, value: string): ChangeOutcome {
    const definition = definitionOf(key);
    if (!definition) return "NotSupported";
    if (definition.readonly || definition.accepts?.(value) === false) return "Rejected";
    if (definition.rebootRequired) {
      this.#staged.set(key, value);
      return "RebootRequired";
    }
    this.#values.set(key, value);
    return "Accepted";
  }

  applyStaged(): void {
    for (const [key, value] of this.#staged) this.#values.set(key, value);
    this.#staged.clear();
  }

  /** Undefined when there is no such key. */
  row(key: string): ConfigurationRow | undefined {
    const definition = definitionOf(key);
    if (!definition) return undefined;
    const shared = { key, readonly: definition.readonly === true };
    return definition.secret ? shared : { ...shared, value: this.#values.get(key) ?? "" };
  }

  keys(): string[] {
    return Object.keys(DEFINITIONS);
  }
}
