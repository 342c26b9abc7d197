// The mini-programs' elements, with what their screen readers understand.
import { Image, Input, Text as TaroText, Textarea, View } from "@tarojs/components";
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

type Aria = {
  readonly "aria-role"?: string;
  readonly "aria-label"?: string;
  readonly "aria-hidden"?: boolean;
  readonly "aria-checked"?: boolean;
  readonly "aria-disabled"?: boolean;
};
/** Only what is set is handed on: the platforms read an undefined attribute aloud. */
const aria = (props: { readonly [K in keyof Aria]: Aria[K] | undefined }): Aria =>
  Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));

export const Box = ({ className, style, label, role, isHidden, children }: BoxProps) => (
  <View
    {...(className === undefined ? {} : { className })}
    {...(style === undefined ? {} : { style })}
    {...aria({ "aria-role": role, "aria-label": label, "aria-hidden": isHidden })}
  >
    {children}
  </View>
);

export const Text = ({ className, children }: BoxProps) => (
  <TaroText {...(className === undefined ? {} : { className })}>{children}</TaroText>
);

export const Heading = ({ className, children }: HeadingProps) => (
  <View {...(className === undefined ? {} : { className })} {...aria({ "aria-role": "heading" })}>
    {children}
  </View>
);

export const Press = (props: PressProps) => (
  <View
    className={props.className ?? ""}
    hoverClass={props.isDisabled === true ? "none" : "pressed"}
    hoverStayTime={80}
    onClick={() => {
      if (props.isDisabled !== true) props.onPress();
    }}
    {...aria({
      "aria-role": props.isChosen === undefined ? "button" : (props.choice ?? "radio"),
      "aria-label": props.label,
      "aria-checked": props.isChosen,
      "aria-disabled": props.isDisabled,
    })}
  >
    {props.children}
  </View>
);

export const Field = (props: FieldProps) => (
  <View className="stack-tight">
    <TaroText className="field-label">{props.label}</TaroText>
    <Input
      className={props.error === null ? "field" : "field field-bad"}
      value={props.value}
      maxlength={props.maxLength}
      confirmType="go"
      onInput={(event) => props.onInput(event.detail.value)}
      onConfirm={props.onEnter}
      {...aria({ "aria-label": props.label })}
    />
    <View className={props.error === null ? "quiet" : "field-error"}>
      {props.error ?? props.hint}
    </View>
  </View>
);

export const TextArea = (props: TextAreaProps) => (
  <View className="stack-tight">
    <TaroText className="field-label">{props.label}</TaroText>
    <Textarea
      className="field field-area"
      value={props.value}
      maxlength={props.maxLength}
      onInput={(event) => props.onInput(event.detail.value)}
      {...aria({ "aria-label": props.label })}
    />
    <View className="quiet">{props.hint}</View>
  </View>
);

export const SearchField = (props: SearchFieldProps) => (
  <Input
    className="search-input"
    placeholder={props.placeholder}
    value={props.value}
    maxlength={props.maxLength}
    confirmType="search"
    onInput={(event) => props.onInput(event.detail.value)}
    onConfirm={props.onEnter}
    {...aria({ "aria-label": props.label })}
  />
);

export const Picture = ({ url, label, className }: PictureProps) => (
  <Image
    src={url}
    mode="aspectFill"
    lazyLoad
    className={className}
    {...aria({ "aria-label": label })}
  />
);

export const Dialog = ({ title, onClose, children }: DialogProps) => (
  <View className="sheet-shade" onClick={onClose} catchMove>
    <View
      className="sheet"
      onClick={(event) => event.stopPropagation()}
      {...aria({ "aria-role": "dialog", "aria-label": title })}
    >
      {children}
    </View>
  </View>
);
