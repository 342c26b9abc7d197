// The browser's own elements, which bring their meaning to keyboards and screen readers.
import { useEffect, useId, useRef, type KeyboardEvent } from "react";
import type {
  BoxProps,
  DialogProps,
  FieldProps,
  HeadingProps,
  PictureProps,
  PressProps,
  SearchFieldProps,
  TextAreaProps,
} from "./primitiveProps.ts";

export const Box = ({ className, style, label, role, isHidden, children }: BoxProps) => (
  <div className={className} style={style} role={role} aria-label={label} aria-hidden={isHidden}>
    {children}
  </div>
);

export const Text = ({ className, isHidden, children }: BoxProps) => (
  <span className={className} aria-hidden={isHidden}>
    {children}
  </span>
);

export const Heading = ({ level, className, children }: HeadingProps) => {
  const Tag = `h${level}` as const;
  return <Tag className={`bare-heading ${className ?? ""}`}>{children}</Tag>;
};

export const Press = (props: PressProps) => (
  <button
    type="button"
    className={`bare ${props.className ?? ""}`}
    onClick={props.onPress}
    disabled={props.isDisabled}
    aria-label={props.label}
    role={props.isChosen === undefined ? undefined : (props.choice ?? "radio")}
    aria-checked={props.isChosen}
    aria-current={props.isCurrent === true ? "page" : undefined}
  >
    {props.children}
  </button>
);

export const Field = (props: FieldProps) => {
  const id = useId();
  return (
    <div className="stack-tight">
      <label className="field-label" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        className={props.error === null ? "field" : "field field-bad"}
        value={props.value}
        maxLength={props.maxLength}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        aria-describedby={`${id}-hint`}
        aria-invalid={props.error !== null}
        onChange={(event) => props.onInput(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) props.onEnter();
        }}
      />
      <div id={`${id}-hint`} className={props.error === null ? "quiet" : "field-error"}>
        {props.error ?? props.hint}
      </div>
    </div>
  );
};

export const TextArea = (props: TextAreaProps) => {
  const id = useId();
  return (
    <div className="stack-tight">
      <label className="field-label" htmlFor={id}>
        {props.label}
      </label>
      <textarea
        id={id}
        className="field field-area"
        value={props.value}
        maxLength={props.maxLength}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onInput(event.target.value)}
      />
      <div id={`${id}-hint`} className="quiet">
        {props.hint}
      </div>
    </div>
  );
};

/** Without a label that is seen: the magnifying glass beside it says what it is for. */
export const SearchField = (props: SearchFieldProps) => (
  <input
    type="search"
    className="search-input"
    aria-label={props.label}
    placeholder={props.placeholder}
    value={props.value}
    maxLength={props.maxLength}
    autoComplete="off"
    spellCheck={false}
    enterKeyHint="search"
    onChange={(event) => props.onInput(event.target.value)}
    onKeyDown={(event) => {
      if (event.key === "Enter" && !event.nativeEvent.isComposing) props.onEnter();
    }}
  />
);

export const Picture = ({ url, label, className }: PictureProps) => (
  <img src={url} alt={label} className={className} loading="lazy" />
);

const focusable = "button:not(:disabled), input, textarea, [href]";

/** Takes the focus, keeps it inside, closes by Escape, and gives the focus back. */
export const Dialog = ({ title, onClose, children }: DialogProps) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === "Escape") return onClose();
    if (event.key !== "Tab" || box.current === null) return;
    const inside = Array.from(box.current.querySelectorAll<HTMLElement>(focusable));
    const edge = event.shiftKey ? inside[0] : inside.at(-1);
    if (document.activeElement !== edge && document.activeElement !== box.current) return;
    event.preventDefault();
    (event.shiftKey ? inside.at(-1) : inside[0])?.focus();
  };
  return (
    <div className="sheet-shade" onClick={onClose}>
      <div
        ref={box}
        className="sheet"
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={onKey}
      >
        {children}
      </div>
    </div>
  );
};
