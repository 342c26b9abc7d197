// The frame around every page: the way to each part at the side, oneself and one's settings below it.
import { AppShell, Burger, Group, NavLink, ScrollArea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconAlertTriangle,
  IconBuildingStore,
  IconCalendarTime,
  IconChargingPile,
  IconLayoutDashboard,
  IconMessageReport,
  IconReceipt,
  IconShieldLock,
} from "@tabler/icons-react";
import { type ReactNode, useEffect } from "react";
import { Link, useLocation } from "wouter";
import { useStaff } from "../api/session.ts";
import { useText } from "../text/language.tsx";
import type { Text } from "../text/zh.ts";
import { Account } from "./Account.tsx";
import { Brand } from "./Brand.tsx";
import { Preferences } from "./Preferences.tsx";
import classes from "./shell.module.css";

const places = [
  { key: "overview", href: "/", Icon: IconLayoutDashboard },
  { key: "stations", href: "/stations", Icon: IconBuildingStore },
  { key: "piles", href: "/piles", Icon: IconChargingPile },
  { key: "orders", href: "/orders", Icon: IconReceipt },
  { key: "reservations", href: "/reservations", Icon: IconCalendarTime },
  { key: "faults", href: "/faults", Icon: IconAlertTriangle },
  { key: "reports", href: "/reports", Icon: IconMessageReport },
  { key: "security", href: "/security", Icon: IconShieldLock },
] as const satisfies readonly {
  key: keyof Text["shell"]["nav"];
  href: string;
  Icon: typeof IconReceipt;
}[];

export function Shell({ children }: { readonly children: ReactNode }) {
  const { shell } = useText();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const [location] = useLocation();
  useEffect(close, [location, close]);
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

function Places() {
  const { shell } = useText();
  const staff = useStaff();
  const [location] = useLocation();
  const isHere = (href: string): boolean =>
    href === "/" ? location === "/" : location.startsWith(href);
  return (
    <nav aria-label={shell.nav.label}>
      {places
        .filter(({ key }) => key !== "security" || staff.role === "owner")
        .map(({ key, href, Icon }) => (
          <NavLink
            key={key}
            component={Link}
            href={href}
            active={isHere(href)}
            aria-current={isHere(href) ? "page" : undefined}
            label={shell.nav[key]}
            leftSection={<Icon size={19} stroke={1.7} />}
            className={classes["place"] ?? ""}
            mb={2}
          />
        ))}
    </nav>
  );
}
