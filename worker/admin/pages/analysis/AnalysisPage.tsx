// The frame of every part of the analysis: title, the period, and what became of the figures.
import { Alert, Stack } from "@mantine/core";
import { IconChartHistogram } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import { PeriodBar } from "./PeriodBar.tsx";
import type { AnalysisAddress } from "./useAnalysisAddress.ts";

type Props<T> = {
  readonly title: string;
  readonly address: AnalysisAddress;
  readonly query: UseQueryResult<T>;
  readonly isEmpty: (data: T) => boolean;
  readonly hasStation?: boolean;
  readonly hasCompare?: boolean;
  readonly note?: string;
  readonly children: (data: T) => ReactNode;
};

export function AnalysisPage<T>(props: Props<T>) {
  const { title, address, query, isEmpty, children, note, hasStation, hasCompare } = props;
  const { analysis } = useText();
  const { compared, period } = address;
  const shown = `${period.from} – ${period.to}`;
  const lead =
    compared === null || hasCompare === false
      ? shown
      : `${shown} · ${analysis.period.before(compared.from, compared.to)}`;
  return (
    <Page title={title} lead={lead}>
      <PeriodBar
        address={address}
        {...(hasStation !== undefined && { hasStation })}
        {...(hasCompare !== undefined && { hasCompare })}
      />
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
                />
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
