// Channels as rows: what each is told of, and a button to test it.
import { Anchor, Stack, Text } from "@mantine/core";
import type { NoticeChannel } from "../../../../core/contract/admin/maintenance/notices.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { ChannelTest } from "./ChannelTest.tsx";

type Props = {
  readonly channels: readonly NoticeChannel[];
  /** Null for who may not. */
  readonly onEdit: ((channel: NoticeChannel) => void) | null;
};

export function ChannelTable({ channels, onEdit }: Props) {
  const text = useText();
  return (
    <DataTable
      label={text.maintenance.notices.channels}
      columns={columnsOf(text, onEdit)}
      rows={channels}
      keyOf={({ channelId }) => channelId}
      minWidth={860}
    />
  );
}

function columnsOf(text: Catalogue, onEdit: Props["onEdit"]): Column<NoticeChannel>[] {
  const words = text.maintenance.notices;
  return [
    {
      key: "name",
      label: words.name,
      cell: (channel) => (
        <Stack gap={0}>
          {onEdit === null ? (
            channel.name
          ) : (
            <Anchor component="button" size="sm" ta="left" onClick={() => onEdit(channel)}>
              {channel.name}
            </Anchor>
          )}
          <Text size="xs" className="z-quiet">
            {words.kinds[channel.kind]}
          </Text>
        </Stack>
      ),
    },
    { key: "host", label: words.host, cell: ({ host }) => <span className="z-id">{host}</span> },
    {
      key: "signed",
      label: words.signed,
      isLesser: true,
      cell: ({ hasSecret }) => (hasSecret ? words.signedYes : words.signedNo),
    },
    {
      key: "topics",
      label: words.topics,
      cell: ({ topics }) => topics.map((topic) => words.topicNames[topic]).join(" · "),
    },
    {
      key: "language",
      label: words.language,
      isLesser: true,
      cell: ({ language }) => words.languages[language],
    },
    {
      key: "isOn",
      label: words.isOn,
      cell: ({ isOn }) => (
        <Mark tone={isOn ? "good" : "idle"}>{isOn ? words.isOn : words.off}</Mark>
      ),
    },
    ...(onEdit === null
      ? []
      : [
          {
            key: "test",
            label: words.test,
            cell: (channel: NoticeChannel) => <ChannelTest channel={channel} />,
          },
        ]),
  ];
}
