// A state as a coloured dot and its word: the word carries the meaning, the colour helps the eye.
import type { ReactNode } from "react";
import classes from "./mark.module.css";

export type Tone = "good" | "busy" | "held" | "warn" | "bad" | "idle";

export function Mark({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={classes["mark"]}>
      <span className={classes["dot"]} data-tone={tone} aria-hidden />
      {children}
    </span>
  );
}
