// Who a pile is, where it connects to and with which credential.
import { Button, Grid, Group, Modal, Stack, Text } from "@mantine/core";
import { IconKey, IconQrcode } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import {
  adminGetPile,
  type AdminPileDetail,
  adminRotateCredential,
} from "../../../../core/contract/admin/piles.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { mayOperate, useStaff } from "../../api/session.ts";
import { CopyLine } from "../../parts/CopyLine.tsx";
import { type Fact, Facts } from "../../parts/Facts.tsx";
import { Failure } from "../../parts/Failure.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Secret } from "../../parts/Secret.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import { Connectors } from "./connectors/Connectors.tsx";

const LabelDialog = lazy(() => import("./label/LabelDialog.tsx"));

export function Identity({ pile }: { readonly pile: AdminPileDetail }) {
  const { piles } = useText();
  const told = (value: string | null) =>
    value ?? <span className="z-quiet">{piles.notConnectedYet}</span>;
  const facts: Fact[] = [
    [piles.pileId, <CopyLine key="id" value={pile.pileId} label={piles.pileId} />],
    [piles.name, pile.name],
    [piles.vendor, told(pile.vendor)],
    [piles.model, told(pile.model)],
    [piles.firmware, told(pile.firmwareVersion)],
    [piles.serial, told(pile.serialNumber)],
    // Kept as the subprotocol's name, of which people know the number.
    [piles.ocppVersion, told(pile.ocppVersion?.replace(/^ocpp/, "") ?? null)],
  ];
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Panel title={piles.identity}>
          <Facts facts={facts} />
          <Text size="xs" mt="md" className="z-quiet">
            {piles.ocppUrl}
          </Text>
          <CopyLine value={pile.ocppUrl} label={piles.ocppUrl} />
          <Text size="xs" className="z-quiet">
            {piles.ocppUrlHint}
          </Text>
          <PrintCode pileId={pile.pileId} />
        </Panel>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Stack gap="md">
          <Connectors pile={pile} />
          <Credential pile={pile} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function PrintCode({ pileId }: { readonly pileId: string }) {
  const { pileTools } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        mt="md"
        variant="default"
        leftSection={<IconQrcode size={16} />}
        onClick={() => setOpen(true)}
      >
        {pileTools.label.print}
      </Button>
      <Suspense>
        {isOpen && <LabelDialog pileId={pileId} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}

function Credential({ pile }: { readonly pile: AdminPileDetail }) {
  const { piles } = useText();
  const [isOpen, setOpen] = useState(false);
  const { rotatedAtMs, previousValidUntilMs } = pile.credential;
  const facts: Fact[] = [
    [
      piles.credentialRotated,
      rotatedAtMs === null ? piles.credentialNever : <Time key="at" atMs={rotatedAtMs} />,
    ],
  ];
  if (previousValidUntilMs !== null)
    facts.push([piles.previousValid, <Time key="until" atMs={previousValidUntilMs} />]);
  return (
    <Panel title={piles.credential}>
      <Facts facts={facts} />
      {mayOperate(useStaff()) && (
        <Button
          mt="md"
          variant="default"
          leftSection={<IconKey size={16} />}
          onClick={() => setOpen(true)}
        >
          {piles.rotate}
        </Button>
      )}
      {isOpen && <Rotation pileId={pile.pileId} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

function Rotation({ pileId, onClose }: { pileId: string; onClose: () => void }) {
  const { piles, shell } = useText();
  const client = useQueryClient();
  const rotate = useMutation({
    mutationFn: () => ask(adminRotateCredential, { pileId }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(adminGetPile) }),
  });
  const done = rotate.data;
  return (
    <Modal
      opened
      onClose={onClose}
      // The password is gone once this closes: a stray click must not do it.
      closeOnClickOutside={done === undefined && !rotate.isPending}
      closeOnEscape={done === undefined && !rotate.isPending}
      withCloseButton={done === undefined}
      closeButtonProps={{ "aria-label": shell.close }}
      title={done === undefined ? piles.rotateTitle : piles.rotated}
    >
      {done === undefined ? (
        <Stack gap="sm">
          <Text size="sm">{piles.rotateExplain}</Text>
          {rotate.isError && <Failure error={rotate.error} title={shell.state.notDone} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
              {piles.rotate}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="sm">
          <Secret lines={[{ label: piles.password, value: done.password }]} />
          <Text size="sm">
            {piles.previousValid} <Time atMs={done.previousValidUntilMs} />
          </Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>{piles.savedIt}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
