// My reservations: those that stand with their countdown, those that are over with how and what they cost.
import { useState } from "react";
import { useDidShow, useRouter } from "@tarojs/taro";
import {
  cancelReservation,
  getReservation,
  listReservations,
  type Reservation,
} from "../../../../../core/contract/reservations.ts";
import { Button } from "../../../kit/button.tsx";
import { Cell } from "../../../kit/cell.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Page } from "../../../kit/page.tsx";
import { Empty } from "../../../kit/placeholders.tsx";
import { Box, Heading, Text } from "../../../kit/primitives.tsx";
import { Question } from "../../../kit/sheet.tsx";
import { Tag, type Tone } from "../../../kit/tag.tsx";
import { When } from "../../../kit/when.tsx";
import { api, refusalText } from "../../../service/api.ts";
import { useAction, useEvery, useLoaded, useNow, useOnScreen } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { toOrder, toPile, toReservations, toRoot, toStation } from "../../../service/navigate.ts";
import { sessionStore } from "../../../service/session.ts";
import { useStore } from "../../../service/store.ts";
import { clock, dateTime, durationMs, money, zoned } from "../../../view/format.ts";
import { useNames } from "../../../view/useNames.ts";
import { SignInWall } from "../../../view/signInWall.tsx";
import { phaseOf } from "./countdown.ts";

/** A pile may move or end it at any moment. */
const standingMs = 15_000;

const endTone: Readonly<Record<NonNullable<Reservation["end"]>, Tone>> = {
  used: "good",
  cancelled: "plain",
  cancelled_late: "plain",
  no_show: "warn",
  connector_failed: "bad",
  connector_occupied: "bad",
  pile_offline: "bad",
  cancelled_by_operator: "bad",
  not_confirmed: "warn",
};

type OneProps = {
  readonly reservation: Reservation;
  readonly nowMs: number;
  readonly onChanged: () => void;
};

