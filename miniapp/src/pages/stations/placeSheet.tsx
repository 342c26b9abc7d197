// Where to look instead of around the driver: a city, or the middle of the map.
import { en } from "../../text/en.ts";
import { zh } from "../../text/zh.ts";
import type { Position } from "../../../../core/contract/common.ts";
import { Button } from "../../kit/button.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Box, Heading, Press } from "../../kit/primitives.tsx";
import { Sheet } from "../../kit/sheet.tsx";
import { useText } from "../../service/language.ts";
import { cities, cityNames } from "./cities.ts";
import type { Place } from "./useWhere.ts";

export type PlaceSheetProps = {
  readonly isRefused: boolean;
  /** Of the map, where the driver has moved it. */
  readonly mapCentre: Position | null;
  readonly onHere: () => void;
  readonly onChoose: (place: Place) => void;
  readonly onClose: () => void;
};

export const PlaceSheet = (props: PlaceSheetProps) => {
  const text = useText();
  const { mapCentre } = props;
  return (
    <Sheet title={text.find.choosePlace} onClose={props.onClose}>
      {props.isRefused ? <Notice tone="warn">{text.stations.refusedHow}</Notice> : null}
      <Button kind="plain" onPress={props.onHere}>
        {text.stations.useMyPosition}
      </Button>
      {mapCentre === null ? null : (
        <Button
          kind="plain"
          onPress={() =>
            props.onChoose({
              position: mapCentre,
              name: zh.find.mapCentreName,
              nameEn: en.find.mapCentreName,
            })
          }
        >
          {text.find.mapCentre}
        </Button>
      )}
      <Heading level={3} className="field-label">
        {text.find.cities}
      </Heading>
      <Box className="choices">
        {cityNames.map((city) => (
          <Press
            key={city}
            className="choice"
            onPress={() =>
              props.onChoose({
                position: cities[city],
                name: zh.cities[city],
                nameEn: en.cities[city],
              })
            }
          >
            {text.cities[city]}
          </Press>
        ))}
      </Box>
    </Sheet>
  );
};
