// One station: the way there, its piles as they are this second, prices and busy hours by the hour.
import { useState } from "react";
import { useRouter } from "@tarojs/taro";
import type { LiveStation } from "../../../../core/contract/live.ts";
import { getStation, type Pile, type Station } from "../../../../core/contract/stations.ts";
import { Button } from "../../kit/button.tsx";
import { Icon } from "../../kit/icon.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../../kit/page.tsx";
import { Box, Heading, Press, Text } from "../../kit/primitives.tsx";
import { Tag } from "../../kit/tag.tsx";
import { When } from "../../kit/when.tsx";
import { withLiveStation } from "../../live/liveStation.ts";
import { useLive } from "../../live/useLive.ts";
import { useToken } from "../../live/useToken.ts";
import { callPhone, copyText } from "../../platform/device.ts";
import { coordinates } from "../../platform/position.ts";
import { openWayThere } from "../../platform/wayThere.ts";
import { api } from "../../service/api.ts";
import { useEvery, useLoaded, useNow, useOnScreen } from "../../service/hooks.ts";
import { useLanguage, useText } from "../../service/language.ts";
import { toPile, toReserve, toReviews } from "../../service/navigate.ts";
import { ConnectorLine } from "../../view/connectorLine.tsx";
import { Favourite } from "../../view/favourite.tsx";
import { useNames } from "../../view/useNames.ts";
import { PriceChart } from "../../view/priceChart.tsx";
import { Stars } from "../../view/stars.tsx";
import { Free, PriceNow } from "../../view/stationFacts.tsx";
import { BusyHours } from "./busyHours.tsx";
import { Info } from "./info.tsx";
import { Maintenance } from "./maintenance.tsx";
import { WaitingCard } from "./waitingCard.tsx";
import "./index.css";

/** Without the live view, states are asked for; with it only what changes by the hour. */
const withoutLiveMs = 15_000;
const withLiveMs = 300_000;

const Head = ({ station }: { readonly station: Station }) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
  const [said, setSaid] = useState<"copied" | "mapFailed" | null>(null);
  const name = isEnglish ? station.nameEn : station.name;
  const address = isEnglish ? station.addressEn : station.address;
  const go = async (): Promise<void> => {
    const isOpen = await openWayThere({ position: station.position, name, address });
    setSaid(isOpen ? null : "mapFailed");
  };
  const copy = async (): Promise<void> =>
    setSaid((await copyText(`${name} ${address}`)) ? "copied" : null);
  return (
    <Box className="card">
      <Heading level={2} className="big">
        {name}
      </Heading>
      <Box className="quiet">{address}</Box>
      <Box className="row wrap">
        <Free station={station} kind="dc" />
        <Free station={station} kind="ac" />
      </Box>
      <PriceNow station={station} />
      <Box className="row wrap">
        <Button isSmall onPress={() => void go()}>
          {text.station.go}
        </Button>
        <Button isSmall kind="plain" onPress={() => void copy()}>
          {text.station.copyAddress}
        </Button>
        <Favourite stationId={station.stationId} />
        {station.phone === "" ? null : (
          <Button isSmall kind="plain" onPress={() => callPhone(station.phone)}>
            {text.station.call}
          </Button>
        )}
      </Box>
      <RatingLine station={station} />
      {said === null ? null : (
        <Notice tone={said === "copied" ? "good" : "warn"}>{text.station[said]}</Notice>
      )}
    </Box>
  );
};

const RatingLine = ({ station }: { readonly station: Station }) => {
  const text = useText();
  const { averageStars, count } = station.rating;
  return (
    <Press className="press between center-line" onPress={() => toReviews(station.stationId)}>
      <Box className="row wrap grow">
        {averageStars === null ? null : <Stars stars={Math.round(averageStars)} />}
        <Text className="quiet figures">
          {averageStars === null
            ? text.voice.noReviews
            : text.voice.average(averageStars.toFixed(1), count)}
        </Text>
      </Box>
      <Text className="link nowrap">
        {text.voice.reviews}
        <Icon name="next" />
      </Text>
    </Press>
  );
};

const PileCard = ({ pile }: { readonly pile: Pile }) => {
  const text = useText();
  const name = useNames().pile({ pileName: pile.name, pileId: pile.pileId });
  return (
    <Box className="card pile-card" role="listitem">
      <Box className="row wrap">
        <Text className="strong">{name}</Text>
        {name === pile.pileId ? null : <Text className="quiet small">{pile.pileId}</Text>}
        {pile.online ? null : <Tag tone="plain">{text.station.pileOffline}</Tag>}
        <Box className="grow" />
        <Press
          className="link"
          label={`${text.visit.reserve} ${name}`}
          onPress={() => toReserve(pile.pileId)}
        >
          {text.visit.reserve}
        </Press>
      </Box>
      {pile.connectors.map((connector) => (
        <Press
          key={connector.connectorId}
          className="connector"
          onPress={() => toPile(pile.pileId, connector.connectorId)}
        >
          <ConnectorLine connector={connector} state={connector.state} />
          <Icon name="next" />
        </Press>
      ))}
    </Box>
  );
};

/** The page as it was loaded, with what the board says since. */
function useStation(stationId: string) {
  const loading = useLoaded(stationId, () => api(getStation, { stationId, coordinates }));
  const [board, setBoard] = useState<LiveStation | null>(null);
  const isOnScreen = useOnScreen();
  const { state } = loading;
  const path = state.kind === "ready" ? `/live/stations/${encodeURIComponent(stationId)}` : null;
  const [heard, setHeard] = useState(0);
  const link = useLive(path, isOnScreen, useToken(), (message, now) => {
    if (now.kind === "station") setBoard(now.station);
    if (message.kind === "waiting") setHeard((before) => before + 1);
  });
  const everyMs = link.connection === "open" ? withLiveMs : withoutLiveMs;
  useEvery(everyMs, isOnScreen, () => void loading.reload());
  const shown =
    state.kind === "ready"
      ? { ...loading, state: { ...state, value: withLiveStation(state.value, board) } }
      : loading;
  return { station: shown, isLost: link.isLost, heard, nowMs: useNow(30_000, isOnScreen) };
}

export default function StationPage() {
  const text = useText();
  const stationId = useRouter().params["stationId"] ?? "";
  const { station, isLost, heard, nowMs } = useStation(stationId);
  return (
    <Page title={text.station.title}>
      <When loading={station} cards={4}>
        {(value) => (
          <>
            <Head station={value} />
            {isLost ? <Notice tone="warn">{text.visit.reconnecting}</Notice> : null}
            <Maintenance station={value} />
            <WaitingCard station={value} heard={heard} />
            <Heading level={2} className="section-title">
              {text.station.piles}
            </Heading>
            {value.piles.length === 0 ? <Box className="quiet">{text.station.noPiles}</Box> : null}
            <Box className="stack" role="list">
              {value.piles.map((pile) => (
                <PileCard key={pile.pileId} pile={pile} />
              ))}
            </Box>
            <PriceChart prices={value.prices} nowMs={nowMs} />
            <BusyHours
              usuallyBusy={value.usuallyBusy}
              midnightMs={value.prices[0]?.fromMs ?? null}
              nowMs={nowMs}
            />
            <Info station={value} />
          </>
        )}
      </When>
    </Page>
  );
}
