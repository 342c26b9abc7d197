// A figure of today beside that of the same weekday a week ago, up to the same time of day.
import { Text } from "@mantine/core";
import { useText } from "../../text/language.tsx";

type Props = {
  readonly now: number;
  readonly before: number;
  readonly shown: (value: number) => string;
};

/** "+12%"; null beside nothing, and beside a tenth or less, where a percentage says nothing. */
export const changeOf = (now: number, before: number): string | null => {
  if (now >= before * 10) return null;
  const percent = Math.round((now / before - 1) * 100);
  return percent > 0 ? `+${percent}%` : `${percent}%`;
};

export function Compared({ now, before, shown }: Props) {
  const words = useText().pages.overview;
  const change = changeOf(now, before);
  return (
    <Text size="xs" px={10} className="z-quiet">
      {words.weekAgo(shown(before))}
      {change !== null && ` (${change})`}
    </Text>
  );
}
