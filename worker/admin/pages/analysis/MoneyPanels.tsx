// Revenue by component, tariff period and way of payment: on the page of revenue and in reports.
import { useMemo } from "react";
import type * as z from "zod/mini";
import type { Periods, RevenueParts, Ways } from "../../../../core/contract/admin/analysisParts.ts";
import { useText } from "../../text/language.tsx";
import { bars } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";
import { partNames } from "./partNames.ts";
import { kwhOf, yuanOf } from "./units.ts";

type Parts = { readonly parts: RevenueParts; readonly before: RevenueParts | null };

export function PartsPanel({ parts, before }: Parts) {
  const { analysis } = useText();
  const words = analysis.revenue;
  const rows = useMemo(
    () => partNames.filter(({ part }) => parts[part] !== 0 || (before?.[part] ?? 0) !== 0),
    [parts, before],
  );
  const option = useMemo(
    () =>
      bars(
        rows.map(({ part }) => words.partNames[part]),
        [
          {
            name: analysis.now,
            values: rows.map(({ part }) => yuanOf(parts[part])),
            color: "busy",
          },
          ...(before === null
            ? []
            : [
                {
                  name: analysis.compared,
                  values: rows.map(({ part }) => yuanOf(before[part])),
                  color: "busy" as const,
                  isFaint: true,
                },
              ]),
        ],
        { unit: analysis.measures.revenueYuan },
      ),
    [rows, parts, before, analysis, words],
  );
  return (
    <FigurePanel
      title={words.parts}
      label={words.partsLabel}
      option={option}
      columns={[
        { key: "part", label: words.part, value: ({ part }) => words.partNames[part] },
        {
          key: "now",
          label: `${analysis.measures.revenueYuan} · ${analysis.now}`,
          isNumber: true,
          value: ({ part }) => yuanOf(parts[part]),
        },
        ...(before === null
          ? []
          : [
              {
                key: "before",
                label: `${analysis.measures.revenueYuan} · ${analysis.compared}`,
                isNumber: true,
                value: ({ part }: (typeof partNames)[number]) => yuanOf(before[part]),
              },
            ]),
      ]}
      rows={rows}
      keyOf={({ part }) => part}
      name="revenue-by-component"
    />
  );
}

const kinds = ["sharp", "peak", "flat", "valley"] as const;

export function PeriodsPanel({ periods }: { readonly periods: z.infer<typeof Periods> }) {
  const { analysis, words: all } = useText();
  const words = analysis.revenue;
  const rows = useMemo(() => kinds.map((kind) => ({ kind, ...periods[kind] })), [periods]);
  const option = useMemo(
    () =>
      bars(
        rows.map(({ kind }) => all.period[kind]),
        [
          {
            name: words.partNames.electricity,
            values: rows.map(({ electricityFen }) => yuanOf(electricityFen)),
            color: "flat",
          },
          {
            name: words.partNames.service,
            values: rows.map(({ serviceFen }) => yuanOf(serviceFen)),
            color: "valley",
          },
          {
            name: analysis.measures.energyKwh,
            values: rows.map(({ energyWh }) => kwhOf(energyWh)),
            color: "idle",
            isRight: true,
          },
        ],
        { unit: analysis.measures.revenueYuan, right: analysis.measures.energyKwh },
      ),
    [rows, all, words, analysis],
  );
  return (
    <FigurePanel
      title={words.periods}
      label={words.periodsLabel}
      option={option}
      columns={[
        { key: "period", label: words.period, value: ({ kind }) => all.period[kind] },
        {
          key: "energy",
          label: analysis.measures.energyKwh,
          isNumber: true,
          value: ({ energyWh }) => kwhOf(energyWh),
        },
        {
          key: "electricity",
          label: words.yuan(words.partNames.electricity),
          isNumber: true,
          value: ({ electricityFen }) => yuanOf(electricityFen),
        },
        {
          key: "service",
          label: words.yuan(words.partNames.service),
          isNumber: true,
          value: ({ serviceFen }) => yuanOf(serviceFen),
        },
      ]}
      rows={rows}
      keyOf={({ kind }) => kind}
      name="revenue-by-tariff-period"
    />
  );
}

const wayNames = ["wechatpay", "alipay", "balance"] as const;

export function WaysPanel({ ways }: { readonly ways: z.infer<typeof Ways> }) {
  const { analysis, words: all } = useText();
  const words = analysis.revenue;
  const rows = useMemo(() => wayNames.map((way) => ({ way, ...ways[way] })), [ways]);
  const option = useMemo(
    () =>
      bars(
        rows.map(({ way }) => all.paymentWay[way]),
        [
          {
            name: analysis.measures.revenueYuan,
            values: rows.map(({ revenueFen }) => yuanOf(revenueFen)),
            color: "good",
          },
        ],
        { unit: analysis.measures.revenueYuan },
      ),
    [rows, all, analysis],
  );
  return (
    <FigurePanel
      title={words.ways}
      label={words.waysLabel}
      option={option}
      height={220}
      columns={[
        { key: "way", label: words.way, value: ({ way }) => all.paymentWay[way] },
        {
          key: "orders",
          label: analysis.measures.settled,
          isNumber: true,
          value: ({ orders }) => orders,
        },
        {
          key: "revenue",
          label: analysis.measures.revenueYuan,
          isNumber: true,
          value: ({ revenueFen }) => yuanOf(revenueFen),
        },
      ]}
      rows={rows}
      keyOf={({ way }) => way}
      name="revenue-by-payment-way"
    />
  );
}
