// The frame of every part of the analysis: title, the period, and what became of the figures.
import { Alert, Button, Stack } from "@mantine/core";
import { IconChartHistogram, IconClock } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Today } from "../../../../core/contract/admin/analysisParts.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import { useTodayNote } from "./today.ts";
import { PeriodBar } from "./PeriodBar.tsx";
import type { AnalysisAddress } from "./useAnalysisAddress.ts";

type Told = { readonly today: Today };

type Props<T> = {
  readonly title: string;
  readonly address: AnalysisAddress;
  readonly query: UseQueryResult<T>;
  readonly isEmpty: (data: T) => boolean;
  /** Nothing was counted in the period that it is compared with. */
  readonly isBeforeEmpty: boolean;
  readonly hasStation?: boolean;
  readonly hasCompare?: boolean;
  readonly note?: string;
  readonly children: (data: T) => ReactNode;
};

const longer = { preset: "days90", from: "", to: "" };

export function AnalysisPage<T extends Told>(props: Props<T>) {
  const { title, address, query, isEmpty, children, note, hasStation, hasCompare } = props;
  const { analysis } = useText();
  const { compared, period } = address;
  const before = props.isBeforeEmpty ? analysis.period.beforeEmpty : analysis.period.before;
  const isOneDay = period.from === period.to;
  const shown = isOneDay ? period.from : `${period.from} – ${period.to}`;
  const todayNote = useTodayNote(query.data?.today ?? null, period);
  const lead =
    compared === null || hasCompare === false
      ? shown
      : `${shown} · ${before(compared.from, compared.to)}`;
  return (
    <Page title={title} lead={lead}>
      <PeriodBar
        address={address}
        {...(hasStation !== undefined && { hasStation })}
        {...(hasCompare !== undefined && { hasCompare })}
      />
      {todayNote !== null && (
        <Alert variant="light" py="xs" icon={<IconClock size={18} />} role="status">
          {todayNote}
        </Alert>
      )}
      {note !== undefined && (
        <Alert variant="light" color="gray" py="xs">
          {note}
        </Alert>
      )}
      {address.isValid && (
        <Fetched query={query}>
          {(data) =>
            isEmpty(data) ? (
              <Panel title={title}>
                <Empty
                  icon={<IconChartHistogram size={36} />}
                  title={analysis.none.title}
                  hint={analysis.none.hint}
                >
                  <Button variant="default" mt="xs" onClick={() => address.set(longer)}>
                    {analysis.period.presets.days90}
                  </Button>
                </Empty>
              </Panel>
            ) : (
              <Stack gap="md">{children(data)}</Stack>
            )
          }
        </Fetched>
      )}
    </Page>
  );
}
