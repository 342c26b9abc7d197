// One campaign: how each of its piles stands, and the ways to hold it or end it.
import { Anchor, Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import {
  adminGetCampaign,
  adminSteerCampaign,
  type Campaign,
  type CampaignPile,
} from "../../../../core/contract/admin/firmware.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { ask, keyOf, queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Failure } from "../../parts/Failure.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Mark, type Tone } from "../../parts/Mark.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { placeName } from "../../parts/stationName.ts";
import { Time } from "../../parts/Time.tsx";
import { useLanguage, useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { pileHref } from "../piles/PileTable.tsx";
import { CampaignProgress, CampaignStateMark } from "./CampaignTable.tsx";

const REFRESH_MS = 5_000;

export default function CampaignPage({ campaignId }: { readonly campaignId: string }) {
  const { text, language } = useLanguage();
  const words = text.firmware;
  const query = useQuery({
    ...queryOf(adminGetCampaign, { campaignId }),
    refetchInterval: REFRESH_MS,
  });
  const campaign = query.data?.campaign;
  return (
    <Page
      title={campaign?.name ?? words.title}
      lead={campaign && <Lead campaign={campaign} />}
      parent={{ label: words.title, href: "/firmware" }}
      actions={campaign && <Steering campaign={campaign} />}
    >
      <Fetched query={query}>
        {({ piles }) => (
          <Panel
            title={words.columns.progress}
            isFlush
            aside={campaign && <CampaignProgress campaign={campaign} />}
          >
            <DataTable
              label={words.columns.progress}
              columns={columnsOf(text, language)}
              rows={piles}
              keyOf={({ pileId }) => pileId}
              minWidth={900}
            />
          </Panel>
        )}
      </Fetched>
    </Page>
  );
}

function Lead({ campaign }: { readonly campaign: Campaign }) {
  return (
    <Group gap="md">
      <CampaignStateMark state={campaign.state} />
      <span className="z-code">{campaign.firmware.version}</span>
      <span>{campaign.startedBy}</span>
      <Time atMs={campaign.createdAtMs} />
    </Group>
  );
}

const toneOf = {
  waiting: "idle",
  asked: "held",
  loading: "busy",
  installed: "busy",
  done: "good",
  failed: "bad",
  skipped: "idle",
} as const satisfies Record<CampaignPile["state"], Tone>;

function columnsOf({ firmware: words }: Catalogue, language: Language): Column<CampaignPile>[] {
  const { columns } = words;
  return [
    {
      key: "pile",
      label: columns.pile,
      cell: ({ pileId, name, ...place }) => (
        <>
          <Anchor component={Link} href={pileHref(pileId)} size="sm" fw={600} className="z-id">
            {pileId}
          </Anchor>
          <Text size="xs" className="z-quiet">
            {name} · {placeName(place, language)}
          </Text>
        </>
      ),
    },
    { key: "stage", label: columns.stage, cell: ({ stage }) => words.stage(stage + 1) },
    {
      key: "state",
      label: columns.state,
      cell: ({ state, failure, heldUpBy }) => (
        <>
          <Mark tone={toneOf[state]}>{words.pileState[state]}</Mark>
          <Text size="xs" className="z-quiet">
            {failure !== null && words.failure[failure]}
            {heldUpBy !== null && words.heldUp[heldUpBy]}
          </Text>
        </>
      ),
    },
    {
      key: "word",
      label: columns.word,
      cell: ({ status, statusAtMs }) =>
        status !== null && (
          <>
            {wordFor(words.word, status) ?? status}
            {statusAtMs !== null && (
              <Text size="xs" className="z-quiet">
                <Time atMs={statusAtMs} />
              </Text>
            )}
          </>
        ),
    },
    {
      key: "version",
      label: columns.version,
      cell: ({ firmwareVersion }) => <span className="z-code z-id">{firmwareVersion}</span>,
    },
  ];
}

function Steering({ campaign }: { readonly campaign: Campaign }) {
  const { firmware: words, shell } = useText();
  const client = useQueryClient();
  const [isCancelling, setCancelling] = useState(false);
  const { campaignId, state } = campaign;
  const steer = useMutation({
    mutationFn: (to: { action: "pause" | "resume" | "cancel"; reason?: string }) =>
      ask(adminSteerCampaign, { campaignId, ...to }),
    onSuccess: () => {
      setCancelling(false);
      return client.invalidateQueries({ queryKey: keyOf(adminGetCampaign) });
    },
  });
  const isOpen = state === "running" || state === "paused";
  if (!mayRun(useStaff()) || !isOpen) return null;
  const action = state === "running" ? "pause" : "resume";
  return (
    <>
      {steer.isError && !isCancelling && (
        <Failure error={steer.error} title={shell.state.notDone} />
      )}
      <Button variant="default" loading={steer.isPending} onClick={() => steer.mutate({ action })}>
        {words[action]}
      </Button>
      <Button variant="default" color="red" onClick={() => setCancelling(true)}>
        {words.cancel}
      </Button>
      {isCancelling && (
        <Cancelling
          isSending={steer.isPending}
          error={steer.error}
          onClose={() => setCancelling(false)}
          onCancel={(reason) => steer.mutate({ action: "cancel", reason })}
        />
      )}
    </>
  );
}

type CancellingProps = {
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onCancel: (reason: string) => void;
};

function Cancelling({ isSending, error, onClose, onCancel }: CancellingProps) {
  const { firmware: words, shell } = useText();
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const isMissing = reason.trim() === "";
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.cancelTitle}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack gap="sm">
        <Text size="sm">{words.cancelExplain}</Text>
        <Textarea
          label={words.reason}
          withAsterisk
          data-autofocus
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isAsked && isMissing ? words.reasonNeeded : null}
        />
        {error !== null && <Failure error={error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell.close}
          </Button>
          <Button
            color="red"
            loading={isSending}
            onClick={() => {
              setAsked(true);
              if (!isMissing) onCancel(reason.trim());
            }}
          >
            {words.cancel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
