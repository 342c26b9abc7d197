// The slots that drivers reserved at a pile.
import { Paper } from "@mantine/core";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { SavedViews } from "../../parts/SavedViews.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { ReservationsOfPile } from "./ReservationsOfPile.tsx";

export default function ReservationsPage() {
  const words = useText().feedback.reservations;
  const address = useListAddress(["pile"]);
  const pileId = address.valueOf("pile");
  return (
    <Page title={words.title} lead={words.lead} actions={<SavedViews />}>
      <SearchField
        label={words.pileFilter}
        hint={words.pileFilter}
        value={pileId}
        onSearch={(next) => address.set({ pile: next.trim() })}
      />
      <Paper>
        {pileId === "" ? (
          <Empty title={words.choose} hint={words.chooseHint} />
        ) : (
          <ReservationsOfPile key={pileId} pileId={pileId} address={address} />
        )}
      </Paper>
    </Page>
  );
}
