// Asks the gateways about a finding's payment or refund, and says what they say.
import { Button, Group, List, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { adminAskGateway } from "../../../../../core/contract/admin/findings.ts";
import { ask } from "../../../api/ask.ts";
import { formatFen } from "../../../format/money.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { useText } from "../../../text/language.tsx";

export function AskGateway({ eventId }: { readonly eventId: string }) {
  const { books, shell, words } = useText();
  const client = useQueryClient();
  const asking = useMutation({
    mutationFn: () => ask(adminAskGateway, { eventId }),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <div aria-live="polite">
      <Group gap="sm" align="center">
        <Button
          size="xs"
          variant="default"
          loading={asking.isPending}
          onClick={() => asking.mutate()}
        >
          {books.findings.askGateway}
        </Button>
        {asking.data === undefined && (
          <Text size="xs" className="z-quiet">
            {books.findings.askGatewayHint}
          </Text>
        )}
      </Group>
      {asking.isError && <Failure error={asking.error} title={shell.state.notDone} />}
      {asking.data !== undefined && (
        <List size="sm" mt="xs">
          {asking.data.answers.map(({ way, said, amountFen }) => (
            <List.Item key={way}>
              {words.paymentWay[way]}: {books.findings.said[said]}
              {amountFen === null ? "" : ` · ${formatFen(amountFen)}`}
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
