// The last step: the code that is stuck on the pile, and the way on.
import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminGetPile } from "../../../../../core/contract/admin/piles.ts";
import { queryOf } from "../../../api/ask.ts";
import { Fetched } from "../../../parts/Fetched.tsx";
import { useText } from "../../../text/language.tsx";
import { Labels } from "../label/Labels.tsx";
import { pileHref } from "../PileTable.tsx";

export function CodeStep({ pileId }: { readonly pileId: string }) {
  const words = useText().pileTools.commission;
  const query = useQuery(queryOf(adminGetPile, { pileId }));
  return (
    <Fetched query={query}>
      {(pile) => (
        <Stack maw={640}>
          <Text>{words.codeLead}</Text>
          <Labels piles={[pile]} name={`code-${pileId}`} />
          <Group justify="flex-end">
            <Button
              variant="default"
              component={Link}
              href={`/commissioning?station=${encodeURIComponent(pile.stationId)}`}
            >
              {words.another}
            </Button>
            <Button component={Link} href={pileHref(pileId)}>
              {words.done}
            </Button>
          </Group>
        </Stack>
      )}
    </Fetched>
  );
}
