// Reserving a connector of a pile for a time of one's choice: what is free, what it costs, the deposit.
import { useState } from "react";
import { useRouter } from "@tarojs/taro";
import type { StationClocks } from "../../../../../core/contract/common.ts";
import type { OutputOf } from "../../../../../core/contract/endpoint.ts";
import { listSlots } from "../../../../../core/contract/reservations.ts";
import { getPile, type Connector } from "../../../../../core/contract/stations.ts";
import { Button } from "../../../kit/button.tsx";
import { Cell } from "../../../kit/cell.tsx";
import { Choices } from "../../../kit/choices.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Page } from "../../../kit/page.tsx";
import { Empty } from "../../../kit/placeholders.tsx";
import { Box, Heading } from "../../../kit/primitives.tsx";
import { When } from "../../../kit/when.tsx";
import { api, refusalText } from "../../../service/api.ts";
import { useBalance } from "../../../service/balance.ts";
import { useCar } from "../../../service/car.ts";
import { type Loading, useEvery, useLoaded, useOnScreen } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { toPile, toReservations, toWallet } from "../../../service/navigate.ts";
import { bestConnector, carMatters } from "../../../view/fitting.ts";
import { clock, minutesLong, money, zone, zoned } from "../../../view/format.ts";
import { PileTitle } from "../../../view/pileTitle.tsx";
import { useSignIn } from "../../../view/signInSheet.tsx";
import { Grid } from "./grid.tsx";
import { isFree, picked, type Stretch } from "./pick.ts";
import { type ReservationWish, useReserving } from "./useReserving.ts";
import "./index.css";

type Slots = OutputOf<typeof listSlots>;
type Terms = NonNullable<Slots["terms"]>;

const refreshMs = 30_000;

type CostsProps = {
  readonly terms: Terms;
  readonly chosen: Stretch | null;
  readonly clocks: StationClocks;
};

const Costs = ({ terms, chosen, clocks }: CostsProps) => {
  const text = useText();
  const holdMs = terms.holdMinutes * 60_000;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.reserve.costs}
      </Heading>
      <Box>
        {chosen === null ? null : (
          <Cell
            label={text.reserve.time}
            value={zoned(
              `${clock(chosen.fromMs, clocks)}–${clock(chosen.untilMs, clocks)}`,
              chosen.fromMs,
              clocks,
            )}
          />
        )}
        <Cell
          label={text.reserve.fee}
          value={terms.feeFen === 0 ? text.reserve.noFee : money(terms.feeFen)}
        />
        {terms.noShowFeeFen === 0 ? null : (
          <Cell label={text.reserve.deposit} value={money(terms.noShowFeeFen)} />
        )}
        <Cell
          label={text.reserve.heldFrom}
          value={
            chosen === null
              ? text.reserve.before(minutesLong(text, terms.holdMinutes))
              : clock(chosen.fromMs - holdMs, clocks)
          }
        />
        <Cell
          label={text.reserve.comeBy}
          value={
            chosen === null
              ? text.reserve.after(minutesLong(text, terms.graceMinutes))
              : clock(chosen.fromMs + terms.graceMinutes * 60_000, clocks)
          }
        />
      </Box>
      <Box className="quiet">{text.reserve.rules(money(terms.noShowFeeFen))}</Box>
    </Box>
  );
};

type FootProps = {
  readonly wish: ReservationWish | null;
  readonly priceFen: number;
  readonly onRefused: () => void;
};

const Foot = ({ wish, priceFen, onRefused }: FootProps) => {
  const text = useText();
  const signIn = useSignIn();
  const balanceFen = useBalance();
  const { reserve, isReserving, refusal } = useReserving(wish, onRefused);
  const isShort = balanceFen !== null && balanceFen < priceFen;
  const isOne = refusal?.kind === "problem" && refusal.problem.code === "reservation_under_way";
  return (
    <Box className="stack">
      {signIn.failure === null ? null : <Notice tone="bad">{signIn.failure}</Notice>}
      {refusal === null ? null : (
        <Notice
          tone={refusal.kind === "problem" ? "bad" : "warn"}
          {...(isOne ? { action: { label: text.reserve.open, onPress: toReservations } } : {})}
        >
          {refusal.kind === "problem" ? refusalText(text, refusal) : text.reserve.unknownOutcome}
        </Notice>
      )}
      {wish !== null && isShort ? (
        <>
          <Box className="quiet">{text.reserve.short(money(balanceFen), money(priceFen))}</Box>
          <Button onPress={toWallet}>{text.pile.topUpFirst}</Button>
        </>
      ) : (
        <Button
          isDisabled={wish === null}
          isBusy={isReserving}
          onPress={() => void signIn.whenSignedIn(reserve)}
        >
          {wish === null
            ? text.reserve.chooseFirst
            : priceFen === 0
              ? text.reserve.go
              : text.reserve.goPaid(money(priceFen))}
        </Button>
      )}
      {signIn.sheet}
    </Box>
  );
};

