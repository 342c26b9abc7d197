// When piles of the station are out of service by a plan, which ones, and why.
import type { Station } from "../../../../core/contract/stations.ts";
import { Notice } from "../../kit/notice.tsx";
import { Box } from "../../kit/primitives.tsx";
import { useText } from "../../service/language.ts";
import { dateTime } from "../../view/format.ts";

export const Maintenance = ({ station }: { readonly station: Station }) => {
  const { maintenance } = useText().station;
  const nameOf = new Map(station.piles.map(({ pileId, name }) => [pileId, name]));
  return (
    <>
      {station.maintenance.map(({ fromMs, untilMs, pileIds, reason }) => (
        <Notice key={`${fromMs} ${untilMs} ${pileIds.join()}`} tone="warn">
          <Box className="strong">{maintenance(dateTime(fromMs), dateTime(untilMs))}</Box>
          {pileIds.length === 0 ? null : (
            <Box>{pileIds.map((pileId) => nameOf.get(pileId) ?? pileId).join(" · ")}</Box>
          )}
          <Box>{reason}</Box>
        </Notice>
      ))}
    </>
  );
};
