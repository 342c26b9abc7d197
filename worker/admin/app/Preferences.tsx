// Language and appearance, both remembered by the browser.
import {
  Button,
  Group,
  SegmentedControl,
  useMantineColorScheme,
  VisuallyHidden,
} from "@mantine/core";
import { IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from "@tabler/icons-react";
import { useLanguage } from "../text/language.tsx";

export function LanguageSwitch() {
  const { text, language, choose } = useLanguage();
  return (
    <Button
      variant="subtle"
      color="gray"
      c="var(--mantine-color-text)"
      size="compact-sm"
      leftSection={<IconLanguage size={16} />}
      title={text.shell.switchLanguage}
      lang={language === "zh" ? "en" : "zh-CN"}
      onClick={() => choose(language === "zh" ? "en" : "zh")}
    >
      {text.shell.otherLanguage}
    </Button>
  );
}

const appearances = [
  { value: "auto", Icon: IconDeviceDesktop },
  { value: "light", Icon: IconSun },
  { value: "dark", Icon: IconMoon },
] as const;

export function Preferences() {
  const { text } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Group justify="space-between" gap={4} wrap="nowrap" mb={6}>
      <LanguageSwitch />
      <SegmentedControl
        size="xs"
        aria-label={text.shell.theme.label}
        value={colorScheme}
        onChange={(value) => setColorScheme(value)}
        data={appearances.map(({ value, Icon }) => ({
          value,
          label: (
            <span title={text.shell.theme[value]} style={{ display: "flex" }}>
              <Icon size={14} aria-hidden />
              <VisuallyHidden>{text.shell.theme[value]}</VisuallyHidden>
            </span>
          ),
        }))}
      />
    </Group>
  );
}
