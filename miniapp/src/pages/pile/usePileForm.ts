// What the driver has chosen on a pile's page, against what the pile can do this second.
import { useState } from "react";
import * as z from "zod/mini";
import { ConnectorId, type PaymentWay } from "../../../../core/contract/common.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { estimateOrder } from "../../../../core/contract/orders.ts";
import {
  type Connector,
  type ConnectorState,
  getPile,
} from "../../../../core/contract/stations.ts";
import type { LivePile } from "../../../../core/contract/live.ts";
import { useLivePile } from "../../live/useLivePile.ts";
import { api } from "../../service/api.ts";
import { useBalance } from "../../service/balance.ts";
import { useCar } from "../../service/car.ts";
import { loadConfig } from "../../service/config.ts";
import {
  type Loading,
  useEvery,
  useLoaded,
  useNow,
  useOnScreen,
  useShown,
} from "../../service/hooks.ts";
import { type Amounts, limitOf, type LimitKind, usualAmounts } from "../../view/chargeLimit.ts";
import { bestConnector, carMatters } from "../../view/fitting.ts";
import { waysOffered } from "../../view/payWays.tsx";
import { canBegin } from "../../view/tones.ts";
import type { Estimate } from "./estimateCard.tsx";
import type { Wish } from "./useOrdering.ts";

export type PileHere = OutputOf<typeof getPile>;

/** While the live socket is away, the pile is asked this often. */
const withoutLiveMs = 15_000;

export type PileForm = {
  readonly pile: Loading<PileHere>;
  readonly stateOf: (connector: Connector) => ConnectorState;
  /** The chosen connector is kept for this driver. */
  readonly isKept: boolean;
  readonly connectorId: number | null;
  /** Of the chosen connector, this second. */
  readonly state: ConnectorState | null;
  readonly chooseConnector: (connectorId: number) => void;
  readonly isForHisCar: boolean;
  readonly kind: LimitKind;
  readonly setKind: (kind: LimitKind) => void;
  readonly amounts: Amounts;
  readonly setAmounts: (amounts: Amounts) => void;
  readonly knowsBattery: boolean;
  readonly ways: readonly PaymentWay[];
  readonly way: PaymentWay | null;
  readonly setWay: (way: PaymentWay) => void;
  readonly balanceFen: number | null;
  readonly estimate: Loading<Estimate>;
  readonly prepaidFen: number | null;
  /** Everything chosen and possible, or null. */
  readonly wish: Wish | null;
  readonly nowMs: number;
};

/** A connector's state as the live socket says, else as it was when the page loaded. */
export function liveStateOf(live: LivePile | null, connector: Connector): ConnectorState {
  if (live === null) return connector.state;
  if (!live.online) return "offline";
  const known = live.connectors.find((one) => one.connectorId === connector.connectorId);
  return known?.state ?? connector.state;
}

function useEstimate(pileId: string, connectorId: number | null, limit: Wish["limit"]) {
  const key = connectorId === null ? null : JSON.stringify([pileId, connectorId, limit]);
  const estimate = useLoaded<Estimate>(key, () =>
    api(estimateOrder, { pileId, connectorId: connectorId ?? 1, limit }),
  );
  const { state } = estimate;
  return { estimate, prepaidFen: state.kind === "ready" ? state.value.prepaidFen : null };
}

type Choice = {
  readonly connector: Connector | null;
  readonly chooseConnector: (connectorId: number) => void;
  /** The connector is one that the driver's car takes, where others at this pile are not. */
  readonly isForHisCar: boolean;
};

/** The connector of the link if there is one, else one that his car takes, the free ones first. */
function useConnector(
  pile: PileHere | null,
  fromLink: string | undefined,
  stateOf: (connector: Connector) => ConnectorState,
): Choice {
  const linked = z.safeParse(ConnectorId, Number(fromLink));
  const [chosenId, chooseConnector] = useState<number | null>(linked.success ? linked.data : null);
  const connectors = pile?.connectors ?? [];
  const car = useCar(carMatters(connectors));
  const chosen = connectors.find((one) => one.connectorId === chosenId);
  const connector = chosen ?? bestConnector(connectors, car, (one) => canBegin(stateOf(one)));
  return {
    connector,
    chooseConnector,
    isForHisCar: car !== null && connector?.standard === car.standard,
  };
}

export function usePileForm(pileId: string, connectorFromLink: string | undefined): PileForm {
  const pile = useLoaded(pileId, () => api(getPile, { pileId }));
  const here = pile.state.kind === "ready" ? pile.state.value : null;
  const live = useLivePile(here === null ? null : pileId, useShown());
  const isOnScreen = useOnScreen();
  useEvery(withoutLiveMs, isOnScreen && live.connection !== "open", () => void pile.reload());
  const kept = new Set(live.kept.values());
  const isKept = (one: Connector): boolean =>
    kept.has(one.connectorId) && liveStateOf(live.pile, one) === "reserved";
  // What is kept for him he may use; for everybody else it is reserved.
  const stateOf = (one: Connector): ConnectorState =>
    isKept(one) ? "available" : liveStateOf(live.pile, one);
  const choice = useConnector(here, connectorFromLink, stateOf);
  const { connector } = choice;
  const [kind, setKind] = useState<LimitKind>("full");
  const [amounts, setAmounts] = useState(usualAmounts);
  const [chosenWay, setWay] = useState<PaymentWay | null>(null);
  const config = useLoaded("config", loadConfig);
  const ways = config.state.kind === "ready" ? waysOffered(config.state.value.paymentWays) : [];
  const way = chosenWay ?? ways[0] ?? null;
  const knowsBattery = connector?.currentType === "DC";
  const limit = limitOf(kind === "soc" && !knowsBattery ? "full" : kind, amounts);
  const connectorId = connector?.connectorId ?? null;
  const isPossible = connector !== null && canBegin(stateOf(connector)) && way !== null;
  return {
    pile,
    stateOf,
    isKept: connector !== null && isKept(connector),
    connectorId,
    state: connector === null ? null : stateOf(connector),
    chooseConnector: choice.chooseConnector,
    isForHisCar: choice.isForHisCar,
    kind: limit.kind,
    setKind,
    amounts,
    setAmounts,
    knowsBattery,
    ways,
    way,
    setWay,
    balanceFen: useBalance(),
    ...useEstimate(pileId, connectorId, limit),
    wish: isPossible
      ? { pileId, connectorId: connector.connectorId, limit, paymentWay: way }
      : null,
    nowMs: useNow(30_000, isOnScreen),
  };
}
