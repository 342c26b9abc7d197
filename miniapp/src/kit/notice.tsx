// Something the driver should know here, with a way on where there is one.
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { Box, Press } from "./primitives.tsx";
import type { Tone } from "./tag.tsx";

export type NoticeProps = {
  readonly tone: Exclude<Tone, "plain">;
  readonly children: ReactNode;
  readonly action?: { readonly label: string; readonly onPress: () => void };
};

export const Notice = ({ tone, children, action }: NoticeProps) => (
  <Box className={`notice notice-${tone}`} role="status">
    <Icon name={tone === "good" ? "check" : tone === "info" ? "info" : "alert"} />
    <Box className="grow">
      <Box>{children}</Box>
      {action === undefined ? null : (
        <Press className="link" onPress={action.onPress}>
          {action.label}
        </Press>
      )}
    </Box>
  </Box>
);
