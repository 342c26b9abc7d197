// Bounds of the drivers' search for stations, each with its reason.
import { bound } from "./bound.ts";

export const searchLimits = {
  searchRadiusM: {
    usual: 5_000,
    most: 50_000,
    why: "Beyond it a driver looks at another part of the map.",
  },
  searchPage: bound({
    most: 40,
    why: "Each station of a list is some rows, and a search may read 300.",
  }),
  searchBoxM: bound({
    most: 150_000,
    why: "From the middle of the map's box to its corner; larger ones are shown as clusters.",
  }),
  searchText: bound({ most: 64, why: "The longest name of a station has some thirty characters." }),
  textMatches: bound({
    most: 30,
    why: "Who does not find it among thirty types another word; each is some rows.",
  }),
  cellsPerReading: bound({ most: 48, why: "Each is up to two rows; larger cells cover the rest." }),
  clusterCells: bound({ most: 120, why: "A phone shows some hundred numbers on a map." }),
  tariffsPerSearch: bound({
    most: 45,
    why: "Each is up to two rows; within a few kilometres there are some dozens.",
  }),
  areasPerSearch: bound({
    most: 24,
    why: "Objects asked for what is free, six at a time: a driver waits for all of them.",
  }),
  areaAnswerMs: bound({
    most: 1_500,
    why: "An Area answers in some milliseconds; a list without counts is better than none.",
  }),
  connectorsFromRecords: bound({
    most: 25,
    why: "Three rows each, where an Area is out of reach.",
  }),
} as const;
