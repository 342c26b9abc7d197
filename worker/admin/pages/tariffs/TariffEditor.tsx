// Makes a version of a tariff: the year, the day, the fees; says what is wrong, what an example
// costs, and what will change, before it is published for good.
import { Alert, Button, Grid, Group, List, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import {
  adminAddTariffVersion,
  adminCreateTariff,
  adminGetTariff,
  type TariffContent,
} from "../../../../core/contract/admin/tariffs.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { checkTariff } from "../../../../core/pricing/checkTariff.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { formatTime } from "../../format/time.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { stationName } from "../../parts/stationName.ts";
import { useLanguage, useText } from "../../text/language.tsx";
import { blankTariff } from "./blankTariff.ts";
import { Changes } from "./Changes.tsx";
import { Fees } from "./Fees.tsx";
import { Preview } from "./Preview.tsx";
import { Seasons } from "./Seasons.tsx";
import { StartTime } from "./StartTime.tsx";
import { problemInWords } from "./tariffWords.ts";

type Tariff = OutputOf<typeof adminGetTariff>;

export default function TariffEditor({ tariffId }: { readonly tariffId: string | null }) {
  const { tariffs: words } = useText();
  return tariffId === null ? (
    <Page title={words.create} parent={{ label: words.title, href: "/tariffs" }}>
      <Editor tariff={null} />
    </Page>
  ) : (
    <Following tariffId={tariffId} />
  );
}

function Following({ tariffId }: { readonly tariffId: string }) {
  const { text, language } = useLanguage();
  const words = text.tariffs;
  const query = useQuery({
    ...queryOf(adminGetTariff, { tariffId }),
    // What is being typed must not be replaced by a look at the server.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  const newest = query.data?.versions[0];
  const name = newest === undefined ? tariffId : stationName(newest, language);
  const parent = { label: name, href: `/tariffs/${encodeURIComponent(tariffId)}` };
  return (
    <Page title={words.editorTitle(name)} parent={parent}>
      <Fetched query={query}>{(tariff) => <Editor tariff={tariff} />}</Fetched>
    </Page>
  );
}

type Draft = {
  readonly name: string;
  readonly nameEn: string;
  readonly validFromMs: number | null;
};

function Editor({ tariff }: { readonly tariff: Tariff | null }) {
  const text = useText();
  const words = text.tariffs;
  const newest = tariff?.versions[0] ?? null;
  const [content, setContent] = useState<TariffContent>(newest?.content ?? blankTariff);
  const [draft, setDraft] = useState<Draft>({
    name: newest?.name ?? "",
    nameEn: newest?.nameEn ?? "",
    validFromMs: null,
  });
  const [isAsking, setAsking] = useState(false);
  const checked = checkTariff({ ...content, id: tariff?.tariffId ?? "new", version: 1 });
  const problems = checked.ok ? [] : checked.error.problems;
  const isNamed = draft.name.trim() !== "";
  const put = (change: Partial<TariffContent>): void => setContent({ ...content, ...change });
  return (
    <Stack gap="md">
      <Names draft={draft} afterMs={newest?.validFromMs ?? 0} onChange={setDraft} />
      <Seasons content={content} problems={problems} onChange={put} />
      <Fees content={content} problems={problems} onChange={put} />
      {checked.ok && <Preview tariff={checked.value} />}
      {problems.length > 0 && (
        <Alert role="alert" variant="outline" color="red" title={words.problemsTitle}>
          <List size="sm">
            {problems.map((problem) => (
              <List.Item key={JSON.stringify(problem)}>{problemInWords(problem, text)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group justify="flex-end">
        <Button disabled={!checked.ok || !isNamed} onClick={() => setAsking(true)}>
          {words.publish}
        </Button>
      </Group>
      {isAsking && (
        <Publishing
          tariff={tariff}
          draft={draft}
          content={content}
          onClose={() => setAsking(false)}
        />
      )}
    </Stack>
  );
}

type NamesProps = {
  readonly draft: Draft;
  /** When the version before it began or begins. */
  readonly afterMs: number;
  readonly onChange: (draft: Draft) => void;
};

function Names({ draft, afterMs, onChange }: NamesProps) {
  const { tariffs: words } = useText();
  return (
    <Panel title={words.named}>
      <Grid gap="sm">
        <Grid.Col span={{ base: 12, sm: 4 }}>
          <TextInput
            label={words.name}
            withAsterisk
            maxLength={40}
            value={draft.name}
            error={draft.name.trim() === "" ? words.nameNeeded : null}
            onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 4 }}>
          <TextInput
            label={words.nameEn}
            maxLength={60}
            value={draft.nameEn}
            onChange={(event) => onChange({ ...draft, nameEn: event.currentTarget.value })}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 4 }}>
          <StartTime
            afterMs={afterMs}
            value={draft.validFromMs}
            onChange={(validFromMs) => onChange({ ...draft, validFromMs })}
          />
        </Grid.Col>
      </Grid>
    </Panel>
  );
}

function Publishing({
  tariff,
  draft,
  content,
  onClose,
}: {
  readonly tariff: Tariff | null;
  readonly draft: Draft;
  readonly content: TariffContent;
  readonly onClose: () => void;
}) {
  const { text, language } = useLanguage();
  const words = text.tariffs;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const newest = tariff?.versions[0] ?? null;
  const publish = async (): Promise<void> => {
    const wanted = {
      name: draft.name.trim(),
      nameEn: draft.nameEn.trim(),
      validFromMs: draft.validFromMs ?? Date.now(),
      content,
    };
    const { tariffId, version } = await (tariff === null || newest === null
      ? ask(adminCreateTariff, wanted)
      : ask(adminAddTariffVersion, {
          ...wanted,
          tariffId: tariff.tariffId,
          after: newest.version,
        }));
    await client.invalidateQueries();
    notifications.show({ message: words.published(version) });
    navigate(`/tariffs/${encodeURIComponent(tariffId)}`);
  };
  const from =
    draft.validFromMs === null
      ? words.startNow
      : formatTime(draft.validFromMs, "full", { language });
  return (
    <ConfirmDialog
      title={words.confirmTitle}
      lead={<b>{words.confirmStations(tariff?.stations.length ?? 0, from)}</b>}
      submit={words.publish}
      onConfirm={publish}
      onClose={onClose}
    >
      <Text size="sm">{words.changesHere}</Text>
      <Changes before={newest?.content ?? null} after={content} />
    </ConfirmDialog>
  );
}
