// One station of the list: how far, what is free, what it costs now.
import type { StationSummary } from "../../../../core/contract/stations.ts";
import { Box, Heading, Press, Text } from "../../kit/primitives.tsx";
import { useLanguage, useText } from "../../service/language.ts";
import { toStation } from "../../service/navigate.ts";
import { distance, ratedPower } from "../../view/format.ts";
import { Free, PriceNow } from "../../view/stationFacts.tsx";

export const StationCard = ({ station }: { readonly station: StationSummary }) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
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
        <PriceNow station={station} />
        <Text className="quiet small figures">
          {text.stations.maxPower(ratedPower(station.maxPowerW))}
        </Text>
      </Box>
    </Press>
  );
};
