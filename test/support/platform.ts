// The whole platform for a test: the built Worker in a process of its own on data that survives it,
// the local gateway beside it, and builders that set up an operator's world through the real API.
import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";
import { adminAddCard, adminGetPile, adminRegisterPile } from "../../core/contract/admin/piles.ts";
import type { OutputOf } from "../../core/contract/endpoint.ts";
import type { Tariff } from "../../core/pricing/tariff.ts";
import type { LocalBucket } from "../../dev/seed/seed.ts";
import { startGateway, type RunningGateway } from "../../dev/gateway/server.ts";
import { staff } from "../../worker/db/tables/operators.ts";
import { hashPassword } from "../../worker/http/auth/password.ts";
import { ApiClient } from "./apiClient.ts";
import { anOperator, aStation, aTariff, MORNING_MS } from "./builders.ts";
import { builtWorker, repositoryRoot, type BuiltWorker } from "./builtWorker.ts";
import type { Row } from "./hostMessages.ts";
import { freePort, HostProcess } from "./hostProcess.ts";
import { RemoteD1 } from "./remoteD1.ts";

/** Ten minutes of the gateways' waiting are a second of a test's. */
const gatewaySpeed = 600;
/** The least scrypt that is scrypt: the test's staff has nothing to protect. */
const cheapScrypt = { N: 2 ** 10, r: 8, p: 1 };

export type PlatformOptions = {
  /** As it is deployed, unless given. */
  readonly worker?: BuiltWorker;
  readonly vars?: Readonly<Record<string, string>>;
  /** What another platform has stored, to begin with a copy of. */
  readonly copyOf?: string;
  /** Where it is stored, and stays; in a folder that goes with the platform unless given. */
  readonly dataDir?: string;
};

export type TestPile = {
  readonly pileId: string;
  readonly password: string;
  /** Without the pile's id, as chargers are configured. */
  readonly ocppUrl: string;
};

export type TestStation = {
  readonly operatorId: string;
  readonly stationId: string;
  /** Signed in as the operator's owner. */
  readonly staff: ApiClient;
};

export class Platform {
  readonly gateway: RunningGateway;
  readonly url: string;
  readonly db: DrizzleD1Database;
  readonly api: ApiClient;
  readonly #folder: string;
  readonly #startHost: () => Promise<HostProcess>;
  #host: HostProcess;

