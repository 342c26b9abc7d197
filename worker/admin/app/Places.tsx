// The way to each part of the admin, in groups that can be folded; the browser remembers which are.
import { NavLink, UnstyledButton } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconChevronDown } from "@tabler/icons-react";
import { useId } from "react";
import { Link, useLocation } from "wouter";
import { useStaff } from "../api/session.ts";
import { useText } from "../text/language.tsx";
import { navigationOf, placeOf, type Place } from "./navigation.ts";
import classes from "./shell.module.css";

/** There are more places than fit at the side. */
const bringIntoView = (place: HTMLElement | null): void =>
  place?.scrollIntoView({ block: "nearest" });

export function Places() {
  const { shell } = useText();
  const [location] = useLocation();
  const shown = navigationOf(useStaff().role);
  const here = placeOf(shown, location);
  const [folded, setFolded] = useLocalStorage<readonly string[]>({
    key: "zhuang-admin-folded",
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const toggle = (key: string): void =>
    setFolded((before) =>
      before.includes(key) ? before.filter((one) => one !== key) : [...before, key],
    );
  return (
    <nav aria-label={shell.nav.label}>
      {shown.map(({ key, places }) => (
        <PlaceGroup
          key={key}
          label={shell.navGroup[key]}
          places={places}
          here={here}
          isFolded={folded.includes(key)}
          onToggle={() => toggle(key)}
        />
      ))}
    </nav>
  );
}

type Props = {
  readonly label: string;
  readonly places: readonly Place[];
  readonly here: Place | null;
  readonly isFolded: boolean;
  readonly onToggle: () => void;
};

/** A folded group still shows where one is. */
function PlaceGroup({ label, places, here, isFolded, onToggle }: Props) {
  const { shell } = useText();
  const listId = useId();
  const shown = isFolded ? places.filter((place) => place === here) : places;
  return (
    <div className={classes["group"]}>
      <UnstyledButton
        className={classes["groupName"] ?? ""}
        aria-expanded={!isFolded}
        aria-controls={listId}
        onClick={onToggle}
      >
        {label}
        <IconChevronDown size={14} aria-hidden data-folded={isFolded || undefined} />
      </UnstyledButton>
      <div id={listId}>
        {shown.map((place) => {
          const { key, href, Icon } = place;
          return (
            <NavLink
              key={key}
              ref={place === here ? bringIntoView : null}
              component={Link}
              href={href}
              active={place === here}
              aria-current={place === here ? "page" : undefined}
              label={shell.nav[key]}
              leftSection={<Icon size={18} stroke={1.7} />}
              className={classes["place"] ?? ""}
            />
          );
        })}
      </div>
    </div>
  );
}
