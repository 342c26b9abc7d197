// One pile: choose the connector, how much and how to pay, see about what it costs, and begin.
import { useRouter } from "@tarojs/taro";
import { Button } from "../../kit/button.tsx";
import { Choices } from "../../kit/choices.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../../kit/page.tsx";
import { Box, Heading, Press } from "../../kit/primitives.tsx";
import { When } from "../../kit/when.tsx";
import { useLanguage, useText } from "../../service/language.ts";
import { toReport, toReserve, toStation, toWallet } from "../../service/navigate.ts";
import { ConnectorLine } from "../../view/connectorLine.tsx";
import { money } from "../../view/format.ts";
import { IdleAndStart } from "../../view/idleAndStart.tsx";
import { PayWays } from "../../view/payWays.tsx";
import { PileTitle } from "../../view/pileTitle.tsx";
import { CableState } from "../../view/plugGuide.tsx";
import { spanAt } from "../../view/priceOfDay.ts";
import { useSignIn } from "../../view/signInSheet.tsx";
import { canBegin } from "../../view/tones.ts";
import { EstimateCard } from "./estimateCard.tsx";
import { HowMuch } from "./howMuch.tsx";
import { RefusedSheet } from "./refusedSheet.tsx";
import { useOrdering } from "./useOrdering.ts";
import { type PileForm, type PileHere, usePileForm } from "./usePileForm.ts";
import "./index.css";

type HeadProps = { readonly pile: PileHere; readonly connectorId: number | undefined };

const Head = ({ pile, connectorId }: HeadProps) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
  return (
    <Box className="card">
      <PileTitle pile={pile} />
      <Box className="quiet">{isEnglish ? pile.addressEn : pile.address}</Box>
      <Box className="row wrap pile-links">
        <Press className="link" onPress={() => toStation(pile.stationId)}>
          {text.pile.station}
        </Press>
        <Press className="link" onPress={() => toReserve(pile.pileId, connectorId)}>
          {text.visit.reserveHere}
        </Press>
        <Press className="link" onPress={() => toReport(pile.pileId, connectorId)}>
          {text.voice.report}
        </Press>
      </Box>
    </Box>
  );
};

const ConnectorChoice = ({ form, pile }: { readonly form: PileForm; readonly pile: PileHere }) => {
  const text = useText();
  const { connectorId, state, stateOf, isKept } = form;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.pile.chooseConnector}
      </Heading>
      <Choices
        label={text.pile.chooseConnector}
        shape="rows"
        choices={pile.connectors.map((connector) => ({
          value: connector.connectorId,
          isDisabled: !canBegin(stateOf(connector)),
          label: <ConnectorLine connector={connector} state={stateOf(connector)} />,
        }))}
        chosen={connectorId}
        onChoose={form.chooseConnector}
      />
      {form.isForHisCar ? <Box className="quiet">{text.pile.fitsCar}</Box> : null}
      {state === null ? null : canBegin(state) ? (
        <>
          {isKept ? <Notice tone="good">{text.waiting.keptHere}</Notice> : null}
          <CableState isDetected={state === "plugged"} />
          {state === "plugged" ? null : <Box className="quiet">{text.plug.before}</Box>}
        </>
      ) : (
        <Notice tone="warn">{text.pile.unavailable[state]}</Notice>
      )}
    </Box>
  );
};

const Foot = ({ form, pile }: { readonly form: PileForm; readonly pile: PileHere }) => {
  const text = useText();
  const ordering = useOrdering(form.wish);
  const signIn = useSignIn();
  const { prepaidFen } = form;
  const isShort =
    form.way === "balance" && form.balanceFen !== null && form.balanceFen < (prepaidFen ?? 0);
  const close = (): void => {
    ordering.forget();
    void form.pile.reload();
  };
  return (
    <Box className="stack">
      {signIn.failure === null ? null : <Notice tone="bad">{signIn.failure}</Notice>}
      {isShort ? (
        <Button onPress={toWallet}>{text.pile.topUpFirst}</Button>
      ) : (
        <Button
          isDisabled={form.wish === null || prepaidFen === null}
          isBusy={ordering.isOrdering}
          onPress={() => void signIn.whenSignedIn(ordering.order)}
        >
          {ordering.isOrdering
            ? text.pile.paying
            : form.wish === null || prepaidFen === null
              ? text.pile.chooseFree
              : text.pile.pay(money(prepaidFen))}
        </Button>
      )}
      {signIn.sheet}
      {ordering.refusal === null ? null : (
        <RefusedSheet
          refusal={ordering.refusal}
          stationId={pile.stationId}
          onRetry={ordering.order}
          onClose={close}
        />
      )}
    </Box>
  );
};

export default function PilePage() {
  const text = useText();
  const { params } = useRouter();
  const form = usePileForm(params["pileId"] ?? "", params["connector"]);
  const here = form.pile.state.kind === "ready" ? form.pile.state.value : null;
  return (
    <Page
      title={text.pile.title}
      {...(here === null ? {} : { footer: <Foot form={form} pile={here} /> })}
    >
      <When loading={form.pile} cards={4}>
        {(pile) => (
          <>
            <Head pile={pile} connectorId={form.connectorId ?? undefined} />
            <ConnectorChoice form={form} pile={pile} />
            <HowMuch
              kind={form.kind}
              amounts={form.amounts}
              knowsBattery={form.knowsBattery}
              onKind={form.setKind}
              onAmounts={form.setAmounts}
            />
            <EstimateCard estimate={form.estimate} now={spanAt(pile.prices, form.nowMs)} />
            <PayWays
              ways={form.ways}
              chosen={form.way}
              balanceFen={form.balanceFen}
              onChoose={form.setWay}
            />
            {pile.idleFee === null && pile.startFeeFen === 0 ? null : (
              <Box className="card card-cells">
                <Box>
                  <IdleAndStart idleFee={pile.idleFee} startFeeFen={pile.startFeeFen} />
                </Box>
              </Box>
            )}
          </>
        )}
      </When>
    </Page>
  );
}
