// The ways to pay that both this deployment and this platform have.
import type { PaymentWay } from "../../../core/contract/common.ts";
import { Choices } from "../kit/choices.tsx";
import { Notice } from "../kit/notice.tsx";
import { Box, Heading, Text } from "../kit/primitives.tsx";
import { waysHere } from "../platform/pay.ts";
import { useText } from "../service/language.ts";
import { money } from "./format.ts";

export const waysOffered = (deployment: readonly PaymentWay[]): readonly PaymentWay[] =>
  waysHere.filter((way) => deployment.includes(way));

export type PayWaysProps<W extends PaymentWay> = {
  readonly ways: readonly W[];
  readonly chosen: W | null;
  /** Null while nobody is signed in. */
  readonly balanceFen: number | null;
  readonly onChoose: (way: W) => void;
};

export const PayWays = <W extends PaymentWay>(props: PayWaysProps<W>) => {
  const text = useText();
  const names: Readonly<Record<PaymentWay, string>> = text.pile.ways;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.pile.payWith}
      </Heading>
      {props.ways.length === 0 ? <Notice tone="warn">{text.pile.noPayWays}</Notice> : null}
      <Choices
        label={text.pile.payWith}
        shape="rows"
        choices={props.ways.map((way) => ({
          value: way,
          label: (
            <>
              <Text>{names[way]}</Text>
              {way === "balance" && props.balanceFen !== null ? (
                <Text className="quiet figures">
                  {text.pile.balanceIs(money(props.balanceFen))}
                </Text>
              ) : null}
            </>
          ),
        }))}
        chosen={props.chosen}
        onChoose={props.onChoose}
      />
    </Box>
  );
};
