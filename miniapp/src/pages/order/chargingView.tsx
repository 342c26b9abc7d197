// A charge under way: the figures as the pile tells them, and how old they are when it does not.
import { useState } from "react";
import type { CallRefusal } from "../../../../core/contract/client.ts";
import type { LiveOrder } from "../../../../core/contract/live.ts";
import { type Order, stopOrder } from "../../../../core/contract/orders.ts";
import { Button } from "../../kit/button.tsx";
import { Cell } from "../../kit/cell.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Box, Heading, Text } from "../../kit/primitives.tsx";
import { Question } from "../../kit/sheet.tsx";
import { api, refusalText } from "../../service/api.ts";
import { useAction, useNow, useOnScreen } from "../../service/hooks.ts";
import { useText } from "../../service/language.ts";
import type { Catalogue } from "../../text/zh.ts";
import { limitText } from "../../view/chargeLimit.ts";
import {
  clockSeconds,
  durationMs,
  energy,
  minutesLong,
  money,
  power,
  zoned,
} from "../../view/format.ts";
import { PowerCurve } from "../../view/powerCurve.tsx";
import { useCurve } from "./useCurve.ts";
import type { OrderView } from "./useOrder.ts";

type Figure = { readonly label: string; readonly value: string | null; readonly unit: string };

const Figures = ({ figures }: { readonly figures: readonly Figure[] }) => {
  const text = useText();
  return (
    <Box className="figure-grid">
      {figures.map(({ label, value, unit }) => (
        <Box key={label} className="figure">
          <Box className="quiet small">{label}</Box>
          <Box>
            <Text className="big figures">{value ?? text.common.none}</Text>
            {value === null ? null : <Text className="quiet small"> {unit}</Text>}
          </Box>
        </Box>
      ))}
    </Box>
  );
};

const fixed = (value: number | null, digits: number): string | null =>
  value === null ? null : value.toFixed(digits);

/** How far the driver can trust what he sees. */
const Trust = ({
  view,
  clocks,
}: {
  readonly view: OrderView;
  readonly clocks: Order["clocks"];
}) => {
  const text = useText();
  const { live, isLost } = view;
  const sampledAtMs = live?.sampledAtMs ?? null;
  const at =
    sampledAtMs === null ? null : zoned(clockSeconds(sampledAtMs, clocks), sampledAtMs, clocks);
  if (isLost)
    return (
      <Notice tone="warn">
        {at === null ? text.charging.connectionNone : text.charging.connectionLost(at)}
      </Notice>
    );
  if (live === null || live.pileOnline) return null;
  return <Notice tone="warn">{text.charging.pileOffline(at ?? text.common.none)}</Notice>;
};

/** What the pile says of this moment; nothing once it has stopped. */
function momentFigures(text: Catalogue, live: LiveOrder | null): readonly Figure[] {
  const remainingS = live?.remainingS ?? null;
  const powerW = live?.powerW ?? null;
  return [
    { label: text.charging.power, value: powerW === null ? null : power(powerW), unit: "kW" },
    {
      label: text.charging.remaining,
      value: remainingS === null ? null : minutesLong(text, remainingS / 60),
      unit: "",
    },
    { label: text.charging.voltage, value: fixed(live?.voltageV ?? null, 1), unit: "V" },
    { label: text.charging.current, value: fixed(live?.currentA ?? null, 1), unit: "A" },
  ];
}

const Battery = ({ percent }: { readonly percent: number }) => {
  const text = useText();
  const width = `${Math.min(100, Math.max(0, percent))}%`;
  return (
    <Box className="stack-tight">
      <Box className="between">
        <Text className="quiet">{text.charging.soc}</Text>
        <Text className="strong figures">{Math.round(percent)}%</Text>
      </Box>
      <Box className="battery" isHidden>
        <Box className="battery-fill" style={{ width }} />
      </Box>
    </Box>
  );
};

type MainProps = {
  readonly order: Order;
  readonly live: LiveOrder | null;
  /** Until when it has charged: now, or its end. */
  readonly untilMs: number;
  readonly isOver: boolean;
};

