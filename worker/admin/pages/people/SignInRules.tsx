// Which roles sign in with a second factor.
import { Button, Checkbox, Group, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminGetSignInRules,
  adminSetSignInRules,
} from "../../../../core/contract/admin/people.ts";
import { StaffRole } from "../../../../core/contract/admin/staff.ts";
import { ask, keyOf, queryOf } from "../../api/ask.ts";
import { Failure } from "../../parts/Failure.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";

export function SignInRules() {
  const words = useText().people.rules;
  const query = useQuery(queryOf(adminGetSignInRules, {}));
  return (
    <Panel title={words.title}>
      <Text size="sm" mb="sm" className="z-quiet">
        {words.lead}
      </Text>
      <Fetched query={query}>
        {({ secondFactorRoles }) => (
          <RulesForm key={secondFactorRoles.join()} stored={secondFactorRoles} />
        )}
      </Fetched>
    </Panel>
  );
}

function RulesForm({ stored }: { readonly stored: readonly StaffRole[] }) {
  const { people, shell } = useText();
  const [chosen, setChosen] = useState<readonly StaffRole[]>(stored);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => ask(adminSetSignInRules, { secondFactorRoles: [...chosen] }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(adminGetSignInRules) }),
  });
  const isChanged = StaffRole.options.some(
    (role) => chosen.includes(role) !== stored.includes(role),
  );
  return (
    <>
      <Group gap="lg">
        {StaffRole.options.map((role) => (
          <Checkbox
            key={role}
            label={shell.role[role]}
            checked={chosen.includes(role)}
            onChange={({ currentTarget }) =>
              setChosen(
                currentTarget.checked ? [...chosen, role] : chosen.filter((one) => one !== role),
              )
            }
          />
        ))}
        <Button
          size="xs"
          disabled={!isChanged}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {people.rules.save}
        </Button>
      </Group>
      {save.isError && <Failure error={save.error} title={shell.state.notDone} />}
    </>
  );
}
