// The state's document in every shape it ever had. Shapes only grow: each step adds what is new.
import type { Booking } from "../../core/charging/booking.ts";
import type {
  Connector,
  Credential,
  EndedSession,
  GivenUp,
  LastSample,
  Link,
  OutboxEntry,
  PileState,
  Session,
  SessionStop,
  Use,
} from "../../core/charging/pileState.ts";
import { unknownDevice } from "../../core/charging/device.ts";
import { changed, nothingAnnounced } from "../../core/live/announcement.ts";

type SessionV1 = Omit<Session, "registersFromMs" | "last"> & {
  readonly last: Omit<LastSample, "byPowerWh">;
};
type UseV1 =
  | Extract<Use, { kind: "free" | "held" | "starting" }>
  | { readonly kind: "charging"; readonly session: SessionV1 }
  | {
      readonly kind: "idling";
      readonly session: SessionV1;
      readonly stop: Omit<SessionStop, "key">;
      readonly untilMs: number;
    };

/** At first nobody was told of a charger that stays away. */
type LinkV2 = Omit<Link, "isLossTold"> & Partial<Pick<Link, "isLossTold">>;

/** Piles of the second version got these in its course. */
type Later =
  | "announcement"
  | "availability"
  | "bookings"
  | "closures"
  | "device"
  | "pastBookings"
  | "pastOffers"
  | "trace";
type PileStateV2 = Omit<PileState, Later | "link"> & { readonly link: LinkV2 } & Partial<
    Pick<PileState, Exclude<Later, "bookings">>
  > & {
    /** At first all were reservations. */
    readonly bookings?: readonly (Omit<Booking, "origin"> & Partial<Pick<Booking, "origin">>)[];
  };

export type PileStateV1 = Omit<
  PileState,
  | "v"
  | Later
  | "link"
  | "connectors"
  | "credential"
  | "ended"
  | "givenUp"
  | "outbox"
  | "retiredAtMs"
> & {
  readonly v: 1;
  readonly link: LinkV2;
  readonly connectors: readonly (Omit<Connector, "use"> & { readonly use: UseV1 })[];
  readonly credential: Omit<Credential, "refusalNotedMs">;
  readonly ended: readonly Omit<EndedSession, "idTag" | "endedAtMs" | "stopKey">[];
  readonly givenUp: readonly Omit<GivenUp, "connectorId">[];
  readonly outbox: readonly Omit<OutboxEntry, "atMs">[];
};

/** Throws for a shape of the future: code older than the data must not touch it. */
export function upgraded(document: unknown): PileState {
  if (isOfVersion<PileStateV2>(document, 2)) {
    const bookings = (document.bookings ?? []).map((booking): Booking => ({
      origin: "reservation",
      ...booking,
    }));
    const link = { isLossTold: false, ...document.link };
    const device = { ...unknownDevice, ...document.device };
    return { announcement: unannounced, ...untold, ...document, link, bookings, device };
  }
  if (isOfVersion<PileStateV1>(document, 1)) return fromV1(document);
  throw new Error("the state is of a version that is not known");
}

const isOfVersion = <T extends { readonly v: number }>(
  document: unknown,
  version: T["v"],
): document is T =>
  typeof document === "object" && document !== null && "v" in document && document.v === version;

const untold = {
  availability: [],
  closures: [],
  device: unknownDevice,
  pastBookings: [],
  pastOffers: [],
  trace: null,
} as const;

/** There is a summary, and its Station has not been told. */
const unannounced = changed(nothingAnnounced, 0);

const fromV1 = (state: PileStateV1): PileState => ({
  ...state,
  v: 2,
  link: { isLossTold: false, ...state.link },
  connectors: state.connectors.map((connector) => ({
    ...connector,
    use: useFromV1(connector.use),
  })),
  credential: { ...state.credential, refusalNotedMs: null },
  ended: state.ended.map((one) => ({ ...one, idTag: "", endedAtMs: 0, stopKey: null })),
  givenUp: state.givenUp.map((one) => ({ ...one, connectorId: 1 })),
  outbox: state.outbox.map((entry) => ({ ...entry, atMs: 0 })),
  retiredAtMs: null,
  announcement: unannounced,
  bookings: [],
  ...untold,
});

function useFromV1(use: UseV1): Use {
  switch (use.kind) {
    case "charging":
      return { ...use, session: sessionFromV1(use.session) };
    case "idling":
      return { ...use, session: sessionFromV1(use.session), stop: { ...use.stop, key: null } };
    default:
      return use;
  }
}

const sessionFromV1 = (session: SessionV1): Session => ({
  ...session,
  registersFromMs: session.startedAtMs,
  last: { ...session.last, byPowerWh: 0 },
});
