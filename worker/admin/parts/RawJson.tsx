// A JSON value as it came, folded away below the words that explain it.
import { useText } from "../text/language.tsx";
import classes from "./rawJson.module.css";

export function RawJson({ value, label }: { readonly value: unknown; readonly label?: string }) {
  const { commands } = useText();
  return (
    <details className={classes["fold"]}>
      <summary>{label ?? commands.rawAnswer}</summary>
      <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
    </details>
  );
}
