// The codes to print, in a dialog: of one pile, or of all piles of a station.
import { Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { adminGetPile, adminListPiles } from "../../../../../core/contract/admin/piles.ts";
import { limits } from "../../../../../core/limits.ts";
import { ask, queryOf } from "../../../api/ask.ts";
import { Fetched } from "../../../parts/Fetched.tsx";
import { pagesOf } from "../../../parts/export/columns.ts";
import { useText } from "../../../text/language.tsx";
import { Labels } from "./Labels.tsx";
import type { LabelSource } from "./labels.ts";

type Props = { readonly onClose: () => void } & (
  | { readonly pileId: string }
  | { readonly stationId: string }
);

export default function LabelDialog({ onClose, ...of }: Props) {
  const { pileTools, shell } = useText();
  const words = pileTools.label;
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={"pileId" in of ? words.title(of.pileId) : words.titleOfStation}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      {"pileId" in of ? <OfPile pileId={of.pileId} /> : <OfStation stationId={of.stationId} />}
    </Modal>
  );
}

function OfPile({ pileId }: { readonly pileId: string }) {
  const query = useQuery(queryOf(adminGetPile, { pileId }));
  return (
    <Fetched query={query}>{(pile) => <Labels piles={[pile]} name={`code-${pileId}`} />}</Fetched>
  );
}

function OfStation({ stationId }: { readonly stationId: string }) {
  const words = useText().pileTools.label;
  const query = useQuery({
    queryKey: ["labels", stationId],
    queryFn: async () => {
      const piles: LabelSource[] = [];
      const pages = pagesOf((cursor) =>
        ask(adminListPiles, { stationId, limit: limits.pageSize.most, cursor }),
      );
      for await (const page of pages) piles.push(...page);
      return piles;
    },
  });
  return (
    <Fetched query={query}>
      {(piles) =>
        piles.length === 0 ? (
          <Text>{words.noPiles}</Text>
        ) : (
          <Labels piles={piles} name={`codes-${stationId}`} />
        )
      }
    </Fetched>
  );
}
