// The way to a place by the phone's own map app, without the address of any map service.
import type { Place } from "./types.ts";

export function openWayThere({ position, name }: Place): Promise<boolean> {
  const point = `${position.latitude},${position.longitude}`;
  const label = encodeURIComponent(name);
  const isApple = /iPhone|iPad|Macintosh/.test(navigator.userAgent);
  location.assign(
    isApple ? `maps:?daddr=${point}&q=${label}` : `geo:${point}?q=${point}(${label})`,
  );
  return Promise.resolve(true);
}