type PickerProps = {
  readonly value: Slots;
  readonly connectorId: number | undefined;
  readonly chosen: Stretch | null;
  readonly onConnector: (connectorId: number) => void;
  readonly onChosen: (chosen: Stretch | null) => void;
};

const Picker = ({ value, connectorId, chosen, onConnector, onChosen }: PickerProps) => {
  const text = useText();
  const slots = value.connectors.find((one) => one.connectorId === connectorId)?.slots ?? [];
  const foreign = zone(slots[0]?.fromMs ?? 0, value.clocks);
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.reserve.choose}
      </Heading>
      {value.connectors.length < 2 ? null : (
        <Choices
          label={text.pile.chooseConnector}
          shape="even"
          choices={value.connectors.map((one) => ({
            value: one.connectorId,
            label: text.station.connector(one.connectorId),
          }))}
          chosen={connectorId ?? null}
          onChoose={onConnector}
        />
      )}
      <Box className="quiet">{text.reserve.how(minutesLong(text, value.longestMs / 60_000))}</Box>
      {foreign === "" ? null : <Notice tone="info">{text.reserve.stationTime(foreign)}</Notice>}
      <Grid
        slots={slots}
        clocks={value.clocks}
        chosen={chosen}
        onTap={(slot) => onChosen(picked(slots, chosen, slot, value.longestMs))}
      />
    </Box>
  );
};

type Open = Slots["connectors"][number];

/** The one of the link or of his choice, else one that his car takes. */
function useConnector(
  { connectors }: Pick<Slots, "connectors">,
  known: readonly Connector[],
  wantedId: number,
): Open | null {
  const car = useCar(carMatters(known));
  const best = bestConnector(
    known,
    car,
    ({ connectorId }) =>
      connectors.find((one) => one.connectorId === connectorId)?.slots.some((one) => one.isFree) ??
      false,
  );
  const find = (connectorId: number | undefined): Open | undefined =>
    connectors.find((one) => one.connectorId === connectorId);
  return find(wantedId) ?? find(best?.connectorId) ?? connectors[0] ?? null;
}

const noSlots: Pick<Slots, "connectors"> = { connectors: [] };

type Wanted = { readonly pileId: string; readonly fromLink: number };

/** What is chosen, as far as it is still free. */
function useChoice(
  slots: Loading<Slots>,
  known: readonly Connector[],
  { pileId, fromLink }: Wanted,
) {
  const [connectorChosen, chooseConnector] = useState<number | null>(null);
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const value = slots.state.kind === "ready" ? slots.state.value : noSlots;
  const connector = useConnector(value, known, connectorChosen ?? fromLink);
  const chosen =
    stretch !== null && connector !== null && isFree(connector.slots, stretch) ? stretch : null;
  const wish: ReservationWish | null =
    chosen === null || connector === null
      ? null
      : { pileId, connectorId: connector.connectorId, ...chosen };
  const toConnector = (connectorId: number): void => {
    chooseConnector(connectorId);
    setStretch(null);
  };
  return { connectorId: connector?.connectorId, chosen, setStretch, toConnector, wish };
}

export default function ReserveSlotsPage() {
  const text = useText();
  const { params } = useRouter();
  const pileId = params["pileId"] ?? "";
  const slots = useLoaded(pileId, () => api(listSlots, { pileId }));
  const pile = useLoaded(pileId, () => api(getPile, { pileId }));
  useEvery(refreshMs, useOnScreen(), () => void slots.reload());
  const known = pile.state.kind === "ready" ? pile.state.value.connectors : [];
  const choice = useChoice(slots, known, { pileId, fromLink: Number(params["connector"]) });
  const terms = slots.state.kind === "ready" ? slots.state.value.terms : null;
  const footer =
    terms === null ? undefined : (
      <Foot
        wish={choice.wish}
        priceFen={terms.feeFen + terms.noShowFeeFen}
        onRefused={() => void slots.reload()}
      />
    );
  return (
    <Page title={text.reserve.title} {...(footer === undefined ? {} : { footer })}>
      {pile.state.kind === "ready" ? (
        <Box className="card">
          <PileTitle pile={pile.state.value} />
        </Box>
      ) : null}
      <When loading={slots} cards={3}>
        {(value) =>
          value.terms === null ? (
            <Empty icon="calendar" title={text.reserve.none} hint={text.reserve.noneHint}>
              <Button kind="plain" onPress={() => toPile(pileId)}>
                {text.reserve.chargeNow}
              </Button>
            </Empty>
          ) : (
            <>
              <Picker
                value={value}
                connectorId={choice.connectorId}
                chosen={choice.chosen}
                onConnector={choice.toConnector}
                onChosen={choice.setStretch}
              />
              <Costs terms={value.terms} chosen={choice.chosen} clocks={value.clocks} />
            </>
          )
        }
      </When>
    </Page>
  );
}
