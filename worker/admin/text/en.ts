// The English catalogue.
import { books } from "./en/books.ts";
import { analysis } from "./en/analysis.ts";
import { commands } from "./en/commands.ts";
import { feedback } from "./en/feedback.ts";
import { maintenance } from "./en/maintenance.ts";
import { firmware, templates } from "./en/firmware.ts";
import { orders } from "./en/orders.ts";
import { pages } from "./en/pages.ts";
import { people } from "./en/people.ts";
import { piles } from "./en/piles.ts";
import { pileTools } from "./en/pileTools.ts";
import { problems } from "./en/problems.ts";
import { shell } from "./en/shell.ts";
import { stationEditing } from "./en/stationEditing.ts";
import { tariffs } from "./en/tariffs.ts";
import { words } from "./en/words.ts";
import type { Text } from "./zh.ts";

export const en: Text = {
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
