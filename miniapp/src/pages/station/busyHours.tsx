// How busy the station usually is, by the hour of a day of the week, with this hour marked.
import { useState } from "react";
import { Choices } from "../../kit/choices.tsx";
import { Box, Heading, Text } from "../../kit/primitives.tsx";
import { useText } from "../../service/language.ts";
import { hourOf, weekdayOf, weekdays } from "./week.ts";

export type BusyHoursProps = {
  /** Percent by weekday and hour. */
  readonly usuallyBusy: readonly (readonly number[])[] | null;
  /** The station's midnight today; null while it has no prices to tell it. */
  readonly midnightMs: number | null;
  readonly nowMs: number;
};

const levelOf = (percent: number): "low" | "middle" | "high" =>
  percent < 40 ? "low" : percent < 75 ? "middle" : "high";

export const BusyHours = ({ usuallyBusy, midnightMs, nowMs }: BusyHoursProps) => {
  const text = useText();
  const today = midnightMs === null ? null : weekdayOf(midnightMs);
  const [chosen, choose] = useState<number | null>(null);
  const day = chosen ?? today ?? 1;
  const hours = usuallyBusy?.[day] ?? [];
  const thisHour = midnightMs !== null && day === today ? hourOf(midnightMs, nowMs) : null;
  const now = thisHour === null ? undefined : hours[thisHour];
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.visit.busy}
      </Heading>
      {usuallyBusy === null ? (
        <Box className="quiet">{text.visit.busyUnknown}</Box>
      ) : (
        <>
          <Box className="busy-days">
            <Choices
              label={text.visit.busyDay}
              shape="even"
              choices={weekdays.map((value) => ({ value, label: text.visit.weekdayShort[value] }))}
              chosen={day}
              onChoose={choose}
            />
          </Box>
          {now === undefined ? null : (
            <Box className="strong">{text.visit.busyNow[levelOf(now)]}</Box>
          )}
          <Box
            className="busy-chart"
            role="img"
            label={text.visit.busyLabel(
              text.visit.weekday[day] ?? "",
              hours.map((percent, hour) => `${hour}: ${percent}%`).join(", "),
            )}
          >
            {hours.map((percent, hour) => (
              <Box key={hour} className="busy-slot">
                <Box
                  className={`busy-bar busy-${levelOf(percent)}${hour === thisHour ? " busy-now" : ""}`}
                  style={{ height: `${Math.max(4, percent)}%` }}
                />
              </Box>
            ))}
          </Box>
          <Box className="price-hours figures" isHidden>
            {[0, 6, 12, 18, 24].map((hour) => (
              <Text key={hour}>{hour}</Text>
            ))}
          </Box>
        </>
      )}
    </Box>
  );
};
