// The stations on a map, each with its colour and how many of its connectors are free.
import { lazy, Suspense, useMemo } from "react";
import { useLocation } from "wouter";
import type { adminGetLive, LiveStationState } from "../../../../core/contract/admin/live.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import type { MapPlace } from "../../parts/PlaceMap.tsx";
import { stationName } from "../../parts/stationName.ts";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { stationTone } from "./stationTone.ts";

const PlaceMap = lazy(async () => ({
  default: (await import("../../parts/PlaceMap.tsx")).PlaceMap,
}));

type Live = OutputOf<typeof adminGetLive>;

function countsInWords({ counts, isKnown }: LiveStationState, text: Catalogue): string {
  const { words, pages } = text;
  if (!isKnown) return pages.overview.unknown;
  return [
    `${words.connectorState.available} ${counts.available}`,
    `${words.busy} ${counts.busy}`,
    ...(counts.faulted > 0 ? [`${words.connectorState.faulted} ${counts.faulted}`] : []),
    ...(counts.offline > 0 ? [`${words.offline} ${counts.offline}`] : []),
  ].join(" · ");
}

/** Made anew only when something on the map changes: it is drawn anew for it. */
function usePlaces(stations: readonly LiveStationState[]): readonly MapPlace[] {
  const { text, language } = useLanguage();
  const known = JSON.stringify(
    stations.map((station): MapPlace => ({
      id: station.stationId,
      position: station.position,
      label: `${stationName(station, language)}: ${countsInWords(station, text)}`,
      tone: stationTone(station),
      mark: station.isKnown ? String(station.counts.available) : "?",
    })),
  );
  return useMemo((): readonly MapPlace[] => JSON.parse(known), [known]);
}

export function StationMap({
  live,
  height,
}: {
  readonly live: Live;
  readonly height: number | string;
}) {
  const { text } = useLanguage();
  const [, navigate] = useLocation();
  const places = usePlaces(live.stations);
  return (
    <Suspense fallback={<div style={{ height }} />}>
      <PlaceMap
        label={text.pages.overview.map}
        places={places}
        height={height}
        onOpen={(stationId) => navigate(`/stations/${encodeURIComponent(stationId)}`)}
      />
    </Suspense>
  );
}
