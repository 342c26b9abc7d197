// One command from queue to answer: where it stands, what the charger said, the raw answer below.
import { Alert, Group, Loader, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleX, IconClockPause, IconHelpCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import {
  adminGetCommand,
  type CommandRecord,
  type CommandState,
} from "../../../../core/contract/admin/commands.ts";
import { queryOf } from "../../api/ask.ts";
import { formatSpan } from "../../format/time.ts";
import { Fetched } from "../../parts/Fetched.tsx";
import { RawJson } from "../../parts/RawJson.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import { askerInWords } from "./askerInWords.ts";
import { answerInWords, commandTone, isUnderWay } from "./commandState.ts";
import classes from "./command.module.css";

const POLL_MS = 1_000;

type Props = { readonly pileId: string; readonly commandId: string };

export function CommandProgress({ pileId, commandId }: Props) {
  const query = useQuery({
    ...queryOf(adminGetCommand, { pileId, commandId }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && !isUnderWay(state.data.state) ? false : POLL_MS,
  });
  return (
    <Fetched query={query}>
      {(record) => (
        <Stack gap="sm">
          <Steps record={record} />
          <Outcome record={record} />
          <Origin record={record} />
          {record.answer !== null && <RawJson value={record.answer} />}
        </Stack>
      )}
    </Fetched>
  );
}

function stepOf(state: CommandState): number {
  if (state === "waiting") return 0;
  return state === "sent" ? 1 : 2;
}

function Steps({ record }: { readonly record: CommandRecord }) {
  const { commands } = useText();
  const reached = stepOf(record.state);
  const last = isUnderWay(record.state) ? "answered" : record.state;
  const steps = ["waiting", "sent", last] as const;
  return (
    <ol className={classes["steps"]} aria-live="polite">
      {steps.map((step, index) => (
        <li
          key={step}
          data-reached={index <= reached || undefined}
          aria-current={index === reached ? "step" : undefined}
        >
          {commands.state[step]}
        </li>
      ))}
    </ol>
  );
}

const looks = {
  good: { color: "green", Icon: IconCircleCheck },
  bad: { color: "red", Icon: IconCircleX },
  warn: { color: "orange", Icon: IconHelpCircle },
  idle: { color: "gray", Icon: IconClockPause },
  busy: { color: "blue", Icon: IconClockPause },
  held: { color: "gray", Icon: IconClockPause },
} as const;

function Outcome({ record }: { readonly record: CommandRecord }) {
  const text = useText();
  const explained = text.commands.stateExplained[record.state];
  if (isUnderWay(record.state)) {
    return (
      <Group gap="sm" role="status" wrap="nowrap">
        <Loader size="sm" />
        <Text size="sm">{explained}</Text>
      </Group>
    );
  }
  const { color, Icon } = looks[commandTone(record)];
  const words = answerInWords(record, text);
  return (
    <Alert role="status" variant="outline" color={color} icon={<Icon />} title={words ?? explained}>
      {words === null ? null : explained}
    </Alert>
  );
}

function Origin({ record }: { readonly record: CommandRecord }) {
  const text = useText();
  const { commands, shell } = text;
  const asker = askerInWords(record.askedBy, text);
  return (
    <Text size="xs" className="z-quiet">
      {commands.askedBy(asker)} · <Time atMs={record.askedAtMs} />
      {record.endedAtMs !== null && (
        <>
          {" "}
          · {commands.answeredAfter(formatSpan(record.endedAtMs - record.askedAtMs, shell.units))}
        </>
      )}
    </Text>
  );
}
