// Everything that happened to a work order, the newest first.
import { Text, Timeline as Line } from "@mantine/core";
import type {
  WorkOrderDetail,
  WorkOrderEvent,
} from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { formatTime } from "../../format/time.ts";
import { Pictures } from "../../parts/Pictures.tsx";
import { Time } from "../../parts/Time.tsx";
import { useLanguage, useText } from "../../text/language.tsx";
import { codeInWords } from "./codeInWords.ts";

export function Timeline({ order }: { readonly order: WorkOrderDetail }) {
  const newest = order.events.toReversed();
  const pictures = order.events.filter(({ picture }) => picture !== null);
  return (
    <Line bulletSize={14} lineWidth={2}>
      {newest.map((event) => (
        <Line.Item key={event.eventId} title={<Said event={event} />}>
          <Text size="xs" className="z-quiet" component="div">
            <Time atMs={event.atMs} />
          </Text>
          <More event={event} no={pictures.indexOf(event) + 1} />
        </Line.Item>
      ))}
    </Line>
  );
}

function Said({ event }: { readonly event: WorkOrderEvent }) {
  const { text, language } = useLanguage();
  const { events, platform, states, priorities, comment } = text.maintenance.orders;
  const { content, staffName } = event;
  const who = staffName ?? platform;
  const said = (what: string) => <Text size="sm">{`${who} · ${what}`}</Text>;
  switch (content.kind) {
    case "opened":
      return content.ruleName === null
        ? said(events.opened)
        : said(events.openedBy(content.ruleName));
    case "again": {
      const { kind: source, code } = content.cause;
      return said(events.again(codeInWords(text, { source, code })));
    }
    case "comment":
      return said(comment);
    case "picture":
      return said(events.picture);
    case "part":
      return said(events.part(content.quantity, content.name, content.partNumber));
    case "state":
      return said(events.state(states[content.to]));
    case "assigned":
      return said(
        content.assigneeName === null ? events.unassigned : events.assigned(content.assigneeName),
      );
    case "due":
      return said(
        content.dueAtMs === null
          ? events.noDue
          : events.due(formatTime(content.dueAtMs, "yearDayClock", { language })),
      );
    case "priority":
      return said(events.priority(priorities[content.to]));
    case "title":
      return said(events.title(content.to));
  }
}

function More({ event, no }: { readonly event: WorkOrderEvent; readonly no: number }) {
  const words = useText().maintenance.orders;
  const { content, picture } = event;
  if (picture !== null) return <Pictures pictures={[picture]} labelOf={() => words.picture(no)} />;
  const text =
    content.kind === "comment" ? content.text : content.kind === "state" ? content.note : "";
  return text === "" ? null : (
    <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {text}
    </Text>
  );
}
