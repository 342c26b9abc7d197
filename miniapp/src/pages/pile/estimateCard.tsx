// What the charge will cost about, and what is taken in advance.
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import type { estimateOrder } from "../../../../core/contract/orders.ts";
import type { PriceSpan } from "../../../../core/contract/stations.ts";
import { Cell } from "../../kit/cell.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Box, Heading, Text } from "../../kit/primitives.tsx";
import { Tag } from "../../kit/tag.tsx";
import { refusalText } from "../../service/api.ts";
import type { Loading } from "../../service/hooks.ts";
import { useText } from "../../service/language.ts";
import { energy, minutesLong, money, price } from "../../view/format.ts";
import { periodTone } from "../../view/tones.ts";

export type Estimate = OutputOf<typeof estimateOrder>;

export type EstimateCardProps = {
  readonly estimate: Loading<Estimate>;
  readonly now: PriceSpan | undefined;
};

const Figures = ({ value }: { readonly value: Estimate }) => {
  const text = useText();
  const { energyWh, totalFen, minutes } = value;
  return (
    <>
      {energyWh === null ? null : (
        <Cell label={text.pile.estimateEnergy} value={`${energy(energyWh)} ${text.units.kwh}`} />
      )}
      {totalFen === null ? null : <Cell label={text.pile.estimateTotal} value={money(totalFen)} />}
      {minutes === null ? null : (
        <Cell label={text.pile.estimateMinutes} value={minutesLong(text, minutes)} />
      )}
      <Cell
        label={text.pile.prepaid}
        value={<Text className="strong">{money(value.prepaidFen)}</Text>}
      />
    </>
  );
};

export const EstimateCard = ({ estimate, now }: EstimateCardProps) => {
  const text = useText();
  const { state } = estimate;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.pile.estimate}
      </Heading>
      <Box>
        {now === undefined ? null : (
          <Cell
            label={text.pile.priceNow}
            value={
              <Box className="row wrap cell-end">
                <Tag tone={periodTone[now.period]}>{text.period[now.period]}</Tag>
                <Text>
                  {price(now.electricityPrice + now.servicePrice)}
                  {text.units.perKwh}
                </Text>
              </Box>
            }
          />
        )}
        {state.kind === "ready" ? <Figures value={state.value} /> : null}
        {state.kind === "loading" ? (
          <Box className="cell">
            <Box className="bone bone-2" isHidden />
          </Box>
        ) : null}
      </Box>
      {state.kind === "failed" ? (
        <Notice
          tone="warn"
          action={{ label: text.common.retry, onPress: () => void estimate.reload() }}
        >
          {state.refusal.kind === "problem"
            ? refusalText(text, state.refusal)
            : text.pile.estimateFailed}
        </Notice>
      ) : null}
    </Box>
  );
};
