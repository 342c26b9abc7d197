// A driver's favourite stations, and what a station's page shows him alone.
import * as z from "zod/mini";
import { Cursor, pageOf, pageSize, StationId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { coordinates, latitude, longitude } from "./places.ts";
import { OwnReview } from "./reviews.ts";
import { StationSummary } from "./stations.ts";

const Favourite = z.object({ stationId: StationId, isFavourite: z.boolean() });

export const listFavourites = endpoint({
  method: "GET",
  path: "/api/v1/favourites",
  access: "driver",
  tag: "Driver",
  summary: "My favourite stations as a search would show them now, the last added first",
  input: z.object({
    /** Without a point every distance is 0. */
    latitude: z.optional(latitude()),
    longitude: z.optional(longitude()),
    coordinates: coordinates(),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(StationSummary),
  problems: [],
});

export const addFavourite = endpoint({
  method: "PUT",
  path: "/api/v1/favourites/:stationId",
  access: "driver",
  tag: "Driver",
  summary: "Make a station one of my favourites; one that is already stays as it is",
  input: z.object({ stationId: StationId }),
  output: Favourite,
  problems: ["station_not_found", "favourites_full"],
});

export const removeFavourite = endpoint({
  method: "DELETE",
  path: "/api/v1/favourites/:stationId",
  access: "driver",
  tag: "Driver",
  summary: "Take a station off my favourites; one that is none stays none",
  input: z.object({ stationId: StationId }),
  output: Favourite,
  problems: [],
});

export const getMyStation = endpoint({
  method: "GET",
  path: "/api/v1/stations/:stationId/mine",
  access: "driver",
  tag: "Driver",
  summary: "What a station is to me: whether it is a favourite, my review, whether I may write one",
  input: z.object({ stationId: StationId }),
  output: z.object({
    isFavourite: z.boolean(),
    review: z.nullable(OwnReview),
    /** Who has charged there may. */
    mayReview: z.boolean(),
  }),
  problems: ["station_not_found"],
});
