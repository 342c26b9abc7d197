// The pictures of the demonstration: one of each station, a pile from near for every other one, and
// those that drivers sent. A drawing that fits several stations is made once.
import { createHash } from "node:crypto";
import type { pictures } from "../../../worker/db/tables/feedback.ts";
import { seedOf } from "../../charger/random.ts";
import type { DemoStation } from "../city/stations.ts";
import type { ReportedPicture } from "../feedback/feedback.ts";
import type { Colour } from "./canvas.ts";
import { pileScene, stationScene, type Scene } from "./scenes.ts";

type Row = typeof pictures.$inferInsert;

export type SeededPicture = {
  readonly row: Row;
  readonly bytes: Buffer;
  readonly from: "station" | "driver";
};

export type Album = {
  readonly pictures: readonly SeededPicture[];
  /** Ids by station or report. */
  readonly idsOf: (subject: string) => string[];
};

const brands: Readonly<Record<string, Colour>> = {
  pujiang: [22, 119, 255],
  shencheng: [16, 163, 108],
  wutong: [226, 122, 40],
  jiangwan: [96, 76, 196],
};

/** Of the same form as those that are made by chance. */
const idOf = (subject: string, at: number): string =>
  createHash("sha256").update(`${subject} ${at}`).digest().subarray(0, 16).toString("base64url");

const brandOf = (operatorId: string): Colour => brands[operatorId] ?? [22, 119, 255];

const sceneOf = ({ stationId, operatorId, name, address }: DemoStation): Scene => ({
  seed: seedOf(stationId),
  place: placeOf(`${name}${address}`),
  brand: brandOf(operatorId),
});

function placeOf(words: string): Scene["place"] {
  if (/地下|车库/.test(words)) return "garage";
  if (/公园|大学城|体育|滨江/.test(words)) return "park";
  return /超充|机场|物流|火车站|南站/.test(words) ? "roof" : "street";
}

/** A pile looks alike at all stations of an operator. */
function pileDrawer() {
  const drawn = new Map<string, Buffer>();
  return (scene: Scene, broken: "screen" | "cable" | null): Buffer => {
    const key = [scene.brand, scene.place === "garage", broken].join(" ");
    const before = drawn.get(key);
    if (before !== undefined) return before;
    const bytes = pileScene({ ...scene, seed: seedOf(key) }, broken);
    drawn.set(key, bytes);
    return bytes;
  };
}

export function makeAlbum(
  stations: readonly DemoStation[],
  reported: readonly ReportedPicture[],
  createdAtMs: number,
): Album {
  const drawPile = pileDrawer();
  const made: SeededPicture[] = [];
  const ids = new Map<string, string[]>();
  const add = (subject: string, bytes: Buffer, row: Omit<Row, "pictureId">): void => {
    const known = ids.get(subject) ?? [];
    const pictureId = idOf(subject, known.length);
    ids.set(subject, [...known, pictureId]);
    const from = row.staffId === undefined ? "driver" : "station";
    made.push({ row: { ...row, pictureId }, bytes, from });
  };
  stations.forEach((station, at) => {
    const { stationId, operatorId } = station;
    const scene = sceneOf(station);
    const usedBy = `station:${stationId}`;
    const row = { staffId: `${operatorId}-operations`, usedBy, createdAtMs };
    add(stationId, stationScene(scene), row);
    if (at % 2 === 0) add(stationId, drawPile(scene, null), row);
  });
  for (const { reportId, driverId, pile, shows, createdAtMs: atMs } of reported) {
    const scene: Scene = { seed: 1, place: "street", brand: brandOf(pile.operatorId) };
    const row = { driverId, usedBy: `report:${reportId}`, createdAtMs: atMs };
    add(reportId, drawPile(scene, shows), row);
  }
  return { pictures: made, idsOf: (subject) => ids.get(subject) ?? [] };
}
