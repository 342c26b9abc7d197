// Deals with a finding: the gateway may be asked first, then one of the ways that it has is chosen.
import { NumberInput, Radio, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import * as z from "zod/mini";
import {
  adminExplainFinding,
  adminSettleFinding,
  type FindingAction,
  type MoneyFinding,
} from "../../../../../core/contract/admin/findings.ts";
import { OrderId } from "../../../../../core/contract/common.ts";
import { ask } from "../../../api/ask.ts";
import { formatFen } from "../../../format/money.ts";
import { ConfirmDialog } from "../../../parts/ConfirmDialog.tsx";
import { useText, wordFor } from "../../../text/language.tsx";
import { AskGateway } from "./AskGateway.tsx";

type Choice = FindingAction["kind"] | "explain";

const isAction = (way: MoneyFinding["ways"][number]): way is FindingAction["kind"] =>
  way !== "askGateway";

type Draft = {
  readonly choice: Choice;
  readonly reason: string;
  readonly orderId: string;
  readonly yuan: number | string;
};

/** Null where something is missing; an explanation is no action. */
function actionOf({ choice, orderId, yuan }: Draft): FindingAction | "explain" | null {
  switch (choice) {
    case "explain":
      return "explain";
    case "creditOrder": {
      const parsed = z.safeParse(OrderId, orderId.trim().toUpperCase());
      return parsed.success ? { kind: choice, orderId: parsed.data } : null;
    }
    case "paidByHand": {
      const amountFen = Math.round(Number(yuan) * 100);
      return amountFen > 0 ? { kind: choice, amountFen } : null;
    }
    case "returnPayment":
    case "cancelOrder":
    case "retryRefund":
      return { kind: choice };
  }
}

type Props = { readonly finding: MoneyFinding; readonly onClose: () => void };

export function SettleFinding({ finding, onClose }: Props) {
  const { books } = useText();
  const words = books.findings;
  const client = useQueryClient();
  const actions = finding.ways.filter(isAction);
  const [isTried, setTried] = useState(false);
  const [draft, setDraft] = useState<Draft>({
    choice: actions[0] ?? "explain",
    reason: "",
    orderId: "",
    yuan: finding.amountFen === null ? "" : finding.amountFen / 100,
  });
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
  const action = actionOf(draft);
  const isReasoned = draft.reason.trim().length >= 3;
  const settle = async (): Promise<void> => {
    if (action === null) return;
    const { eventId } = finding;
    const { reason } = draft;
    if (action === "explain") {
      await ask(adminExplainFinding, { eventId, reason });
      notifications.show({ message: words.explained });
    } else {
      const { outcome } = await ask(adminSettleFinding, { eventId, reason, action });
      notifications.show({ message: outcome === "done" ? words.settled : books.asked });
    }
    await client.invalidateQueries();
  };
  return (
    <ConfirmDialog
      title={words.settleTitle}
      lead={<Lead finding={finding} />}
      submit={draft.choice === "explain" ? words.explain : words.ways[draft.choice]}
      isDangerous={draft.choice === "cancelOrder" || draft.choice === "returnPayment"}
      check={() => {
        setTried(true);
        return isReasoned && action !== null;
      }}
      onConfirm={settle}
      onClose={onClose}
    >
      {finding.ways.includes("askGateway") && <AskGateway eventId={finding.eventId} />}
      <Choices actions={actions} draft={draft} onChange={set} />
      <Fields draft={draft} isWrong={isTried && action === null} onChange={set} />
      <Textarea
        label={books.reason}
        description={books.reasonHint}
        withAsterisk
        rows={3}
        maxLength={300}
        value={draft.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
        error={isTried && !isReasoned ? books.reasonNeeded : null}
      />
    </ConfirmDialog>
  );
}

function Lead({ finding: { kind, detail, amountFen } }: { readonly finding: MoneyFinding }) {
  const { pages, books } = useText();
  const meaning = wordFor(books.findings.meanings, kind);
  const title = wordFor(pages.security.kinds, kind) ?? kind;
  return (
    <>
      <Text size="sm">
        {title}
        {amountFen === null ? "" : ` · ${formatFen(amountFen)}`}
      </Text>
      {meaning !== null && <Text size="sm">{meaning}</Text>}
      <Text size="xs" className="z-quiet">
        {books.findings.record(detail)}
      </Text>
    </>
  );
}

function Choices(props: {
  readonly actions: readonly FindingAction["kind"][];
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}) {
  const words = useText().books.findings;
  const { actions, draft, onChange } = props;
  if (actions.length === 0) return null;
  const choices: readonly Choice[] = [...actions, "explain"];
  return (
    <Radio.Group
      label={words.how}
      value={draft.choice}
      onChange={(value) => {
        const choice = choices.find((one) => one === value);
        if (choice !== undefined) onChange({ choice });
      }}
    >
      <Stack gap="xs" mt="xs">
        {choices.map((choice) => (
          <Radio
            key={choice}
            value={choice}
            label={choice === "explain" ? words.explain : words.ways[choice]}
            description={words.hints[choice]}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Fields(props: {
  readonly draft: Draft;
  readonly isWrong: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
}) {
  const words = useText().books.findings;
  const { draft, isWrong, onChange } = props;
  if (draft.choice === "creditOrder") {
    return (
      <TextInput
        label={words.orderId}
        withAsterisk
        value={draft.orderId}
        onChange={(event) => onChange({ orderId: event.currentTarget.value })}
        error={isWrong ? words.orderIdWrong : null}
      />
    );
  }
  if (draft.choice !== "paidByHand") return null;
  return (
    <NumberInput
      label={words.paidAmount}
      withAsterisk
      min={0}
      decimalScale={2}
      value={draft.yuan}
      onChange={(yuan) => onChange({ yuan })}
      error={isWrong ? words.paidAmountWrong : null}
    />
  );
}
