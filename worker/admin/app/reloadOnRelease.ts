// After a release the files of pages not yet fetched are gone: a page that cannot fetch its own is
// loaded anew, at most once a minute, so that a lost connection does not make it spin.

const REST_MS = 60_000;
const STORED_AS = "zhuang-admin-reloaded-at";

export function reloadOnRelease(): void {
  window.addEventListener("vite:preloadError", () => {
    const reloadedAtMs = Number(sessionStorage.getItem(STORED_AS) ?? 0);
    if (Date.now() - reloadedAtMs < REST_MS) return;
    sessionStorage.setItem(STORED_AS, String(Date.now()));
    window.location.reload();
  });
}
