// The frame around every page: the way to each part at the side, oneself and one's settings below it.
import { AppShell, Burger, Group, ScrollArea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { useText } from "../text/language.tsx";
import { Account } from "./Account.tsx";
import { Brand } from "./Brand.tsx";
import { Finding } from "./finder/Finding.tsx";
import { Places } from "./Places.tsx";
import { Preferences } from "./Preferences.tsx";

/** Who goes to another page by keyboard or ear begins at its top, not where the link was. */
function useFocusOnNewPage(location: string): void {
  const shown = useRef(location);
  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    window.scrollTo(0, 0);
    document.getElementById("content")?.focus({ preventScroll: true });
  }, [location]);
}

export function Shell({ children }: { readonly children: ReactNode }) {
  const { shell } = useText();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const [location] = useLocation();
  useEffect(close, [location, close]);
  useFocusOnNewPage(location);
  return (
    <AppShell
      navbar={{ width: 208, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
      header={{ height: { base: 52, sm: 0 } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <a href="#content" className="z-skip">
        {shell.skipToContent}
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="sm">
          <Burger opened={isOpen} onClick={toggle} size="sm" aria-label={shell.openMenu} />
          <Brand size={26} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar bg="var(--z-nav)">
        <AppShell.Section p="md" visibleFrom="sm">
          <Brand />
        </AppShell.Section>
        <AppShell.Section px="xs" pb="xs" pt={{ base: "xs", sm: 0 }}>
          <Finding />
        </AppShell.Section>
        <AppShell.Section grow component={ScrollArea} px="xs">
          <Places />
        </AppShell.Section>
        <AppShell.Section p="xs">
          <Preferences />
          <Account />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ outline: "none" }}>
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
