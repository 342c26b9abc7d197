// A Station while it is awake: its state in memory and as stored, its piles asked, its drivers told,
// its Area told. Changes are joined into commits; whoever brought one is answered after the commit.
import {
  isMember,
  newStation,
  nextTelling,
  pilesToAsk,
  settle,
  told,
  withAnswer,
  withoutWord,
  withPile,
  withRecords,
  type StationState,
  type Telling,
} from "../../core/live/station.ts";
import { liveCloseCodes, type LiveMessage, type LiveWaiting } from "../../core/contract/live.ts";
import { ulid } from "ulid";
import { retryAfterMs } from "../../core/live/announcement.ts";
import type {
  Acknowledgement,
  JoinRefusal,
  JoinRequest,
  PileSummary,
} from "../../core/live/summaries.ts";
import { joined, leftWaiting, waitingChanges, waitingOf } from "../../core/live/waiting.ts";
import { nobodyWaits } from "../../core/live/waitingList.ts";
import { limits } from "../../core/limits.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { ObjectEnv } from "../env.ts";
import { Announcing } from "../live/announcing.ts";
import { atOnce } from "../live/atOnce.ts";
import { GroupCommit } from "../live/groupCommit.ts";
import { LiveSockets } from "../live/liveSockets.ts";
import { areaOf, pileMemberOf } from "../live/objects.ts";
import { OneAlarm } from "../live/oneAlarm.ts";
import { doneWithin, within } from "../live/within.ts";
import { Offering } from "./offering.ts";
import { StationStore } from "./store.ts";

type Unknown = { readonly code: "station_not_found" };
const unknown: Unknown = { code: "station_not_found" };

/** An id that the records do not know is not looked up again for so long. */
const unknownForMs = 10_000;

export class StationRuntime {
  readonly sockets: LiveSockets;
  readonly #ctx: DurableObjectState;
  readonly #env: ObjectEnv;
  readonly #stationId: string;
  readonly #store: StationStore;
  readonly #alarm: OneAlarm;
  readonly #announcing: Announcing;
  readonly #offering: Offering;
  readonly #commits: GroupCommit;
  #state: StationState | null;
  /** As it was last stored and sent; the state in memory may be a tick ahead. */
  #settled: StationState | null;
  #reading: Promise<void> = Promise.resolve();
  #nextReading: Promise<void> | null = null;
  #firstReading: Promise<void> | null = null;
  #isAwake = false;
  #askFailures = 0;
  #unknownUntilMs = 0;

