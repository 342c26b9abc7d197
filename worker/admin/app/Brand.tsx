// The product's mark and name.
import { Group, Text } from "@mantine/core";
import { useText } from "../text/language.tsx";

export function Brand({ size = 30 }: { readonly size?: number }) {
  const { shell } = useText();
  return (
    <Group gap={10} wrap="nowrap">
      <img src={`${import.meta.env.BASE_URL}mark.svg`} width={size} height={size} alt="" />
      <div>
        <Text fw={700} lh={1.15}>
          {shell.product}
        </Text>
        <Text size="xs" lh={1.2} className="z-quiet">
          {shell.console}
        </Text>
      </div>
    </Group>
  );
}
