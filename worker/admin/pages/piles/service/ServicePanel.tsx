// A pile's software: the firmware it runs and may get, and the logs it was asked for.
import { Anchor, Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconFileDownload, IconRefreshDot } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import {
  adminListDiagnostics,
  adminListFirmware,
  adminRequestDiagnostics,
  adminStartCampaign,
  type Diagnostics,
} from "../../../../../core/contract/admin/firmware.ts";
import type { AdminPileDetail } from "../../../../../core/contract/admin/piles.ts";
import { ask, keyOf, queryOf } from "../../../api/ask.ts";
import { mayOperate, mayRun, useStaff } from "../../../api/session.ts";
import { formatBytes } from "../../../format/bytes.ts";
import { type Column, DataTable } from "../../../parts/DataTable.tsx";
import { Empty } from "../../../parts/Empty.tsx";
import { type Fact, Facts } from "../../../parts/Facts.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Fetched } from "../../../parts/Fetched.tsx";
import { Mark } from "../../../parts/Mark.tsx";
import { Panel } from "../../../parts/Panel.tsx";
import { Time } from "../../../parts/Time.tsx";
import { useText, wordFor } from "../../../text/language.tsx";
import type { Text as Catalogue } from "../../../text/zh.ts";
import { campaignHref } from "../../firmware/CampaignTable.tsx";

const REFRESH_MS = 3_000;

export default function ServicePanel({ pile }: { readonly pile: AdminPileDetail }) {
  return (
    <Stack gap="md">
      <FirmwareOf pile={pile} />
      <Logs pileId={pile.pileId} />
    </Stack>
  );
}

function FirmwareOf({ pile }: { readonly pile: AdminPileDetail }) {
  const { firmware } = useText();
  const words = firmware.tab;
  const facts: Fact[] = [
    [words.currentVersion, <span key="v">{pile.firmwareVersion ?? "—"}</span>],
    [firmware.vendor, pile.vendor ?? "—"],
    [firmware.model, pile.model ?? "—"],
  ];
  return (
    <Panel
      title={words.firmware}
      aside={
        <Anchor component={Link} href="/firmware" size="sm">
          {words.manage}
        </Anchor>
      }
    >
      <Facts facts={facts} />
      {mayRun(useStaff()) && <UpdateOne pile={pile} />}
    </Panel>
  );
}

function UpdateOne({ pile }: { readonly pile: AdminPileDetail }) {
  const { firmware, shell } = useText();
  const words = firmware.tab;
  const [, navigate] = useLocation();
  const [chosen, setChosen] = useState<string | null>(null);
  const images = useQuery(queryOf(adminListFirmware, { limit: 100 }));
  const fitting = (images.data?.items ?? []).filter(
    ({ vendor, model, version, sizeBytes }) =>
      sizeBytes !== null &&
      version !== pile.firmwareVersion &&
      (vendor === "" || vendor === pile.vendor) &&
      (model === "" || model === pile.model),
  );
  const start = useMutation({
    mutationFn: (firmwareId: string) =>
      ask(adminStartCampaign, {
        firmwareId,
        name: `${pile.pileId} ${fitting.find((one) => one.firmwareId === firmwareId)?.version ?? ""}`,
        pileId: pile.pileId,
        first: 1,
        sharePercent: 100,
        mostFailures: 0,
      }),
    onSuccess: ({ campaignId }) => navigate(campaignHref(campaignId)),
  });
  if (images.data !== undefined && fitting.length === 0) {
    return (
      <Text size="sm" mt="md" className="z-quiet">
        {words.noneFits}
      </Text>
    );
  }
  return (
    <Stack gap="sm" mt="md">
      <Group align="flex-end">
        <Select
          w={260}
          label={words.choose}
          value={chosen}
          onChange={setChosen}
          data={fitting.map(({ firmwareId, version, fileName }) => ({
            value: firmwareId,
            label: `${version} · ${fileName}`,
          }))}
        />
        <Button
          leftSection={<IconRefreshDot size={16} />}
          disabled={chosen === null}
          loading={start.isPending}
          onClick={() => chosen !== null && start.mutate(chosen)}
        >
          {words.begin}
        </Button>
      </Group>
      {start.isError && <Failure error={start.error} title={shell.state.notDone} />}
    </Stack>
  );
}

const spans = ["6", "24", "72", "168"] as const;

function Logs({ pileId }: { readonly pileId: string }) {
  const text = useText();
  const words = text.firmware.tab;
  const client = useQueryClient();
  const [hours, setHours] = useState<string>("24");
  const query = useQuery({
    ...queryOf(adminListDiagnostics, { pileId }),
    refetchInterval: REFRESH_MS,
  });
  const fetchLogs = useMutation({
    mutationFn: () => ask(adminRequestDiagnostics, { pileId, hours: Number(hours) }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(adminListDiagnostics) }),
  });
  return (
    <Panel title={words.logs} isFlush>
      <Stack gap="sm" px="md" pb="sm">
        <Text size="sm" className="z-quiet" maw={760}>
          {words.logsLead}
        </Text>
        {mayOperate(useStaff()) && (
          <Group align="flex-end">
            <Select
              w={150}
              label={words.hours}
              allowDeselect={false}
              value={hours}
              onChange={(chosen) => setHours(chosen ?? hours)}
              data={spans.map((value) => ({ value, label: words.hoursOption(Number(value)) }))}
            />
            <Button
              leftSection={<IconFileDownload size={16} />}
              loading={fetchLogs.isPending}
              onClick={() => fetchLogs.mutate()}
            >
              {words.fetch}
            </Button>
          </Group>
        )}
        {fetchLogs.isError && (
          <Failure error={fetchLogs.error} title={text.commands.form.notSent} />
        )}
      </Stack>
      <Fetched query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.noLogs} hint={words.noLogsHint} />
          ) : (
            <DataTable
              label={words.logs}
              columns={columnsOf(text)}
              rows={items}
              keyOf={({ diagnosticsId }) => diagnosticsId}
              minWidth={760}
            />
          )
        }
      </Fetched>
    </Panel>
  );
}

function columnsOf({ firmware }: Catalogue): Column<Diagnostics>[] {
  const words = firmware.tab;
  return [
    { key: "asked", label: words.asked, cell: ({ askedAtMs }) => <Time atMs={askedAtMs} /> },
    { key: "by", label: words.by, cell: ({ askedBy }) => askedBy },
    {
      key: "word",
      label: firmware.columns.word,
      cell: ({ status, url }) => {
        if (status === null && url === null) return <Mark tone="held">{words.waitingFor}</Mark>;
        const tone = status === "UploadFailed" ? "bad" : url === null ? "busy" : "good";
        const word = status === null ? "" : (wordFor(firmware.word, status) ?? status);
        return <Mark tone={tone}>{word}</Mark>;
      },
    },
    {
      key: "file",
      label: words.fileName,
      cell: ({ url, fileName, sizeBytes }) =>
        url !== null && (
          <Anchor href={url} download={fileName ?? undefined} size="sm">
            {words.download} {fileName} · {formatBytes(sizeBytes ?? 0)}
          </Anchor>
        ),
    },
    { key: "until", label: words.until, cell: ({ discardAtMs }) => <Time atMs={discardAtMs} /> },
  ];
}
