// Signing in, whatever the address is.
import { Center, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useLocation } from "wouter";
import { Brand } from "../app/Brand.tsx";
import { LanguageSwitch } from "../app/Preferences.tsx";
import { useText } from "../text/language.tsx";
import { SignInForm } from "./SignInForm.tsx";

export default function SignIn() {
  const text = useText();
  const words = text.shell.signIn;
  const [location] = useLocation();
  useDocumentTitle(`${words.title} · ${text.shell.product}`);
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w={400} maw="100%" gap="lg">
        <Group justify="space-between">
          <Brand size={38} />
          <LanguageSwitch />
        </Group>
        <Paper p="xl" shadow="sm">
          <Title order={1} fz={22}>
            {words.title}
          </Title>
          <Text size="sm" mt={2} mb="md" className="z-quiet">
            {location === "/" ? words.lead : words.returning}
          </Text>
          <SignInForm email="" />
        </Paper>
      </Stack>
    </Center>
  );
}
