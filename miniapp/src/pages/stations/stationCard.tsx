// One station of the list: how far, what is free, what it costs now.
import type { StationSummary } from "../../../../core/contract/stations.ts";
import { Icon } from "../../kit/icon.tsx";
import { Box, Heading, Press, Text } from "../../kit/primitives.tsx";
import { Tag } from "../../kit/tag.tsx";
import { useLanguage, useText } from "../../service/language.ts";
import { toStation } from "../../service/navigate.ts";
import { distance, price, ratedPower } from "../../view/format.ts";
import { periodTone } from "../../view/tones.ts";

type Kind = "dc" | "ac";

const Free = ({ station, kind }: { readonly station: StationSummary; readonly kind: Kind }) => {
  const text = useText();
  const { total, available } = station[kind];
  if (total === 0) return null;
  return (
    <Box className={available > 0 ? "free free-some" : "free"}>
      <Icon name={kind === "dc" ? "bolt" : "plug"} />
      <Text className="small">{kind === "dc" ? text.current.DC : text.current.AC}</Text>
      <Text className="figures strong">{text.stations.free(available, total)}</Text>
    </Box>
  );
};

export const StationCard = ({ station }: { readonly station: StationSummary }) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
  const { priceNow, periodNow } = station;
  return (
    <Press className="press card station-card" onPress={() => toStation(station.stationId)}>
      <Box className="stack-tight">
        <Box className="between">
          <Heading level={2} className="section-title grow">
            {isEnglish ? station.nameEn : station.name}
          </Heading>
          <Text className="quiet figures nowrap">{distance(text, station.distanceM)}</Text>
        </Box>
        <Box className="quiet">{isEnglish ? station.addressEn : station.address}</Box>
      </Box>
      <Box className="row wrap">
        <Free station={station} kind="dc" />
        <Free station={station} kind="ac" />
      </Box>
      <Box className="between baseline">
        {priceNow === null ? (
          <Text className="quiet">{text.stations.noTariff}</Text>
        ) : (
          <Box className="row wrap">
            <Box>
              <Text className="big figures">{price(priceNow)}</Text>
              <Text className="quiet">{text.units.perKwh}</Text>
            </Box>
            {periodNow === null ? null : (
              <Tag tone={periodTone[periodNow]}>{text.period[periodNow]}</Tag>
            )}
          </Box>
        )}
        <Text className="quiet small figures">
          {text.stations.maxPower(ratedPower(station.maxPowerW))}
        </Text>
      </Box>
    </Press>
  );
};
