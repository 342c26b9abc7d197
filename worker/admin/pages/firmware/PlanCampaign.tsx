// Plans a campaign: which piles, in which stages, and how many may fail.
import { Alert, Button, Group, Modal, NumberInput, Stack, Text, TextInput } from "@mantine/core";
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
import { Failure } from "../../parts/Failure.tsx";
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
const sizesOf = (stages: readonly number[]): string =>
  [...Map.groupBy(stages, (stage) => stage).values()].map(({ length }) => length).join(" + ");

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

// One form, field after field.
// oxlint-disable-next-line eslint/max-lines-per-function
export default function PlanCampaign({ image, onClose }: Props) {
  const { firmware: words, shell } = useText();
  const start = useStart(image);
  const form = useForm<Draft>({
    initialValues: {
      name: words.plan.title(image.version),
      stationId: "",
      search: "",
      firmware: "",
      first: 1,
      sharePercent: 50,
      mostFailures: 0,
    },
    validate: {
      name: (value) => (/^.{1,60}$/.test(value.trim()) ? null : words.plan.nameInvalid),
    },
  });
  const { stationId, search, firmware } = form.values;
  const found = useQuery({
    ...queryOf(adminFirmwarePiles, {
      firmwareId: image.firmwareId,
      stationId: given(stationId),
      search: given(search),
      firmware: given(firmware),
    }),
    placeholderData: keepPreviousData,
  });
  const count = found.data?.piles.length ?? 0;
  const stages = stagesOf(count, {
    first: Number(form.values.first),
    sharePercent: Number(form.values.sharePercent),
  });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={words.plan.title(image.version)}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={form.onSubmit((draft) => start.mutate(draft))} noValidate>
        <Stack gap="sm">
          <TextInput label={words.plan.name} data-autofocus {...form.getInputProps("name")} />
          <StationPicker
            label={words.plan.station}
            width="100%"
            value={stationId}
            onChange={(chosen) => form.setFieldValue("stationId", chosen)}
          />
          <Group grow>
            <TextInput label={words.plan.search} maxLength={64} {...form.getInputProps("search")} />
            <TextInput
              label={words.plan.current}
              maxLength={50}
              {...form.getInputProps("firmware")}
            />
          </Group>
          <Group grow align="flex-end">
            <NumberInput
              label={words.plan.first}
              min={1}
              max={limits.campaignPiles.most}
              allowDecimal={false}
              {...form.getInputProps("first")}
            />
            <NumberInput
              label={words.plan.share}
              min={1}
              max={100}
              allowDecimal={false}
              {...form.getInputProps("sharePercent")}
            />
            <NumberInput
              label={words.plan.failures}
              min={0}
              max={limits.campaignPiles.most}
              allowDecimal={false}
              {...form.getInputProps("mostFailures")}
            />
          </Group>
          <Alert role="status" variant="outline" color={count === 0 ? "gray" : "pine"}>
            <Text size="sm" fw={600}>
              {count === 0 ? words.plan.none : words.plan.found(count)}
            </Text>
            {count > 0 && <Text size="sm">{words.plan.stages(sizesOf(stages))}</Text>}
            {found.data?.isCut === true && <Text size="sm">{words.plan.cut}</Text>}
          </Alert>
          <Text size="xs" className="z-quiet">
            {words.plan.explain}
          </Text>
          {start.isError && <Failure error={start.error} title={shell.state.notDone} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={start.isPending} disabled={count === 0}>
              {words.plan.start}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
