// A link that sets a password, shown this once, to be passed on.
import { Button, Group, Stack, Text } from "@mantine/core";
import { formatTime } from "../../format/time.ts";
import { Secret } from "../../parts/Secret.tsx";
import { useLanguage } from "../../text/language.tsx";

type Props = {
  readonly link: { readonly url: string; readonly expiresAtMs: number };
  readonly lead: string;
  readonly onClose: () => void;
};

export function LinkHandover({ link, lead, onClose }: Props) {
  const { text, language } = useLanguage();
  const words = text.people.invite;
  return (
    <Stack gap="sm">
      <Text size="sm">{lead}</Text>
      <Secret lines={[{ label: words.link, value: link.url }]} hint={words.shownOnce} />
      <Text size="sm" className="z-quiet">
        {words.validUntil(formatTime(link.expiresAtMs, "yearDayClock", { language }))}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>{words.done}</Button>
      </Group>
    </Stack>
  );
}
