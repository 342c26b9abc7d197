// The overview's figures, each read as often as it changes: counts come from objects in memory, power
// asks the piles in use, orders and faults are read from the records.
import { useQuery } from "@tanstack/react-query";
import { adminGetLive, adminGetPower } from "../../../../core/contract/admin/live.ts";
import { adminListFaults, adminOverview } from "../../../../core/contract/admin/stations.ts";
import { queryOf } from "../../api/ask.ts";

const LIVE_MS = 5_000;
const FAULTS_MS = 10_000;
const POWER_MS = 20_000;
const RECORDS_MS = 30_000;

/** @param isWatched also while its window is behind others: a wall's is never in front */
export function useLiveFigures({ faultsShown, isWatched = false }: Wanted) {
  const every = (refetchInterval: number) => ({
    refetchInterval,
    refetchIntervalInBackground: isWatched,
  });
  return {
    live: useQuery({ ...queryOf(adminGetLive, {}), ...every(LIVE_MS) }),
    power: useQuery({ ...queryOf(adminGetPower, {}), ...every(POWER_MS) }),
    records: useQuery({ ...queryOf(adminOverview, {}), ...every(RECORDS_MS) }),
    faults: useQuery({
      ...queryOf(adminListFaults, { open: "true", limit: faultsShown }),
      ...every(FAULTS_MS),
    }),
  };
}

type Wanted = { readonly faultsShown: number; readonly isWatched?: boolean };
