// One station: the way there, the price by the hour, its piles as they are now.
import { useState } from "react";
import { useRouter } from "@tarojs/taro";
import { getStation, type Pile, type Station } from "../../../../core/contract/stations.ts";
import { Button } from "../../kit/button.tsx";
import { Cell } from "../../kit/cell.tsx";
import { Icon } from "../../kit/icon.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../../kit/page.tsx";
import { Box, Heading, Press, Text } from "../../kit/primitives.tsx";
import { Tag } from "../../kit/tag.tsx";
import { When } from "../../kit/when.tsx";
import { callPhone, copyText } from "../../platform/device.ts";
import { coordinates } from "../../platform/position.ts";
import { openWayThere } from "../../platform/wayThere.ts";
import { api } from "../../service/api.ts";
import { useEvery, useLoaded, useNow, useOnScreen } from "../../service/hooks.ts";
import { useLanguage, useText } from "../../service/language.ts";
import { toPile } from "../../service/navigate.ts";
import { ConnectorLine } from "../../view/connectorLine.tsx";
import { IdleAndStart } from "../../view/idleAndStart.tsx";
import { PriceChart } from "../../view/priceChart.tsx";
import { Free, PriceNow } from "../../view/stationFacts.tsx";
import "./index.css";

const refreshMs = 15_000;

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
        {station.phone === "" ? null : (
          <Button isSmall kind="plain" onPress={() => callPhone(station.phone)}>
            {text.station.call}
          </Button>
        )}
      </Box>
      {said === null ? null : (
        <Notice tone={said === "copied" ? "good" : "warn"}>{text.station[said]}</Notice>
      )}
    </Box>
  );
};

const PileCard = ({ pile }: { readonly pile: Pile }) => {
  const text = useText();
  return (
    <Box className="card pile-card" role="listitem">
      <Box className="row wrap">
        <Text className="strong">{pile.name}</Text>
        <Text className="quiet small">{pile.pileId}</Text>
        {pile.online ? null : <Tag tone="plain">{text.station.pileOffline}</Tag>}
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

const Info = ({ station }: { readonly station: Station }) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
  const parking = isEnglish ? station.parkingEn : station.parking;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.station.info}
      </Heading>
      <Box>
        <Cell label={text.station.hours} value={station.openingHours || text.station.noInfo} />
        <Cell label={text.station.parking} value={parking || text.station.noInfo} />
        <IdleAndStart idleFee={station.idleFee} startFeeFen={station.startFeeFen} />
        <Cell label={text.station.operator} value={station.operatorName} />
      </Box>
    </Box>
  );
};

export default function StationPage() {
  const text = useText();
  const stationId = useRouter().params["stationId"] ?? "";
  const station = useLoaded(stationId, () => api(getStation, { stationId, coordinates }));
  const isOnScreen = useOnScreen();
  useEvery(refreshMs, isOnScreen, () => void station.reload());
  const nowMs = useNow(30_000, isOnScreen);
  return (
    <Page title={text.station.title}>
      <When loading={station} cards={4}>
        {(value) => (
          <>
            <Head station={value} />
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
            <Info station={value} />
          </>
        )}
      </When>
    </Page>
  );
}
