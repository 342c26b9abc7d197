// One report: what the driver said and showed, what became of it, and what he is told.
import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  adminListFaultReports,
  adminSetFaultReport,
  type AdminFaultReport,
} from "../../../../core/contract/admin/feedback.ts";
import { FaultReportState } from "../../../../core/contract/faultReports.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { mayOperate, useStaff } from "../../api/session.ts";
import { Facts, type Fact } from "../../parts/Facts.tsx";
import { Failure } from "../../parts/Failure.tsx";
import { Pictures } from "../../parts/Pictures.tsx";
import { placeName } from "../../parts/stationName.ts";
import { Time } from "../../parts/Time.tsx";
import { useLanguage, useText } from "../../text/language.tsx";

type Props = { readonly report: AdminFaultReport; readonly onClose: () => void };

export function ReportDialog({ report, onClose }: Props) {
  const { feedback, shell } = useText();
  const words = feedback.reports;
  const isMine = mayOperate(useStaff());
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`${words.kinds[report.kind]} · ${report.pileId}`}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack gap="md">
        <About report={report} />
        <Text size="sm" className={report.text === "" ? "z-quiet" : ""}>
          {report.text === "" ? words.noWords : report.text}
        </Text>
        {report.pictures.length > 0 && (
          <Pictures pictures={report.pictures} labelOf={words.enlarge} />
        )}
        {isMine ? (
          <Handling report={report} onClose={onClose} />
        ) : (
          <Facts
            facts={[
              [words.state, words.states[report.state]],
              [words.answer, report.answer],
            ]}
          />
        )}
      </Stack>
    </Modal>
  );
}

function About({ report }: { readonly report: AdminFaultReport }) {
  const { text, language } = useLanguage();
  const words = text.feedback.reports;
  const { connectorId } = report;
  const facts: Fact[] = [
    [words.station, placeName(report, language)],
    [words.pile, connectorId === null ? report.pileName : text.piles.connector(connectorId)],
    [words.driver, report.driverName ?? words.driverGone],
    [words.reported, <Time key="reported" atMs={report.createdAtMs} />],
  ];
  return <Facts facts={facts} minWidth={150} />;
}

function Handling({ report, onClose }: Props) {
  const { feedback, shell } = useText();
  const words = feedback.reports;
  const client = useQueryClient();
  const { reportId } = report;
  const save = useMutation({
    mutationFn: (to: { state: FaultReportState; answer: string }) =>
      ask(adminSetFaultReport, { reportId, ...to }),
    onSuccess: () => {
      notifications.show({ message: words.saved });
      onClose();
      return client.invalidateQueries({ queryKey: keyOf(adminListFaultReports) });
    },
  });
  const form = useForm<{ state: FaultReportState; answer: string }>({
    initialValues: { state: report.state, answer: report.answer },
  });
  return (
    <form onSubmit={form.onSubmit((to) => save.mutate({ ...to, answer: to.answer.trim() }))}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={words.state}
          data={FaultReportState.options.map((value) => ({ value, label: words.states[value] }))}
          {...form.getInputProps("state")}
        />
        <Textarea
          label={words.answer}
          placeholder={words.answerHint}
          maxLength={limits.faultReportText.most}
          rows={3}
          {...form.getInputProps("answer")}
        />
        {save.isError && <Failure error={save.error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
