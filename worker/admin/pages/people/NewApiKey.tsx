// Makes a key: for what, as whom, for how long. It is shown this once.
import { Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import {
  adminListApiKeys,
  adminMakeApiKey,
  ApiKeyRole,
} from "../../../../core/contract/admin/apiKeys.ts";
import { type ApiScope, scopeGroups } from "../../../../core/contract/admin/apiScopes.ts";
import type { InputOf } from "../../../../core/contract/endpoint.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { Failure } from "../../parts/Failure.tsx";
import { Secret } from "../../parts/Secret.tsx";
import { useText } from "../../text/language.tsx";
import classes from "./newApiKey.module.css";
import { RoleSelect } from "./RoleSelect.tsx";

const lives = [30, 90, 365, limits.apiKeyDays.most] as const;

type Draft = InputOf<typeof adminMakeApiKey>;

export function NewApiKey({ onClose }: { readonly onClose: () => void }) {
  const { people, shell } = useText();
  const words = people.keys;
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: (draft: Draft) => ask(adminMakeApiKey, draft),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(adminListApiKeys) }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.make}
      size="lg"
      closeButtonProps={{ "aria-label": shell.close }}
    >
      {make.isSuccess ? (
        <Stack gap="sm">
          <Text size="sm">{words.howToUse}</Text>
          <Secret
            hint={people.invite.shownOnce}
            lines={[
              { label: words.key, value: make.data.secret },
              { label: words.header, value: `Authorization: Bearer ${make.data.secret}` },
            ]}
          />
          <Group justify="flex-end">
            <Button onClick={onClose}>{people.invite.done}</Button>
          </Group>
        </Stack>
      ) : (
        <KeyForm
          isPending={make.isPending}
          error={make.error}
          onSubmit={(draft) => make.mutate(draft)}
          onCancel={onClose}
        />
      )}
    </Modal>
  );
}

type FormProps = {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (draft: Draft) => void;
  readonly onCancel: () => void;
};

function KeyForm({ isPending, error, onSubmit, onCancel }: FormProps) {
  const { people, shell } = useText();
  const words = people.keys;
  const [draft, setDraft] = useState<Draft>({ name: "", role: "readOnly", scopes: [], days: 90 });
  const [wasTried, setTried] = useState(false);
  const isNamed = draft.name.trim() !== "";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isNamed && draft.scopes.length > 0) onSubmit(draft);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={words.name}
          description={words.nameHint}
          maxLength={limits.displayName.most}
          data-autofocus
          value={draft.name}
          onChange={({ currentTarget }) => setDraft({ ...draft, name: currentTarget.value })}
          error={wasTried && !isNamed ? words.nameNeeded : null}
        />
        <RoleSelect
          roles={ApiKeyRole.options}
          value={draft.role}
          onChange={(role) => setDraft({ ...draft, role })}
        />
        <Scopes
          chosen={draft.scopes}
          onChange={(scopes) => setDraft({ ...draft, scopes })}
          error={wasTried && draft.scopes.length === 0 ? words.scopesNeeded : null}
        />
        <Select
          label={words.life}
          allowDeselect={false}
          data={lives.map((days) => ({ value: String(days), label: words.days(days) }))}
          value={String(draft.days)}
          onChange={(days) => setDraft({ ...draft, days: Number(days) })}
        />
        {error !== null && <Failure error={error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {shell.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {words.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type ScopesProps = {
  readonly chosen: readonly ApiScope[];
  readonly onChange: (scopes: ApiScope[]) => void;
  readonly error: string | null;
};

function Scopes({ chosen, onChange, error }: ScopesProps) {
  const words = useText().people.keys;
  const toggle = (scope: ApiScope): void =>
    onChange(chosen.includes(scope) ? chosen.filter((one) => one !== scope) : [...chosen, scope]);
  return (
    <fieldset className={classes["scopes"]}>
      <legend>{words.scopes}</legend>
      <div className={classes["grid"]}>
        {scopeGroups.map((group) => (
          <div key={group} className={classes["row"]}>
            <span>{words.groups[group]}</span>
            {(["read", "write"] as const).map((kind) => (
              <Checkbox
                key={kind}
                size="xs"
                label={words[kind]}
                aria-label={`${words.groups[group]}: ${words[kind]}`}
                checked={chosen.includes(`${group}:${kind}`)}
                onChange={() => toggle(`${group}:${kind}`)}
              />
            ))}
          </div>
        ))}
      </div>
      {error !== null && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </fieldset>
  );
}
