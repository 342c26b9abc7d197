// An address that leads nowhere.
import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link } from "wouter";
import { Empty } from "../parts/Empty.tsx";
import { Page } from "../parts/Page.tsx";
import { useText } from "../text/language.tsx";

export function NotFound() {
  const { state } = useText().shell;
  return (
    <Page title={state.notFoundTitle}>
      <Empty icon={<IconMapOff size={36} />} title={state.notFoundTitle} hint={state.notFound}>
        <Button mt="sm" component={Link} href="/">
          {state.backToOverview}
        </Button>
      </Empty>
    </Page>
  );
}
