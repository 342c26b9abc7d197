// The hours ahead in quarters: free, taken, chosen.
import { Box, Press, Text } from "../../../kit/primitives.tsx";
import { useText } from "../../../service/language.ts";
import { clock, dateTime } from "../../../view/format.ts";
import { hourRows, isWithin, type Slot, type Stretch } from "./pick.ts";

export type GridProps = {
  readonly slots: readonly Slot[];
  readonly chosen: Stretch | null;
  readonly onTap: (slot: Slot) => void;
};

/** 11-28 */
const dateOf = (atMs: number): string => dateTime(atMs).slice(5, 10);

const Quarter = ({ slot, chosen, onTap }: Omit<GridProps, "slots"> & { readonly slot: Slot }) => {
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
      label={`${clock(slot.fromMs)}–${clock(slot.untilMs)} ${state}`}
      onPress={() => onTap(slot)}
    >
      {clock(slot.fromMs).slice(3)}
    </Press>
  );
};

export const Grid = ({ slots, chosen, onTap }: GridProps) => {
  const text = useText();
  const offsetMs = -new Date(slots[0]?.fromMs ?? 0).getTimezoneOffset() * 60_000;
  const rows = hourRows(slots, offsetMs);
  return (
    <Box className="slots" role="group" label={text.reserve.choose}>
      {rows.map(({ atMs, quarters }, row) => {
        const before = rows[row - 1];
        const isNewDay = before === undefined || dateOf(before.atMs) !== dateOf(atMs);
        return (
          <Box key={atMs}>
            {isNewDay ? <Box className="slot-day figures">{dateOf(atMs)}</Box> : null}
            <Box className="slot-row">
              <Text className="slot-hour figures">{clock(atMs)}</Text>
              {quarters.map((slot, at) =>
                slot === null ? (
                  <Box key={at} className="slot-none" />
                ) : (
                  <Quarter key={at} slot={slot} chosen={chosen} onTap={onTap} />
                ),
              )}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
};
