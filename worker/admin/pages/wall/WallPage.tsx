// The overview for a screen on the wall: figures that are read from afar, the map, the faults. Nobody
// has to touch it; it says when what it shows is old, and goes on by itself when the network is back.
import { useDocumentTitle, useFullscreenDocument } from "@mantine/hooks";
import { IconAlertTriangle, IconArrowLeft, IconMaximize } from "@tabler/icons-react";
import { Link } from "wouter";
import { useStaff } from "../../api/session.ts";
import { formatCount, formatWhRoughly } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { formatTime } from "../../format/time.ts";
import { placeName } from "../../parts/stationName.ts";
import { Since } from "../../parts/Time.tsx";
import { useNow } from "../../parts/useNow.ts";
import { useLanguage, useText, wordFor } from "../../text/language.tsx";
import type { Fault, OverviewFigures } from "../../text/kinds.ts";
import { changeOf } from "../overview/Compared.tsx";
import { powerShown } from "../overview/powerNow.ts";
import { StationMap } from "../overview/StationMap.tsx";
import { useLiveFigures } from "../overview/useLiveFigures.ts";
import { useScreenAwake } from "./useScreenAwake.ts";
import classes from "./wall.module.css";

const FAULTS_SHOWN = 9;
/** Three looks in a row that came to nothing. */
const OLD_MS = 16_000;

const count = (value: number | undefined): string =>
  value === undefined ? "–" : formatCount(value);

export default function WallPage() {
  const { text, language } = useLanguage();
  const words = text.pages.wall;
  const { operatorName } = useStaff();
  const { live, power, records, faults } = useLiveFigures({
    faultsShown: FAULTS_SHOWN,
    isWatched: true,
  });
  useScreenAwake();
  useDocumentTitle(`${words.title} · ${operatorName}`);
  const counts = live.data?.counts;
  const { connectorState, offline } = text.words;
  return (
    <main className={classes["wall"]} data-mantine-color-scheme="dark">
      <Head operatorName={operatorName} updatedAtMs={live.dataUpdatedAt} />
      <section className={classes["figures"]} aria-label={text.pages.overview.now}>
        <Large label={text.pages.overview.charging} value={count(counts?.busy)} tone="busy" />
        <Large
          label={text.pages.overview.power}
          value={power.data === undefined ? "–" : powerShown(power.data)}
          unit="kW"
        />
        <Large label={connectorState.available} value={count(counts?.available)} tone="good" />
        <Large label={connectorState.faulted} value={count(counts?.faulted)} tone="bad" />
        <Large label={offline} value={count(counts?.offline)} tone="idle" />
      </section>
      <div className={classes["map"]}>
        {live.data !== undefined && <StationMap live={live.data} height="100%" />}
      </div>
      <aside className={classes["side"]}>
        {records.data !== undefined && <Today figures={records.data} />}
        <Faults faults={faults.data?.items} />
      </aside>
      {live.data !== undefined && (
        <p className={classes["foot"]}>
          {words.foot(formatTime(live.data.atMs, "clockSeconds", { language }))}
        </p>
      )}
    </main>
  );
}

function Head({ operatorName, updatedAtMs }: { operatorName: string; updatedAtMs: number }) {
  const { text, language } = useLanguage();
  const words = text.pages.wall;
  const nowMs = useNow();
  const { toggle } = useFullscreenDocument();
  const isOld = updatedAtMs !== 0 && nowMs - updatedAtMs > OLD_MS;
  return (
    <header className={classes["head"]}>
      <h1>{operatorName}</h1>
      {isOld && (
        <p role="alert" className={classes["old"]}>
          <IconAlertTriangle aria-hidden />{" "}
          {words.old(formatTime(updatedAtMs, "clockSeconds", { language }))}
        </p>
      )}
      <nav className={classes["tools"]} aria-label={words.tools}>
        <Link href="/" className={classes["tool"]}>
          <IconArrowLeft size={18} aria-hidden /> {words.back}
        </Link>
        <button type="button" className={classes["tool"]} onClick={() => void toggle()}>
          <IconMaximize size={18} aria-hidden /> {words.fullScreen}
        </button>
      </nav>
      <time className={classes["clock"]}>{formatTime(nowMs, "clockSeconds", { language })}</time>
    </header>
  );
}

type LargeProps = {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  readonly tone?: "good" | "busy" | "bad" | "idle";
};

function Large({ label, value, unit, tone }: LargeProps) {
  return (
    <div className={classes["large"]}>
      <span className={classes["label"]}>{label}</span>
      <span className={classes["value"]} data-tone={tone}>
        {value}
        {unit !== undefined && <small> {unit}</small>}
      </span>
    </div>
  );
}

function Today({ figures }: { readonly figures: OverviewFigures }) {
  const words = useText().pages.overview;
  const { today, weekAgo } = figures;
  const rows = [
    [words.revenue, formatFen(today.revenueFen), changeOf(today.revenueFen, weekAgo.revenueFen)],
    [words.energy, formatWhRoughly(today.energyWh), changeOf(today.energyWh, weekAgo.energyWh)],
    [words.orders, formatCount(today.orders), changeOf(today.orders, weekAgo.orders)],
  ] as const;
  return (
    <section className={classes["panel"]} aria-label={words.todayShort}>
      <h2>{words.todayShort}</h2>
      <dl className={classes["today"]}>
        {rows.map(([label, value, change]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {value}
              {change !== null && <small>{words.againstWeekAgo(change)}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Faults({ faults }: { readonly faults: readonly Fault[] | undefined }) {
  const { text, language } = useLanguage();
  const { pages, words } = text;
  return (
    <section className={classes["panel"]} aria-label={pages.overview.attention}>
      <h2>{pages.overview.attention}</h2>
      {faults !== undefined && faults.length === 0 && <p>{pages.overview.noFaults}</p>}
      <ol className={classes["faults"]}>
        {(faults ?? []).map((fault) => (
          <li key={fault.faultId}>
            <strong>{fault.pileId}</strong>
            <span>{wordFor(words.errorCode, fault.errorCode) ?? fault.errorCode}</span>
            <span className={classes["where"]}>{placeName(fault, language)}</span>
            <Since atMs={fault.openedAtMs} />
          </li>
        ))}
      </ol>
    </section>
  );
}
