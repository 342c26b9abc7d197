// The driver's messages, newest first; each leads to what it is about.
import { useDidShow } from "@tarojs/taro";
import {
  listMessages,
  markMessagesRead,
  type Message,
} from "../../../../../core/contract/messages.ts";
import type { OutputOf } from "../../../../../core/contract/endpoint.ts";
import { limits } from "../../../../../core/limits.ts";
import { useState } from "react";
import type { CallRefusal } from "../../../../../core/contract/client.ts";
import { Button } from "../../../kit/button.tsx";
import { Icon } from "../../../kit/icon.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Page } from "../../../kit/page.tsx";
import { Empty } from "../../../kit/placeholders.tsx";
import { Box, Press, Text } from "../../../kit/primitives.tsx";
import { When } from "../../../kit/when.tsx";
import { api, refusalText } from "../../../service/api.ts";
import { useAction } from "../../../service/hooks.ts";
import { useLanguage, useText } from "../../../service/language.ts";
import {
  toAccount,
  toOrder,
  toPile,
  toReservation,
  toStation,
  toWallet,
} from "../../../service/navigate.ts";
import { usePaged } from "../../../service/paged.ts";
import { unreadStore } from "../../../service/unread.ts";
import { dateTime } from "../../../view/format.ts";
import { More } from "../../../view/more.tsx";
import { SignedIn } from "../../../view/signedIn.tsx";
import { type LeadsTo, leadsTo, toldOf } from "./told.ts";
import "./index.css";

type Inbox = OutputOf<typeof listMessages>;

function go(to: LeadsTo): void {
  switch (to.kind) {
    case "order":
      return toOrder(to.orderId);
    case "wallet":
      return toWallet();
    case "withdrawals":
      return toAccount("withdraw");
    case "reservation":
      return toReservation(to.reservationId);
    case "station":
      return toStation(to.stationId);
    case "pile":
      return toPile(to.pileId, to.connectorId ?? undefined);
  }
}

type CardProps = { readonly message: Message; readonly onRead: (message: Message) => void };

const MessageCard = ({ message, onRead }: CardProps) => {
  const text = useText();
  const { content, atMs, isRead } = message;
  const told = toldOf(text, message, useLanguage() === "en");
  return (
    <Press
      className="press card message"
      onPress={() => {
        onRead(message);
        go(leadsTo(content));
      }}
    >
      <Box className={`message-mark tag-${told.tone}`} isHidden>
        <Icon name={told.icon} />
      </Box>
      <Box className="grow">
        <Box className="between baseline">
          <Text className={isRead ? "" : "strong"}>{told.title}</Text>
          {isRead ? null : <Text className="unread-word">{text.inbox.unread}</Text>}
        </Box>
        <Box className="quiet">{told.body}</Box>
        <Box className="quiet small figures">{dateTime(atMs)}</Box>
      </Box>
    </Press>
  );
};

const readOf = (inbox: Inbox, ids: readonly string[] | "all", unread: number): Inbox => ({
  ...inbox,
  unread,
  items: inbox.items.map((one) =>
    ids === "all" || ids.includes(one.messageId) ? { ...one, isRead: true } : one,
  ),
});

const Messages = () => {
  const text = useText();
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  const paged = usePaged("messages", (cursor) =>
    api(listMessages, {
      limit: limits.pageSize.usual,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  const { state, put, reload } = paged.loading;
  useDidShow(() => void reload());
  const mark = async (messageIds: string[] | "all"): Promise<void> => {
    if (state.kind !== "ready") return;
    setRefusal(null);
    const answer = await api(markMessagesRead, { messageIds });
    if (!answer.ok) return setRefusal(answer.error);
    unreadStore.set(answer.value.unread);
    put(readOf(state.value, messageIds, answer.value.unread));
  };
  const markAll = useAction(() => mark("all"));
  return (
    <When loading={paged.loading} cards={4}>
      {({ items, unread }) =>
        items.length === 0 ? (
          <Empty icon="bell" title={text.inbox.none} hint={text.inbox.noneHint} />
        ) : (
          <Box className="stack">
            {refusal === null ? null : <Notice tone="warn">{refusalText(text, refusal)}</Notice>}
            {unread === 0 ? null : (
              <Box className="between center-line">
                <Text className="quiet">{text.inbox.count(unread)}</Text>
                <Button kind="plain" isSmall onPress={markAll.run} isBusy={markAll.isRunning}>
                  {text.inbox.markAll}
                </Button>
              </Box>
            )}
            {items.map((message) => (
              <MessageCard
                key={message.messageId}
                message={message}
                onRead={({ isRead, messageId }) => {
                  if (!isRead) void mark([messageId]);
                }}
              />
            ))}
            <More paged={paged} />
          </Box>
        )
      }
    </When>
  );
};

export default function MessagesPage() {
  const text = useText();
  return (
    <Page title={text.inbox.title}>
      <SignedIn>
        <Messages />
      </SignedIn>
    </Page>
  );
}
