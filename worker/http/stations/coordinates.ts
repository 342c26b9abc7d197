// Positions are stored as WGS-84; Chinese maps draw in GCJ-02, so clients say which they speak.
import gcoord from "gcoord";
import type { CoordinateSystem, Position } from "../../../core/contract/common.ts";

/** GCJ-02 has no inverse in closed form; each of these steps leaves a thousandth of the error. */
const REFINEMENTS = 3;

export function toStored(position: Position, system: CoordinateSystem): Position {
  if (system === "wgs84") return position;
  const [longitude, latitude] = gcoord.transform(
    [position.longitude, position.latitude],
    gcoord.GCJ02,
    gcoord.WGS84,
  );
  let stored = { latitude, longitude };
  for (let step = 0; step < REFINEMENTS; step += 1) {
    const shown = toShown(stored, system);
    stored = {
      latitude: stored.latitude + position.latitude - shown.latitude,
      longitude: stored.longitude + position.longitude - shown.longitude,
    };
  }
  return stored;
}

export function toShown(position: Position, system: CoordinateSystem): Position {
  if (system === "wgs84") return position;
  const [longitude, latitude] = gcoord.transform(
    [position.longitude, position.latitude],
    gcoord.WGS84,
    gcoord.GCJ02,
  );
  return { latitude, longitude };
}
