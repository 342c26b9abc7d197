// What the app says of a station's page beside its prices, in English.
import type { Catalogue } from "./zh.ts";
import type { zhVisit } from "./zhVisit.ts";

export const enVisit: Pick<Catalogue, keyof typeof zhVisit> = {
  visit: {
    busy: "Usually",
    busyUnknown: "How busy each hour usually is shows here after a week of data.",
    busyDay: "Day of the week",
    busyNow: {
      low: "Usually quiet at this hour",
      middle: "Usually rather busy at this hour",
      high: "Usually very busy at this hour: better reserve",
    },
    busyLabel: (day, hours) => `${day}, percent taken by the hour: ${hours}`,
    weekday: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    weekdayShort: ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"],
    allDay: "Day and night",
    closedDay: "Closed",
    days: (from, to) => (from === to ? from : `${from} to ${to}`),
    facilities: "Facilities",
    pictures: "Pictures",
    picture: (n) => `Picture ${n} of the station`,
    live: "Live",
    reconnecting: "The live view is interrupted and comes back. States may be out of date.",
    reserve: "Reserve",
    reserveHere: "Reserve a time",
  },
};
