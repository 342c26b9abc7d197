// A person's search text as a LIKE pattern, for `like … escape '\'`.

/** Found anywhere in the text; the pattern's own characters stand for themselves. */
export const likePattern = (search: string): string =>
  `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
