// The piles of one station with their live state.
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminListPiles } from "../../../../core/contract/admin/piles.ts";
import { queryOf } from "../../api/ask.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import { PileTable } from "../piles/PileTable.tsx";

const REFRESH_MS = 10_000;
const PILES_SHOWN = 100;

export function StationPiles({ stationId }: { readonly stationId: string }) {
  const words = useText().pages.stations;
  const query = useQuery({
    ...queryOf(adminListPiles, { stationId, limit: PILES_SHOWN }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Panel
      title={words.pilesHere}
      isFlush
      aside={
        <Anchor component={Link} href={`/piles?station=${encodeURIComponent(stationId)}`} size="sm">
          {words.allPilesHere}
        </Anchor>
      }
    >
      <Fetched query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.noPilesHere} hint={words.noPilesHereHint} />
          ) : (
            <PileTable piles={items} isAtOneStation />
          )
        }
      </Fetched>
    </Panel>
  );
}
