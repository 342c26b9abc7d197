/** Owns the file in which a fleet's meter registers outlive the process, as a real meter outlives
 * a power cut. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import * as z from "zod/mini";
import type { Fleet, FleetPile } from "./fleet.ts";

const book = z.record(z.string(), z.record(z.string(), z.int()));
type Book = z.infer<typeof book>;

const read = (path: string): Book => {
  try {
    return book.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
};

/** The piles with the registers they had when the file was written. */
export const withSavedRegisters = (piles: readonly FleetPile[], path: string): FleetPile[] => {
  const saved = read(path);
  return piles.map((pile) => ({
    ...pile,
    connectors: pile.connectors.map((connector) => ({
      ...connector,
      registerWh: saved[pile.pileId]?.[connector.id] ?? connector.registerWh ?? 0,
    })),
  }));
};

/** Written beside and renamed, so that a kill in between leaves the old file. */
export const saveRegisters = (fleet: Fleet, path: string): void => {
  const registers: Book = {};
  for (const [pileId, charger] of fleet.chargers) {
    registers[pileId] = Object.fromEntries(
      charger.connectors().map(({ id, registerWh }) => [id, registerWh]),
    );
  }
  writeFileSync(`${path}.new`, JSON.stringify(registers));
  renameSync(`${path}.new`, path);
};
