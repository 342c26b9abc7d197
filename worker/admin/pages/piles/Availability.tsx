// What is wanted of a charger's service where the charger does otherwise, or only just does it: what
// it answered, how often it was asked, and when it is asked again.
import { Alert, Stack } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import type { AvailabilityWish } from "../../../../core/contract/admin/piles.ts";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import { askerInWords } from "../commands/askerInWords.ts";

type Props = { readonly wishes: readonly AvailabilityWish[]; readonly isOnline: boolean };

export function Availability({ wishes, isOnline }: Props) {
  if (wishes.length === 0) return null;
  return (
    <Stack gap="xs">
      {wishes.map((wanted) => (
        <Wish key={wanted.connectorId} wanted={wanted} isOnline={isOnline} />
      ))}
    </Stack>
  );
}

function Wish({
  wanted,
  isOnline,
}: {
  readonly wanted: AvailabilityWish;
  readonly isOnline: boolean;
}) {
  const text = useText();
  const { availability: words, connector } = text.piles;
  const { connectorId, operative, askedBy, sinceMs, isInEffect } = wanted;
  const what = connectorId === 0 ? words.whole : connector(connectorId);
  const title = operative ? words.toBeIn(what) : words.toBeOut(what);
  return (
    <Alert
      role="status"
      variant="outline"
      color={isInEffect ? "gray" : "orange"}
      icon={<IconPlugConnectedX />}
      title={isInEffect ? title : words.otherwise(title)}
    >
      <div>
        {words.wantedBy(askerInWords(askedBy, text))} <Time atMs={sinceMs} />
      </div>
      {isInEffect ? <div>{words.itIs}</div> : <Open wanted={wanted} isOnline={isOnline} />}
    </Alert>
  );
}

function Open({
  wanted,
  isOnline,
}: {
  readonly wanted: AvailabilityWish;
  readonly isOnline: boolean;
}) {
  const { availability: words } = useText().piles;
  const { operative, answer, attempts, againAtMs, isAsked } = wanted;
  const isWaiting = answer === "scheduled" && againAtMs === null;
  return (
    <>
      <div>{isAsked ? words.isAsked(attempts) : words.answer[answer](attempts)}</div>
      {isOnline && againAtMs !== null && !isAsked && (
        <div>
          {words.nextAt} <Time atMs={againAtMs} />
        </div>
      )}
      {!isAsked && !isWaiting && (againAtMs === null || !isOnline) && (
        <div>{words.nextByCharger}</div>
      )}
      <div>{operative ? words.untilIn : words.refusedMeanwhile}</div>
    </>
  );
}
