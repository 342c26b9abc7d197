// The fees beside the energy, where a station has them.
import type { Station } from "../../../core/contract/stations.ts";
import { Cell } from "../kit/cell.tsx";
import { useText } from "../service/language.ts";
import { money } from "./format.ts";

export const IdleAndStart = ({
  idleFee,
  startFeeFen,
}: Pick<Station, "idleFee" | "startFeeFen">) => {
  const text = useText();
  return (
    <>
      {startFeeFen === 0 ? null : <Cell label={text.station.startFee} value={money(startFeeFen)} />}
      {idleFee === null ? null : (
        <Cell
          label={text.station.idleFee}
          value={text.station.idleRule(
            idleFee.graceMinutes,
            money(idleFee.fenPerMinute),
            money(idleFee.capFen),
          )}
        />
      )}
    </>
  );
};
