/** What the concerns of one charger share. */
import type { DeviceClock, Timers } from "./clock.ts";
import type { Configuration } from "./configuration.ts";
import type { Connector } from "./connectorState.ts";
import type { Emit } from "./events.ts";
import type { Outbox } from "./outbox.ts";
import type { Random } from "./random.ts";
import type { StatusReporter } from "./statusReporter.ts";

export interface Parts {
  readonly connectors: ReadonlyMap<number, Connector>;
  readonly timers: Timers;
  readonly clock: DeviceClock;
  readonly configuration: Configuration;
  readonly random: Random;
  readonly outbox: Outbox;
  readonly status: StatusReporter;
  readonly emit: Emit;
}
