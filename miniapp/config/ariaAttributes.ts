// What the mini-programs' screen readers understand, and Taro's templates leave out.

/** Defaults in Taro's own notation: an attribute never set is read as empty or false, not "undefined". */
const text = "''";
const off = "!1";

/** By Taro's component: both its templates and its runtime have to know. */
export const ariaAttributes = {
  View: {
    "aria-role": text,
    "aria-label": text,
    "aria-hidden": off,
    "aria-checked": off,
    "aria-disabled": off,
  },
  Input: { "aria-label": text },
  Image: { "aria-label": text },
  Textarea: { "aria-label": text },
};
