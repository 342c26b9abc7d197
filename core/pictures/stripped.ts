/** A picture without what does not make it. */
export type Stripped = {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
};
