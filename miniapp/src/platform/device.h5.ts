// The browser's own storage, language, visibility and network.

export const storage = {
  get: (key: string): string | null => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set: (key: string, value: string | null): void => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // A browser that refuses storage forgets the driver when the page closes, nothing worse.
    }
  },
};

export const systemLanguage = (): string => navigator.language;

export function onForeground(listener: (isForeground: boolean) => void): () => void {
  const heard = (): void => listener(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", heard);
  return () => document.removeEventListener("visibilitychange", heard);
}

export function onNetwork(listener: (isOnline: boolean) => void): () => void {
  const heard = (): void => listener(navigator.onLine);
  window.addEventListener("online", heard);
  window.addEventListener("offline", heard);
  heard();
  return () => {
    window.removeEventListener("online", heard);
    window.removeEventListener("offline", heard);
  };
}

export function setPageTitle(title: string, brand: string): void {
  document.title = `${title} - ${brand}`;
}

export function setDocumentLanguage(language: "zh" | "en"): void {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function callPhone(phone: string): void {
  location.assign(`tel:${phone.replace(/[^\d+-]/g, "")}`);
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
