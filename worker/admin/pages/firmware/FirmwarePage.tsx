// An operator's firmware, and the campaigns that bring it to piles.
import { Button, Stack } from "@mantine/core";
import { IconCpu, IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import {
  adminListCampaigns,
  adminListFirmware,
  type Firmware,
} from "../../../../core/contract/admin/firmware.ts";
import { queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { CampaignTable } from "./CampaignTable.tsx";
import { FirmwareTable } from "./FirmwareTable.tsx";

const AddFirmware = lazy(() => import("./AddFirmware.tsx"));
const PlanCampaign = lazy(() => import("./PlanCampaign.tsx"));

const REFRESH_MS = 10_000;

export default function FirmwarePage() {
  const { firmware: words } = useText();
  const [isAdding, setAdding] = useState(false);
  const [planned, setPlanned] = useState<Firmware | null>(null);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        mayRun(useStaff()) && (
          <Button leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <Images onPlan={setPlanned} />
        <Campaigns />
      </Stack>
      <Suspense>
        {isAdding && <AddFirmware onClose={() => setAdding(false)} />}
        {planned !== null && <PlanCampaign image={planned} onClose={() => setPlanned(null)} />}
      </Suspense>
    </Page>
  );
}

function Images({ onPlan }: { readonly onPlan: (image: Firmware) => void }) {
  const { firmware: words } = useText();
  const query = useQuery(queryOf(adminListFirmware, { limit: 100 }));
  return (
    <Panel title={words.images} isFlush>
      <Fetched query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={<IconCpu size={36} />} title={words.noImages} hint={words.noImagesHint} />
          ) : (
            <FirmwareTable images={items} onPlan={onPlan} />
          )
        }
      </Fetched>
    </Panel>
  );
}

function Campaigns() {
  const { firmware: words } = useText();
  const address = useListAddress([]);
  const query = useQuery({
    ...queryOf(adminListCampaigns, { cursor: address.cursor }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Panel title={words.campaigns} isFlush>
      <Paged
        query={query}
        place={address}
        empty={<Empty title={words.noCampaigns} hint={words.noCampaignsHint} />}
      >
        {(items, isBusy) => <CampaignTable campaigns={items} isBusy={isBusy} />}
      </Paged>
    </Panel>
  );
}
