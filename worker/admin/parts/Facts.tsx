// Pairs of a name and what it is, in columns as the room allows.
import type { ReactNode } from "react";
import classes from "./facts.module.css";

export type Fact = readonly [label: string, value: ReactNode];

export function Facts({ facts, minWidth = 190 }: { facts: readonly Fact[]; minWidth?: number }) {
  return (
    <dl
      className={classes["facts"]}
      style={{ gridTemplateColumns: `repeat(auto-fill, minmax(${minWidth}px, 1fr))` }}
    >
      {facts.map(([label, value]) => (
        <div key={label} className={classes["fact"]}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
