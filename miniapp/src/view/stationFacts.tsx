// What decides between stations: what is free now, and what it costs now.
import type { StationSummary } from "../../../core/contract/stations.ts";
import { Icon } from "../kit/icon.tsx";
import { Box, Text } from "../kit/primitives.tsx";
import { Tag } from "../kit/tag.tsx";
import { useText } from "../service/language.ts";
import { price } from "./format.ts";
import { periodTone } from "./tones.ts";
import "./stationFacts.css";

type Kind = "dc" | "ac";

export const Free = ({
  station,
  kind,
}: {
  readonly station: StationSummary;
  readonly kind: Kind;
}) => {
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

type PriceNowProps = { readonly station: Pick<StationSummary, "priceNow" | "periodNow"> };

export const PriceNow = ({ station: { priceNow, periodNow } }: PriceNowProps) => {
  const text = useText();
  if (priceNow === null) return <Text className="quiet">{text.stations.noTariff}</Text>;
  return (
    <Box className="row wrap">
      <Box>
        <Text className="big figures">{price(priceNow)}</Text>
        <Text className="quiet">{text.units.perKwh}</Text>
      </Box>
      {periodNow === null ? null : <Tag tone={periodTone[periodNow]}>{text.period[periodNow]}</Tag>}
    </Box>
  );
};
