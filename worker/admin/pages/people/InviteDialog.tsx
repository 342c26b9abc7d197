// Invites somebody: the link by which he sets his password is handed to the owner, who passes it on.
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { adminInviteStaff, adminListStaff } from "../../../../core/contract/admin/people.ts";
import { StaffRole } from "../../../../core/contract/admin/staff.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { Failure } from "../../parts/Failure.tsx";
import { useText } from "../../text/language.tsx";
import { LinkHandover } from "./LinkHandover.tsx";
import { RoleSelect } from "./RoleSelect.tsx";

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { people, shell } = useText();
  const words = people.invite;
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: (input: { email: string; displayName: string; role: StaffRole }) =>
      ask(adminInviteStaff, input),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(adminListStaff) }),
  });
  const form = useForm<{ email: string; displayName: string; role: StaffRole }>({
    initialValues: { email: "", displayName: "", role: "readOnly" },
    validate: {
      email: (email) => (/^\S+@\S+\.\S+$/.test(email.trim()) ? null : shell.signIn.emailInvalid),
      displayName: (name) => (name.trim() === "" ? words.nameNeeded : null),
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      {invite.isSuccess ? (
        <LinkHandover link={invite.data.link} lead={words.handOver} onClose={onClose} />
      ) : (
        <form onSubmit={form.onSubmit((input) => invite.mutate(input))} noValidate>
          <Stack gap="sm">
            <Text size="sm" className="z-quiet">
              {words.lead}
            </Text>
            <TextInput
              label={shell.signIn.email}
              type="email"
              maxLength={254}
              data-autofocus
              {...form.getInputProps("email")}
            />
            <TextInput
              label={people.staff.name}
              maxLength={limits.displayName.most}
              {...form.getInputProps("displayName")}
            />
            <RoleSelect
              roles={StaffRole.options}
              value={form.values.role}
              onChange={(role) => form.setFieldValue("role", role)}
            />
            {invite.isError && <Failure error={invite.error} title={shell.state.notDone} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {shell.cancel}
              </Button>
              <Button type="submit" loading={invite.isPending}>
                {words.submit}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
