// An Area while it is awake: its state in memory and as stored, its stations asked, its drivers told.
import {
  isMember,
  newArea,
  pruned,
  settle,
  stationsToAsk,
  withAnswer,
  withoutStation,
  withoutWord,
  withRecords,
  withStation,
  type AreaState,
} from "../../core/live/area.ts";
import { retryAfterMs } from "../../core/live/announcement.ts";
import type { StationLeft, StationSummary } from "../../core/live/summaries.ts";
import { limits } from "../../core/limits.ts";
import type { ObjectEnv } from "../env.ts";
import { atOnce } from "../live/atOnce.ts";
import { GroupCommit } from "../live/groupCommit.ts";
import { LiveSockets } from "../live/liveSockets.ts";
import { stationOf } from "../live/objects.ts";
import { OneAlarm } from "../live/oneAlarm.ts";
import { within } from "../live/within.ts";
import { AreaStore } from "./store.ts";

export class AreaRuntime {
  readonly sockets: LiveSockets;
  readonly #ctx: DurableObjectState;
  readonly #env: ObjectEnv;
  readonly #cell: string;
  readonly #store: AreaStore;
  readonly #alarm: OneAlarm;
  readonly #commits: GroupCommit;
  #state: AreaState | null;
  /** As it was last stored and sent; the state in memory may be a tick ahead. */
  #settled: AreaState | null;
  #reading: Promise<void> = Promise.resolve();
  #nextReading: Promise<void> | null = null;
  #firstReading: Promise<void> | null = null;
  #isAwake = false;
  #askFailures = 0;

  constructor(ctx: DurableObjectState, env: ObjectEnv, cell: string) {
    this.#ctx = ctx;
    this.#env = env;
    this.#cell = cell;
    this.#store = new AreaStore(ctx.storage);
    this.sockets = new LiveSockets(ctx, limits.driverSocketsPerArea.most);
    this.#alarm = new OneAlarm(ctx.storage);
    this.#commits = new GroupCommit(() => this.#commit(), limits.areaTickMs.most);
    this.#state = this.#store.load(cell);
    this.#settled = this.#state;
  }

  /**
   * The state as it is stored and sent. A lost one is made anew from the records and from what the
   * stations say.
   */
  async ready(): Promise<AreaState> {
    if (this.#settled === null) {
      this.#firstReading ??= this.#readRecords().finally(() => {
        this.#firstReading = null;
      });
      await this.#firstReading;
    }
    if (!this.#isAwake) {
      this.#isAwake = true;
      this.#ctx.waitUntil(this.#resume());
    }
    if (this.#settled === null) throw new Error("the area was not settled");
    return this.#settled;
  }

  async stationChanged(summary: StationSummary): Promise<number> {
    const settled = await this.ready();
    if (!isMember(this.#state ?? settled, summary.stationId)) await this.#readRecords();
    return this.#take((state) => withStation(state, summary, Date.now()));
  }

  async stationLeft(left: StationLeft): Promise<number> {
    await this.ready();
    return this.#take((state) => withoutStation(state, left, Date.now()));
  }

  async rang(): Promise<void> {
    this.#alarm.isOff();
    await this.#resume();
  }

  async #take(
    take: (state: AreaState) => { readonly state: AreaState; readonly knownSeq: number },
  ): Promise<number> {
    if (this.#state === null) throw new Error("the area was not settled");
    const { state, knownSeq } = take(this.#state);
    this.#state = state;
    await this.#commits.join(Date.now());
    return knownSeq;
  }

  /** Readings do not overtake each other; calls that come before one begins share it. */
  #readRecords(): Promise<void> {
    this.#nextReading ??= this.#reading.then(() => {
      this.#nextReading = null;
      return this.#read();
    });
    this.#reading = this.#nextReading.catch(() => undefined);
    return this.#nextReading;
  }

  async #read(): Promise<void> {
    const stationIds = await this.#env.DIRECTORY.area(this.#cell);
    this.#state =
      this.#state === null ? newArea(this.#cell, stationIds) : withRecords(this.#state, stationIds);
    await this.#askStations();
    await this.#commits.join(Date.now());
  }

  async #resume(): Promise<void> {
    if (this.#state === null || stationsToAsk(this.#state).length === 0) return;
    await this.#askStations();
    await this.#commits.join(Date.now());
  }

  /** Asks the stations that have not been heard; those that cannot be reached are asked again later. */
  async #askStations(): Promise<void> {
    if (this.#state === null) return;
    const waiting = stationsToAsk(this.#state);
    if (waiting.length === 0) return;
    const now = waiting.slice(0, limits.membersAskedAtATime.most);
    await atOnce(now, limits.callsAtOnce.most, (stationId) => this.#askStation(stationId));
    const left = stationsToAsk(this.#state).length;
    if (left === 0) return;
    this.#askFailures = left < waiting.length ? 0 : this.#askFailures + 1;
    await this.#alarm.ringBy(Date.now() + retryAfterMs(this.#askFailures, Math.random()));
  }

  async #askStation(stationId: string): Promise<void> {
    try {
      const asked = stationOf(this.#env, stationId).summary();
      const summary = await within(limits.announceTimeoutMs.most, asked);
      if (this.#state === null) return;
      if (summary.ok) this.#state = withAnswer(this.#state, summary.value, Date.now());
      else if (summary.error.code === "station_not_found") {
        this.#state = withoutWord(this.#state, stationId);
      }
    } catch (error) {
      console.error("station out of reach", stationId, String(error));
    }
  }

  #commit(): void {
    if (this.#state === null) return;
    const settled = settle(this.#settled, pruned(this.#state, Date.now()));
    // Sent before it is written, so that the drivers do not wait for the disk: a crash in between
    // ends their sockets too, and they come back to what is stored.
    if (settled.message !== null) this.sockets.sendAll(settled.message);
    this.#store.write(settled.rows, settled.state.boardSeq);
    this.#state = settled.state;
    this.#settled = settled.state;
  }
}
