// What a tariff charges beside energy, whom it charges less, and its special dates.
import {
  Button,
  Grid,
  Group,
  NumberInput,
  Stack,
  Switch,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { TariffContent } from "../../../../core/contract/admin/tariffs.ts";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import type { EditorProps } from "./Seasons.tsx";
import { problemInWords } from "./tariffWords.ts";

const FIRST_IDLE = { graceMinutes: 15, fenPerMinute: 50, capFen: 5_000 };
const FIRST_RESERVATION = { feeFen: 0, noShowFeeFen: 0, holdMinutes: 15, graceMinutes: 15 };

export function Fees(props: EditorProps) {
  const { tariffs: words } = useText();
  const { content, problems, onChange } = props;
  const { idle, reservation } = content;
  const wrong = useFeeErrors(problems);
  return (
    <Panel title={words.fees}>
      <Stack gap="md">
        <Fields
          wrong={wrong}
          values={[["startFeeFen", words.startFee, content.startFeeFen, 100]]}
          onChange={(_, startFeeFen) => onChange({ startFeeFen })}
        />
        <Switch
          label={words.idle}
          checked={idle !== null}
          onChange={(event) => onChange({ idle: event.currentTarget.checked ? FIRST_IDLE : null })}
        />
        {idle !== null && (
          <Fields
            wrong={wrong}
            values={[
              ["idle.graceMinutes", words.idleGrace, idle.graceMinutes, 1],
              ["idle.fenPerMinute", words.idlePerMinute, idle.fenPerMinute, 100],
              ["idle.capFen", words.idleCap, idle.capFen, 100],
            ]}
            onChange={(field, value) => onChange({ idle: { ...idle, [field.slice(5)]: value } })}
          />
        )}
        <Switch
          label={words.reservation}
          checked={reservation !== null}
          onChange={(event) =>
            onChange({ reservation: event.currentTarget.checked ? FIRST_RESERVATION : null })
          }
        />
        {reservation !== null && (
          <Fields
            wrong={wrong}
            values={[
              ["reservation.feeFen", words.reservationFee, reservation.feeFen, 100],
              ["reservation.noShowFeeFen", words.noShowFee, reservation.noShowFeeFen, 100],
              ["reservation.holdMinutes", words.holdMinutes, reservation.holdMinutes, 1],
              ["reservation.graceMinutes", words.graceMinutes, reservation.graceMinutes, 1],
            ]}
            onChange={(field, value) =>
              onChange({ reservation: { ...reservation, [field.slice(12)]: value } })
            }
          />
        )}
        <Discounts {...props} />
        <Dates {...props} />
      </Stack>
    </Panel>
  );
}

function useFeeErrors(problems: EditorProps["problems"]): ReadonlyMap<string, string> {
  const text = useText();
  return new Map(
    problems.flatMap((problem) =>
      problem.code === "fee_out_of_range" ? [[problem.field, problemInWords(problem, text)]] : [],
    ),
  );
}

type FieldsProps = {
  readonly wrong: ReadonlyMap<string, string>;
  /** The last part: how many of the stored unit the shown one is. */
  readonly values: readonly (readonly [
    field: string,
    label: string,
    value: number,
    unit: number,
  ])[];
  readonly onChange: (field: string, value: number) => void;
};

function Fields({ wrong, values, onChange }: FieldsProps) {
  return (
    <Grid gap="sm">
      {values.map(([field, label, value, unit]) => (
        <Grid.Col key={field} span={{ base: 6, md: 3 }}>
          <NumberInput
            label={label}
            min={0}
            decimalScale={unit === 1 ? 0 : 2}
            value={value / unit}
            error={wrong.get(field) ?? null}
            onChange={(typed) =>
              typeof typed === "number" && onChange(field, Math.round(typed * unit))
            }
          />
        </Grid.Col>
      ))}
    </Grid>
  );
}

function Discounts({ content: { discounts }, problems, onChange }: EditorProps) {
  const text = useText();
  const words = text.tariffs;
  type Discount = TariffContent["discounts"][number];
  const put = (at: number, discount: Discount): void =>
    onChange({ discounts: discounts.map((one, index) => (index === at ? discount : one)) });
  const fresh = { membership: "vip", electricityBasisPoints: 0, serviceBasisPoints: 1_000 };
  const errorOf = (membership: string): string | null => {
    const found = problems.find(
      (problem) => "membership" in problem && problem.membership === membership,
    );
    return found === undefined ? null : problemInWords(found, text);
  };
  return (
    <Stack gap="xs">
      {discounts.map((discount, at) => (
        <Group key={String(at)} align="flex-end" gap="sm">
          <TextInput
            label={words.membership}
            maxLength={40}
            value={discount.membership}
            error={errorOf(discount.membership)}
            onChange={(event) => put(at, { ...discount, membership: event.currentTarget.value })}
          />
          {(["electricityBasisPoints", "serviceBasisPoints"] as const).map((name) => (
            <NumberInput
              key={name}
              label={name === "serviceBasisPoints" ? words.serviceOff : words.electricityOff}
              min={0}
              max={100}
              decimalScale={2}
              value={discount[name] / 100}
              onChange={(typed) =>
                typeof typed === "number" &&
                put(at, { ...discount, [name]: Math.round(typed * 100) })
              }
            />
          ))}
          <Button
            variant="subtle"
            color="red"
            onClick={() => onChange({ discounts: discounts.filter((_, index) => index !== at) })}
          >
            {words.removeDiscount}
          </Button>
        </Group>
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          disabled={discounts.length >= 20}
          onClick={() => onChange({ discounts: [...discounts, fresh] })}
        >
          {words.addDiscount}
        </Button>
      </Group>
    </Stack>
  );
}

const listOf = (typed: string): string[] => typed.split("\n").map((line) => line.trim());

function Dates({ content, problems, onChange }: EditorProps) {
  const text = useText();
  const words = text.tariffs;
  const wrong = problems.filter((problem) => "date" in problem && typeof problem.date === "string");
  return (
    <Grid gap="sm">
      {(["holidays", "workdays"] as const).map((list) => (
        <Grid.Col key={list} span={{ base: 12, sm: 6 }}>
          <Textarea
            label={words[list]}
            autosize
            minRows={2}
            maxRows={8}
            value={content[list].join("\n")}
            error={
              wrong.find(
                (problem) =>
                  "date" in problem && content[list].some((date) => date === problem.date),
              ) === undefined
                ? null
                : wrong.map((problem) => problemInWords(problem, text)).join(" ")
            }
            onChange={(event) => onChange({ [list]: listOf(event.currentTarget.value) })}
            onBlur={() => onChange({ [list]: content[list].filter((date) => date !== "") })}
          />
        </Grid.Col>
      ))}
    </Grid>
  );
}
