// A bound carries its reason, so that who meets it can judge it.

type Bound = { readonly most: number; readonly why: string };

export const bound = <const T extends Bound>(value: T): T => value;
