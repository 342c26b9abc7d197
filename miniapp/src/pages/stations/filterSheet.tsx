// All conditions on one sheet; each applies at once.
import type { ConnectorStandard } from "../../../../core/contract/stations.ts";
import { Facility } from "../../../../core/contract/places.ts";
import { Button } from "../../kit/button.tsx";
import { Checks } from "../../kit/checks.tsx";
import { Choices } from "../../kit/choices.tsx";
import { Box, Heading } from "../../kit/primitives.tsx";
import { Sheet } from "../../kit/sheet.tsx";
import { Toggle } from "../../kit/toggle.tsx";
import { useText } from "../../service/language.ts";
import { money } from "../../view/format.ts";
import { type Filters, noFilters, powersKw, pricesFen } from "./filters.ts";

export type FilterSheetProps = {
  readonly filters: Filters;
  /** Those seen so far, by id. */
  readonly operators: ReadonlyMap<string, string>;
  readonly onChange: (filters: Filters) => void;
  readonly onClose: () => void;
};

const any = "any";

type OneOfProps<T extends string | number> = {
  readonly title: string;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: T | null;
  readonly onChoose: (value: T | null) => void;
};

const OneOf = <T extends string | number>(props: OneOfProps<T>) => {
  const text = useText();
  return (
    <Box className="stack-tight">
      <Heading level={3} className="field-label">
        {props.title}
      </Heading>
      <Choices<T | typeof any>
        label={props.title}
        choices={[{ value: any, label: text.find.any }, ...props.choices]}
        chosen={props.chosen ?? any}
        onChoose={(value) =>
          props.onChoose(props.choices.find((one) => one.value === value)?.value ?? null)
        }
      />
    </Box>
  );
};

const standards: readonly ConnectorStandard[] = [
  "GBT_DC",
  "GBT_AC",
  "IEC_62196_T2_COMBO",
  "IEC_62196_T2",
  "CHADEMO",
];

const What = ({ filters, set }: { filters: Filters; set: (change: Partial<Filters>) => void }) => {
  const text = useText();
  return (
    <>
      <OneOf
        title={text.find.current}
        choices={(["DC", "AC"] as const).map((value) => ({
          value,
          label: text.current[value],
        }))}
        chosen={filters.currentType}
        onChoose={(currentType) => set({ currentType })}
      />
      <OneOf
        title={text.find.power}
        choices={powersKw.map((value) => ({ value, label: text.find.powerAtLeast(value) }))}
        chosen={filters.minPowerKw}
        onChoose={(minPowerKw) => set({ minPowerKw })}
      />
      <OneOf
        title={text.find.standard}
        choices={standards.map((value) => ({ value, label: text.standard[value] }))}
        chosen={filters.standard}
        onChoose={(standard) => set({ standard })}
      />
      <OneOf
        title={text.find.price}
        choices={pricesFen.map((value) => ({ value, label: text.find.priceAtMost(money(value)) }))}
        chosen={filters.maxPriceFen}
        onChoose={(maxPriceFen) => set({ maxPriceFen })}
      />
    </>
  );
};

export const FilterSheet = ({ filters, operators, onChange, onClose }: FilterSheetProps) => {
  const text = useText();
  const set = (change: Partial<Filters>): void => onChange({ ...filters, ...change });
  return (
    <Sheet title={text.find.filter} onClose={onClose}>
      <Box>
        <Toggle
          label={text.find.free}
          isOn={filters.isFree}
          onChange={(isFree) => set({ isFree })}
        />
        <Toggle
          label={text.find.open}
          isOn={filters.isOpen}
          onChange={(isOpen) => set({ isOpen })}
        />
        <Toggle
          label={text.find.freeParking}
          isOn={filters.hasFreeParking}
          onChange={(hasFreeParking) => set({ hasFreeParking })}
        />
      </Box>
      <What filters={filters} set={set} />
      <Box className="stack-tight">
        <Heading level={3} className="field-label">
          {text.find.facilities}
        </Heading>
        <Checks
          label={text.find.facilities}
          choices={Facility.options.map((value) => ({ value, label: text.facility[value] }))}
          chosen={filters.facilities}
          onChange={(facilities) => set({ facilities })}
        />
      </Box>
      {operators.size === 0 ? null : (
        <OneOf
          title={text.find.operator}
          choices={[...operators].map(([value, label]) => ({ value, label }))}
          chosen={filters.operatorId}
          onChoose={(operatorId) => set({ operatorId })}
        />
      )}
      <Button onPress={onClose}>{text.find.show}</Button>
      <Button kind="plain" onPress={() => onChange(noFilters)}>
        {text.find.clear}
      </Button>
    </Sheet>
  );
};
