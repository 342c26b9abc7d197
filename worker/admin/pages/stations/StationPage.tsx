// One station: its connectors now, its prices by the hour, where it is, its piles, pictures and reviews.
import { Anchor, Button, Grid, Group, Text } from "@mantine/core";
import { IconExternalLink, IconMapPin, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminGetStation } from "../../../../core/contract/admin/stations.ts";
import { queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { formatFen } from "../../format/money.ts";
import { ConnectorBar, ConnectorCounts } from "../../parts/ConnectorBar.tsx";
import { CopyLine } from "../../parts/CopyLine.tsx";
import { type Fact, Facts } from "../../parts/Facts.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { stationAddress, stationName } from "../../parts/stationName.ts";
import type { StationDetail } from "../../text/kinds.ts";
import { useLanguage, useText } from "../../text/language.tsx";
import { Prices } from "./Prices.tsx";
import { Republish } from "./Republish.tsx";
import { StationPictures } from "./StationPictures.tsx";
import { StationPiles } from "./StationPiles.tsx";
import { StationReviews } from "./StationReviews.tsx";

const REFRESH_MS = 10_000;

export default function StationPage({ stationId }: { readonly stationId: string }) {
  const { text, language } = useLanguage();
  const query = useQuery({
    ...queryOf(adminGetStation, { stationId }),
    refetchInterval: REFRESH_MS,
  });
  const station = query.data;
  const isMine = mayRun(useStaff());
  return (
    <Page
      title={station === undefined ? stationId : stationName(station, language)}
      lead={station === undefined ? undefined : stationAddress(station, language)}
      parent={{ label: text.shell.nav.stations, href: "/stations" }}
      actions={
        <>
          {isMine && (
            <Button
              component={Link}
              href={`/stations/${encodeURIComponent(stationId)}/edit`}
              leftSection={<IconPencil size={16} />}
            >
              {text.stationEditing.edit}
            </Button>
          )}
          <Republish stationId={stationId} />
        </>
      }
    >
      <Fetched query={query}>
        {(detail) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 8 }}>
              <Prices station={detail} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <About station={detail} />
            </Grid.Col>
            <Grid.Col span={12}>
              <StationPiles stationId={stationId} />
            </Grid.Col>
            <Grid.Col span={12}>
              <StationPictures stationId={stationId} />
            </Grid.Col>
            <Grid.Col span={12}>
              <StationReviews stationId={stationId} />
            </Grid.Col>
          </Grid>
        )}
      </Fetched>
    </Page>
  );
}

function About({ station }: { readonly station: StationDetail }) {
  const { text, language } = useLanguage();
  const words = text.pages.stations;
  const parking =
    language === "en" && station.parkingEn !== "" ? station.parkingEn : station.parking;
  const facts: Fact[] = [
    [words.tariff, <TariffName key="tariff" station={station} />],
    [
      words.openingHours,
      station.isOpen
        ? station.openingHours
        : `${text.stationEditing.closedNow} (${station.openingHours})`,
    ],
    [words.parking, parking],
    [
      words.phone,
      <Anchor key="phone" href={`tel:${station.phone}`} size="sm">
        {station.phone}
      </Anchor>,
    ],
    [words.timeZone, station.timeZone],
    [words.position, <Place key="position" station={station} />],
  ];
  return (
    <Panel title={words.about}>
      <ConnectorBar counts={station.counts} />
      <Group mt={8} mb="md">
        <ConnectorCounts counts={station.counts} />
      </Group>
      <Facts facts={facts} minWidth={220} />
    </Panel>
  );
}

function TariffName({ station }: { readonly station: StationDetail }) {
  const words = useText().pages.stations;
  const { tariff } = station;
  if (tariff === null) return words.noTariff;
  return (
    <>
      <Anchor component={Link} href={`/tariffs/${tariff.tariffId}`} size="sm">
        {words.tariffVersion(tariff.name, tariff.version)}
      </Anchor>
      {tariff.startFeeFen > 0 && (
        <Text size="xs" className="z-quiet">
          {words.startFee} {formatFen(tariff.startFeeFen)}
        </Text>
      )}
    </>
  );
}

/** Amap converts WGS-84 itself when told so. */
const mapOf = ({ position, name }: StationDetail): string =>
  `https://uri.amap.com/marker?${new URLSearchParams({
    position: `${position.longitude},${position.latitude}`,
    name,
    coordinate: "wgs84",
  })}`;

function Place({ station }: { readonly station: StationDetail }) {
  const words = useText().pages.stations;
  const { latitude, longitude } = station.position;
  return (
    <>
      <CopyLine value={`${latitude.toFixed(6)}, ${longitude.toFixed(6)}`} label={words.position} />
      <Anchor href={mapOf(station)} target="_blank" rel="noreferrer" size="sm">
        <IconMapPin size={14} aria-hidden /> {words.openMap}{" "}
        <IconExternalLink size={13} aria-hidden />
      </Anchor>
    </>
  );
}
