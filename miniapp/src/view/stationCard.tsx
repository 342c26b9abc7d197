// One station of the list: how far, what is free, what it costs now, what to know before going.
import type { StationSummary } from "../../../core/contract/stations.ts";
import { Box, Heading, Press, Text } from "../kit/primitives.tsx";
import { Tag } from "../kit/tag.tsx";
import { useLanguage, useText } from "../service/language.ts";
import { toStation } from "../service/navigate.ts";
import { distance, ratedPower } from "./format.ts";
import { Free, PriceNow } from "./stationFacts.tsx";

type Props = {
  readonly station: StationSummary;
  /** False where no distance is known. */
  readonly isNear?: boolean;
};

/** Everything but the name. */
export const StationDigest = ({ station, isNear }: Props) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
  const { parkingKind, openNow } = station;
  return (
    <>
      <Box className="between">
        <Box className="quiet grow">{isEnglish ? station.addressEn : station.address}</Box>
        {isNear === false ? null : (
          <Text className="quiet figures nowrap">{distance(text, station.distanceM)}</Text>
        )}
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
      {openNow === null && parkingKind === "unknown" ? null : (
        <Box className="row wrap">
          {openNow === null ? null : (
            <Tag tone={openNow ? "good" : "warn"}>
              {openNow ? text.openState.open : text.openState.closed}
            </Tag>
          )}
          {parkingKind === "unknown" ? null : (
            <Tag tone={parkingKind === "paid" ? "plain" : "good"}>
              {text.parkingKind[parkingKind]}
            </Tag>
          )}
        </Box>
      )}
    </>
  );
};

export const StationCard = ({ station, isNear }: Props) => {
  const isEnglish = useLanguage() === "en";
  return (
    <Press className="press card station-card" onPress={() => toStation(station.stationId)}>
      <Heading level={2} className="section-title">
        {isEnglish ? station.nameEn : station.name}
      </Heading>
      <StationDigest station={station} {...(isNear === undefined ? {} : { isNear })} />
    </Press>
  );
};
