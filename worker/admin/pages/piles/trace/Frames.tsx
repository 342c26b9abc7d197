// The messages of a trace, the latest at the top, each folded to a line.
import { Button, Group, SegmentedControl, Text } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconPlug } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { TraceFrame } from "../../../../../core/contract/admin/trace.ts";
import { Empty } from "../../../parts/Empty.tsx";
import { SearchField } from "../../../parts/SearchField.tsx";
import { useText } from "../../../text/language.tsx";
import classes from "./trace.module.css";
import { type ShownFrame, shownFrames } from "./frameWords.ts";

const SHOWN_AT_A_TIME = 200;
const directions = ["all", "in", "out", "link"] as const;
type Direction = (typeof directions)[number];

export function Frames({ frames }: { readonly frames: readonly TraceFrame[] }) {
  const text = useText();
  const words = text.pileTools.trace;
  const [search, setSearch] = useState("");
  const [direction, setDirection] = useState<Direction>("all");
  const [most, setMost] = useState(SHOWN_AT_A_TIME);
  const all = useMemo(() => shownFrames(frames, text), [frames, text]);
  const sought = search.trim().toLowerCase();
  const found = all.filter(
    (frame) =>
      (direction === "all" || frame.direction === direction) &&
      (frame.text.toLowerCase().includes(sought) || frame.title.toLowerCase().includes(sought)),
  );
  const shown = found.slice(-most).toReversed();
  return (
    <>
      <Group px="md" pb="sm" align="flex-end" justify="space-between">
        <Group align="flex-end">
          <SearchField
            label={words.search}
            hint={words.searchHint}
            value={search}
            onSearch={setSearch}
          />
          <SegmentedControl
            aria-label={words.direction}
            value={direction}
            onChange={(chosen) =>
              setDirection(directions.find((known) => known === chosen) ?? "all")
            }
            data={directions.map((value) => ({ value, label: words.directions[value] }))}
          />
        </Group>
        <Text size="sm" className="z-quiet">
          {words.count(shown.length, all.length)}
        </Text>
      </Group>
      {shown.length === 0 ? (
        <Empty title={words.quiet} hint={words.quietHint} />
      ) : (
        <ol className={classes["frames"]} aria-label={words.title} reversed>
          {shown.map((frame) => (
            <Frame key={frame.seq} frame={frame} />
          ))}
        </ol>
      )}
      {found.length > most && (
        <Button variant="subtle" size="xs" m="xs" onClick={() => setMost(most + SHOWN_AT_A_TIME)}>
          {words.older}
        </Button>
      )}
    </>
  );
}

const icons = { in: IconArrowRight, out: IconArrowLeft, link: IconPlug } as const;

const pad = (figure: number, length = 2): string => String(figure).padStart(length, "0");

const clockOf = (atMs: number): string => {
  const at = new Date(atMs);
  const seconds = `${pad(at.getSeconds())}.${pad(at.getMilliseconds(), 3)}`;
  return `${pad(at.getHours())}:${pad(at.getMinutes())}:${seconds}`;
};

function Frame({ frame }: { readonly frame: ShownFrame }) {
  const words = useText().pileTools.trace;
  const { direction, atMs, title, detail, text } = frame;
  const Icon = icons[direction];
  const line = (
    <>
      <time dateTime={new Date(atMs).toISOString()} className="z-code">
        {clockOf(atMs)}
      </time>
      <span className={classes["direction"]} data-direction={direction}>
        <Icon size={15} aria-hidden /> {words.directions[direction]}
      </span>
      <strong>{title}</strong>
      <span className={classes["glance"]}>
        {detail === null || direction === "link" ? "" : JSON.stringify(detail)}
      </span>
    </>
  );
  if (direction === "link") return <li className={classes["frame"]}>{line}</li>;
  return (
    <li className={classes["frame"]}>
      <details>
        <summary>{line}</summary>
        <pre>{JSON.stringify(detail, null, 2)}</pre>
        <Text size="xs" className="z-quiet" mb={4}>
          {words.raw}
        </Text>
        <pre>{text}</pre>
      </details>
    </li>
  );
}
