// Positions are stored as WGS-84; Chinese maps draw in GCJ-02, so clients say which they speak.
import gcoord from "gcoord";
import type { CoordinateSystem, Position } from "../../../core/contract/common.ts";

export function toStored(position: Position, system: CoordinateSystem): Position {
  if (system === "wgs84") return position;
  const [longitude, latitude] = gcoord.transform(
    [position.longitude, position.latitude],
    gcoord.GCJ02,
    gcoord.WGS84,
  );
  return { latitude, longitude };
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
