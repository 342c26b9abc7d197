// The bill: what was charged in which period, each component, and what goes back.
import type { Bill, Order } from "../../../../core/contract/orders.ts";
import { Button } from "../../kit/button.tsx";
import { Cell } from "../../kit/cell.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Box, Heading, Text } from "../../kit/primitives.tsx";
import { Tag } from "../../kit/tag.tsx";
import type { Sample } from "../../live/livePile.ts";
import { useText } from "../../service/language.ts";
import { toPile } from "../../service/navigate.ts";
import { clock, durationMs, energy, money, price, zoned } from "../../view/format.ts";
import { PowerCurve } from "../../view/powerCurve.tsx";
import { periodTone } from "../../view/tones.ts";
import { OrderFacts } from "./orderFacts.tsx";
import { Refund } from "./refund.tsx";
import { useCurve } from "./useCurve.ts";

const noSamples: readonly Sample[] = [];

const Total = ({ order, bill }: { readonly order: Order; readonly bill: Bill }) => {
  const text = useText();
  const { startedAtMs, endedAtMs, stopReason } = order;
  const reasons: Readonly<Record<string, string>> = text.stopReason;
  return (
    <Box className="card">
      <Box>
        <Box className="quiet">{text.bill.total}</Box>
        <Text className="huge figures">{money(bill.totalFen)}</Text>
      </Box>
      <Box>
        <Cell label={text.bill.energy} value={`${energy(bill.energyWh)} ${text.units.kwh}`} />
        {startedAtMs === null || endedAtMs === null ? null : (
          <Cell label={text.bill.duration} value={durationMs(text, endedAtMs - startedAtMs)} />
        )}
        {stopReason === null ? null : (
          <Cell label={text.bill.stopped} value={reasons[stopReason] ?? text.stopReason.Other} />
        )}
      </Box>
    </Box>
  );
};

type ShareProps = {
  readonly label: string;
  readonly energyWh: number;
  readonly unitPrice: number;
  readonly amountFen: number;
};

const Share = ({ label, energyWh, unitPrice, amountFen }: ShareProps) => {
  const text = useText();
  return (
    <Box className="between quiet small figures">
      <Text>
        {label} {energy(energyWh)} {text.units.kwh} × {price(unitPrice)}
      </Text>
      <Text>{money(amountFen)}</Text>
    </Box>
  );
};

type LinesProps = { readonly bill: Bill; readonly clocks: Order["clocks"] };

const Lines = ({ bill, clocks }: LinesProps) => {
  const text = useText();
  if (bill.lines.length === 0) return null;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.bill.details}
      </Heading>
      <Box role="list">
        {bill.lines.map((line) => (
          <Box key={`${line.fromMs}-${line.period}`} className="bill-line" role="listitem">
            <Box className="between wrap">
              <Box className="row wrap">
                <Tag tone={periodTone[line.period]}>{text.period[line.period]}</Tag>
                <Text className="figures">
                  {zoned(
                    `${clock(line.fromMs, clocks)}–${clock(line.toMs, clocks)}`,
                    line.fromMs,
                    clocks,
                  )}
                </Text>
              </Box>
              <Text className="figures strong">{money(line.electricityFen + line.serviceFen)}</Text>
            </Box>
            <Share
              label={text.bill.electricity}
              energyWh={line.energyWh}
              unitPrice={line.electricityPrice}
              amountFen={line.electricityFen}
            />
            <Share
              label={text.bill.service}
              energyWh={line.energyWh}
              unitPrice={line.servicePrice}
              amountFen={line.serviceFen}
            />
          </Box>
        ))}
      </Box>
    </Box>
  );
};

const Components = ({ order, bill }: { readonly order: Order; readonly bill: Bill }) => {
  const text = useText();
  const parts = [
    [text.bill.electricity, bill.electricityFen],
    [text.bill.service, bill.serviceFen],
    [text.bill.idle, bill.idleFen],
    [text.bill.start, bill.startFen],
    [text.bill.reservation, bill.reservationFen],
    [text.bill.discount, -bill.discountFen],
  ] as const;
  return (
    <Box className="card">
      <Box>
        {parts.map(([label, amountFen], index) =>
          index > 1 && amountFen === 0 ? null : (
            <Cell key={label} label={label} value={money(amountFen)} />
          ),
        )}
        <Cell
          label={<Text className="strong">{text.bill.sum}</Text>}
          value={<Text className="strong">{money(bill.totalFen)}</Text>}
        />
        <Cell label={text.bill.prepaid} value={money(order.prepaidFen)} />
        {order.shortfallFen === 0 ? null : (
          <Cell label={text.bill.shortfall} value={money(order.shortfallFen)} />
        )}
      </Box>
      {order.refund === null && order.shortfallFen === 0 && order.prepaidFen === bill.totalFen ? (
        <Box className="quiet">{text.bill.noRefund}</Box>
      ) : null}
      {order.shortfallFen === 0 ? null : <Notice tone="warn">{text.bill.shortfallHint}</Notice>}
    </Box>
  );
};

export const BillView = ({ order }: { readonly order: Order }) => {
  const text = useText();
  const points = useCurve(order.orderId, noSamples);
  const { bill, refund } = order;
  return (
    <>
      {bill === null ? <Notice tone="info">{text.bill.nothing}</Notice> : null}
      {bill === null ? null : <Total order={order} bill={bill} />}
      {refund === null ? null : <Refund refund={refund} />}
      {bill === null ? null : <Lines bill={bill} clocks={order.clocks} />}
      {bill === null ? null : <Components order={order} bill={bill} />}
      {points.length < 2 ? null : (
        <Box className="card">
          <Heading level={2} className="section-title">
            {text.charging.curve}
          </Heading>
          <PowerCurve points={points} clocks={order.clocks} />
        </Box>
      )}
      <OrderFacts order={order} />
      <Button onPress={() => toPile(order.pileId)}>{text.bill.again}</Button>
    </>
  );
};
