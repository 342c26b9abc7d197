// A station that was tapped on the map: enough to decide, and the way there.
import { useState } from "react";
import type { StationSummary } from "../../../../core/contract/stations.ts";
import { Button } from "../../kit/button.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Sheet } from "../../kit/sheet.tsx";
import { openWayThere } from "../../platform/wayThere.ts";
import { useLanguage, useText } from "../../service/language.ts";
import { toStation } from "../../service/navigate.ts";
import { StationDigest } from "../../view/stationCard.tsx";

export type StationSheetProps = {
  readonly station: StationSummary;
  readonly isNear: boolean;
  readonly onClose: () => void;
};

export const StationSheet = ({ station, isNear, onClose }: StationSheetProps) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
  const [hasFailed, setFailed] = useState(false);
  const name = isEnglish ? station.nameEn : station.name;
  const address = isEnglish ? station.addressEn : station.address;
  const go = async (): Promise<void> =>
    setFailed(!(await openWayThere({ position: station.position, name, address })));
  return (
    <Sheet title={name} onClose={onClose}>
      <StationDigest station={station} isNear={isNear} />
      {hasFailed ? <Notice tone="warn">{text.station.mapFailed}</Notice> : null}
      <Button
        onPress={() => {
          onClose();
          toStation(station.stationId);
        }}
      >
        {text.find.details}
      </Button>
      <Button kind="plain" onPress={() => void go()}>
        {text.station.go}
      </Button>
    </Sheet>
  );
};
