// A search box that reports what was typed once the typing rests.
import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useText } from "../text/language.tsx";

type Props = {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly width?: number;
  readonly error?: string | null;
};

const REST_MS = 300;

export function SearchField({ label, hint, value, onSearch, width = 260, error = null }: Props) {
  const { shell } = useText();
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  // The address may change without typing: by "back", or when the filters are cleared.
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  const report = useDebouncedCallback(onSearch, REST_MS);
  const change = (next: string): void => {
    setTyped(next);
    report(next);
  };
  return (
    <TextInput
      w={width}
      type="search"
      label={label}
      placeholder={hint}
      maxLength={64}
      error={error}
      leftSection={<IconSearch size={16} />}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      rightSection={
        typed === "" ? null : (
          <CloseButton size="sm" aria-label={shell.clearFilters} onClick={() => change("")} />
        )
      }
    />
  );
}
