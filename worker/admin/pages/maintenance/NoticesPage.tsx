// Where notices go, and what became of each.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminListNoticeChannels,
  type NoticeChannel,
} from "../../../../core/contract/admin/maintenance/notices.ts";
import { queryOf } from "../../api/ask.ts";
import { mayOperate, mayRun, useStaff } from "../../api/session.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import { ChannelForm } from "./ChannelForm.tsx";
import { ChannelTable } from "./ChannelTable.tsx";
import { Deliveries } from "./Deliveries.tsx";

type Editing = { readonly channel: NoticeChannel | null };

export default function NoticesPage() {
  const words = useText().maintenance.notices;
  const query = useQuery(queryOf(adminListNoticeChannels, {}));
  const [editing, setEditing] = useState<Editing | null>(null);
  const staff = useStaff();
  const isRunning = mayRun(staff);
  return (
    <Page
      title={words.title}
      lead={words.channelsLead}
      actions={
        isRunning && <Button onClick={() => setEditing({ channel: null })}>{words.add}</Button>
      }
    >
      <Panel title={words.channels} isFlush>
        <Fetched query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={words.none} hint={words.noneHint} />
            ) : (
              <ChannelTable
                channels={items}
                onEdit={isRunning ? (channel) => setEditing({ channel }) : null}
              />
            )
          }
        </Fetched>
      </Panel>
      <Deliveries mayResend={mayOperate(staff)} />
      {editing !== null && (
        <ChannelForm channel={editing.channel} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}
