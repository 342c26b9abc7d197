// One number that matters, with its name; a link where there is more behind it.
import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import classes from "./figure.module.css";

type Props = {
  readonly label: string;
  readonly value: string;
  readonly href?: string;
  readonly tone?: "bad" | undefined;
  readonly hint?: string | undefined;
};

export function Figure({ label, value, href, tone, hint }: Props) {
  const body = (
    <>
      <span className={classes["label"]}>{label}</span>
      <span className={classes["value"]} data-tone={tone}>
        {value}
      </span>
    </>
  );
  if (href !== undefined) {
    return (
      <Link href={href} className={classes["figure"]}>
        {body}
      </Link>
    );
  }
  if (hint === undefined) return <div className={classes["figure"]}>{body}</div>;
  return (
    <Tooltip label={hint} multiline w={260}>
      <div className={classes["figure"]} tabIndex={0}>
        {body}
      </div>
    </Tooltip>
  );
}

export function Figures({ children }: { readonly children: ReactNode }) {
  return <div className={classes["figures"]}>{children}</div>;
}
