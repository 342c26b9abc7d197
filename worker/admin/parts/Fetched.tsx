// The four states of what a page reads: loading, failed, shown, and shown though out of date.
import { Alert, Skeleton, Stack } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatTime } from "../format/time.ts";
import { useLanguage } from "../text/language.tsx";
import { Failure } from "./Failure.tsx";

type Props<T> = {
  readonly query: UseQueryResult<T>;
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
};

export function Fetched<T>({ query, skeleton, children }: Props<T>) {
  const { text, language } = useLanguage();
  if (query.data === undefined) {
    if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
    return (
      <div aria-busy aria-label={text.shell.state.loading} role="status">
        {skeleton ?? <Lines count={6} />}
      </div>
    );
  }
  const isStale = query.isError || query.failureCount > 1;
  return (
    <>
      {isStale && (
        <Alert
          role="status"
          variant="outline"
          color="yellow"
          mb="md"
          py="xs"
          icon={<IconPlugConnectedX />}
        >
          {text.shell.state.stale(formatTime(query.dataUpdatedAt, "clockSeconds", { language }))}
        </Alert>
      )}
      {children(query.data)}
    </>
  );
}

export function Lines({ count }: { readonly count: number }) {
  return (
    <Stack gap="sm">
      {Array.from({ length: count }, (_, line) => (
        <Skeleton key={line} height={34} radius="sm" />
      ))}
    </Stack>
  );
}
