// The demonstration's operators and their staff. The password is in the README; it opens nothing
// but a database on somebody's own machine.
import { StaffRole } from "../../../core/contract/admin/staff.ts";

export const STAFF_PASSWORD = "zhuang-demo-2026";

export type DemoOperator = {
  readonly operatorId: string;
  readonly name: string;
  readonly nameEn: string;
  readonly phone: string;
};

export const demoOperators: readonly DemoOperator[] = [
  {
    operatorId: "pujiang",
    name: "浦江快充",
    nameEn: "Pujiang Fast Charging",
    phone: "021-5550-1001",
  },
  {
    operatorId: "shencheng",
    name: "申城绿电",
    nameEn: "Shencheng Green Power",
    phone: "021-5550-1002",
  },
  { operatorId: "wutong", name: "梧桐充电", nameEn: "Wutong Charging", phone: "021-5550-1003" },
  { operatorId: "jiangwan", name: "江湾能源", nameEn: "Jiangwan Energy", phone: "021-5550-1004" },
];

const roleNames = {
  owner: "负责人",
  operations: "运营",
  finance: "财务",
  maintenance: "运维",
  readOnly: "观察员",
} as const satisfies Record<StaffRole, string>;

export type DemoStaff = {
  readonly staffId: string;
  readonly operatorId: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: StaffRole;
};

/** `owner@pujiang.example`, and so on for each role of each operator. */
export const emailOf = (operatorId: string, role: StaffRole): string =>
  `${role.toLowerCase()}@${operatorId}.example`;

export const demoStaff: readonly DemoStaff[] = demoOperators.flatMap(({ operatorId, name }) =>
  StaffRole.options.map((role) => ({
    staffId: `${operatorId}-${role}`,
    operatorId,
    email: emailOf(operatorId, role),
    displayName: `${name}${roleNames[role]}`,
    role,
  })),
);
