// Chooses a role, and says what it may do.
import { Select } from "@mantine/core";
import type { StaffRole } from "../../../../core/contract/admin/staff.ts";
import { useText } from "../../text/language.tsx";

type Props<Role extends StaffRole> = {
  readonly roles: readonly Role[];
  readonly value: Role;
  readonly onChange: (role: Role) => void;
};

export function RoleSelect<Role extends StaffRole>({ roles, value, onChange }: Props<Role>) {
  const { people, shell } = useText();
  return (
    <Select
      label={people.staff.role}
      description={people.roleMay[value]}
      data={roles.map((role) => ({ value: role, label: shell.role[role] }))}
      value={value}
      allowDeselect={false}
      onChange={(chosen) => {
        const role = roles.find((one) => one === chosen);
        if (role !== undefined) onChange(role);
      }}
    />
  );
}
