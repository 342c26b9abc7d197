// Keys by which the operator's own programs call the API.
import { Button, Paper, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminListApiKeys,
  adminRevokeApiKey,
  type ApiKey,
} from "../../../../core/contract/admin/apiKeys.ts";
import { ask, keyOf, queryOf } from "../../api/ask.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Page } from "../../parts/Page.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { NewApiKey } from "./NewApiKey.tsx";
import { scopesInWords } from "./scopesInWords.ts";

export default function ApiKeysPage() {
  const text = useText();
  const words = text.people.keys;
  const [isMaking, making] = useDisclosure(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const query = useQuery(queryOf(adminListApiKeys, {}));
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Button leftSection={<IconKey size={17} />} onClick={making.open}>
          {words.make}
        </Button>
      }
    >
      <Paper>
        <Fetched query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={<IconKey size={36} />} title={words.none} hint={words.noneHint} />
            ) : (
              <DataTable
                label={words.title}
                columns={columnsOf(text, setRevoking)}
                rows={items}
                keyOf={({ keyId }) => keyId}
                minWidth={980}
              />
            )
          }
        </Fetched>
      </Paper>
      {isMaking && <NewApiKey onClose={making.close} />}
      {revoking !== null && <Revoking apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Page>
  );
}

function Revoking({ apiKey, onClose }: { readonly apiKey: ApiKey; readonly onClose: () => void }) {
  const words = useText().people.keys;
  const client = useQueryClient();
  const revoke = async (): Promise<void> => {
    await ask(adminRevokeApiKey, { keyId: apiKey.keyId });
    await client.invalidateQueries({ queryKey: keyOf(adminListApiKeys) });
  };
  return (
    <ConfirmDialog
      title={words.revoke}
      lead={words.revokeLead(apiKey.name)}
      submit={words.revoke}
      isDangerous
      onConfirm={revoke}
      onClose={onClose}
    />
  );
}

function stateOf({ revokedAtMs, expiresAtMs }: ApiKey): "live" | "revoked" | "expired" {
  if (revokedAtMs !== null) return "revoked";
  return expiresAtMs <= Date.now() ? "expired" : "live";
}

function columnsOf(text: Catalogue, onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  const words = text.people.keys;
  return [
    {
      key: "name",
      label: words.name,
      cell: (key) => (
        <>
          <Text size="sm" fw={600}>
            {key.name}
          </Text>
          <span className="z-code z-quiet">{key.prefix}…</span>
        </>
      ),
    },
    { key: "role", label: text.people.staff.role, cell: ({ role }) => text.shell.role[role] },
    { key: "scopes", label: words.scopes, cell: ({ scopes }) => scopesInWords(scopes, text) },
    {
      key: "state",
      label: words.state,
      cell: (key) => (
        <Mark tone={stateOf(key) === "live" ? "good" : "idle"}>{words.states[stateOf(key)]}</Mark>
      ),
    },
    {
      key: "used",
      label: words.lastUsed,
      cell: ({ lastUsedAtMs }) =>
        lastUsedAtMs === null ? words.neverUsed : <Time atMs={lastUsedAtMs} />,
    },
    {
      key: "made",
      label: words.made,
      isLesser: true,
      cell: ({ createdBy, createdAtMs }) => (
        <>
          {createdBy} <Time atMs={createdAtMs} />
        </>
      ),
    },
    { key: "until", label: words.until, cell: ({ expiresAtMs }) => <Time atMs={expiresAtMs} /> },
    {
      key: "revoke",
      label: text.people.sessions.action,
      cell: (key) =>
        stateOf(key) === "live" && (
          <Button size="compact-sm" variant="default" onClick={() => onRevoke(key)}>
            {words.revoke}
          </Button>
        ),
    },
  ];
}
