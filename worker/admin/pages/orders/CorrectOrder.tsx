// Gives a driver money back for a settled order: an amount, or what a smaller energy comes to.
import {
  Button,
  Group,
  Modal,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { adminCorrectOrder, type Correction } from "../../../../core/contract/admin/corrections.ts";
import type { AdminOrder } from "../../../../core/contract/admin/orders.ts";
import type { InputOf } from "../../../../core/contract/endpoint.ts";
import { ask } from "../../api/ask.ts";
import { formatWh } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { Failure } from "../../parts/Failure.tsx";
import { useText } from "../../text/language.tsx";

const MOST_REASON = 300;

export function CorrectOrder({ order }: { readonly order: AdminOrder }) {
  const { books: words } = useText();
  const [isOpen, setOpen] = useState(false);
  if (order.state !== "settled" || order.bill === null || order.bill.totalFen === 0) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {words.correct}
      </Button>
      {isOpen && (
        <Dialog
          order={order}
          totalFen={order.bill.totalFen}
          energyWh={order.bill.energyWh}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

type Props = {
  readonly order: AdminOrder;
  readonly totalFen: number;
  readonly energyWh: number;
  readonly onClose: () => void;
};

type Kind = "amount" | "energy";

const correctionOf = (kind: Kind, figure: number | string): Correction =>
  kind === "amount"
    ? { kind, amountFen: Math.round(Number(figure) * 100) }
    : { kind, energyWh: Math.round(Number(figure) * 1_000) };

const fitsBill = (
  correction: Correction,
  { totalFen, energyWh }: Pick<Props, "totalFen" | "energyWh">,
): boolean =>
  correction.kind === "amount"
    ? correction.amountFen > 0 && correction.amountFen <= totalFen
    : correction.energyWh >= 0 && correction.energyWh < energyWh;

function useCorrection(onDone: () => void) {
  const { books: words } = useText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<typeof adminCorrectOrder>) => ask(adminCorrectOrder, input),
    onSuccess: (answer) => {
      onDone();
      notifications.show({
        message:
          answer.outcome === "done" ? words.done(formatFen(answer.givenBackFen)) : words.asked,
      });
      return client.invalidateQueries();
    },
  });
}

function KindChoice({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const { books: words } = useText();
  return (
    <SegmentedControl
      aria-label={words.correctKind}
      value={kind}
      onChange={(chosen) => onChange(chosen === "energy" ? "energy" : "amount")}
      data={[
        { value: "amount", label: words.byAmount },
        { value: "energy", label: words.byEnergy },
      ]}
    />
  );
}

function Dialog({ order: { orderId }, totalFen, energyWh, onClose }: Props) {
  const { books: words, shell } = useText();
  const [kind, setKind] = useState<Kind>("amount");
  const [figure, setFigure] = useState<number | string>("");
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const correction = correctionOf(kind, figure);
  const fits = figure !== "" && fitsBill(correction, { totalFen, energyWh });
  const isReasoned = reason.trim().length >= 3;
  const correct = useCorrection(onClose);
  const send = (): void => {
    setTried(true);
    if (fits && isReasoned) correct.mutate({ orderId, correction, reason, totalFen });
  };
  const limit =
    kind === "amount"
      ? words.amountInvalid(formatFen(totalFen))
      : words.energyInvalid(formatWh(energyWh));
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.correctTitle}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack gap="sm">
        <Text size="sm" className="z-quiet">
          {words.correctLead}
        </Text>
        <KindChoice
          kind={kind}
          onChange={(chosen) => {
            setKind(chosen);
            setFigure("");
          }}
        />
        <NumberInput
          label={kind === "amount" ? words.amount : words.energy}
          description={limit}
          min={0}
          decimalScale={kind === "amount" ? 2 : 3}
          value={figure}
          onChange={setFigure}
          error={isTried && !fits ? limit : null}
        />
        <Textarea
          label={words.reason}
          description={words.reasonHint}
          withAsterisk
          rows={3}
          maxLength={MOST_REASON}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isTried && !isReasoned ? words.reasonNeeded : null}
        />
        {correct.isError && <Failure error={correct.error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button loading={correct.isPending} onClick={send}>
            {words.correctSend}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
