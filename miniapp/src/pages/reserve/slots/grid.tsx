// The hours ahead in quarters: free, taken, chosen.
import type { StationClocks } from "../../../../../core/contract/common.ts";
import { Box, Press, Text } from "../../../kit/primitives.tsx";
import { useText } from "../../../service/language.ts";
import { aheadMs, clock, dateTime } from "../../../view/format.ts";
import { hourRows, isWithin, type Slot, type Stretch } from "./pick.ts";

export type GridProps = {
  readonly slots: readonly Slot[];
  readonly clocks: StationClocks;
  readonly chosen: Stretch | null;
  readonly onTap: (slot: Slot) => void;
};

/** 11-28 */
const dateOf = (atMs: number, clocks: StationClocks): string => dateTime(atMs, clocks).slice(5, 10);

const Quarter = ({
  slot,
  clocks,
  chosen,
  onTap,
}: Omit<GridProps, "slots"> & { readonly slot: Slot }) => {
  const text = useText();
  const isChosen = isWithin(slot, chosen);
  const look = isChosen ? " slot-chosen" : slot.isFree ? "" : " slot-taken";
  const state = slot.isFree ? text.reserve.free : text.reserve.taken;
  return (
    <Press
      className={`slot figures${look}`}
      choice="checkbox"
      isChosen={isChosen}
      isDisabled={!slot.isFree}
      label={`${clock(slot.fromMs, clocks)}–${clock(slot.untilMs, clocks)} ${state}`}
      onPress={() => onTap(slot)}
    >
      {clock(slot.fromMs, clocks).slice(3)}
    </Press>
  );
};

export const Grid = ({ slots, clocks, chosen, onTap }: GridProps) => {
  const text = useText();
  const rows = hourRows(slots, aheadMs(slots[0]?.fromMs ?? 0, clocks));
  return (
    <Box className="slots" role="group" label={text.reserve.choose}>
      {rows.map(({ atMs, quarters }, row) => {
        const before = rows[row - 1];
        const isNewDay =
          before === undefined || dateOf(before.atMs, clocks) !== dateOf(atMs, clocks);
        return (
          <Box key={atMs}>
            {isNewDay ? <Box className="slot-day figures">{dateOf(atMs, clocks)}</Box> : null}
            <Box className="slot-row">
              <Text className="slot-hour figures">{clock(atMs, clocks)}</Text>
              {quarters.map((slot, at) =>
                slot === null ? (
                  <Box key={at} className="slot-none" />
                ) : (
                  <Quarter key={at} slot={slot} clocks={clocks} chosen={chosen} onTap={onTap} />
                ),
              )}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
};
