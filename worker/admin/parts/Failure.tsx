// What a failed call says to a person, and the way to try again.
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconRefresh } from "@tabler/icons-react";
import { CallError } from "../api/ask.ts";
import { useText, wordFor } from "../text/language.tsx";
import type { Text as Catalogue } from "../text/zh.ts";

/** The platform's refusal in the operator's words, or why nothing came back. */
export function explain(error: unknown, text: Catalogue): string {
  if (!(error instanceof CallError)) return text.shell.state.crashed;
  const { refusal } = error;
  if (refusal.kind === "problem")
    return wordFor(text.problems, refusal.problem.code) ?? refusal.problem.title;
  return refusal.reason.startsWith("unexpected answer")
    ? text.shell.state.unreadable
    : text.shell.state.offline;
}

/** For support, where the platform itself failed; a plain refusal needs none. */
const requestIdOf = (error: unknown): string | undefined => {
  if (!(error instanceof CallError) || error.refusal.kind !== "problem") return undefined;
  const { status, instance } = error.refusal.problem;
  return status < 500 ? undefined : instance?.replace("urn:request:", "");
};

type Props = { readonly error: unknown; readonly title?: string; readonly onRetry?: () => void };

export function Failure({ error, title, onRetry }: Props) {
  const text = useText();
  const { state } = text.shell;
  const requestId = requestIdOf(error);
  return (
    <Alert
      role="alert"
      variant="outline"
      color="red"
      icon={<IconAlertTriangle />}
      title={title ?? state.failedTitle}
    >
      <Text size="sm">{explain(error, text)}</Text>
      {requestId !== undefined && (
        <Text size="xs" mt={4} className="z-quiet">
          {state.requestId(requestId)}
        </Text>
      )}
      {onRetry !== undefined && (
        <Group mt="sm">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={15} />}
            onClick={onRetry}
          >
            {state.retry}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
