// Chooses who gets a work order.
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { adminListAssignees } from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { queryOf } from "../../api/ask.ts";
import { useText } from "../../text/language.tsx";

type Props = {
  readonly label: string;
  /** Empty for nobody. */
  readonly value: string;
  readonly onChange: (staffId: string) => void;
  /** Before the people. */
  readonly others?: readonly { readonly value: string; readonly label: string }[];
  readonly placeholder?: string;
  readonly width?: number | string;
};

const nobodyElse: NonNullable<Props["others"]> = [];

export function AssigneePicker(props: Props) {
  const { label, value, onChange, others = nobodyElse, placeholder, width } = props;
  const { shell } = useText();
  const query = useQuery({ ...queryOf(adminListAssignees, {}), staleTime: 60_000 });
  const people = (query.data?.items ?? []).map(({ staffId, displayName, role }) => ({
    value: staffId,
    label: `${displayName} · ${shell.role[role]}`,
  }));
  return (
    <Select
      label={label}
      w={width ?? 200}
      placeholder={placeholder ?? ""}
      clearable
      searchable
      data={[...others, ...people]}
      value={value === "" ? null : value}
      onChange={(next) => onChange(next ?? "")}
    />
  );
}
