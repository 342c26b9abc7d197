// Another name or role for a member.
import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminChangeStaff,
  adminGetStaff,
  adminListStaff,
} from "../../../../core/contract/admin/people.ts";
import { StaffRole } from "../../../../core/contract/admin/staff.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { useText } from "../../text/language.tsx";
import type { MemberDetail } from "./MemberPage.tsx";
import { RoleSelect } from "./RoleSelect.tsx";

type Props = { readonly member: MemberDetail; readonly onClose: () => void };

export function ChangeMember({ member, onClose }: Props) {
  const { people } = useText();
  const [displayName, setDisplayName] = useState(member.displayName);
  const [role, setRole] = useState(member.role);
  const client = useQueryClient();
  const change = async (): Promise<void> => {
    const { staffId } = member;
    await ask(adminChangeStaff, { staffId, role, displayName: displayName.trim() });
    await client.invalidateQueries({ queryKey: keyOf(adminGetStaff) });
    await client.invalidateQueries({ queryKey: keyOf(adminListStaff) });
  };
  return (
    <ConfirmDialog
      title={people.member.change}
      lead={people.member.changeLead}
      submit={people.member.save}
      onConfirm={change}
      onClose={onClose}
    >
      <TextInput
        label={people.staff.name}
        maxLength={limits.displayName.most}
        value={displayName}
        onChange={({ currentTarget }) => setDisplayName(currentTarget.value)}
        error={displayName.trim() === "" ? people.invite.nameNeeded : null}
      />
      <RoleSelect roles={StaffRole.options} value={role} onChange={setRole} />
    </ConfirmDialog>
  );
}
