// The books: the trial balance of a stretch of days, revenue by component, and the entries beneath.
import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { DayFields, dayOf } from "../../parts/DayFields.tsx";
import { Page } from "../../parts/Page.tsx";
import { type ListAddress, useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import type { Days } from "./days.ts";
import { Entries } from "./Entries.tsx";
import { Revenue } from "./Revenue.tsx";
import { TrialBalance } from "./TrialBalance.tsx";

type Filter = "from" | "until" | "account";

export default function BooksPage() {
  const words = useText().books.book;
  const address = useListAddress<Filter>(["from", "until", "account"]);
  const [nowMs] = useState(() => Date.now());
  const today = dayOf(nowMs);
  const days = {
    fromDay: address.valueOf("from") || `${today.slice(0, 7)}-01`,
    untilDay: address.valueOf("until") || today,
  };
  const account = address.valueOf("account");
  return (
    <Page title={words.title} lead={words.lead}>
      <Stretch address={address} today={today} days={days} />
      <Stack gap="md">
        <TrialBalance days={days} onAccount={(chosen) => address.set({ account: chosen })} />
        <Revenue days={days} />
        <Entries
          key={`${days.fromDay} ${days.untilDay} ${account}`}
          days={days}
          account={account}
          onAll={() => address.set({ account: "" })}
        />
      </Stack>
    </Page>
  );
}

type Props = { readonly address: ListAddress<Filter>; readonly today: string; readonly days: Days };

function Stretch({ address, today, days }: Props) {
  const words = useText().books.book;
  const firstMs = Date.parse(`${today.slice(0, 7)}-01T00:00:00+08:00`);
  const lastOfLast = dayOf(firstMs - 86_400_000);
  const choices = [
    [words.today, today, today],
    [words.thisMonth, `${today.slice(0, 7)}-01`, today],
    [words.lastMonth, `${lastOfLast.slice(0, 7)}-01`, lastOfLast],
    [words.quarter, dayOf(firstMs - 62 * 86_400_000), today],
  ] as const;
  return (
    <Group align="flex-end" className="z-no-print">
      <DayFields
        from={days.fromDay}
        until={days.untilDay}
        onChange={(from, until) => address.set({ from, until })}
      />
      {choices.map(([label, from, until]) => (
        <Button key={label} variant="default" onClick={() => address.set({ from, until })}>
          {label}
        </Button>
      ))}
    </Group>
  );
}
