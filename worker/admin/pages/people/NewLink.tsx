// A new link by which a member sets a password: for a first one, or for one he has forgotten.
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { adminGetStaff, adminMakeStaffLink } from "../../../../core/contract/admin/people.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { Failure } from "../../parts/Failure.tsx";
import { useText } from "../../text/language.tsx";
import { LinkHandover } from "./LinkHandover.tsx";
import type { MemberDetail } from "./MemberPage.tsx";

type Props = { readonly member: MemberDetail; readonly onClose: () => void };

export function NewLink({ member, onClose }: Props) {
  const { people, shell } = useText();
  const words = people.member.link;
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => ask(adminMakeStaffLink, { staffId: member.staffId }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(adminGetStaff) }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.action}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      {make.isSuccess ? (
        <LinkHandover link={make.data} lead={people.invite.handOver} onClose={onClose} />
      ) : (
        <Stack gap="sm">
          <Text size="sm">{words.lead(member.displayName)}</Text>
          {make.isError && <Failure error={make.error} title={shell.state.notDone} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button loading={make.isPending} onClick={() => make.mutate()}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
