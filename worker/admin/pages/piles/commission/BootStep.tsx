// Waits for a pile's first boot, and compares what it tells of itself with what was registered.
import { Alert, Anchor, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminGetPile, type AdminPileDetail } from "../../../../../core/contract/admin/piles.ts";
import { queryOf } from "../../../api/ask.ts";
import { type Fact, Facts } from "../../../parts/Facts.tsx";
import { Fetched } from "../../../parts/Fetched.tsx";
import { ConnectorStateMark } from "../../../parts/states.tsx";
import { Time } from "../../../parts/Time.tsx";
import { useText } from "../../../text/language.tsx";
import { pileHref } from "../PileTable.tsx";

const POLL_MS = 2_000;

type Props = { readonly pileId: string; readonly onNext: () => void };

export function BootStep({ pileId, onNext }: Props) {
  const words = useText().pileTools.commission;
  const query = useQuery({
    ...queryOf(adminGetPile, { pileId }),
    refetchInterval: POLL_MS,
    retry: false,
  });
  return (
    <Fetched query={query}>
      {(pile) => (
        <Stack maw={760}>
          <div role="status" aria-live="polite">
            {pile.device.bootedAtMs === null ? (
              <Waiting pile={pile} />
            ) : (
              <Booted pile={pile} atMs={pile.device.bootedAtMs} />
            )}
          </div>
          {pile.device.bootedAtMs !== null && <Comparison pile={pile} />}
          <Group justify="flex-end">
            <Button
              variant={pile.device.bootedAtMs === null ? "default" : "filled"}
              onClick={onNext}
            >
              {words.toCode}
            </Button>
          </Group>
        </Stack>
      )}
    </Fetched>
  );
}

function Waiting({ pile }: { readonly pile: AdminPileDetail }) {
  const words = useText().pileTools.commission;
  return (
    <Stack gap="xs">
      <Group>
        <Loader size="sm" />
        <Text fw={600}>{pile.online ? words.connected : words.waiting}</Text>
      </Group>
      <Text size="sm" className="z-quiet">
        {words.waitingHint}
      </Text>
      <Text size="sm" className="z-quiet">
        {words.refusedHint}{" "}
        <Anchor component={Link} href={`${pileHref(pile.pileId)}?tab=trace`} size="sm">
          {words.openTrace}
        </Anchor>
      </Text>
    </Stack>
  );
}

function Booted({ pile, atMs }: { readonly pile: AdminPileDetail; readonly atMs: number }) {
  const { pileTools, piles } = useText();
  const facts: Fact[] = [
    [piles.vendor, pile.vendor],
    [piles.model, pile.model],
    [piles.firmware, pile.firmwareVersion],
    [piles.serial, pile.serialNumber],
    [pileTools.commission.bootedAt, <Time key="at" atMs={atMs} />],
  ];
  return (
    <Alert
      variant="outline"
      color="green"
      icon={<IconCircleCheck />}
      title={pileTools.commission.booted}
    >
      <Facts facts={facts} minWidth={140} />
    </Alert>
  );
}

function Comparison({ pile }: { readonly pile: AdminPileDetail }) {
  const { pileTools, piles } = useText();
  const words = pileTools.commission;
  const { connectorIds, clock } = pile.device;
  const registered = pile.connectors.map(({ connectorId }) => connectorId);
  const missing = registered.filter((id) => !connectorIds.includes(id));
  const extra = connectorIds.filter((id) => !registered.includes(id));
  const facts: Fact[] = pile.connectors.map(({ connectorId, state }) => [
    piles.connector(connectorId),
    connectorIds.includes(connectorId) ? (
      <ConnectorStateMark key={connectorId} state={state} />
    ) : (
      <span className="z-quiet">{words.notToldYet}</span>
    ),
  ]);
  const warnings = [
    ...(extra.length > 0 ? [words.extra(extra.join(", "))] : []),
    ...(missing.length > 0 ? [words.missing(missing.join(", "))] : []),
    ...(clock === null ? [] : [words.clock[clock]]),
  ];
  return (
    <>
      <div>
        <Text size="sm" fw={600} mb={6}>
          {words.statuses}
        </Text>
        <Facts facts={facts} minWidth={140} />
      </div>
      {warnings.length === 0 ? (
        <Text size="sm" c="var(--z-good)">
          ✓ {words.fits} · {words.clockGood}
        </Text>
      ) : (
        warnings.map((warning) => (
          <Alert key={warning} variant="outline" color="orange" icon={<IconAlertTriangle />}>
            {warning}
          </Alert>
        ))
      )}
    </>
  );
}
