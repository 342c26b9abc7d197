// The trace of a pile: switched on for a time, watched as it comes, searched and taken away.
import { Alert, Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconBroadcast, IconDownload, IconPlayerStop } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { adminGetPile, type AdminPileDetail } from "../../../../../core/contract/admin/piles.ts";
import {
  adminStartTrace,
  adminStopTrace,
  type TraceFrame,
} from "../../../../../core/contract/admin/trace.ts";
import { limits } from "../../../../../core/limits.ts";
import { ask, keyOf } from "../../../api/ask.ts";
import { mayOperate, useStaff } from "../../../api/session.ts";
import { formatTime } from "../../../format/time.ts";
import { Empty } from "../../../parts/Empty.tsx";
import { ExportMenu } from "../../../parts/ExportMenu.tsx";
import type { ExportColumn } from "../../../parts/export/columns.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Mark } from "../../../parts/Mark.tsx";
import { Panel } from "../../../parts/Panel.tsx";
import { saveAs } from "../../../parts/saveAs.ts";
import { useNow } from "../../../parts/useNow.ts";
import { useLanguage, useText } from "../../../text/language.tsx";
import type { Text as Catalogue } from "../../../text/zh.ts";
import { Frames } from "./Frames.tsx";
import { keptFrames, useTrace } from "./useTrace.ts";

export default function TracePanel({ pile }: { readonly pile: AdminPileDetail }) {
  const words = useText().pileTools.trace;
  if (!mayOperate(useStaff())) {
    return (
      <Alert variant="outline" color="gray">
        {words.forbidden}
      </Alert>
    );
  }
  return <OfPile key={pile.trace?.startedAtMs ?? 0} pile={pile} />;
}

function OfPile({ pile }: { readonly pile: AdminPileDetail }) {
  const words = useText().pileTools.trace;
  const isOn = useNow() < (pile.trace?.untilMs ?? 0);
  const view = useTrace(pile.pileId, { isKept: pile.trace !== null, isOn });
  return (
    <Panel
      title={words.title}
      isFlush
      aside={view.frames.length > 0 && <Exports pileId={pile.pileId} />}
    >
      <Stack gap="sm" px="md" pb="sm">
        <Text size="sm" className="z-quiet" maw={760}>
          {words.lead}
        </Text>
        <Switchboard pile={pile} isOn={isOn} isLive={view.isLive} />
        {view.error !== null && <Failure error={view.error} />}
      </Stack>
      {pile.trace === null ? (
        <Empty icon={<IconBroadcast size={36} />} title={words.never} hint={words.neverHint} />
      ) : (
        <Frames frames={view.frames} />
      )}
    </Panel>
  );
}

const choices = [5, 15, 30, limits.traceMinutes.most];

type SwitchProps = {
  readonly pile: AdminPileDetail;
  readonly isOn: boolean;
  readonly isLive: boolean;
};

function Switchboard({ pile, isOn, isLive }: SwitchProps) {
  const { text, language } = useLanguage();
  const words = text.pileTools.trace;
  const client = useQueryClient();
  const [minutes, setMinutes] = useState("15");
  const { pileId, trace } = pile;
  const seen = () => client.invalidateQueries({ queryKey: keyOf(adminGetPile) });
  const start = useMutation({
    mutationFn: () => ask(adminStartTrace, { pileId, minutes: Number(minutes) }),
    onSuccess: seen,
  });
  const stop = useMutation({
    mutationFn: () => ask(adminStopTrace, { pileId }),
    onSuccess: seen,
  });
  const failed = start.error ?? stop.error;
  const until = trace === null ? "" : formatTime(trace.untilMs, "dayClock", { language });
  return (
    <>
      <Group align="flex-end" gap="sm">
        <Select
          w={150}
          label={words.minutes}
          allowDeselect={false}
          value={minutes}
          onChange={(chosen) => setMinutes(chosen ?? minutes)}
          data={choices.map((one) => ({ value: String(one), label: words.minutesOption(one) }))}
        />
        <Button loading={start.isPending} onClick={() => start.mutate()}>
          {isOn ? words.extend : words.start}
        </Button>
        {isOn && (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={16} />}
            loading={stop.isPending}
            onClick={() => stop.mutate()}
          >
            {words.stop}
          </Button>
        )}
        <Text size="sm" component="div" role="status" mb={7}>
          {trace !== null && isOn && (
            <Mark tone={isLive ? "good" : "warn"}>
              {isLive ? words.on(until, trace.askedBy) : words.connecting}
            </Mark>
          )}
          {trace !== null && !isOn && <Mark tone="idle">{words.off(until)}</Mark>}
        </Text>
      </Group>
      {failed !== null && <Failure error={failed} title={text.shell.state.notDone} />}
    </>
  );
}

const columnsOf = ({ pileTools: { trace } }: Catalogue): ExportColumn<TraceFrame>[] => [
  { label: "#", value: ({ seq }) => seq },
  { label: `${trace.columns.time} (UTC)`, value: ({ atMs }) => new Date(atMs).toISOString() },
  { label: trace.columns.direction, value: ({ direction }) => trace.directions[direction] },
  { label: trace.columns.message, value: ({ text }) => text },
];

function Exports({ pileId }: { readonly pileId: string }) {
  const text = useText();
  const name = `ocpp-${pileId}`;
  const lines = useMutation({
    mutationFn: async () => {
      const kept: string[] = [];
      for await (const frames of keptFrames(pileId)) {
        for (const { atMs, ...frame } of frames) {
          kept.push(JSON.stringify({ ...frame, at: new Date(atMs).toISOString() }));
        }
      }
      saveAs(new Blob([`${kept.join("\n")}\n`], { type: "application/jsonl" }), `${name}.jsonl`);
    },
  });
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        loading={lines.isPending}
        onClick={() => lines.mutate()}
      >
        {text.pileTools.trace.jsonl}
      </Button>
      <ExportMenu name={name} columns={columnsOf(text)} rows={() => keptFrames(pileId)} />
    </Group>
  );
}
