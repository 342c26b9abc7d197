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

/**
 * Loads when `key` changes (null: not yet) and on `reload`; an answer that was overtaken is dropped.
 * A failed reload keeps what was there.
 */
export function useLoaded<T>(
  key: string | null,
  load: () => Promise<Result<T, CallRefusal>>,
): Loading<T> {
  const [state, setState] = useState<Loaded<T>>({ kind: "loading" });
  const latest = useRef(0);
  const loader = useRef(load);
  loader.current = load;

  const run = useCallback(async (isFirst: boolean) => {
    const turn = (latest.current += 1);
    if (isFirst) setState({ kind: "loading" });
    const answer = await loader.current();
    if (turn !== latest.current) return;
    setState((before) => {
      if (answer.ok) return { kind: "ready", value: answer.value, stale: null };
      if (before.kind === "ready") return { ...before, stale: answer.error };
      return { kind: "failed", refusal: answer.error };
    });
  }, []);

  useEffect(() => {
    if (key !== null) void run(true);
    return () => {
      latest.current += 1;
    };
  }, [key, run]);

  const put = useCallback((value: T) => {
    latest.current += 1;
    setState({ kind: "ready", value, stale: null });
  }, []);
  return { state, reload: useCallback(() => run(false), [run]), put };
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

/** Runs `work` every `everyMs` while `isOn`, and at once when it comes on again after having been off. */
export function useEvery(everyMs: number, isOn: boolean, work: () => void): void {
  const current = useRef(work);
  current.current = work;
  const wasOff = useRef(false);
  useEffect(() => {
    if (!isOn) {
      wasOff.current = true;
      return undefined;
    }
    if (wasOff.current) current.current();
    wasOff.current = false;
    const timer = setInterval(() => current.current(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isOn]);
}

/** An action that a second tap while it runs cannot start again. */
export function useAction(work: () => Promise<void>): {
  readonly run: () => void;
  readonly isRunning: boolean;
} {
  const [isRunning, setRunning] = useState(false);
  const busy = useRef(false);
  const current = useRef(work);
  current.current = work;
  const run = useCallback(() => {
    if (busy.current) return;
    busy.current = true;
    setRunning(true);
    void current.current().finally(() => {
      busy.current = false;
      setRunning(false);
    });
  }, []);
  return { run, isRunning };
}

/** The time, told anew every `everyMs` while on screen. */
export function useNow(everyMs: number, isOn: boolean): number {
  const [nowMs, setNow] = useState(() => Date.now());
  useEvery(everyMs, isOn, () => setNow(Date.now()));
  return nowMs;
}
