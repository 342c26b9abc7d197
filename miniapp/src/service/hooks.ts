// How pages load, act and keep fresh.
import { useCallback, useEffect, useRef, useState } from "react";
import { useDidHide, useDidShow } from "@tarojs/taro";
import type { CallRefusal } from "../../../core/contract/client.ts";
import type { Result } from "../../../core/result.ts";
import { onForeground } from "../platform/device.ts";

export type Loaded<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly refusal: CallRefusal }
  /** `stale` is why the last refresh failed; the value is from before. */
  | { readonly kind: "ready"; readonly value: T; readonly stale: CallRefusal | null };

export type Loading<T> = {
  readonly state: Loaded<T>;
  readonly reload: () => Promise<void>;
  readonly put: (value: T) => void;
};

/** The newest value, for work that runs later than the drawing that made it. */
export function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

const loading = { kind: "loading" } as const;

function after<T>(before: Loaded<T>, answer: Result<T, CallRefusal>): Loaded<T> {
  if (answer.ok) return { kind: "ready", value: answer.value, stale: null };
  if (before.kind === "ready") return { ...before, stale: answer.error };
  return { kind: "failed", refusal: answer.error };
}

/**
 * Loads when `key` changes (null: not yet) and on `reload`; an answer that was overtaken is dropped.
 * A failed reload keeps what was there.
 */
export function useLoaded<T>(
  key: string | null,
  load: () => Promise<Result<T, CallRefusal>>,
): Loading<T> {
  const [kept, setKept] = useState<{ readonly key: string | null; readonly state: Loaded<T> }>({
    key,
    state: loading,
  });
  const turns = useRef(0);
  const loader = useLatest(load);

  const run = useCallback(async () => {
    turns.current += 1;
    const turn = turns.current;
    const answer = await loader.current();
    if (turn !== turns.current) return;
    setKept((before) => ({
      key,
      state: after(before.key === key ? before.state : loading, answer),
    }));
  }, [key, loader]);

  useEffect(() => {
    if (key !== null) void run();
    return () => {
      turns.current += 1;
    };
  }, [key, run]);

  const reload = useCallback(() => {
    setKept((before) => (before.state.kind === "failed" ? { ...before, state: loading } : before));
    return run();
  }, [run]);
  const put = useCallback(
    (value: T) => {
      turns.current += 1;
      setKept({ key, state: { kind: "ready", value, stale: null } });
    },
    [key],
  );
  return { state: kept.key === key ? kept.state : loading, reload, put };
}

/** True while this page is the one that is shown, the app in the foreground or not. */
export function useShown(): boolean {
  const [isShown, setShown] = useState(true);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  return isShown;
}

/** True while this page is on screen and the app in the foreground. */
export function useOnScreen(): boolean {
  const isPageShown = useShown();
  const [isForeground, setForeground] = useState(true);
  useEffect(() => onForeground(setForeground), []);
  return isPageShown && isForeground;
}

/**
 * Runs `work` every `everyMs` while `isOn`, and at once when it comes on again after having been
 * off; with `atOnce` the first time too.
 */
export function useEvery(everyMs: number, isOn: boolean, work: () => void, atOnce = false): void {
  const current = useLatest(work);
  const isDue = useRef(atOnce);
  useEffect(() => {
    if (!isOn) {
      isDue.current = true;
      return undefined;
    }
    if (isDue.current) current.current();
    isDue.current = false;
    const timer = setInterval(() => current.current(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isOn, current]);
}

/** An action that a second tap while it runs cannot start again. */
export function useAction(work: () => Promise<void>): {
  readonly run: () => void;
  readonly isRunning: boolean;
} {
  const [isRunning, setRunning] = useState(false);
  const busy = useRef(false);
  const current = useLatest(work);
  const run = useCallback(() => {
    if (busy.current) return;
    busy.current = true;
    setRunning(true);
    void current.current().finally(() => {
      busy.current = false;
      setRunning(false);
    });
  }, [current]);
  return { run, isRunning };
}

/** The time, told anew every `everyMs` while on screen. */
export function useNow(everyMs: number, isOn: boolean): number {
  const [nowMs, setNow] = useState(() => Date.now());
  useEvery(everyMs, isOn, () => setNow(Date.now()));
  return nowMs;
}
