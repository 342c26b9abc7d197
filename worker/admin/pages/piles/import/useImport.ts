// Registers a checked list part by part; what is done stays done, wherever it ends.
import { useEffect, useRef, useState } from "react";
import {
  adminImportPiles,
  type ImportedPile,
} from "../../../../../core/contract/admin/pileImport.ts";
import { limits } from "../../../../../core/limits.ts";
import type { ImportRow } from "../../../../../core/piles/importRows.ts";
import { ask } from "../../../api/ask.ts";

export type ImportRun = {
  readonly kind: "running" | "stopped" | "failed" | "done";
  readonly all: number;
  readonly piles: readonly ImportedPile[];
  readonly error: unknown;
};

export function useImport() {
  const [run, setRun] = useState<ImportRun | null>(null);
  const isWanted = useRef(false);
  useEffect(
    () => () => {
      isWanted.current = false;
    },
    [],
  );
  const start = async (rows: readonly ImportRow[]): Promise<void> => {
    isWanted.current = true;
    const piles: ImportedPile[] = [];
    const tell = (kind: ImportRun["kind"], error: unknown = null): void =>
      setRun({ kind, all: rows.length, piles: [...piles], error });
    tell("running");
    try {
      for (let from = 0; from < rows.length; from += limits.importedAtOnce.most) {
        if (!isWanted.current) {
          tell("stopped");
          return;
        }
        const part = rows.slice(from, from + limits.importedAtOnce.most);
        const wanted = part.map(({ line: _line, connectors, ...pile }) => ({
          ...pile,
          connectors: [...connectors],
        }));
        piles.push(...(await ask(adminImportPiles, { piles: wanted })).piles);
        tell("running");
      }
      tell("done");
    } catch (error) {
      tell("failed", error);
    }
  };
  return {
    run,
    start,
    stop: (): void => {
      isWanted.current = false;
    },
    clear: (): void => setRun(null),
  };
}
