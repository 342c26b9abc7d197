// What one version does differently from another, in words.
import { List, Text } from "@mantine/core";
import type { TariffContent } from "../../../../core/contract/admin/tariffs.ts";
import { tariffChanges } from "../../../../core/pricing/tariffChanges.ts";
import { useText } from "../../text/language.tsx";
import { changeInWords } from "./tariffWords.ts";

type Props = { readonly before: TariffContent | null; readonly after: TariffContent };

export function Changes({ before, after }: Props) {
  const text = useText();
  if (before === null) return <Text size="sm">{text.tariffs.firstVersion}</Text>;
  const lines = tariffChanges(before, after).flatMap((change) => changeInWords(change, text));
  if (lines.length === 0) return <Text size="sm">{text.tariffs.noChanges}</Text>;
  return (
    <List size="sm" spacing={2}>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  );
}
