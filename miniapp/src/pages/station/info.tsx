// What to know before going there: hours, parking, facilities, fees, whose it is, how it looks.
import type { Station } from "../../../../core/contract/stations.ts";
import { Cell } from "../../kit/cell.tsx";
import { Box, Heading, Picture } from "../../kit/primitives.tsx";
import { Tag } from "../../kit/tag.tsx";
import { useLanguage, useText } from "../../service/language.ts";
import { IdleAndStart } from "../../view/idleAndStart.tsx";
import { isAlwaysOpen, openingLines } from "./week.ts";

const Hours = ({ spans }: { readonly spans: NonNullable<Station["openingSpans"]> }) => {
  const text = useText();
  if (isAlwaysOpen(spans)) return <Box>{text.visit.allDay}</Box>;
  const { weekday } = text.visit;
  return (
    <Box className="opening-lines">
      {openingLines(spans).map(({ from, to, times }) => (
        <Box key={from}>
          {text.visit.days(weekday[from] ?? "", weekday[to] ?? "")}{" "}
          {times === "" ? text.visit.closedDay : times}
        </Box>
      ))}
    </Box>
  );
};

const Pictures = ({ urls }: { readonly urls: readonly string[] }) => {
  const text = useText();
  if (urls.length === 0) return null;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.visit.pictures}
      </Heading>
      <Box className="pictures">
        {urls.map((url, at) => (
          <Picture key={url} className="picture" url={url} label={text.visit.picture(at + 1)} />
        ))}
      </Box>
    </Box>
  );
};

export const Info = ({ station }: { readonly station: Station }) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
  const { openingSpans, openingHours, openNow, parkingKind, facilities } = station;
  const parking = isEnglish ? station.parkingEn : station.parking;
  const hours = openingSpans === null ? openingHours || text.station.noInfo : null;
  return (
    <>
      <Pictures urls={station.pictureUrls} />
      <Box className="card">
        <Heading level={2} className="section-title">
          {text.station.info}
        </Heading>
        {facilities.length === 0 ? null : (
          <Box className="row wrap" role="list" label={text.visit.facilities}>
            {facilities.map((facility) => (
              <Box key={facility} role="listitem">
                <Tag tone="plain">{text.facility[facility]}</Tag>
              </Box>
            ))}
          </Box>
        )}
        <Box>
          <Cell
            label={text.station.hours}
            value={
              <>
                {openNow === null ? null : (
                  <Tag tone={openNow ? "good" : "warn"}>
                    {openNow ? text.openState.open : text.openState.closed}
                  </Tag>
                )}
                {openingSpans === null ? <Box>{hours}</Box> : <Hours spans={openingSpans} />}
              </>
            }
          />
          <Cell
            label={text.station.parking}
            value={parking || text.parkingKind[parkingKind] || text.station.noInfo}
          />
          <IdleAndStart idleFee={station.idleFee} startFeeFen={station.startFeeFen} />
          <Cell label={text.station.operator} value={station.operatorName} />
        </Box>
      </Box>
    </>
  );
};
