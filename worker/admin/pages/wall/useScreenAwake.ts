// Keeps the screen from going dark while the page is shown, where the browser lets a page do that.
import { useEffect } from "react";

export function useScreenAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const hold = async (): Promise<void> => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      // Refused on low battery or by the system's rules: then the screen does as it is told there.
      lock = await navigator.wakeLock.request("screen").catch(() => null);
    };
    const again = (): void => void hold();
    again();
    document.addEventListener("visibilitychange", again);
    return () => {
      document.removeEventListener("visibilitychange", again);
      void lock?.release();
    };
  }, []);
}
