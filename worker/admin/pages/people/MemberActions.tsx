// What an owner can do about a member; what hurts is asked about first.
import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminDisableStaff,
  adminEnableStaff,
  adminEndStaffSessions,
  adminGetStaff,
  adminListStaff,
  adminResetSecondFactor,
  adminUnlockStaff,
} from "../../../../core/contract/admin/people.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { useText } from "../../text/language.tsx";
import { ChangeMember } from "./ChangeMember.tsx";
import type { MemberDetail } from "./MemberPage.tsx";
import { NewLink } from "./NewLink.tsx";

const confirmed = {
  disable: { endpoint: adminDisableStaff, isDangerous: true },
  enable: { endpoint: adminEnableStaff, isDangerous: false },
  unlock: { endpoint: adminUnlockStaff, isDangerous: false },
  resetFactor: { endpoint: adminResetSecondFactor, isDangerous: true },
  endSessions: { endpoint: adminEndStaffSessions, isDangerous: true },
} as const;

type Confirmed = keyof typeof confirmed;

const actionsFor = (member: MemberDetail): readonly Confirmed[] => [
  ...(member.lockedUntilMs === null ? [] : ["unlock" as const]),
  ...(member.sessions.length === 0 ? [] : ["endSessions" as const]),
  ...(member.hasSecondFactor ? ["resetFactor" as const] : []),
  member.state === "disabled" ? "enable" : "disable",
];

export function MemberActions({ member }: { readonly member: MemberDetail }) {
  const { people } = useText();
  const words = people.member;
  const [open, setOpen] = useState<Confirmed | "change" | "link" | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Group gap="xs" mt="md" className="z-no-print">
      <Button variant="default" onClick={() => setOpen("change")}>
        {words.change}
      </Button>
      {member.state !== "disabled" && (
        <Button variant="default" onClick={() => setOpen("link")}>
          {words.link.action}
        </Button>
      )}
      {actionsFor(member).map((action) => (
        <Button key={action} variant="default" onClick={() => setOpen(action)}>
          {words[action].action}
        </Button>
      ))}
      {open === "change" && <ChangeMember member={member} onClose={close} />}
      {open === "link" && <NewLink member={member} onClose={close} />}
      {open !== null && open !== "change" && open !== "link" && (
        <Confirming member={member} action={open} onClose={close} />
      )}
    </Group>
  );
}

type Props = {
  readonly member: MemberDetail;
  readonly action: Confirmed;
  readonly onClose: () => void;
};

function Confirming({ member, action, onClose }: Props) {
  const words = useText().people.member[action];
  const client = useQueryClient();
  const { endpoint, isDangerous } = confirmed[action];
  const run = async (): Promise<void> => {
    await ask<typeof adminUnlockStaff | typeof adminEnableStaff>(endpoint, {
      staffId: member.staffId,
    });
    await client.invalidateQueries({ queryKey: keyOf(adminGetStaff) });
    await client.invalidateQueries({ queryKey: keyOf(adminListStaff) });
  };
  return (
    <ConfirmDialog
      title={words.action}
      lead={words.lead(member.displayName)}
      submit={words.action}
      isDangerous={isDangerous}
      onConfirm={run}
      onClose={onClose}
    />
  );
}
