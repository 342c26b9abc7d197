// Every command the platform can send, in groups; each opens its form.
import { Alert, Button, Tooltip } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import type { Staff } from "../../../../core/contract/admin/staff.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";
import classes from "./command.module.css";
import { commandNames } from "./commandNames.ts";
import { commandTable } from "./commandTable.ts";
import type { CommandAddress } from "./useCommandAddress.ts";

type Group = keyof Text["commands"]["group"];

const groupsOf = (staff: Staff): readonly Group[] =>
  mayRun(staff) ? groups : groups.filter((group) => group !== "reservation");

const groups = [
  "charging",
  "device",
  "configuration",
  "power",
  "reservation",
  "cards",
] as const satisfies readonly Group[];

type Props = { readonly address: CommandAddress; readonly isOnline: boolean };

export function CommandPanel({ address, isOnline }: Props) {
  const { commands } = useText();
  const staff = useStaff();
  return (
    <Panel title={commands.title}>
      {!isOnline && (
        <Alert variant="outline" color="orange" mb="md" py="xs" icon={<IconPlugConnectedX />}>
          {commands.offline}
        </Alert>
      )}
      <div className={classes["groups"]}>
        {groupsOf(staff).map((group) => (
          <CommandGroup key={group} group={group} address={address} />
        ))}
      </div>
    </Panel>
  );
}

function CommandGroup({ group, address }: { group: Group; address: CommandAddress }) {
  const { commands } = useText();
  return (
    <section className={classes["group"]}>
      <h3>{commands.group[group]}</h3>
      <div>
        {commandNames
          .filter((name) => commandTable[name].group === group)
          .map((name) => (
            <Tooltip key={name} label={commands.explain[name]} multiline w={260}>
              <Button
                variant="default"
                size="compact-sm"
                fw={500}
                onClick={() => address.open(name)}
              >
                {commands.name[name]}
              </Button>
            </Tooltip>
          ))}
      </div>
    </section>
  );
}
