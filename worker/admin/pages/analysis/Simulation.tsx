// A station's past charges billed anew with other service fees.
import { Button, Group, NumberInput, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import { adminAnalysisSimulation } from "../../../../core/contract/admin/analysisAdvice.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { queryOf } from "../../api/ask.ts";
import { formatCount } from "../../format/energy.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { useText } from "../../text/language.tsx";
import { bars } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";
import { kwhOf, yuanOf } from "./units.ts";
import type { AnalysisAddress } from "./useAnalysisAddress.ts";

const kinds = ["sharp", "peak", "flat", "valley"] as const;
type Kind = (typeof kinds)[number];
type Wish = Readonly<Record<Kind, number>> & { readonly elasticity: number };

const nothingChanged: Wish = { sharp: 0, peak: 0, flat: 0, valley: 0, elasticity: 0 };

export function Simulation({ address }: { readonly address: AnalysisAddress }) {
  const { analysis, piles, words: all } = useText();
  const words = analysis.simulation;
  const [asked, ask] = useWish();
  const [wish, setWish] = useState<Wish>(asked ?? nothingChanged);
  const { stationId } = address;
  const change =
    (name: keyof Wish) =>
    (value: string | number): void =>
      setWish((before) => ({ ...before, [name]: Number(value) || 0 }));
  return (
    <div id="simulation">
      <Panel title={words.title}>
        <Text size="sm" mb="sm" className="z-quiet">
          {words.hint}
        </Text>
        <Group align="flex-end" gap="sm" mb="md" className="z-no-print">
          <StationPicker
            width={210}
            label={words.station}
            placeholder={piles.stationPickHint}
            value={stationId}
            onChange={(station) => address.set({ station })}
          />
          {kinds.map((kind) => (
            <NumberInput
              key={kind}
              w={150}
              label={words.change(all.period[kind])}
              value={wish[kind]}
              step={0.05}
              decimalScale={4}
              min={-5}
              max={5}
              onChange={change(kind)}
            />
          ))}
          <NumberInput
            w={150}
            label={words.elasticity}
            title={words.elasticityHint}
            value={wish.elasticity}
            step={0.1}
            decimalScale={2}
            min={0}
            max={5}
            onChange={change("elasticity")}
          />
          <Button disabled={stationId === ""} onClick={() => ask(wish)}>
            {words.run}
          </Button>
        </Group>
        {stationId === "" || asked === null ? (
          <Empty title={words.choose} hint={words.chooseHint} />
        ) : (
          <Result address={address} wish={asked} />
        )}
      </Panel>
    </div>
  );
}

const names = [...kinds, "elasticity"] as const;

/** What is calculated stands in the address: "sharp:0.1,elasticity:0.3"; null before. */
function useWish(): readonly [Wish | null, (wish: Wish) => void] {
  const [search, setSearch] = useSearchParams();
  const given = search.get("prices");
  const asked = useMemo(() => {
    if (given === null) return null;
    const parts = new Map(given.split(",").map((one) => [one.split(":")[0], one.split(":")[1]]));
    const of = (name: keyof Wish): number => Number(parts.get(name)) || 0;
    return {
      sharp: of("sharp"),
      peak: of("peak"),
      flat: of("flat"),
      valley: of("valley"),
      elasticity: of("elasticity"),
    };
  }, [given]);
  const ask = (wish: Wish): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.set("prices", names.map((name) => `${name}:${wish[name]}`).join(","));
        return next;
      },
      { replace: true },
    );
  return [asked, ask];
}

const priceOf = (yuan: number): number => Math.round(yuan * 10_000);

function Result({ address, wish }: { readonly address: AnalysisAddress; readonly wish: Wish }) {
  const { stationId, period } = address;
  const query = useQuery(
    queryOf(adminAnalysisSimulation, {
      ...period,
      stationId,
      sharp: priceOf(wish.sharp),
      peak: priceOf(wish.peak),
      flat: priceOf(wish.flat),
      valley: priceOf(wish.valley),
      elasticity: wish.elasticity,
    }),
  );
  return <Fetched query={query}>{(result) => <Table result={result} />}</Fetched>;
}

type Outcome = OutputOf<typeof adminAnalysisSimulation>;

function Table({ result }: { readonly result: Outcome }) {
  const { analysis, words: all } = useText();
  const words = analysis.simulation;
  const rows = useMemo(
    () => [
      ...kinds.map((kind) => ({ key: kind, name: all.period[kind], ...result.periods[kind] })),
      { key: "total", name: words.total, ...result.total },
    ],
    [result, all, words],
  );
  const option = useMemo(
    () =>
      bars(
        rows.map(({ name }) => name),
        [
          {
            name: words.before,
            values: rows.map(({ revenueFen }) => yuanOf(revenueFen)),
            color: "busy",
            isFaint: true,
          },
          {
            name: words.after,
            values: rows.map(({ newRevenueFen }) => yuanOf(newRevenueFen)),
            color: "busy",
          },
        ],
        { unit: analysis.measures.revenueYuan },
      ),
    [rows, words, analysis],
  );
  type Row = (typeof rows)[number];
  const column = (key: string, label: string, value: (row: Row) => number) => ({
    key,
    label,
    isNumber: true,
    value,
  });
  return (
    <FigurePanel
      title={words.result}
      hint={words.assumptions({
        charges: formatCount(result.charges),
        simulated: formatCount(result.simulated),
        elasticity: String(result.elasticity),
      })}
      label={words.resultLabel}
      option={option}
      columns={[
        { key: "period", label: words.period, value: ({ name }: Row) => name },
        column("before", words.before, ({ revenueFen }) => yuanOf(revenueFen)),
        column("after", words.after, ({ newRevenueFen }) => yuanOf(newRevenueFen)),
        column("difference", words.difference, (row) => yuanOf(row.newRevenueFen - row.revenueFen)),
        column("energyBefore", words.energyBefore, ({ energyWh }) => kwhOf(energyWh)),
        column("energyAfter", words.energyAfter, ({ newEnergyWh }) => kwhOf(newEnergyWh)),
      ]}
      rows={rows}
      keyOf={({ key }) => key}
      name="price-simulation"
    />
  );
}
