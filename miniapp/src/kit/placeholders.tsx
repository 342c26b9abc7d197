// What stands where content is not: on its way, none there, or not loaded.
import type { ReactNode } from "react";
import type { CallRefusal } from "../../../core/contract/client.ts";
import { refusalText } from "../service/api.ts";
import { useText } from "../service/language.ts";
import { toRoot } from "../service/navigate.ts";
import { Button } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { Box, Heading } from "./primitives.tsx";

/** Cards in outline, as many as are likely to come. */
export const Skeleton = ({ cards }: { readonly cards: number }) => {
  const text = useText();
  return (
    <Box className="stack" role="status" label={text.common.loading}>
      {Array.from({ length: cards }, (_, index) => (
        <Box key={index} className="card" isHidden>
          <Box className="bone bone-1" />
          <Box className="bone bone-2" />
          <Box className="bone bone-3" />
        </Box>
      ))}
    </Box>
  );
};

export type EmptyProps = {
  readonly icon: IconName;
  readonly title: string;
  readonly hint: string;
  readonly children?: ReactNode;
};

export const Empty = ({ icon, title, hint, children }: EmptyProps) => (
  <Box className="empty">
    <Box className="empty-mark" isHidden>
      <Icon name={icon} />
    </Box>
    <Heading level={2} className="section-title">
      {title}
    </Heading>
    <Box className="quiet">{hint}</Box>
    {children}
  </Box>
);

export type FailureProps = { readonly refusal: CallRefusal; readonly onRetry: () => void };

export const Failure = ({ refusal, onRetry }: FailureProps) => {
  const text = useText();
  const instance = refusal.kind === "problem" ? refusal.problem.instance : undefined;
  // What is not there will not be there on a second try either.
  const isMissing = refusal.kind === "problem" && refusal.problem.status === 404;
  return (
    <Empty icon="alert" title={text.errors.title} hint={refusalText(text, refusal)}>
      {instance === undefined ? null : (
        <Box className="quiet small">{text.errors.supportCode(instance)}</Box>
      )}
      <Button kind="plain" onPress={onRetry}>
        {text.common.retry}
      </Button>
      {isMissing ? <Button onPress={() => toRoot("stations")}>{text.common.home}</Button> : null}
    </Empty>
  );
};
