// The native map on a page: where it looks, what marks it has, and who taps one of them.
import type { Rendered } from "./template.ts";
import type { Vendor } from "./typings.ts";

export type MapOnPage = {
  readonly latitude: number;
  readonly longitude: number;
  readonly scale: number;
  readonly markers: readonly { readonly id: number; readonly label: string }[];
};

/** As large as it is on a phone of 375 points. */
const size = { width: 375, height: 300 };

/** WeChat's says what it is called by itself, Alipay's has no name. */
export function mapOf({ attributes }: Rendered): MapOnPage {
  const markers: unknown = attributes["markers"];
  return {
    latitude: Number(attributes["latitude"]),
    longitude: Number(attributes["longitude"]),
    scale: Number(attributes["scale"]),
    markers: (Array.isArray(markers) ? markers : []).map((marker: unknown) => {
      const { id, ariaLabel, iconPath }: Readonly<Record<string, unknown>> = Object(marker);
      if (typeof iconPath !== "string" || iconPath.startsWith("data:"))
        throw new Error("a marker's picture is a file of the package");
      return { id: Number(id), label: String(ariaLabel) };
    }),
  };
}

/** Web Mercator's: 256 points for the world at scale 0. */
export function regionOf({ latitude, longitude, scale }: MapOnPage): object {
  const degreesPerPoint = 360 / (256 * 2 ** scale);
  const east = (size.width / 2) * degreesPerPoint;
  const north = (size.height / 2) * degreesPerPoint * Math.cos((latitude * Math.PI) / 180);
  return {
    southwest: { latitude: latitude - north, longitude: longitude - east },
    northeast: { latitude: latitude + north, longitude: longitude + east },
  };
}

/** What the vendor's event says beside its type: WeChat in `detail`, Alipay in the event itself. */
export const markerTapped = (vendor: Vendor, markerId: number): object =>
  vendor === "weapp" ? { detail: { markerId } } : { detail: {}, markerId };
