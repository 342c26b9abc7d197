// A picture that only repeats what the words beside it say.
import { Box } from "./primitives.tsx";

export type IconName =
  | "pin"
  | "list"
  | "me"
  | "scan"
  | "back"
  | "next"
  | "check"
  | "bolt"
  | "alert"
  | "info"
  | "phone"
  | "way"
  | "close"
  | "plug"
  | "wallet"
  | "map"
  | "filter"
  | "search"
  | "star"
  | "heart"
  | "heartOn"
  | "clock"
  | "camera"
  | "locate"
  | "bell"
  | "calendar"
  | "add";

export const Icon = ({ name }: { readonly name: IconName }) => (
  <Box className={`icon icon-${name}`} isHidden />
);
