// A call that is waited for only so long.

/** Rejects when the promise takes longer; what it still does after that is not waited for. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const answer = await answerWithin(ms, promise);
  if (answer === null) throw new Error(`no answer within ${ms} ms`);
  return answer.value;
}

/** False when it takes longer; it goes on by itself then. Rejects as the promise does until then. */
export const doneWithin = async (ms: number, promise: Promise<unknown>): Promise<boolean> =>
  (await answerWithin(ms, promise)) !== null;

async function answerWithin<T>(
  ms: number,
  promise: Promise<T>,
): Promise<{ readonly value: T } | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([promise.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
