// The operator's figures now and today, and what needs a person first.
import { Anchor, Grid, Stack } from "@mantine/core";
import { IconChargingPile } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminListFaults, adminOverview } from "../../../../core/contract/admin/stations.ts";
import { queryOf } from "../../api/ask.ts";
import { formatCount, formatWhRoughly } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { formatTime } from "../../format/time.ts";
import { ConnectorBar, ConnectorCounts } from "../../parts/ConnectorBar.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import type { OverviewFigures } from "../../text/kinds.ts";
import { useLanguage, useText } from "../../text/language.tsx";
import { FaultTable } from "../faults/FaultTable.tsx";
import { Figure, Figures } from "./Figure.tsx";

const REFRESH_MS = 10_000;
const FAULTS_SHOWN = 8;

export default function OverviewPage() {
  const { text, language } = useLanguage();
  const query = useQuery({ ...queryOf(adminOverview, {}), refetchInterval: REFRESH_MS });
  const lead =
    query.dataUpdatedAt === 0
      ? undefined
      : text.shell.updatedAt(formatTime(query.dataUpdatedAt, "clockSeconds", { language }));
  return (
    <Page title={text.pages.overview.title} lead={lead}>
      <Fetched query={query}>
        {(figures) => (
          <Stack gap="md">
            <Now figures={figures} />
            <Grid gap="md">
              <Grid.Col span={{ base: 12, lg: 8 }}>
                <OpenFaults />
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 4 }}>
                <Today figures={figures} />
              </Grid.Col>
            </Grid>
          </Stack>
        )}
      </Fetched>
    </Page>
  );
}

function Now({ figures }: { readonly figures: OverviewFigures }) {
  const words = useText().pages.overview;
  const { counts } = figures;
  if (counts.piles === 0) {
    return (
      <Panel title={words.now}>
        <Empty
          icon={<IconChargingPile size={36} />}
          title={words.noPiles}
          hint={words.noPilesHint}
        />
      </Panel>
    );
  }
  return (
    <Panel title={words.now} aside={<ConnectorCounts counts={counts} />}>
      <ConnectorBar counts={counts} />
      <Figures>
        <Figure
          label={words.openFaults}
          value={formatCount(figures.openFaults)}
          href="/faults"
          tone={figures.openFaults > 0 ? "bad" : undefined}
        />
        <Figure
          label={words.refundsFailed}
          value={formatCount(figures.refundsFailed)}
          tone={figures.refundsFailed > 0 ? "bad" : undefined}
          hint={figures.refundsFailed > 0 ? words.refundsFailedHint : undefined}
        />
        <Figure label={words.stations} value={formatCount(figures.stations)} href="/stations" />
        <Figure label={words.piles} value={formatCount(counts.piles)} href="/piles" />
        <Figure label={words.connectors} value={formatCount(counts.connectors)} />
      </Figures>
    </Panel>
  );
}

function Today({ figures }: { readonly figures: OverviewFigures }) {
  const { text, language } = useLanguage();
  const words = text.pages.overview;
  const { orders, energyWh, revenueFen, sinceMs } = figures.today;
  return (
    <Panel title={words.today(formatTime(sinceMs, "dayClock", { language }))}>
      <Figures isColumn>
        <Figure label={words.revenue} value={formatFen(revenueFen)} isLarge />
        <Figure label={words.energy} value={formatWhRoughly(energyWh)} />
        <Figure label={words.orders} value={formatCount(orders)} href="/orders" />
      </Figures>
    </Panel>
  );
}

function OpenFaults() {
  const words = useText().pages.overview;
  const query = useQuery({
    ...queryOf(adminListFaults, { open: "true", limit: FAULTS_SHOWN }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Panel
      title={words.attention}
      isFlush
      aside={
        <Anchor component={Link} href="/faults" size="sm">
          {words.allFaults}
        </Anchor>
      }
    >
      <Fetched query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.noFaults} hint={words.noFaultsHint} />
          ) : (
            <FaultTable faults={items} isBrief />
          )
        }
      </Fetched>
    </Panel>
  );
}
