// Faults as rows, each leading to its pile.
import { Anchor, Text } from "@mantine/core";
import { Link } from "wouter";
import type { Language } from "../../../../core/contract/problems.ts";
import { formatSpan } from "../../format/time.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { placeName } from "../../parts/stationName.ts";
import { Since, Time } from "../../parts/Time.tsx";
import classes from "./faultTable.module.css";
import type { Fault } from "../../text/kinds.ts";
import { useLanguage, useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

type Props = {
  readonly faults: readonly Fault[];
  /** Only what tells which fault, where and since when. */
  readonly isBrief?: boolean;
  readonly isBusy?: boolean;
};

const pileOf = (fault: Fault): string => `/piles/${encodeURIComponent(fault.pileId)}`;

export function FaultTable({ faults, isBrief = false, isBusy = false }: Props) {
  const { text, language } = useLanguage();
  const columns = columnsOf(text, language);
  return (
    <DataTable
      label={text.pages.faults.title}
      columns={isBrief ? columns.filter(({ key }) => briefKeys.has(key)) : columns}
      rows={faults}
      keyOf={(fault) => fault.faultId}
      hrefOf={pileOf}
      minWidth={isBrief ? 560 : 980}
      isBusy={isBusy}
    />
  );
}

const briefKeys = new Set(["fault", "pile", "station", "lasting"]);

function columnsOf(text: Catalogue, language: Language): Column<Fault>[] {
  const words = text.pages.faults;
  return [
    { key: "fault", label: words.fault, cell: (fault) => <FaultName fault={fault} /> },
    {
      key: "pile",
      label: words.pile,
      cell: (fault) => (
        <Anchor component={Link} href={pileOf(fault)} size="sm" className="z-id">
          {fault.pileId}
          {fault.connectorId > 0 && ` · ${text.piles.connector(fault.connectorId)}`}
        </Anchor>
      ),
    },
    {
      key: "station",
      label: words.station,
      cell: (fault) => placeName(fault, language),
    },
    {
      key: "vendorCode",
      isLesser: true,
      label: words.vendorCode,
      cell: (fault) => <span className="z-code">{fault.vendorErrorCode ?? ""}</span>,
    },
    {
      key: "info",
      isLesser: true,
      label: words.info,
      cell: (fault) => <div className={classes["info"]}>{fault.info}</div>,
    },
    { key: "opened", label: words.opened, cell: (fault) => <Time atMs={fault.openedAtMs} /> },
    {
      key: "closed",
      isLesser: true,
      label: words.closed,
      cell: (fault) =>
        fault.closedAtMs === null ? words.stillOpen : <Time atMs={fault.closedAtMs} />,
    },
    {
      key: "lasting",
      label: words.lasting,
      isNumber: true,
      cell: (fault) =>
        fault.closedAtMs === null ? (
          <Since atMs={fault.openedAtMs} />
        ) : (
          formatSpan(fault.closedAtMs - fault.openedAtMs, text.shell.units)
        ),
    },
  ];
}

function FaultName({ fault }: { readonly fault: Fault }) {
  const { words } = useText();
  return (
    <Mark tone={fault.closedAtMs === null ? "bad" : "idle"}>
      <Text size="sm" component="span" title={fault.errorCode}>
        {wordFor(words.errorCode, fault.errorCode) ?? fault.errorCode}
      </Text>
    </Mark>
  );
}
