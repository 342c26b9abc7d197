// Opens a station or changes one: what drivers read of it, where it stands, when it is open.
import { Button, Checkbox, Grid, Group, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import * as z from "zod/mini";
import {
  adminCreateStation,
  adminGetStationDraft,
  adminUpdateStation,
  StationDraft,
} from "../../../../core/contract/admin/stationEditing.ts";
import { adminListTariffs } from "../../../../core/contract/admin/tariffs.ts";
import { StationId } from "../../../../core/contract/common.ts";
import { getConfig } from "../../../../core/contract/drivers.ts";
import { Facility, ParkingKind } from "../../../../core/contract/places.ts";
import { ask, codeOf, queryOf } from "../../api/ask.ts";
import { Failure } from "../../parts/Failure.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useLanguage, useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { OpeningHours } from "./OpeningHours.tsx";
import { PositionPicker } from "./PositionPicker.tsx";
import type { Draft, StationForm } from "./stationForm.ts";

const fresh = (position: StationDraft["position"]): Draft => ({
  stationId: "",
  name: "",
  nameEn: "",
  address: "",
  addressEn: "",
  position,
  timeZone: "Asia/Shanghai",
  openingHours: "24/7",
  isOpen: true,
  parking: "",
  parkingEn: "",
  parkingKind: "unknown",
  facilities: [],
  phone: "",
  tariffId: null,
});

export default function StationEditor({ stationId }: { readonly stationId: string | null }) {
  return stationId === null ? <Opening /> : <Changing stationId={stationId} />;
}

function Opening() {
  const { stationEditing: words, shell } = useText();
  const query = useQuery(queryOf(getConfig, {}));
  return (
    <Page title={words.create} parent={{ label: shell.nav.stations, href: "/stations" }}>
      <Fetched query={query}>
        {({ home: { latitude, longitude } }) => (
          <Form draft={fresh({ latitude, longitude })} revision={null} />
        )}
      </Fetched>
    </Page>
  );
}

function Changing({ stationId }: { readonly stationId: string }) {
  const { stationEditing: words } = useText();
  const query = useQuery({
    ...queryOf(adminGetStationDraft, { stationId }),
    // What is being typed must not be replaced by a look at the server.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  const name = query.data?.draft.name ?? stationId;
  return (
    <Page
      title={words.editTitle(name)}
      parent={{ label: name, href: `/stations/${encodeURIComponent(stationId)}` }}
    >
      <Fetched query={query}>
        {({ draft, revision }) => (
          <Form
            key={revision}
            draft={{ ...draft, stationId }}
            revision={revision}
            onReload={() => void query.refetch()}
          />
        )}
      </Fetched>
    </Page>
  );
}

/** The contract's own rules say what is wrong; the catalogue says it in words. */
function errorsOf(draft: Draft, isNew: boolean, { stationEditing: words }: Catalogue) {
  const errors: Record<string, string> = {};
  if (isNew && !z.safeParse(StationId, draft.stationId).success) {
    errors["stationId"] = words.stationIdInvalid;
  }
  const parsed = z.safeParse(StationDraft, draft);
  for (const { path, code } of parsed.success ? [] : parsed.error.issues) {
    const name = path.map(String).join(".");
    const known: Readonly<Record<string, string>> = {
      timeZone: words.timeZoneInvalid,
      openingHours: words.hoursInvalid,
      phone: words.phoneInvalid,
      position: words.latitudeInvalid,
    };
    errors[name] ??= known[name] ?? (code === "too_big" ? words.tooLong : words.needed);
  }
  return errors;
}

type FormProps = {
  readonly draft: Draft;
  /** Null for a station that is not there yet. */
  readonly revision: number | null;
  readonly onReload?: () => void;
};

function Form({ draft, revision, onReload }: FormProps) {
  const text = useText();
  const words = text.stationEditing;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const isNew = revision === null;
  const save = useMutation({
    mutationFn: (given: Draft) =>
      revision === null
        ? ask(adminCreateStation, given)
        : ask(adminUpdateStation, { ...given, revision }),
    onSuccess: async ({ stationId }) => {
      await client.invalidateQueries();
      notifications.show({ message: isNew ? words.created : words.saved });
      navigate(`/stations/${encodeURIComponent(stationId)}`);
    },
  });
  const form = useForm<Draft>({
    initialValues: draft,
    validate: (values) => errorsOf(values, isNew, text),
  });
  const isStale = codeOf(save.error) === "station_changed";
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack gap="md">
            <Names form={form} isNew={isNew} />
            <PositionPicker form={form} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack gap="md">
            <OpeningHours
              value={form.values.openingHours}
              onChange={(openingHours) => form.setFieldValue("openingHours", openingHours)}
              isOpen={form.values.isOpen}
              onOpen={(isOpen) => form.setFieldValue("isOpen", isOpen)}
            />
            <More form={form} />
          </Stack>
        </Grid.Col>
      </Grid>
      {save.isError && (
        <Failure
          error={save.error}
          title={text.shell.state.notDone}
          {...(isStale && onReload !== undefined && { onRetry: onReload })}
        />
      )}
      <Group justify="flex-end" mt="md">
        <Button type="submit" loading={save.isPending} disabled={!isNew && !form.isDirty()}>
          {words.save}
        </Button>
      </Group>
    </form>
  );
}

function Names({ form, isNew }: { readonly form: StationForm; readonly isNew: boolean }) {
  const { stationEditing: words } = useText();
  const tariffs = useQuery(queryOf(adminListTariffs, {}));
  const { language } = useLanguage();
  const none = "";
  return (
    <Panel title={words.names}>
      <Stack gap="sm">
        {isNew && (
          <TextInput
            label={words.stationId}
            description={words.stationIdHint}
            withAsterisk
            {...form.getInputProps("stationId")}
          />
        )}
        <TextInput label={words.name} withAsterisk {...form.getInputProps("name")} />
        <TextInput label={words.nameEn} {...form.getInputProps("nameEn")} />
        <TextInput label={words.address} withAsterisk {...form.getInputProps("address")} />
        <TextInput label={words.addressEn} {...form.getInputProps("addressEn")} />
        <Select
          label={words.tariff}
          allowDeselect={false}
          value={form.values.tariffId ?? none}
          onChange={(chosen) =>
            form.setFieldValue("tariffId", chosen === null || chosen === none ? null : chosen)
          }
          data={[
            { value: none, label: words.noTariff },
            ...(tariffs.data?.items ?? []).map(({ tariffId, name, nameEn }) => ({
              value: tariffId,
              label: language === "en" && nameEn !== "" ? nameEn : name,
            })),
          ]}
        />
      </Stack>
    </Panel>
  );
}

function More({ form }: { readonly form: StationForm }) {
  const { stationEditing: words } = useText();
  return (
    <Panel title={words.more}>
      <Stack gap="sm">
        <Select
          label={words.parkingKind}
          allowDeselect={false}
          value={form.values.parkingKind}
          onChange={(chosen) =>
            form.setFieldValue(
              "parkingKind",
              ParkingKind.options.find((kind) => kind === chosen) ?? "unknown",
            )
          }
          data={ParkingKind.options.map((kind) => ({
            value: kind,
            label: words.parkingKinds[kind],
          }))}
        />
        <TextInput label={words.parking} {...form.getInputProps("parking")} />
        <TextInput label={words.parkingEn} {...form.getInputProps("parkingEn")} />
        <Checkbox.Group label={words.facilities} {...form.getInputProps("facilities")}>
          <Group mt="xs" gap="sm">
            {Facility.options.map((facility) => (
              <Checkbox key={facility} value={facility} label={words.facility[facility]} />
            ))}
          </Group>
        </Checkbox.Group>
        <TextInput label={words.phone} {...form.getInputProps("phone")} />
        <TextInput label={words.timeZone} withAsterisk {...form.getInputProps("timeZone")} />
      </Stack>
    </Panel>
  );
}