const Cancel = ({ reservation, nowMs, onChanged }: OneProps) => {
  const text = useText();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isFree = nowMs < reservation.heldFromMs;
  const cancel = useAction(async () => {
    const { reservationId } = reservation;
    const answer = await api(cancelReservation, { reservationId });
    setAsking(false);
    setFailure(answer.ok ? null : refusalText(text, answer.error));
    onChanged();
  });
  return (
    <>
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
      <Button isSmall kind="plain" onPress={() => setAsking(true)}>
        {text.reserve.cancel}
      </Button>
      {isAsking ? (
        <Question
          title={text.reserve.cancelSure}
          detail={
            isFree || reservation.feeFen === 0
              ? text.reserve.cancelFree
              : text.reserve.cancelLate(money(reservation.feeFen))
          }
          yes={text.reserve.cancel}
          no={text.reserve.keep}
          isBusy={cancel.isRunning}
          onYes={cancel.run}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

const Standing = (props: OneProps) => {
  const text = useText();
  const { reservation, nowMs } = props;
  const phase = phaseOf(reservation, nowMs);
  const left = "leftMs" in phase ? durationMs(text, phase.leftMs) : "";
  return (
    <>
      {phase.kind === "over" ? null : (
        <Notice tone={phase.kind === "come" ? "warn" : "info"}>
          <Text className="strong">{text.reserve.phase[phase.kind](left)}</Text>
          <Box>{text.reserve.phaseHint[phase.kind]}</Box>
        </Notice>
      )}
      <Box className="row wrap">
        <Button isSmall onPress={() => toPile(reservation.pileId, reservation.connectorId)}>
          {text.reserve.start}
        </Button>
        <Button isSmall kind="plain" onPress={() => toStation(reservation.stationId)}>
          {text.pile.station}
        </Button>
        <Cancel {...props} />
      </Box>
    </>
  );
};

const Over = ({ reservation }: { readonly reservation: Reservation }) => {
  const text = useText();
  const { end, chargedFen, orderId, feeFen, noShowFeeFen } = reservation;
  if (end === null) return null;
  const backFen = feeFen + noShowFeeFen - (chargedFen ?? 0);
  return (
    <>
      <Box className="quiet">{text.reserve.endHint[end]}</Box>
      <Box>
        <Cell label={text.reserve.charged} value={money(chargedFen ?? 0)} />
        {backFen <= 0 ? null : <Cell label={text.reserve.back} value={money(backFen)} />}
      </Box>
      {orderId === null ? null : (
        <Button isSmall kind="plain" onPress={() => toOrder(orderId)}>
          {text.reserve.order}
        </Button>
      )}
    </>
  );
};

const One = (props: OneProps) => {
  const text = useText();
  const names = useNames();
  const { reservation } = props;
  const { end, fromMs, untilMs, clocks } = reservation;
  const here = `${names.pile(reservation)} · ${text.station.connector(reservation.connectorId)}`;
  // While one looks at it, it may be moved to another connector of the same kind.
  const [first] = useState({ pileId: reservation.pileId, connectorId: reservation.connectorId });
  const isMoved =
    first.pileId !== reservation.pileId || first.connectorId !== reservation.connectorId;
  return (
    <Box className="card" role="listitem">
      <Box className="between">
        <Heading level={2} className="section-title grow">
          {names.station(reservation)}
        </Heading>
        <Tag tone={end === null ? "info" : endTone[end]}>
          {end === null ? text.reserve.standing : text.reserve.end[end]}
        </Tag>
      </Box>
      <Box className="figures strong">
        {zoned(`${dateTime(fromMs, clocks)}–${clock(untilMs, clocks)}`, fromMs, clocks)}
      </Box>
      <Box className="quiet">{here}</Box>
      {isMoved ? <Notice tone="warn">{text.reserve.moved(here)}</Notice> : null}
      {end === null ? <Standing {...props} /> : <Over reservation={reservation} />}
    </Box>
  );
};

/** What a message speaks of, however many came after it. */
const Alone = ({ reservationId }: { readonly reservationId: string }) => {
  const text = useText();
  const loading = useLoaded(reservationId, () => api(getReservation, { reservationId }));
  const { state } = loading;
  const reload = (): void => void loading.reload();
  useDidShow(reload);
  const stands = state.kind === "ready" && state.value.end === null;
  const isWatched = useOnScreen() && stands;
  useEvery(standingMs, isWatched, reload);
  const nowMs = useNow(1_000, isWatched);
  return (
    <When loading={loading} cards={1}>
      {(reservation) => (
        <Box className="stack">
          <Box role="list">
            <One reservation={reservation} nowMs={nowMs} onChanged={reload} />
          </Box>
          <Button kind="plain" onPress={toReservations}>
            {text.reserve.all}
          </Button>
        </Box>
      )}
    </When>
  );
};

const Mine = () => {
  const text = useText();
  const loading = useLoaded("reservations", () => api(listReservations, {}));
  const { state } = loading;
  const reload = (): void => void loading.reload();
  useDidShow(reload);
  const isOnScreen = useOnScreen();
  const stands = state.kind === "ready" && state.value.items.some(({ end }) => end === null);
  useEvery(standingMs, isOnScreen && stands, reload);
  const nowMs = useNow(1_000, isOnScreen && stands);
  const cursor = state.kind === "ready" ? state.value.nextCursor : null;
  const more = useAction(async () => {
    if (state.kind !== "ready" || cursor === null) return;
    const answer = await api(listReservations, { cursor });
    if (answer.ok)
      loading.put({ ...answer.value, items: [...state.value.items, ...answer.value.items] });
  });
  return (
    <When loading={loading} cards={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon="calendar" title={text.reserve.empty} hint={text.reserve.emptyHint}>
            <Button onPress={() => toRoot("stations")}>{text.orders.find}</Button>
          </Empty>
        ) : (
          <Box className="stack">
            <Box className="stack" role="list">
              {items.map((one) => (
                <One key={one.reservationId} reservation={one} nowMs={nowMs} onChanged={reload} />
              ))}
            </Box>
            {cursor === null ? null : (
              <Button kind="plain" onPress={more.run} isBusy={more.isRunning}>
                {text.common.more}
              </Button>
            )}
          </Box>
        )
      }
    </When>
  );
};

export default function ReservationsPage() {
  const text = useText();
  const driver = useStore(sessionStore)?.driver.driverId;
  const { reservationId } = useRouter().params;
  return (
    <Page title={text.reserve.mine}>
      {driver === undefined ? (
        <SignInWall title={text.reserve.signInFirst} />
      ) : reservationId === undefined ? (
        <Mine key={driver} />
      ) : (
        <Alone key={driver} reservationId={reservationId} />
      )}
    </Page>
  );
}
