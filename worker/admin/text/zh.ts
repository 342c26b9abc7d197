// The Chinese catalogue; its shape is the catalogue's type, so a key missing elsewhere does not compile.
import { books } from "./zh/books.ts";
import { analysis } from "./zh/analysis.ts";
import { commands } from "./zh/commands.ts";
import { feedback } from "./zh/feedback.ts";
import { maintenance } from "./zh/maintenance.ts";
import { firmware, templates } from "./zh/firmware.ts";
import { orders } from "./zh/orders.ts";
import { pages } from "./zh/pages.ts";
import { people } from "./zh/people.ts";
import { piles } from "./zh/piles.ts";
import { pileTools } from "./zh/pileTools.ts";
import { problems } from "./zh/problems.ts";
import { shell } from "./zh/shell.ts";
import { stationEditing } from "./zh/stationEditing.ts";
import { tariffs } from "./zh/tariffs.ts";
import { words } from "./zh/words.ts";

export const zh = {
  shell,
  words,
  pages,
  people,
  piles,
  pileTools,
  firmware,
  templates,
  commands,
  orders,
  feedback,
  maintenance,
  analysis,
  problems,
  stationEditing,
  tariffs,
  books,
};

export type Text = typeof zh;
