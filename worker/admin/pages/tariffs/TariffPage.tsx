// One tariff: its versions with what each changed, the day drawn, and the stations that use it.
import { Anchor, Badge, Button, Grid, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import {
  adminGetTariff,
  adminWithdrawTariffVersion,
  type TariffVersion,
} from "../../../../core/contract/admin/tariffs.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { formatTime } from "../../format/time.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { stationName } from "../../parts/stationName.ts";
import { Time } from "../../parts/Time.tsx";
import { useLanguage, useText } from "../../text/language.tsx";
import { AssignStations } from "./AssignStations.tsx";
import { Changes } from "./Changes.tsx";
import { DayBand } from "./DayBand.tsx";
import { daysInWords } from "./tariffWords.ts";

type Tariff = OutputOf<typeof adminGetTariff>;

export default function TariffPage({ tariffId }: { readonly tariffId: string }) {
  const { text, language } = useLanguage();
  const words = text.tariffs;
  const query = useQuery(queryOf(adminGetTariff, { tariffId }));
  const newest = query.data?.versions[0];
  const isMine = mayRun(useStaff());
  return (
    <Page
      title={newest === undefined ? tariffId : stationName(newest, language)}
      parent={{ label: words.title, href: "/tariffs" }}
      actions={
        isMine && (
          <Button component={Link} href={`/tariffs/${encodeURIComponent(tariffId)}/new`}>
            {words.newVersion}
          </Button>
        )
      }
    >
      <Fetched query={query}>
        {(tariff) => (
          <Stack gap="md">
            <Stations tariff={tariff} isMine={isMine} />
            <Versions tariff={tariff} isMine={isMine} />
          </Stack>
        )}
      </Fetched>
    </Page>
  );
}

type Props = { readonly tariff: Tariff; readonly isMine: boolean };

function Stations({ tariff: { tariffId, stations }, isMine }: Props) {
  const { text, language } = useLanguage();
  const words = text.tariffs;
  return (
    <Panel title={words.stations} aside={isMine && <AssignStations tariffId={tariffId} />}>
      {stations.length === 0 ? (
        <Empty title={words.noStations} hint={words.noStationsHint} />
      ) : (
        <Group gap="xs">
          {stations.map((station) => (
            <Anchor
              key={station.stationId}
              component={Link}
              href={`/stations/${station.stationId}`}
              size="sm"
            >
              {stationName(station, language)}
            </Anchor>
          ))}
        </Group>
      )}
    </Panel>
  );
}

function Versions({ tariff: { tariffId, versions }, isMine }: Props) {
  const { tariffs: words } = useText();
  const [nowMs] = useState(() => Date.now());
  const current = versions.find(({ validFromMs }) => validFromMs <= nowMs);
  return versions.map((version, at) => {
    const isPlanned = version.validFromMs > nowMs;
    const standing = isPlanned ? words.planned : version === current ? words.current : words.past;
    return (
      <Panel
        key={version.version}
        title={words.version(version.version)}
        aside={
          <Group gap="sm">
            <Badge variant={version === current ? "filled" : "default"} tt="none">
              {standing}
            </Badge>
            <Text size="sm" className="z-quiet">
              {version.validFromMs === 0 ? (
                words.fromTheFirst
              ) : (
                <>
                  {words.from} <Time atMs={version.validFromMs} />
                </>
              )}
            </Text>
            {isPlanned && at === 0 && version.version > 1 && isMine && (
              <Withdraw tariffId={tariffId} version={version} />
            )}
          </Group>
        }
      >
        <Text size="sm" fw={600}>
          {words.changes}
        </Text>
        <Changes before={versions[at + 1]?.content ?? null} after={version.content} />
        {(isPlanned || version === current) && <Days version={version} />}
      </Panel>
    );
  });
}

function Days({ version: { content } }: { readonly version: TariffVersion }) {
  const text = useText();
  return (
    <Grid gap="md" mt="md">
      {content.seasons.flatMap(({ name, days }) =>
        days.map((plan) => (
          <Grid.Col key={`${name} ${plan.dayTypes.join()}`} span={{ base: 12, lg: 6 }}>
            <Text size="sm" mb={4} className="z-quiet">
              {name} · {daysInWords(plan.dayTypes, text)}
            </Text>
            <DayBand plan={plan} />
          </Grid.Col>
        )),
      )}
    </Grid>
  );
}

function Withdraw({ tariffId, version }: { tariffId: string; version: TariffVersion }) {
  const { text, language } = useLanguage();
  const words = text.tariffs;
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const withdraw = async (): Promise<void> => {
    await ask(adminWithdrawTariffVersion, { tariffId, version: version.version });
    notifications.show({ message: words.withdrawn });
    await client.invalidateQueries();
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        {words.withdraw}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={words.withdrawTitle}
          lead={words.withdrawLead(formatTime(version.validFromMs, "full", { language }))}
          submit={words.withdraw}
          isDangerous
          onConfirm={withdraw}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
