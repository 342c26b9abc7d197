// Which command's form or progress is open stands in the address: ?send=stop&connector=1, ?command=ID.
import { useCallback } from "react";
import { useSearchParams } from "wouter";
import type { Values } from "./commandFields.ts";
import { type CommandName, commandNames } from "./commandNames.ts";

type Asked = { readonly name: CommandName; readonly known: Partial<Values> };

export type CommandAddress = {
  readonly asked: Asked | null;
  readonly shown: string | null;
  readonly open: (name: CommandName, known?: Partial<Values>) => void;
  readonly show: (commandId: string) => void;
  readonly close: () => void;
};

const ownNames = ["send", "connector", "operative", "reservation", "command"] as const;

function askedBy(search: URLSearchParams): Asked | null {
  const name = commandNames.find((known) => known === search.get("send"));
  if (name === undefined) return null;
  const known = ["connector", "operative", "reservation"].flatMap((field) => {
    const value = search.get(field);
    return value === null ? [] : [[field, value] as const];
  });
  return { name, known: Object.fromEntries(known) };
}

export function useCommandAddress(): CommandAddress {
  const [search, setSearch] = useSearchParams();
  const replace = useCallback(
    (own: Readonly<Record<string, string>>) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          for (const name of ownNames) next.delete(name);
          for (const [name, value] of Object.entries(own)) next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const asked = askedBy(search);
  return {
    asked,
    shown: asked === null ? search.get("command") : null,
    open: (name, known = {}) => replace({ ...known, send: name }),
    show: (commandId) => replace({ command: commandId }),
    close: () => replace({}),
  };
}
