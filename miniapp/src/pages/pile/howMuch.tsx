// How much to charge: until full, or by amount, energy, time or the battery's level.
import { Choices } from "../../kit/choices.tsx";
import { Box, Heading } from "../../kit/primitives.tsx";
import { Stepper } from "../../kit/stepper.tsx";
import { useText } from "../../service/language.ts";
import { type Amounts, type LimitKind, scales } from "../../view/chargeLimit.ts";

export type HowMuchProps = {
  readonly kind: LimitKind;
  readonly amounts: Amounts;
  /** An AC pile does not know the battery's level. */
  readonly knowsBattery: boolean;
  readonly onKind: (kind: LimitKind) => void;
  readonly onAmounts: (amounts: Amounts) => void;
};

export const HowMuch = ({ kind, amounts, knowsBattery, onKind, onAmounts }: HowMuchProps) => {
  const text = useText();
  const kinds = (["full", "amount", "energy", "minutes", "soc"] as const).filter(
    (one) => one !== "soc" || knowsBattery,
  );
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.pile.howMuch}
      </Heading>
      <Choices
        label={text.pile.howMuch}
        choices={kinds.map((value) => ({ value, label: text.pile.limits[value] }))}
        chosen={kind}
        onChoose={onKind}
      />
      {kind === "full" ? null : (
        <>
          <Stepper
            label={text.pile.limits[kind]}
            value={amounts[kind]}
            shown={scales[kind].shown(text, amounts[kind])}
            step={scales[kind].step}
            least={scales[kind].least}
            most={scales[kind].most}
            onChange={(value) => onAmounts({ ...amounts, [kind]: value })}
          />
          <Choices
            label={text.pile.limits[kind]}
            shape="even"
            choices={scales[kind].presets.map((value) => ({
              value,
              label: scales[kind].short(text, value),
            }))}
            chosen={amounts[kind]}
            onChoose={(value) => onAmounts({ ...amounts, [kind]: value })}
          />
        </>
      )}
      <Box className="quiet">{text.pile.limitHint[kind]}</Box>
    </Box>
  );
};
