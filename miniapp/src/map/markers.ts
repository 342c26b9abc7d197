// Stations, clusters and the driver on the browser's map.
import * as L from "leaflet";
import type { Position } from "../../../core/contract/common.ts";
import type { Shown } from "./shownOn.ts";
import type { MapCluster, MapMarker } from "./types.ts";

export type Drawn = {
  readonly markers: readonly MapMarker[];
  readonly clusters: readonly MapCluster[];
  readonly me: Position | null;
};
export type Taps = {
  readonly onMarker: (id: string) => void;
  readonly onCluster: (at: L.LatLng) => void;
};

/** The function returned takes them away. */
export function drawMarkers(map: L.Map, { shown }: Shown, drawn: Drawn, taps: Taps): () => void {
  const group = L.layerGroup().addTo(map);
  for (const marker of drawn.markers) {
    const one = L.marker(shown(marker.position), {
      icon: iconOf(`pin pin-${marker.tone}`, marker.label, [44, 48], [22, 46]),
    });
    one.on("click", () => taps.onMarker(marker.id)).addTo(group);
    named(one, marker.name);
  }
  for (const cluster of drawn.clusters) {
    const one = L.marker(shown(cluster.position), {
      icon: iconOf("cluster", cluster.label, [48, 48], [24, 24]),
    });
    one.on("click", () => taps.onCluster(one.getLatLng())).addTo(group);
    named(one, cluster.name);
  }
  if (drawn.me !== null) {
    const icon = L.divIcon({ className: "map-me", iconSize: [20, 20] });
    L.marker(shown(drawn.me), {
      icon,
      interactive: false,
      keyboard: false,
      zIndexOffset: -500,
    }).addTo(group);
  }
  return () => {
    group.remove();
  };
}

function iconOf(
  className: string,
  label: string,
  iconSize: [number, number],
  iconAnchor: [number, number],
): L.DivIcon {
  const html = document.createElement("span");
  html.className = "pin-label";
  html.textContent = label;
  return L.divIcon({ className, html, iconSize, iconAnchor });
}

/** Leaflet makes it a button for the keyboard, and gives it no name. */
function named(marker: L.Marker, name: string): void {
  const element = marker.getElement();
  element?.setAttribute("aria-label", name);
  element?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      marker.fire("click");
    }
  });
}
