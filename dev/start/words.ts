// Everything `npm start` and its verbs say, in Chinese and English: whoever starts the platform may
// read either.
export type Words = readonly [zh: string, en: string];

export const say = ([zh, en]: Words, mark = " "): void => {
  console.log(`${mark} ${zh}\n  ${en}`);
};

/** A step under way, on one line. */
export const step = ([zh, en]: Words): void => {
  console.log(`⏳ ${zh} / ${en}`);
};

/** What a person can put right, said without a stack. */
export class Complaint extends Error {
  readonly words: Words;

  constructor(words: Words) {
    super(words[1]);
    this.words = words;
  }
}

export function complain(error: unknown): void {
  if (error instanceof Complaint) {
    console.error(`\n✗ ${error.words[0]}\n✗ ${error.words[1]}\n`);
  } else console.error(error);
}
