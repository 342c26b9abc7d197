// What happens now, without a reload: the stations on a map and in a list with faults first, figures
// of this second, today against the same weekday, and what needs a person.
import { Anchor, Button, Grid, Stack } from "@mantine/core";
import { IconChargingPile, IconScreenShare } from "@tabler/icons-react";
import { Link } from "wouter";
import type { adminGetLive } from "../../../../core/contract/admin/live.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { formatCount, formatWhRoughly } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { formatTime } from "../../format/time.ts";
import { ConnectorBar } from "../../parts/ConnectorBar.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import type { OverviewFigures } from "../../text/kinds.ts";
import { useLanguage, useText } from "../../text/language.tsx";
import { FaultTable } from "../faults/FaultTable.tsx";
import { Compared } from "./Compared.tsx";
import { Figure, Figures } from "./Figure.tsx";
import { StationList } from "./StationList.tsx";
import { StationMap } from "./StationMap.tsx";
import { powerHint, powerShown } from "./powerNow.ts";
import { useLiveFigures } from "./useLiveFigures.ts";

const FAULTS_SHOWN = 8;
const MAP_HEIGHT = 420;

type LiveFigures = ReturnType<typeof useLiveFigures>;

export default function OverviewPage() {
  const { text, language } = useLanguage();
  const words = text.pages.overview;
  const figures = useLiveFigures({ faultsShown: FAULTS_SHOWN });
  const { dataUpdatedAt } = figures.live;
  return (
    <Page
      title={words.title}
      lead={
        dataUpdatedAt === 0
          ? undefined
          : text.shell.updatedAt(formatTime(dataUpdatedAt, "clockSeconds", { language }))
      }
      actions={
        <Button
          component={Link}
          href="/wall"
          variant="default"
          className="z-no-print"
          leftSection={<IconScreenShare size={17} />}
        >
          {words.wall}
        </Button>
      }
    >
      <Stack gap="md">
        <Now figures={figures} />
        <Fetched query={figures.records}>{(records) => <Today figures={records} />}</Fetched>
        <Fetched query={figures.live}>{(live) => <Stations live={live} />}</Fetched>
        <OpenFaults query={figures.faults} />
      </Stack>
    </Page>
  );
}

/** The same stations twice: where they are, and the ones that need somebody first. */
function Stations({ live }: { readonly live: OutputOf<typeof adminGetLive> }) {
  const words = useText().pages.overview;
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, xl: 7 }}>
        <Panel title={words.map} isFlush>
          <StationMap live={live} height={MAP_HEIGHT} />
        </Panel>
      </Grid.Col>
      <Grid.Col span={{ base: 12, xl: 5 }}>
        <Panel title={words.stations} isFlush>
          <StationList live={live} maxHeight={MAP_HEIGHT} />
        </Panel>
      </Grid.Col>
    </Grid>
  );
}

function Now({ figures }: { readonly figures: LiveFigures }) {
  const { pages, words: states } = useText();
  const words = pages.overview;
  const { live, power, records } = figures;
  if (live.data === undefined) return <Fetched query={live}>{() => null}</Fetched>;
  const { counts } = live.data;
  if (counts.total === 0) {
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
  const openFaults = records.data?.openFaults;
  const refundsFailed = records.data?.refundsFailed ?? 0;
  return (
    <Panel title={words.now}>
      <ConnectorBar counts={counts} />
      <Figures>
        <Figure label={words.charging} value={formatCount(counts.busy)} />
        <Figure
          label={words.power}
          value={power.data === undefined ? "…" : `${powerShown(power.data)} kW`}
          hint={power.data === undefined ? undefined : powerHint(power.data, words)}
        />
        <Figure label={states.connectorState.available} value={formatCount(counts.available)} />
        <Figure
          label={states.connectorState.faulted}
          value={formatCount(counts.faulted)}
          href="/piles?state=faulted"
          tone={counts.faulted > 0 ? "bad" : undefined}
        />
        <Figure
          label={states.offline}
          value={formatCount(counts.offline)}
          href="/piles?state=offline"
        />
        <Figure
          label={words.openFaults}
          value={openFaults === undefined ? "…" : formatCount(openFaults)}
          href="/faults"
          tone={openFaults !== undefined && openFaults > 0 ? "bad" : undefined}
        />
        <Figure
          label={words.refundsFailed}
          value={formatCount(refundsFailed)}
          tone={refundsFailed > 0 ? "bad" : undefined}
          hint={refundsFailed > 0 ? words.refundsFailedHint : undefined}
        />
      </Figures>
    </Panel>
  );
}

function Today({ figures }: { readonly figures: OverviewFigures }) {
  const { text, language } = useLanguage();
  const words = text.pages.overview;
  const { today, weekAgo } = figures;
  return (
    <Panel title={words.today(formatTime(today.sinceMs, "dayClock", { language }))}>
      <Figures>
        <div>
          <Figure label={words.revenue} value={formatFen(today.revenueFen)} />
          <Compared now={today.revenueFen} before={weekAgo.revenueFen} shown={formatFen} />
        </div>
        <div>
          <Figure label={words.energy} value={formatWhRoughly(today.energyWh)} />
          <Compared now={today.energyWh} before={weekAgo.energyWh} shown={formatWhRoughly} />
        </div>
        <div>
          <Figure label={words.orders} value={formatCount(today.orders)} href="/orders" />
          <Compared now={today.orders} before={weekAgo.orders} shown={formatCount} />
        </div>
      </Figures>
    </Panel>
  );
}

function OpenFaults({ query }: { readonly query: LiveFigures["faults"] }) {
  const words = useText().pages.overview;
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
