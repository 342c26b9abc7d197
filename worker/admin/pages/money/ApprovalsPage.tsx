// Refunds above the operator's limit, which somebody else than who asked decides.
import { Anchor, Badge, Button, Group, NumberInput, Paper, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import {
  adminDecideApproval,
  adminListApprovals,
  adminSetApprovalLimit,
  type Approval,
} from "../../../../core/contract/admin/corrections.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { useStaff } from "../../api/session.ts";
import { formatFen } from "../../format/money.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { Time } from "../../parts/Time.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";

type Decision = "approved" | "declined";

export default function ApprovalsPage() {
  const words = useText().books.approvals;
  const { role } = useStaff();
  const address = useListAddress([]);
  const [deciding, decide] = useState<{ approval: Approval; decision: Decision } | null>(null);
  const query = useQuery({
    ...queryOf(adminListApprovals, { cursor: address.cursor }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
  const limitFen = query.data?.approvalLimitFen;
  const columns = useColumns((approval, decision) => decide({ approval, decision }));
  return (
    <Page
      title={words.title}
      lead={limitFen === undefined ? undefined : words.lead(formatFen(limitFen))}
      actions={
        role === "owner" && limitFen !== undefined && <Limit key={limitFen} limitFen={limitFen} />
      }
    >
      <Paper>
        <Paged
          query={query}
          place={address}
          empty={<Empty title={words.empty} hint={words.emptyHint} />}
        >
          {(items) => (
            <DataTable
              label={words.title}
              columns={columns}
              rows={items}
              keyOf={({ approvalId }) => approvalId}
              minWidth={880}
            />
          )}
        </Paged>
      </Paper>
      {deciding !== null && <Deciding {...deciding} onClose={() => decide(null)} />}
    </Page>
  );
}

function useColumns(
  onDecide: (approval: Approval, decision: Decision) => void,
): Column<Approval>[] {
  const { books } = useText();
  const words = books.approvals;
  return [
    {
      key: "order",
      label: words.order,
      cell: ({ orderId, eventId }) =>
        orderId === null ? (
          <Anchor component={Link} href="/findings" size="sm" className="z-code z-id">
            {eventId}
          </Anchor>
        ) : (
          <Anchor component={Link} href={`/orders/${orderId}`} size="sm" className="z-code z-id">
            {orderId}
          </Anchor>
        ),
    },
    {
      key: "what",
      isLesser: true,
      label: words.what,
      cell: ({ correction: { kind } }) =>
        kind === "amount"
          ? books.byAmount
          : kind === "energy"
            ? books.byEnergy
            : books.findings.ways[kind],
    },
    {
      key: "amount",
      label: words.amount,
      isNumber: true,
      cell: ({ amountFen }) => formatFen(amountFen),
    },
    { key: "reason", label: words.reason, cell: ({ reason }) => reason },
    {
      key: "asked",
      label: words.askedBy,
      cell: ({ askedBy, askedAtMs }) => (
        <>
          {askedBy.name}
          <Text size="xs" className="z-quiet">
            <Time atMs={askedAtMs} />
          </Text>
        </>
      ),
    },
    {
      key: "state",
      label: words.state,
      cell: (approval) => <Standing approval={approval} onDecide={onDecide} />,
    },
  ];
}

type StandingProps = {
  readonly approval: Approval;
  readonly onDecide: (approval: Approval, decision: Decision) => void;
};

function Standing({ approval, onDecide }: StandingProps) {
  const words = useText().books.approvals;
  const { staffId } = useStaff();
  const [nowMs] = useState(() => Date.now());
  const { decision, decidedBy, expiresAtMs, askedBy } = approval;
  if (decision !== null) {
    return (
      <Badge variant="default" tt="none">
        {words[decision]} · {decidedBy?.name}
      </Badge>
    );
  }
  if (expiresAtMs <= nowMs) return <Badge variant="default">{words.expired}</Badge>;
  if (askedBy.staffId === staffId) {
    return (
      <Text size="sm" className="z-quiet">
        {words.waiting} · {words.own}
      </Text>
    );
  }
  return (
    <Group gap="xs">
      <Button size="xs" onClick={() => onDecide(approval, "approved")}>
        {words.approve}
      </Button>
      <Button size="xs" variant="default" onClick={() => onDecide(approval, "declined")}>
        {words.decline}
      </Button>
    </Group>
  );
}

type DecidingProps = {
  readonly approval: Approval;
  readonly decision: Decision;
  readonly onClose: () => void;
};

function Deciding({ approval, decision, onClose }: DecidingProps) {
  const words = useText().books.approvals;
  const client = useQueryClient();
  const decide = async (): Promise<void> => {
    await ask(adminDecideApproval, { approvalId: approval.approvalId, decision });
    notifications.show({ message: words.decided });
    await client.invalidateQueries();
  };
  const isApproved = decision === "approved";
  return (
    <ConfirmDialog
      title={isApproved ? words.approveTitle : words.declineTitle}
      lead={`${formatFen(approval.amountFen)} · ${words.askedFor(approval.askedBy.name, approval.reason)}`}
      submit={isApproved ? words.approve : words.decline}
      onConfirm={decide}
      onClose={onClose}
    />
  );
}

function Limit({ limitFen }: { readonly limitFen: number }) {
  const words = useText().books.approvals;
  const client = useQueryClient();
  const [yuan, setYuan] = useState<number | string>(limitFen / 100);
  const save = useMutation({
    mutationFn: () =>
      ask(adminSetApprovalLimit, { approvalLimitFen: Math.round(Number(yuan) * 100) }),
    onSuccess: () => {
      notifications.show({ message: words.limitSaved });
      return client.invalidateQueries();
    },
  });
  return (
    <Group gap="xs" align="flex-end">
      <NumberInput
        label={words.limit}
        w={140}
        min={0}
        max={100_000}
        decimalScale={2}
        value={yuan}
        onChange={setYuan}
      />
      <Button
        variant="default"
        loading={save.isPending}
        disabled={yuan === "" || Number(yuan) * 100 === limitFen}
        onClick={() => save.mutate()}
      >
        {words.setLimit}
      </Button>
    </Group>
  );
}
