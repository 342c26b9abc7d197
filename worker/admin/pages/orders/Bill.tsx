// The bill: one line a period of the day, then the other fees and the total.
import { Table, Text } from "@mantine/core";
import type { AdminOrder } from "../../../../core/contract/admin/orders.ts";
import type { Bill as OrderBill } from "../../../../core/contract/orders.ts";
import { formatWh } from "../../format/energy.ts";
import { formatFen, formatPrice } from "../../format/money.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { PeriodSwatch } from "../stations/PeriodSwatch.tsx";

type Line = OrderBill["lines"][number];

export function Bill({ order }: { readonly order: AdminOrder }) {
  const text = useText();
  const words = text.orders;
  const { bill, failure } = order;
  if (bill === null) {
    return (
      <Panel title={words.bill}>
        <Empty
          title={failure === null ? words.noBill : words.noBillEver}
          hint={failure === null ? words.noBillHint : words.noBillNever}
        />
      </Panel>
    );
  }
  return (
    <Panel title={words.bill} isFlush>
      <DataTable
        label={words.bill}
        columns={columnsOf(text)}
        rows={bill.lines}
        keyOf={(line) => String(line.fromMs)}
        minWidth={680}
        foot={<Totals bill={bill} />}
      />
    </Panel>
  );
}

const money = (key: string, label: string, cell: (line: Line) => string): Column<Line> => ({
  key,
  label,
  isNumber: true,
  cell,
});

function columnsOf(text: Catalogue): Column<Line>[] {
  const words = text.orders;
  return [
    {
      key: "period",
      label: words.period,
      cell: (line) => (
        <>
          <PeriodSwatch period={line.period} />
          <Text size="xs" className="z-quiet">
            <Time atMs={line.fromMs} /> – <Time atMs={line.toMs} />
          </Text>
        </>
      ),
    },
    money("energy", words.energy, (line) => formatWh(line.energyWh)),
    money("electricityPrice", words.electricityPrice, (line) => formatPrice(line.electricityPrice)),
    money("servicePrice", words.servicePrice, (line) => formatPrice(line.servicePrice)),
    money("electricity", words.electricity, (line) => formatFen(line.electricityFen)),
    money("service", words.service, (line) => formatFen(line.serviceFen)),
  ];
}

function Totals({ bill }: { readonly bill: OrderBill }) {
  const words = useText().orders;
  const others = [
    [words.idle, bill.idleFen],
    [words.start, bill.startFen],
    [words.reservation, bill.reservationFen],
    [words.discount, -bill.discountFen],
  ] as const;
  return (
    <>
      <Table.Tr>
        <Table.Th>{words.subtotal}</Table.Th>
        <Table.Td ta="right">{formatWh(bill.energyWh)}</Table.Td>
        <Table.Td colSpan={2} />
        <Table.Td ta="right">{formatFen(bill.electricityFen)}</Table.Td>
        <Table.Td ta="right">{formatFen(bill.serviceFen)}</Table.Td>
      </Table.Tr>
      {others
        .filter(([, amountFen]) => amountFen !== 0)
        .map(([label, amountFen]) => (
          <Table.Tr key={label}>
            <Table.Th colSpan={5} fw={400}>
              {label}
            </Table.Th>
            <Table.Td ta="right">{formatFen(amountFen)}</Table.Td>
          </Table.Tr>
        ))}
      <Table.Tr fz="md">
        <Table.Th colSpan={5}>{words.total}</Table.Th>
        <Table.Td ta="right" fw={700}>
          {formatFen(bill.totalFen)}
        </Table.Td>
      </Table.Tr>
    </>
  );
}
