// Plans a campaign: which piles, in which stages, and how many may fail.
import { Alert, Group, Modal, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import {
  adminFirmwarePiles,
  adminListCampaigns,
  adminStartCampaign,
  type Firmware,
} from "../../../../core/contract/admin/firmware.ts";
import { stagesOf } from "../../../../core/firmware/campaign.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, keyOf, queryOf } from "../../api/ask.ts";
import { FormFoot } from "../../parts/FormFoot.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { useText } from "../../text/language.tsx";
import { campaignHref } from "./CampaignTable.tsx";

type Draft = {
  name: string;
  stationId: string;
  search: string;
  firmware: string;
  first: number | string;
  sharePercent: number | string;
  mostFailures: number | string;
};

type Props = { readonly image: Firmware; readonly onClose: () => void };

const given = (value: string): string | undefined => (value === "" ? undefined : value);

/** How many piles each stage has: "2 + 5 + 5". */
function sizesOf(count: number, { first, sharePercent }: Draft): string {
  const stages = stagesOf(count, { first: Number(first), sharePercent: Number(sharePercent) });
  return [...Map.groupBy(stages, (stage) => stage).values()]
    .map(({ length }) => length)
    .join(" + ");
}

function useStart(image: Firmware) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: (draft: Draft) =>
      ask(adminStartCampaign, {
        firmwareId: image.firmwareId,
        name: draft.name.trim(),
        stationId: given(draft.stationId),
        search: given(draft.search),
        firmware: given(draft.firmware),
        first: Number(draft.first),
        sharePercent: Number(draft.sharePercent),
        mostFailures: Number(draft.mostFailures),
      }),
    onSuccess: async ({ campaignId }) => {
      await client.invalidateQueries({ queryKey: keyOf(adminListCampaigns) });
      navigate(campaignHref(campaignId));
    },
  });
}

function usePlanForm(image: Firmware) {
  const { plan: words } = useText().firmware;
  return useForm<Draft>({
    initialValues: {
      name: words.title(image.version),
      stationId: "",
      search: "",
      firmware: "",
      first: 1,
      sharePercent: 50,
      mostFailures: 0,
    },
    validate: {
      name: (value) => (/^.{1,60}$/.test(value.trim()) ? null : words.nameInvalid),
    },
  });
}

/** The piles that the draft would bring the image to. */
const useFound = ({ firmwareId }: Firmware, { stationId, search, firmware }: Draft) =>
  useQuery({
    ...queryOf(adminFirmwarePiles, {
      firmwareId,
      stationId: given(stationId),
      search: given(search),
      firmware: given(firmware),
    }),
    placeholderData: keepPreviousData,
  }).data;

export default function PlanCampaign({ image, onClose }: Props) {
  const { firmware, shell } = useText();
  const words = firmware.plan;
  const start = useStart(image);
  const form = usePlanForm(image);
  const found = useFound(image, form.values);
  const count = found?.piles.length ?? 0;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={words.title(image.version)}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={form.onSubmit((draft) => start.mutate(draft))} noValidate>
        <Stack gap="sm">
          <TextInput label={words.name} data-autofocus {...form.getInputProps("name")} />
          <Which form={form} />
          <Stages form={form} />
          <Alert role="status" variant="outline" color={count === 0 ? "gray" : "pine"}>
            <Text size="sm" fw={600}>
              {count === 0 ? words.none : words.found(count)}
            </Text>
            {count > 0 && <Text size="sm">{words.stages(sizesOf(count, form.values))}</Text>}
            {found?.isCut === true && <Text size="sm">{words.cut}</Text>}
          </Alert>
          <Text size="xs" className="z-quiet">
            {words.explain}
          </Text>
          <FormFoot
            action={words.start}
            saving={start}
            isDisabled={count === 0}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}

type FormProps = { readonly form: ReturnType<typeof usePlanForm> };

function Which({ form }: FormProps) {
  const { plan: words } = useText().firmware;
  return (
    <>
      <StationPicker
        label={words.station}
        width="100%"
        value={form.values.stationId}
        onChange={(chosen) => form.setFieldValue("stationId", chosen)}
      />
      <Group grow>
        <TextInput label={words.search} maxLength={64} {...form.getInputProps("search")} />
        <TextInput label={words.current} maxLength={50} {...form.getInputProps("firmware")} />
      </Group>
    </>
  );
}

function Stages({ form }: FormProps) {
  const { plan: words } = useText().firmware;
  const most = limits.campaignPiles.most;
  return (
    <Group grow align="flex-end">
      <NumberInput
        label={words.first}
        min={1}
        max={most}
        allowDecimal={false}
        {...form.getInputProps("first")}
      />
      <NumberInput
        label={words.share}
        min={1}
        max={100}
        allowDecimal={false}
        {...form.getInputProps("sharePercent")}
      />
      <NumberInput
        label={words.failures}
        min={0}
        max={most}
        allowDecimal={false}
        {...form.getInputProps("mostFailures")}
      />
    </Group>
  );
}
