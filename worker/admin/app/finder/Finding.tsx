// The button and the keys that open the search and the list of keys, each fetched when first wanted.
import { UnstyledButton } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useText } from "../../text/language.tsx";
import classes from "../shell.module.css";
import { findKeys } from "./keys.ts";

const Finder = lazy(() => import("./Finder.tsx"));
const KeysDialog = lazy(() => import("./KeysDialog.tsx"));

export function Finding() {
  const { finder } = useText().shell;
  const [timesOpened, setTimesOpened] = useState(0);
  const [isListing, keys] = useDisclosure(false);
  const find = (): void => setTimesOpened((times) => times + 1);
  // These keys type nothing, so that they work from within a field too.
  useHotkeys([["mod+K", find]], []);
  useHotkeys([
    ["/", find],
    ["shift+?", keys.open],
  ]);
  return (
    <>
      <UnstyledButton
        className={classes["find"] ?? ""}
        onClick={find}
        aria-keyshortcuts={findKeys.aria}
      >
        <IconSearch size={16} aria-hidden />
        {finder.open}
        <kbd aria-hidden>{findKeys.shown}</kbd>
      </UnstyledButton>
      <Suspense>
        {timesOpened > 0 && <Finder timesOpened={timesOpened} onListKeys={keys.open} />}
        {isListing && <KeysDialog onClose={keys.close} />}
      </Suspense>
    </>
  );
}
