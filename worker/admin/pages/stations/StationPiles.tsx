// The piles of one station with their live state.
import { Anchor, Button, Group } from "@mantine/core";
import { IconQrcode } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link } from "wouter";
import { adminListPiles } from "../../../../core/contract/admin/piles.ts";
import { queryOf } from "../../api/ask.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import { PileTable } from "../piles/PileTable.tsx";

const LabelDialog = lazy(() => import("../piles/label/LabelDialog.tsx"));

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
        <Group gap="sm">
          <Anchor
            component={Link}
            href={`/piles?station=${encodeURIComponent(stationId)}`}
            size="sm"
          >
            {words.allPilesHere}
          </Anchor>
          <PrintCodes stationId={stationId} />
        </Group>
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

function PrintCodes({ stationId }: { readonly stationId: string }) {
  const { pileTools } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconQrcode size={15} />}
        onClick={() => setOpen(true)}
      >
        {pileTools.label.printAll}
      </Button>
      <Suspense>
        {isOpen && <LabelDialog stationId={stationId} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
