// "Tell me when one is free": joining a station's list, the place in it, and what is kept for him.
import { useEffect, useRef, useState } from "react";
import type { Station } from "../../../../core/contract/stations.ts";
import {
  joinWaiting,
  leaveWaiting,
  listWaitings,
  type Waiting,
} from "../../../../core/contract/waiting.ts";
import { Button } from "../../kit/button.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Box, Heading } from "../../kit/primitives.tsx";
import { api, refusalText } from "../../service/api.ts";
import { useAction, useEvery, useLoaded, useNow, useOnScreen } from "../../service/hooks.ts";
import { useText } from "../../service/language.ts";
import { toPile } from "../../service/navigate.ts";
import { sessionStore } from "../../service/session.ts";
import { useStore } from "../../service/store.ts";
import { durationMs } from "../../view/format.ts";
import { useNames } from "../../view/useNames.ts";
import { useSignIn } from "../../view/signInSheet.tsx";
import { type Wait, waitsWorthwhile } from "./waits.ts";

/** His place changes when others leave; the live socket says so, and this where it is away. */
const askAgainMs = 30_000;

const Offer = ({
  offer,
  leave,
}: {
  readonly offer: NonNullable<Waiting["offer"]>;
  readonly leave: ReturnType<typeof useAction>;
}) => {
  const text = useText();
  const names = useNames();
  const nowMs = useNow(1_000, useOnScreen());
  return (
    <>
      <Notice tone="good">{text.waiting.offered(names.pile(offer), offer.connectorId)}</Notice>
      <Box className="quiet figures">
        {text.waiting.leftFor(durationMs(text, offer.untilMs - nowMs))}
      </Box>
      <Button onPress={() => toPile(offer.pileId, offer.connectorId)}>{text.waiting.charge}</Button>
      <Button kind="plain" isBusy={leave.isRunning} onPress={leave.run}>
        {text.waiting.decline}
      </Button>
    </>
  );
};

const Place = ({
  waiting,
  leave,
}: {
  readonly waiting: Waiting;
  readonly leave: ReturnType<typeof useAction>;
}) => {
  const text = useText();
  return (
    <>
      <Box className="strong figures">{text.waiting.place(waiting.place)}</Box>
      <Box className="quiet">
        {waiting.currentType === null
          ? text.waiting.forAny
          : text.waiting[`for${waiting.currentType}`]}
      </Box>
      <Box className="quiet">{text.waiting.hint}</Box>
      <Button kind="plain" isBusy={leave.isRunning} onPress={leave.run}>
        {text.waiting.leave}
      </Button>
    </>
  );
};

/** Those that are worth a wait, each a button. */
const Join = ({
  waits,
  isBusy,
  onJoin,
}: {
  readonly waits: readonly Wait[];
  readonly isBusy: boolean;
  readonly onJoin: (wait: Wait) => void;
}) => {
  const text = useText();
  return (
    <>
      <Box className="quiet">{text.waiting.hint}</Box>
      {waits.map((wait) => (
        <Button key={wait} kind="plain" isBusy={isBusy} onPress={() => onJoin(wait)}>
          {text.waiting[wait]}
        </Button>
      ))}
    </>
  );
};

/** @param heard grows with each word of the live socket on the driver's own waiting */
export const WaitingCard = ({
  station,
  heard,
}: {
  readonly station: Station;
  readonly heard: number;
}) => {
  const text = useText();
  const { stationId } = station;
  const driver = useStore(sessionStore)?.driver.driverId ?? null;
  const mine = useLoaded(driver, () => api(listWaitings, {}));
  const { reload } = mine;
  useEffect(() => {
    if (heard > 0) void reload();
  }, [heard, reload]);
  useEvery(askAgainMs, useOnScreen() && driver !== null, () => void reload());
  const [failure, setFailure] = useState<string | null>(null);
  const signIn = useSignIn();
  const wanted = useRef<Wait>("any");
  const join = useAction(async () => {
    const kind = wanted.current;
    const answer = await api(joinWaiting, {
      stationId,
      ...(kind === "any" ? {} : { currentType: kind }),
    });
    setFailure(answer.ok ? null : refusalText(text, answer.error));
    await reload();
  });
  const leave = useAction(async () => {
    const answer = await api(leaveWaiting, { stationId });
    setFailure(answer.ok ? null : refusalText(text, answer.error));
    await reload();
  });
  const waiting =
    driver !== null && mine.state.kind === "ready"
      ? mine.state.value.items.find((one) => one.stationId === stationId)
      : undefined;
  const waits = waitsWorthwhile(station);
  const said = failure ?? signIn.failure;
  const isUnknown = driver !== null && mine.state.kind === "loading";
  if (isUnknown || (waiting === undefined && waits.length === 0 && said === null)) return null;
  const wish = (wait: Wait): void => {
    wanted.current = wait;
    void signIn.whenSignedIn(join.run);
  };
  return (
    <Box className="card stack">
      <Heading level={2} className="section-title">
        {text.waiting.title}
      </Heading>
      {waiting === undefined ? (
        <Join waits={waits} isBusy={join.isRunning} onJoin={wish} />
      ) : waiting.offer === null ? (
        <Place waiting={waiting} leave={leave} />
      ) : (
        <Offer offer={waiting.offer} leave={leave} />
      )}
      {said === null ? null : <Notice tone="bad">{said}</Notice>}
      {signIn.sheet}
    </Box>
  );
};
