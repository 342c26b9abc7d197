// What the figures suggest, each with what it rests on, and past charges at other prices.
import { Anchor, Button, Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import {
  adminAnalysisAdvice,
  type Advice,
} from "../../../../core/contract/admin/analysisAdvice.ts";
import { queryOf } from "../../api/ask.ts";
import { useStaff } from "../../api/session.ts";
import { formatCount } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { Empty } from "../../parts/Empty.tsx";
import { rowsAtHand } from "../../parts/export/columns.ts";
import { ExportMenu } from "../../parts/ExportMenu.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { stationName } from "../../parts/stationName.ts";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import classes from "./advice.module.css";
import { PeriodBar } from "./PeriodBar.tsx";
import { Simulation } from "./Simulation.tsx";
import { formatHours, formatOne, formatShare, formatTwo } from "./units.ts";
import { useAnalysisAddress, type AnalysisAddress } from "./useAnalysisAddress.ts";

const kinds = ["repairFirst", "tooFew", "movePrices", "tooMany"] as const;

export default function AdvicePage() {
  const { text } = useLanguage();
  const { analysis } = text;
  const address = useAnalysisAddress("days30");
  const { role } = useStaff();
  const { from, to } = address.period;
  return (
    <Page title={analysis.tabs.advice} lead={analysis.advice.lead(from, to)}>
      <PeriodBar address={address} hasStation={false} hasCompare={false} />
      {address.isValid && (
        <Stack gap="md">
          <Suggestions address={address} />
          {role !== "maintenance" && <Simulation address={address} />}
        </Stack>
      )}
    </Page>
  );
}

function Suggestions({ address }: { readonly address: AnalysisAddress }) {
  const { text, language } = useLanguage();
  const words = text.analysis.advice;
  const query = useQuery(queryOf(adminAnalysisAdvice, address.period));
  const placeOf = (one: Advice): string => {
    const station = stationName({ name: one.stationName, nameEn: one.stationNameEn }, language);
    return one.kind === "repairFirst" ? `${one.pileId} · ${station}` : station;
  };
  return (
    <Fetched query={query}>
      {({ items, isCut }) =>
        items.length === 0 ? (
          <Panel title={text.analysis.tabs.advice}>
            <Empty
              icon={<IconCircleCheck size={36} />}
              title={words.nothing}
              hint={words.nothingHint}
            />
          </Panel>
        ) : (
          <>
            {isCut && <Text size="sm">{text.analysis.cut}</Text>}
            {kinds.map((kind) => {
              const ofKind = items.filter((one) => one.kind === kind);
              if (ofKind.length === 0) return null;
              return (
                <Panel
                  key={kind}
                  title={`${words.kinds[kind]} (${formatCount(ofKind.length)})`}
                  aside={
                    <ExportMenu
                      name={`advice-${kind}`}
                      columns={[
                        { label: text.analysis.usage.station, value: placeOf },
                        {
                          label: words.kinds[kind],
                          value: (one: Advice) => sentence(one, text),
                        },
                      ]}
                      rows={() => rowsAtHand(ofKind)}
                    />
                  }
                >
                  <ul className={classes["list"]}>
                    {ofKind.map((one) => (
                      <One key={placeOf(one)} advice={one} place={placeOf(one)} address={address} />
                    ))}
                  </ul>
                </Panel>
              );
            })}
          </>
        )
      }
    </Fetched>
  );
}

type OneProps = {
  readonly advice: Advice;
  readonly place: string;
  readonly address: AnalysisAddress;
};

function One({ advice, place, address }: OneProps) {
  const { text } = useLanguage();
  const words = text.analysis.advice;
  const { role } = useStaff();
  const href =
    advice.kind === "repairFirst"
      ? `/piles/${advice.pileId}`
      : `/stations/${encodeURIComponent(advice.stationId)}`;
  return (
    <li>
      <div>
        <Anchor component={Link} href={href} size="sm" fw={600}>
          {place}
        </Anchor>
        <Text size="sm">{sentence(advice, text)}</Text>
      </div>
      {advice.kind === "movePrices" && role !== "maintenance" && (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            address.set({ station: advice.stationId });
            document.querySelector("#simulation")?.scrollIntoView();
          }}
        >
          {words.simulate}
        </Button>
      )}
    </li>
  );
}

/** What it says, with the figures and the threshold. */
function sentence(advice: Advice, { analysis: { advice: words } }: Catalogue): string {
  switch (advice.kind) {
    case "repairFirst":
      return words.repairFirst({
        hours: formatHours(advice.faultMs),
        lost: formatFen(advice.lostFen),
        usual: formatFen(Math.round(advice.usualFenPerHour)),
        least: formatFen(advice.threshold.lostFen),
      });
    case "tooFew":
      return words.tooFew({
        share: formatShare(advice.utilisation),
        perDay: formatOne(advice.unmetPerDay),
        joined: formatCount(advice.joined),
        refused: formatCount(advice.refused),
        waited: formatHours(advice.waitedMs),
        most: formatShare(advice.threshold.utilisation),
        leastPerDay: formatOne(advice.threshold.unmetPerDay),
      });
    case "tooMany":
      return words.tooMany({
        share: formatShare(advice.utilisation),
        turnover: formatTwo(advice.sessionsPerConnectorDay),
        least: formatShare(advice.threshold.utilisation),
      });
    case "movePrices":
      return words.movePrices({
        from: advice.hour,
        to: (advice.hour + 3) % 24,
        share: formatShare(advice.share),
        utilisation: formatShare(advice.utilisation),
        least: formatShare(advice.threshold.share),
      });
  }
}
