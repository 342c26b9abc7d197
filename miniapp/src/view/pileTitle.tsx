// Which pile a page is about: its name, its number, its station.
import type { Pile } from "../../../core/contract/stations.ts";
import { Box, Heading } from "../kit/primitives.tsx";
import { useNames } from "./useNames.ts";

export const PileTitle = ({ pile }: { readonly pile: Omit<Pile, "connectors"> }) => {
  const names = useNames();
  const { pileId, name } = pile;
  const title = names.pile({ pileName: name, pileId });
  const number = title === pileId ? "" : `${pileId} · `;
  return (
    <>
      <Heading level={2} className="big">
        {title}
      </Heading>
      <Box className="quiet">{number + names.station(pile)}</Box>
    </>
  );
};
