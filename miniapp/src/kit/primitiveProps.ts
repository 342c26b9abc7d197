// What the primitives of every platform take.
import type { CSSProperties, ReactNode } from "react";

export type BoxProps = {
  readonly className?: string;
  readonly style?: CSSProperties;
  /** Read out instead of the content; with `role` where the content is a picture. */
  readonly label?: string;
  readonly role?:
    | "img"
    | "radiogroup"
    | "group"
    | "status"
    | "list"
    | "listitem"
    | "navigation"
    | "main"
    | "banner";
  readonly isHidden?: boolean;
  readonly children?: ReactNode;
};

export type PressProps = {
  readonly className?: string;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  readonly label?: string;
  /** Chosen or not: one of a group, unless `choice` says otherwise. */
  readonly isChosen?: boolean;
  readonly choice?: "radio" | "checkbox" | "switch";
  /** The page that is shown, among the tabs. */
  readonly isCurrent?: boolean;
  readonly children?: ReactNode;
};

export type HeadingProps = {
  readonly level: 1 | 2 | 3;
  readonly className?: string;
  readonly children: ReactNode;
};

export type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onEnter: () => void;
  readonly hint: string;
  readonly error: string | null;
  readonly maxLength: number;
};

export type TextAreaProps = Pick<FieldProps, "label" | "value" | "onInput" | "hint" | "maxLength">;

export type SearchFieldProps = Pick<FieldProps, "label" | "value" | "onInput" | "onEnter"> & {
  readonly placeholder: string;
  readonly maxLength: number;
};

export type PictureProps = {
  readonly url: string;
  /** What it shows, for those who do not see it. */
  readonly label: string;
  readonly className: string;
};

export type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};
