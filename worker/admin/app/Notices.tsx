// Where short notices appear; the cross that closes one has a name in the reader's language.
import { MantineThemeProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useMemo } from "react";
import { useText } from "../text/language.tsx";

export function Notices() {
  const { shell } = useText();
  const named = useMemo(() => {
    const closeButtonProps = { "aria-label": shell.close };
    return { components: { Notification: { defaultProps: { closeButtonProps } } } };
  }, [shell]);
  return (
    <MantineThemeProvider theme={named} inherit>
      <Notifications position="top-right" />
    </MantineThemeProvider>
  );
}
