// Hides a review, for a reason that its author reads.
import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { adminHideReview, adminListReviews } from "../../../../core/contract/admin/feedback.ts";
import type { AdminReview } from "../../../../core/contract/reviews.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { Failure } from "../../parts/Failure.tsx";
import { useText } from "../../text/language.tsx";

type Props = { readonly review: AdminReview; readonly onClose: () => void };

export function HideReview({ review: { reviewId, text }, onClose }: Props) {
  const { feedback, shell } = useText();
  const words = feedback.reviews;
  const client = useQueryClient();
  const hide = useMutation({
    mutationFn: (reason: string) => ask(adminHideReview, { reviewId, reason }),
    onSuccess: () => {
      onClose();
      return client.invalidateQueries({ queryKey: keyOf(adminListReviews) });
    },
  });
  const form = useForm({
    initialValues: { reason: "" },
    validate: { reason: (reason) => (reason.trim() === "" ? words.reasonNeeded : null) },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.hideTitle}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={form.onSubmit(({ reason }) => hide.mutate(reason.trim()))} noValidate>
        <Stack gap="sm">
          {text !== "" && <Text size="sm">“{text}”</Text>}
          <Text size="sm" className="z-quiet">
            {words.hideLead}
          </Text>
          <Textarea
            label={words.reason}
            placeholder={words.reasonHint}
            maxLength={limits.hidingReason.most}
            rows={3}
            withAsterisk
            data-autofocus
            {...form.getInputProps("reason")}
          />
          {hide.isError && <Failure error={hide.error} title={shell.state.notDone} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={hide.isPending}>
              {words.hide}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
