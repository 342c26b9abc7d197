// Advice of one kind: its reasons in sentences, its figures as a chart and a table, and the file.
import { Anchor, Button, Text } from "@mantine/core";
import { useMemo } from "react";
import { Link } from "wouter";
import type { Advice } from "../../../../core/contract/admin/analysisAdvice.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { useStaff } from "../../api/session.ts";
import { formatCount } from "../../format/energy.ts";
import { placeName } from "../../parts/stationName.ts";
import { useLanguage } from "../../text/language.tsx";
import classes from "./advice.module.css";
import { measuresOf, sentence } from "./adviceWords.ts";
import { heightOfSideways, sideways } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";
import type { AnalysisAddress } from "./useAnalysisAddress.ts";

type Props<Kind extends Advice["kind"]> = {
  readonly kind: Kind;
  /** Of every kind. */
  readonly items: readonly Advice[];
  readonly address: AnalysisAddress;
};

const stationOf = (one: Advice, language: Language): string => placeName(one, language);

const placeOf = (one: Advice, language: Language): string =>
  one.kind === "repairFirst"
    ? `${one.pileId} · ${stationOf(one, language)}`
    : stationOf(one, language);

export function AdviceKind<Kind extends Advice["kind"]>({ kind, items, address }: Props<Kind>) {
  const { text, language } = useLanguage();
  const words = text.analysis.advice;
  const rows = useMemo(
    () => items.filter((one): one is Extract<Advice, { kind: Kind }> => one.kind === kind),
    [items, kind],
  );
  const measures = useMemo(() => measuresOf(text.analysis)[kind], [text, kind]);
  const option = useMemo(() => {
    const [first] = measures;
    return sideways(
      rows.map((row) => ({ name: placeOf(row, language), value: first.value(row) })),
      first.label,
    );
  }, [rows, measures, language]);
  if (rows.length === 0) return null;
  return (
    <FigurePanel
      title={`${words.kinds[kind]} (${formatCount(rows.length)})`}
      label={words.chartLabel(words.kinds[kind], measures[0].label)}
      option={option}
      height={heightOfSideways(rows.length)}
      columns={[
        { key: "place", label: words.where, value: (row) => placeOf(row, language) },
        ...measures.map((measure) => ({ ...measure, isNumber: true })),
        { key: "reason", label: words.reason, value: (row) => sentence(row, text) },
      ]}
      rows={rows}
      keyOf={(row) => placeOf(row, language)}
      name={`advice-${kind}`}
      reasons={
        <ul className={classes["list"]}>
          {rows.map((row) => (
            <One key={placeOf(row, language)} advice={row} address={address} />
          ))}
        </ul>
      }
    />
  );
}

type OneProps = { readonly advice: Advice; readonly address: AnalysisAddress };

function One({ advice, address }: OneProps) {
  const { text, language } = useLanguage();
  const { role } = useStaff();
  const href =
    advice.kind === "repairFirst"
      ? `/piles/${advice.pileId}`
      : `/stations/${encodeURIComponent(advice.stationId)}`;
  return (
    <li>
      <div>
        <Anchor component={Link} href={href} size="sm" fw={600}>
          {placeOf(advice, language)}
        </Anchor>
        <Text size="sm">{sentence(advice, text)}</Text>
      </div>
      {advice.kind === "movePrices" && role !== "maintenance" && (
        <Button
          size="xs"
          variant="default"
          className="z-no-print"
          onClick={() => {
            address.set({ station: advice.stationId });
            document.querySelector("#simulation")?.scrollIntoView();
          }}
        >
          {text.analysis.advice.simulate}
        </Button>
      )}
    </li>
  );
}