  private constructor(given: {
    readonly folder: string;
    readonly gateway: RunningGateway;
    readonly url: string;
    readonly host: HostProcess;
    readonly startHost: () => Promise<HostProcess>;
  }) {
    this.#folder = given.folder;
    this.gateway = given.gateway;
    this.url = given.url;
    this.#host = given.host;
    this.#startHost = given.startHost;
    this.api = new ApiClient(given.url);
    // Drizzle is given an object of D1's shape that is no D1Database.
    this.db = drizzle(Object(new RemoteD1(() => this.#host)));
  }

  static async start(options: PlatformOptions = {}): Promise<Platform> {
    const folder = await mkdtemp(join(tmpdir(), "zhuang-"));
    const worker = options.worker ?? (await builtWorker());
    const dataDir = options.dataDir ?? join(folder, "data");
    if (options.copyOf !== undefined) await cp(options.copyOf, dataDir, { recursive: true });
    // Beside the platform's own: a copy of what was paid has the gateway that it was paid at.
    const gateway = await startGateway({
      port: 0,
      dataDir: join(dataDir, "gateway"),
      speed: gatewaySpeed,
    });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const startHost = async (): Promise<HostProcess> => {
      const { host } = await HostProcess.start({
        name: "zhuang",
        ...worker,
        vars: {
          ENVIRONMENT: "development",
          PERSONAL_DATA_KEYS: `test:${Buffer.alloc(32, 9).toString("base64")}`,
          TOKEN_SECRETS: "a secret of this test and of nothing else",
          ...gateway.vars({ publicOrigin: url }),
          ...options.vars,
        },
        dataDir,
        port,
        migrationsDir: join(repositoryRoot, "migrations"),
      });
      return host;
    };
    const host = await startHost();
    return new Platform({ folder, gateway, url, host, startHost });
  }

  get log(): string {
    return this.#host.log;
  }

  /** SIGKILL: nothing gets a chance to say goodbye. */
  async kill(): Promise<void> {
    await this.#host.kill();
  }

  /** Starts it again at the same address, on what it had stored. */
  async restart(): Promise<void> {
    this.#host = await this.#startHost();
  }

  async close(): Promise<void> {
    await this.#host.stop();
    await this.gateway.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** As much of R2 as the seed uses. */
  get pictures(): LocalBucket {
    return {
      put: (key, bytes, { httpMetadata }) => {
        const base64 = Buffer.from(bytes).toString("base64");
        return this.#host.putPicture({ key, base64, httpMetadata });
      },
    };
  }

  /** The minute's cron. */
  async sweep(): Promise<void> {
    await this.#host.scheduled("* * * * *");
  }

  /** Lets time pass for what the records wait with: payments without a word, refunds to try again. */
  async recordsAge(ms: number): Promise<void> {
    await this.#host.sql([
      {
        sql: `UPDATE payments SET created_at_ms = created_at_ms - ?1, expires_at_ms = expires_at_ms - ?1
              WHERE pending = 1`,
        params: [ms],
      },
      {
        sql: `UPDATE refunds SET next_attempt_ms = next_attempt_ms - ?1
              WHERE next_attempt_ms IS NOT NULL`,
        params: [ms],
      },
      { sql: "UPDATE orders SET created_at_ms = created_at_ms - ?1 WHERE open = 1", params: [ms] },
    ]);
  }

  async evictPile(pileId: string): Promise<void> {
    await this.#host.evict("Pile", pileId);
  }

  /** Rows as objects. */
  async rows(sql: string, ...params: readonly unknown[]): Promise<readonly Row[]> {
    const [result] = await this.#host.sql([{ sql, params }]);
    return result?.results ?? [];
  }

  /** An operator with one owner, one tariff and one station, all through the tables. */
  async aStation(given: { readonly tariff: Tariff }): Promise<TestStation> {
    const { operatorId } = await anOperator(this.db);
    const { tariffId } = await aTariff(this.db, { operatorId, content: given.tariff });
    const { stationId } = await aStation(this.db, { operatorId, tariffId });
    const email = `${operatorId}@example.com`;
    const password = randomUUID();
    await this.db.insert(staff).values({
      staffId: `staff-${operatorId}`,
      operatorId,
      email,
      displayName: "Owner",
      role: "owner",
      passwordHash: await hashPassword(password, cheapScrypt),
      createdAtMs: MORNING_MS,
    });
    return { operatorId, stationId, staff: await this.api.asStaff(email, password) };
  }

  /** Registers a pile with one 120 kW connector as an operator does, and is told its password. */
  async aPile(station: TestStation, pileId: string, connectors = 1): Promise<TestPile> {
    const registered = await station.staff.call(adminRegisterPile, {
      pileId,
      stationId: station.stationId,
      name: pileId,
      connectors: Array.from({ length: connectors }, () => ({
        currentType: "DC" as const,
        standard: "GBT_DC" as const,
        maxPowerW: 120_000,
      })),
    });
    const { password } = registered;
    return { pileId, password, ocppUrl: registered.ocppUrl.replace(`/${pileId}`, "") };
  }

  async aCard(station: TestStation, idTag: string, driverId: string): Promise<void> {
    await station.staff.call(adminAddCard, { idTag, driverId });
  }

  /** What an operator sees of the pile, by which a test tells whether anything changed. */
  pile(station: TestStation, pileId: string): Promise<OutputOf<typeof adminGetPile>> {
    return station.staff.call(adminGetPile, { pileId });
  }
}
