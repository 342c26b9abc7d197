// Campaigns as rows with how far each is.
import { Anchor, Progress, Text } from "@mantine/core";
import { Link } from "wouter";
import type { Campaign } from "../../../../core/contract/admin/firmware.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Mark, type Tone } from "../../parts/Mark.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

export const campaignHref = (campaignId: string): string => `/firmware/${campaignId}`;

const toneOf = {
  running: "busy",
  paused: "warn",
  stopped: "bad",
  cancelled: "idle",
  done: "good",
} as const satisfies Record<Campaign["state"], Tone>;

export function CampaignStateMark({ state }: Pick<Campaign, "state">) {
  const { firmware } = useText();
  return <Mark tone={toneOf[state]}>{firmware.state[state]}</Mark>;
}

export function CampaignProgress({ campaign }: { readonly campaign: Campaign }) {
  const { firmware: words } = useText();
  const { done = 0, failed = 0 } = campaign.counts;
  const all = Object.values(campaign.counts).reduce((sum, piles) => sum + (piles ?? 0), 0);
  const summary = words.summary(done, all, failed);
  return (
    <div>
      <Text size="sm">{summary}</Text>
      <Progress.Root w={160}>
        <Progress.Section value={(100 * done) / Math.max(1, all)} aria-label={summary} />
        <Progress.Section
          value={(100 * failed) / Math.max(1, all)}
          color="red"
          aria-label={words.pileState.failed}
        />
      </Progress.Root>
    </div>
  );
}

type Props = { readonly campaigns: readonly Campaign[]; readonly isBusy: boolean };

export function CampaignTable({ campaigns, isBusy }: Props) {
  const text = useText();
  return (
    <DataTable
      label={text.firmware.campaigns}
      columns={columnsOf(text)}
      rows={campaigns}
      keyOf={({ campaignId }) => campaignId}
      hrefOf={({ campaignId }) => campaignHref(campaignId)}
      minWidth={860}
      isBusy={isBusy}
    />
  );
}

function columnsOf({ firmware: { columns } }: Catalogue): Column<Campaign>[] {
  return [
    {
      key: "name",
      label: columns.name,
      cell: ({ campaignId, name }) => (
        <Anchor component={Link} href={campaignHref(campaignId)} size="sm" fw={600}>
          {name}
        </Anchor>
      ),
    },
    {
      key: "firmware",
      label: columns.firmware,
      cell: ({ firmware }) => <span className="z-code z-id">{firmware.version}</span>,
    },
    {
      key: "state",
      label: columns.state,
      cell: ({ state }) => <CampaignStateMark state={state} />,
    },
    {
      key: "progress",
      label: columns.progress,
      cell: (campaign) => <CampaignProgress campaign={campaign} />,
    },
    { key: "by", isLesser: true, label: columns.by, cell: ({ startedBy }) => startedBy },
    { key: "began", label: columns.began, cell: ({ createdAtMs }) => <Time atMs={createdAtMs} /> },
  ];
}
