// A word on a coloured ground; the word carries the meaning, the colour only helps.
import type { ReactNode } from "react";
import { Text } from "./primitives.tsx";

export type Tone = "plain" | "good" | "warn" | "bad" | "info";

export const Tag = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => (
  <Text className={`tag tag-${tone}`}>{children}</Text>
);
