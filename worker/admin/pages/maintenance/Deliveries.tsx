// Each notice that was sent or is on its way; what was given up can be sent again.
import { Anchor, Button, SegmentedControl, Text } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import {
  adminListNoticeDeliveries,
  adminResendNotice,
  type NoticeDelivery,
} from "../../../../core/contract/admin/maintenance/notices.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Failure } from "../../parts/Failure.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useLanguage, useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import classes from "./maintenance.module.css";
import { DeliveryStateMark } from "./marks.tsx";
import { useDone } from "./useDone.ts";

const REFRESH_MS = 5_000;

export function Deliveries({ mayResend }: { readonly mayResend: boolean }) {
  const words = useText().maintenance.notices;
  const address = useListAddress(["show"]);
  const show = address.valueOf("show") === "dead" ? "dead" : "all";
  const query = useQuery({
    ...queryOf(adminListNoticeDeliveries, { show, cursor: address.cursor }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const isDead = show === "dead";
  return (
    <Panel
      title={words.deliveries}
      isFlush
      aside={
        <SegmentedControl
          aria-label={words.show}
          size="xs"
          value={show}
          onChange={(next) => address.set({ show: next === "dead" ? "dead" : "" })}
          data={(["all", "dead"] as const).map((value) => ({ value, label: words.shows[value] }))}
        />
      }
    >
      <Text size="sm" px="md" pb="xs" className="z-quiet">
        {words.deliveriesLead}
      </Text>
      <Paged
        query={query}
        place={address}
        empty={
          <Empty
            title={isDead ? words.noDead : words.noDeliveries}
            hint={isDead ? words.noDeadHint : words.noDeliveriesHint}
          />
        }
      >
        {(items, isBusy) => (
          <DeliveryTable deliveries={items} isBusy={isBusy} mayResend={mayResend} />
        )}
      </Paged>
    </Panel>
  );
}

type Props = {
  readonly deliveries: readonly NoticeDelivery[];
  readonly isBusy: boolean;
  readonly mayResend: boolean;
};

function DeliveryTable({ deliveries, isBusy, mayResend }: Props) {
  const { text, language } = useLanguage();
  const { maintenance, shell } = text;
  const words = maintenance.notices;
  const done = useDone(adminListNoticeDeliveries);
  const resend = useMutation({
    mutationFn: (deliveryId: string) => ask(adminResendNotice, { deliveryId }),
    onSuccess: () => done(words.resent),
  });
  return (
    <>
      {resend.isError && <Failure error={resend.error} title={shell.state.notDone} />}
      <DataTable
        label={words.deliveries}
        columns={columnsOf(text, language, {
          again: mayResend ? resend.mutate : null,
          busyId: resend.isPending ? resend.variables : null,
        })}
        rows={deliveries}
        keyOf={({ deliveryId }) => deliveryId}
        minWidth={900}
        isBusy={isBusy}
      />
    </>
  );
}

function columnsOf(
  text: Catalogue,
  language: Language,
  {
    again,
    busyId,
  }: {
    /** Null for who may not. */
    readonly again: ((deliveryId: string) => void) | null;
    readonly busyId: string | null;
  },
): Column<NoticeDelivery>[] {
  const words = text.maintenance.notices;
  return [
    { key: "time", label: words.time, cell: ({ createdAtMs }) => <Time atMs={createdAtMs} /> },
    {
      key: "notice",
      label: words.notice,
      cell: ({ notice }) => (
        <Anchor component={Link} href={notice.path} size="sm">
          {notice[language].title}
        </Anchor>
      ),
    },
    { key: "channel", label: words.channel, cell: ({ channelName }) => channelName },
    { key: "state", label: words.state, cell: ({ state }) => <DeliveryStateMark state={state} /> },
    {
      key: "attempts",
      label: words.attempts,
      isLesser: true,
      isNumber: true,
      cell: ({ attempts }) => attempts,
    },
    {
      key: "answer",
      label: words.answer,
      cell: ({ lastAnswer }) => <div className={classes["answer"]}>{lastAnswer}</div>,
    },
    {
      key: "resend",
      label: words.resend,
      cell: ({ state, deliveryId }) =>
        again !== null &&
        state === "dead" && (
          <Button
            size="xs"
            variant="default"
            loading={busyId === deliveryId}
            onClick={() => again(deliveryId)}
          >
            {words.resend}
          </Button>
        ),
    },
  ];
}
