// Where the browser says it is, in the world's coordinates.
import { err, ok } from "../../../core/result.ts";
import type { CoordinateSystem } from "../../../core/contract/common.ts";
import type { Locate } from "./types.ts";

export const coordinates: CoordinateSystem = "wgs84";

const permissionDenied = 1;

export const locate: Locate = () =>
  new Promise((resolve) => {
    if (navigator.geolocation === undefined) return resolve(err("unavailable"));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(ok({ latitude: coords.latitude, longitude: coords.longitude })),
      (failure) => resolve(err(failure.code === permissionDenied ? "refused" : "unavailable")),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  });