  constructor(ctx: DurableObjectState, env: ObjectEnv, stationId: string) {
    this.#ctx = ctx;
    this.#env = env;
    this.#stationId = stationId;
    this.#store = new StationStore(ctx.storage);
    this.sockets = new LiveSockets(ctx, limits.driverSocketsPerStation.most);
    this.#alarm = new OneAlarm(ctx.storage);
    this.#announcing = new Announcing({
      tell: () => this.#tellArea(),
      retryAt: (atMs) => this.#alarm.ringBy(atMs),
    });
    this.#commits = new GroupCommit(() => this.#commit(), limits.stationTickMs.most);
    this.#offering = new Offering({
      state: () => this.#state,
      take: (state) => {
        this.#state = state;
      },
      heard: (summary) => {
        if (this.#state !== null) this.#state = withPile(this.#state, summary, Date.now()).state;
      },
      commit: () => this.#commits.join(Date.now()),
      pile: (pileId) => pileMemberOf(env, pileId),
      ringBy: (atMs) => this.#alarm.ringBy(atMs),
      newId: ulid,
    });
    this.#state = this.#store.load();
    this.#settled = this.#state;
  }

  /**
   * The state as it is stored and sent. A lost one is made anew from the records and from what the
   * piles say. Null for a station that the records do not know.
   */
  async ready(): Promise<StationState | null> {
    if (this.#settled === null && Date.now() >= this.#unknownUntilMs) {
      this.#firstReading ??= this.#readAgain().finally(() => {
        this.#firstReading = null;
      });
      await this.#firstReading;
    }
    if (!this.#isAwake) {
      this.#isAwake = true;
      this.#ctx.waitUntil(this.resume());
    }
    return this.#settled?.removed === false ? this.#settled : null;
  }

  async pileChanged(
    summary: PileSummary,
  ): Promise<Result<Acknowledgement, { readonly code: "not_member" }>> {
    await this.ready();
    if (!this.#hasMember(summary.pileId)) await this.#readAgain();
    if (this.#state === null || !this.#hasMember(summary.pileId)) {
      return err({ code: "not_member" });
    }
    const taken = withPile(this.#state, summary, Date.now());
    this.#state = taken.state;
    await this.#commits.join(Date.now());
    this.#ctx.waitUntil(this.#offering.see());
    await this.#areaIsTold();
    return ok({ knownSeq: taken.knownSeq });
  }

  /**
   * The pile is answered when the Area has answered, or when the next attempt is set: whichever
   * object fails in between, one that is awake says it again, and no row is needed for that. An Area
   * that is slow is no reason to let the pile believe that its Station is out of reach: the alarm
   * remembers in its stead.
   */
  async #areaIsTold(): Promise<void> {
    if (await doneWithin(limits.areaWaitMs.most, this.#announcing.push(Date.now()))) return;
    await this.#alarm.ringBy(Date.now() + limits.announceTimeoutMs.most);
  }

  async join(request: JoinRequest): Promise<Result<LiveWaiting, JoinRefusal | Unknown>> {
    if ((await this.ready()) === null || this.#state === null) return err(unknown);
    const taken = joined(this.#state, request, Date.now());
    if (!taken.ok) return taken;
    this.#state = taken.value;
    await this.#commits.join(Date.now());
    this.#ctx.waitUntil(this.#offering.see());
    const waiting = this.waitingOf(request.driverId);
    return waiting === null ? err(unknown) : ok(waiting);
  }

  async leave(driverId: string): Promise<Result<null, Unknown>> {
    if ((await this.ready()) === null || this.#state === null) return err(unknown);
    this.#state = leftWaiting(this.#state, driverId, Date.now());
    await this.#commits.join(Date.now());
    this.#ctx.waitUntil(this.#offering.see());
    return ok(null);
  }

  /** As it is written and was told. */
  waitingOf(driverId: string): LiveWaiting | null {
    return this.#settled === null ? null : waitingOf(this.#settled, driverId);
  }

  async recordsChanged(): Promise<void> {
    await this.#readAgain();
    this.#ctx.waitUntil(this.#offering.see());
    await this.#announcing.push(Date.now());
  }

  /** After a wake-up, and when the alarm rings: what was not finished goes on. */
  async resume(): Promise<void> {
    if (this.#state !== null && pilesToAsk(this.#state).length > 0) {
      await this.#askPiles();
      await this.#commits.join(Date.now());
    }
    const work = [this.#announcing.push(Date.now()), this.#offering.see()];
    await doneWithin(limits.alarmWorkMs.most, Promise.all(work));
  }

  async rang(): Promise<void> {
    this.#alarm.isOff();
    await this.resume();
  }

  #hasMember(pileId: string): boolean {
    return this.#state !== null && isMember(this.#state, pileId);
  }

  /** Readings do not overtake each other; calls that come before one begins share it. */
  #readAgain(): Promise<void> {
    this.#nextReading ??= this.#reading.then(() => {
      this.#nextReading = null;
      return this.#readRecords();
    });
    this.#reading = this.#nextReading.catch(() => undefined);
    return this.#nextReading;
  }

  /** It tells nobody yet: an Area that is told may ask back before it answers. */
  async #readRecords(): Promise<void> {
    const entry = await this.#env.DIRECTORY.station(this.#stationId);
    if (this.#state !== null) this.#state = withRecords(this.#state, entry, Date.now());
    else if (entry !== null) this.#state = newStation(entry);
    else {
      this.#unknownUntilMs = Date.now() + unknownForMs;
      return;
    }
    await this.#askPiles();
    await this.#commits.join(Date.now());
  }

  /** Asks the piles that have not been heard; those that cannot be reached are asked again later. */
  async #askPiles(): Promise<void> {
    if (this.#state === null) return;
    const waiting = pilesToAsk(this.#state);
    if (waiting.length === 0) return;
    const now = waiting.slice(0, limits.membersAskedAtATime.most);
    await atOnce(now, limits.callsAtOnce.most, (pileId) => this.#askPile(pileId));
    if (pilesToAsk(this.#state).length === 0) {
      this.#askFailures = 0;
      return;
    }
    const isProgress = pilesToAsk(this.#state).length < waiting.length;
    this.#askFailures = isProgress ? 0 : this.#askFailures + 1;
    await this.#alarm.ringBy(Date.now() + retryAfterMs(this.#askFailures, Math.random()));
  }

  async #askPile(pileId: string): Promise<void> {
    try {
      const asked = pileMemberOf(this.#env, pileId).summary();
      const summary = await within(limits.announceTimeoutMs.most, asked);
      if (this.#state === null) return;
      this.#state = summary.ok
        ? withAnswer(this.#state, summary.value, Date.now())
        : withoutWord(this.#state, pileId);
    } catch (error) {
      console.error("pile out of reach", pileId, String(error));
    }
  }

  #commit(): void {
    if (this.#state === null) return;
    const nowMs = Date.now();
    const waited = this.#settled?.waiting ?? nobodyWaits;
    const news = waitingChanges(this.#stationId, waited, this.#state.waiting);
    const { state, message, store } = settle(this.#settled, this.#state, nowMs);
    // Sent before it is written, so that the drivers do not wait for the disk: a crash in between
    // ends their sockets too, and they come back to what is stored.
    if (message !== null) this.sockets.sendAll(message);
    this.sockets.sendEach(tellable(news), nowMs);
    if (store) this.#store.write(state);
    this.#state = state;
    this.#settled = state;
    if (state.removed) this.sockets.closeAll(liveCloseCodes.gone, "this station was removed");
  }

  async #tellArea(): Promise<boolean> {
    const telling = this.#settled === null ? null : nextTelling(this.#settled);
    if (telling === null) {
      await this.#forgetRemoved();
      return false;
    }
    const area = areaOf(this.#env, telling.areaCell);
    const answer =
      telling.kind === "changed"
        ? await area.stationChanged(telling.summary)
        : await area.stationLeft({ stationId: this.#stationId, seq: telling.seq });
    if (!answer.ok) throw new Error(answer.error.code);
    this.#told(telling, answer.value.knownSeq);
    return true;
  }

  /** Not stored for its own sake: after a crash the summary is told once more. */
  #told(telling: Telling, knownSeq: number): void {
    if (this.#settled === null || this.#state === null) return;
    const isSame = this.#state === this.#settled;
    this.#settled = told(this.#settled, telling, knownSeq);
    this.#state = isSame ? this.#settled : told(this.#state, telling, knownSeq);
  }

  /** A station that was removed and whose Area knows it keeps nothing. */
  async #forgetRemoved(): Promise<void> {
    if (this.#state?.removed !== true || this.#settled?.removed !== true) return;
    this.#state = null;
    this.#settled = null;
    await this.#store.destroy();
    this.#alarm.isOff();
  }
}

const tellable = (changes: ReadonlyMap<string, LiveWaiting>): ReadonlyMap<string, LiveMessage> =>
  new Map([...changes].map(([driverId, waiting]) => [driverId, { kind: "waiting", waiting }]));
