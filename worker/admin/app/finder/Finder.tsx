// Goes anywhere by a few letters: pages, and the operator's stations, piles and orders.
import { useDebouncedValue } from "@mantine/hooks";
import {
  Spotlight,
  spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from "@mantine/spotlight";
import "@mantine/spotlight/styles.css";
import {
  IconBuildingStore,
  IconChargingPile,
  IconKeyboard,
  IconReceipt,
  IconSearch,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { adminFind } from "../../../../core/contract/admin/find.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { queryOf } from "../../api/ask.ts";
import { useStaff } from "../../api/session.ts";
import { formatTime } from "../../format/time.ts";
import { stationAddress, stationName } from "../../parts/stationName.ts";
import { useLanguage } from "../../text/language.tsx";
import { navigationOf } from "../navigation.ts";
import classes from "./finder.module.css";

const REST_MS = 200;

type Props = {
  /** Opens anew whenever it grows. */
  readonly timesOpened: number;
  readonly onListKeys: () => void;
};

export default function Finder({ timesOpened, onListKeys }: Props) {
  const { finder } = useLanguage().text.shell;
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed.trim(), REST_MS);
  const found = useQuery({
    ...queryOf(adminFind, { text }),
    enabled: text !== "",
    // While one types on, what was found stays; it is no answer to another text.
    placeholderData: (before, query) =>
      text.startsWith(query?.queryKey[2].text ?? text) ? before : undefined,
  });
  const pages = usePageActions(typed.trim(), onListKeys);
  const things = useThingActions(text === "" ? undefined : found.data);
  useEffect(() => {
    if (timesOpened > 0) spotlight.open();
  }, [timesOpened]);
  return (
    <Spotlight
      title={finder.title}
      classNames={{ header: classes["title"] ?? "", action: classes["action"] ?? "" }}
      shortcut={null}
      query={typed}
      onQueryChange={setTyped}
      actions={[...things, pages]}
      // What was found fits already; what does not is not here.
      filter={(_, actions) => actions}
      nothingFound={found.isFetching ? finder.searching : finder.nothing}
      scrollable
      maxHeight={440}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.4 }}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: finder.hint,
        "aria-label": finder.title,
      }}
    />
  );
}

function usePageActions(typed: string, onListKeys: () => void): SpotlightActionGroupData {
  const { shell } = useLanguage().text;
  const [, navigate] = useLocation();
  const { role } = useStaff();
  const wanted = typed.toLowerCase();
  const pages = navigationOf(role).flatMap(({ key: group, places }) =>
    places.map(({ key, href, Icon }) => ({
      id: href,
      label: shell.nav[key],
      description: shell.navGroup[group],
      leftSection: <Icon size={18} stroke={1.7} />,
      onClick: () => navigate(href),
    })),
  );
  const keys = {
    id: "keys",
    label: shell.keys.title,
    description: "?",
    leftSection: <IconKeyboard size={18} stroke={1.7} />,
    onClick: onListKeys,
  };
  return {
    group: shell.finder.pages,
    actions: [...pages, keys].filter(({ id, label }) =>
      `${label} ${id}`.toLowerCase().includes(wanted),
    ),
  };
}

function useThingActions(
  found: OutputOf<typeof adminFind> | undefined,
): SpotlightActionGroupData[] {
  const { text, language } = useLanguage();
  const [, navigate] = useLocation();
  if (found === undefined) return [];
  const { finder } = text.shell;
  const action = (href: string, given: Omit<SpotlightActionData, "id" | "onClick">) => ({
    ...given,
    id: href,
    onClick: () => navigate(href),
  });
  return [
    {
      group: finder.stations,
      actions: found.stations.map((station) =>
        action(`/stations/${encodeURIComponent(station.stationId)}`, {
          label: stationName(station, language),
          description: stationAddress(station, language),
          leftSection: <IconBuildingStore size={18} stroke={1.7} />,
        }),
      ),
    },
    {
      group: finder.piles,
      actions: found.piles.map(({ pileId, name, stationName: zh, stationNameEn: en }) =>
        action(`/piles/${encodeURIComponent(pileId)}`, {
          label: `${pileId} · ${name}`,
          description: stationName({ name: zh, nameEn: en }, language),
          leftSection: <IconChargingPile size={18} stroke={1.7} />,
        }),
      ),
    },
    {
      group: finder.orders,
      actions: found.orders.map(({ orderId, state, pileId, createdAtMs }) =>
        action(`/orders/${orderId}`, {
          label: orderId,
          description: [
            text.words.orderState[state],
            pileId,
            formatTime(createdAtMs, "full", { language }),
          ].join(" · "),
          leftSection: <IconReceipt size={18} stroke={1.7} />,
        }),
      ),
    },
  ].filter(({ actions }) => actions.length > 0);
}