const Main = ({ order, live, untilMs, isOver }: MainProps) => {
  const text = useText();
  const soc = live?.socPercent ?? null;
  const startedAtMs = live?.startedAtMs ?? order.startedAtMs;
  const duration = {
    label: text.charging.duration,
    value: startedAtMs === null ? null : durationMs(text, untilMs - startedAtMs),
    unit: "",
  };
  const goal = { label: text.charging.goal, value: limitText(text, order.limit), unit: "" };
  return (
    <Box className="card">
      <Box className="charge-main">
        <Box className="grow">
          <Box className="quiet">{text.charging.energy}</Box>
          <Box>
            <Text className="huge figures">{energy(live?.energyWh ?? order.energyWh)}</Text>
            <Text className="quiet"> {text.units.kwh}</Text>
          </Box>
        </Box>
        <Box>
          <Box className="quiet">{text.charging.cost}</Box>
          <Text className="huge figures">
            {live === null ? text.common.none : money(live.totalFen)}
          </Text>
        </Box>
      </Box>
      {soc === null ? null : <Battery percent={soc} />}
      <Figures figures={[...(isOver ? [] : momentFigures(text, live)), duration, goal]} />
    </Box>
  );
};

const Cost = ({ live }: { readonly live: LiveOrder }) => {
  const text = useText();
  return (
    <Box className="card card-cells">
      <Box>
        <Cell label={text.charging.electricity} value={money(live.electricityFen)} />
        <Cell label={text.charging.service} value={money(live.serviceFen)} />
        {live.otherFen === 0 ? null : (
          <Cell
            label={live.otherFen < 0 ? text.charging.discount : text.charging.other}
            value={money(live.otherFen)}
          />
        )}
        <Cell
          label={text.charging.cost}
          value={<Text className="strong">{money(live.totalFen)}</Text>}
        />
        <Cell label={text.charging.prepaid} value={money(live.prepaidFen)} />
      </Box>
    </Box>
  );
};

/** While a car charges, "choose another pile" would be no help. */
function stopRefusalText(text: Catalogue, refusal: CallRefusal): string {
  if (refusal.kind === "network") return text.charging.stopUnknown;
  const told: Readonly<Record<string, string>> = text.stopRefused;
  return told[refusal.problem.code] ?? refusalText(text, refusal);
}

const Stop = ({ view, order }: { readonly view: OrderView; readonly order: Order }) => {
  const text = useText();
  const [isAsking, setAsking] = useState(false);
  const [wasSent, setSent] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const stop = useAction(async () => {
    setFailure(null);
    const answer = await api(stopOrder, { orderId: order.orderId });
    setAsking(false);
    if (!answer.ok) {
      setFailure(stopRefusalText(text, answer.error));
      return view.loading.reload();
    }
    setSent(true);
    view.loading.put(answer.value);
  });
  const { live } = view;
  return (
    <>
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
      {wasSent ? <Notice tone="info">{text.charging.stopSent}</Notice> : null}
      <Button kind="stop" onPress={() => setAsking(true)} isBusy={stop.isRunning}>
        {stop.isRunning ? text.charging.stopping : text.charging.stop}
      </Button>
      <Box className="quiet center">{text.charging.leave}</Box>
      {isAsking ? (
        <Question
          title={text.charging.stopSure}
          detail={text.charging.stopMoney(live === null ? text.common.none : money(live.totalFen))}
          yes={text.charging.stopYes}
          no={text.charging.keep}
          isBusy={stop.isRunning}
          onYes={stop.run}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

export type ChargingViewProps = {
  readonly view: OrderView;
  readonly order: Order;
  /** Stopped, and the bill not there yet: the last figures, without a button. */
  readonly isOver?: boolean;
};

export const ChargingView = ({ view, order, isOver = false }: ChargingViewProps) => {
  const text = useText();
  const { live } = view;
  const nowMs = useNow(10_000, useOnScreen() && !isOver);
  const points = useCurve(order.orderId, view.samples);
  return (
    <>
      {isOver ? null : <Trust view={view} clocks={order.clocks} />}
      <Main
        order={order}
        live={live}
        untilMs={isOver ? (order.endedAtMs ?? live?.sampledAtMs ?? nowMs) : nowMs}
        isOver={isOver}
      />
      {isOver ? null : <Stop view={view} order={order} />}
      <Box className="card">
        <Heading level={2} className="section-title">
          {text.charging.curve}
        </Heading>
        <PowerCurve points={points} clocks={order.clocks} />
      </Box>
      {live === null ? null : <Cost live={live} />}
    </>
  );
};
