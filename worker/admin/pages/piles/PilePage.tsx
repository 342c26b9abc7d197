// One pile, looked at every two seconds: its state and commands, its configuration, its identity.
import { Anchor, Group, Paper, Tabs } from "@mantine/core";
import { useDocumentVisibility } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Link, useSearchParams } from "wouter";
import { adminGetPile, type AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
import { queryOf } from "../../api/ask.ts";
import { mayOperate, useStaff } from "../../api/session.ts";
import { Fetched } from "../../parts/Fetched.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Page } from "../../parts/Page.tsx";
import { placeName } from "../../parts/stationName.ts";
import { OnlineMark } from "../../parts/states.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { Since } from "../../parts/Time.tsx";
import { useLanguage, useText } from "../../text/language.tsx";
import { CommandDialog } from "../commands/CommandDialog.tsx";
import { useCommandAddress } from "../commands/useCommandAddress.ts";
import { Configuration } from "./Configuration.tsx";
import { ReservationsOfPile } from "../reservations/ReservationsOfPile.tsx";
import { Identity } from "./Identity.tsx";
import { LivePile } from "./LivePile.tsx";
import { PileSessions } from "./PileSessions.tsx";

const ServicePanel = lazy(() => import("./service/ServicePanel.tsx"));
const TracePanel = lazy(() => import("./trace/TracePanel.tsx"));

const POLL_MS = 2_000;

const tabs = [
  "live",
  "sessions",
  "reservations",
  "configuration",
  "trace",
  "service",
  "identity",
] as const;
type Tab = (typeof tabs)[number];

export default function PilePage({ pileId }: { readonly pileId: string }) {
  const { shell, piles } = useText();
  const isVisible = useDocumentVisibility() === "visible";
  const query = useQuery({
    ...queryOf(adminGetPile, { pileId }),
    refetchInterval: isVisible ? POLL_MS : false,
    // Each look replaces the one before; a failed one is followed by the next soon enough.
    retry: false,
  });
  const pile = query.data;
  return (
    <Page
      title={pile === undefined ? pileId : `${pile.pileId} · ${pile.name}`}
      lead={pile === undefined ? undefined : <Lead pile={pile} />}
      parent={{ label: shell.nav.piles, href: "/piles" }}
      actions={
        query.isSuccess && (
          <span className="z-quiet" style={{ fontSize: 13 }}>
            <Mark tone={isVisible ? "good" : "idle"}>
              {isVisible ? `${piles.live} · ${piles.refreshed}` : piles.paused}
            </Mark>
          </span>
        )
      }
    >
      <Fetched query={query}>{(detail) => <PileTabs pile={detail} />}</Fetched>
    </Page>
  );
}

function Lead({ pile }: { readonly pile: AdminPileDetail }) {
  const { text, language } = useLanguage();
  const { feedback, piles } = text;
  const id = encodeURIComponent(pile.pileId);
  return (
    <Group gap="md">
      <OnlineMark online={pile.online} />
      <span>
        {piles.lastSeen}{" "}
        {pile.lastSeenMs === null ? piles.neverSeen : <Since atMs={pile.lastSeenMs} isAgo />}
      </span>
      <Anchor component={Link} href={`/stations/${encodeURIComponent(pile.stationId)}`} size="sm">
        {placeName(pile, language)}
      </Anchor>
      <Anchor component={Link} href={`/reports?show=all&pile=${id}`} size="sm">
        {feedback.reports.title}
      </Anchor>
    </Group>
  );
}

function Reservations({ pileId }: { readonly pileId: string }) {
  const address = useListAddress([]);
  return (
    <Paper>
      <ReservationsOfPile pileId={pileId} address={address} />
    </Paper>
  );
}

function PileTabs({ pile }: { readonly pile: AdminPileDetail }) {
  const { piles } = useText();
  const staff = useStaff();
  const address = useCommandAddress();
  const [search, setSearch] = useSearchParams();
  const current: Tab = tabs.find((tab) => tab === search.get("tab")) ?? "live";
  const choose = (tab: string | null): void =>
    setSearch(tab === null || tab === "live" ? {} : { tab }, { replace: true });
  return (
    <>
      <Tabs value={current} onChange={choose} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {piles.tabs[tab]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="live">
          <LivePile pile={pile} address={address} />
        </Tabs.Panel>
        <Tabs.Panel value="configuration">
          <Configuration pile={pile} />
        </Tabs.Panel>
        <Tabs.Panel value="sessions">
          <PileSessions pileId={pile.pileId} />
        </Tabs.Panel>
        <Tabs.Panel value="reservations">
          <Reservations pileId={pile.pileId} />
        </Tabs.Panel>
        <Tabs.Panel value="trace">
          <Suspense>
            <TracePanel pile={pile} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="service">
          <Suspense>
            <ServicePanel pile={pile} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="identity">
          <Identity pile={pile} />
        </Tabs.Panel>
      </Tabs>
      {(mayOperate(staff) || address.shown !== null) && (
        <CommandDialog pile={pile} address={address} />
      )}
    </>
  );
}
