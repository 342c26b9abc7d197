// A browser and its system by name, from what it says of itself; nothing else of it is kept.

/** The first that fits: most say that they are others, too. */
const browsers = [
  ["edge", /\bEdgA?\//],
  ["wechat", /MicroMessenger\//],
  ["opera", /\bOPR\//],
  ["firefox", /\b(?:Firefox|FxiOS)\//],
  ["chrome", /(?:Chrome|CriOS)\//],
  ["safari", /\bSafari\//],
] as const;

const systems = [
  ["ios", /iPhone|iPad/],
  ["android", /Android/],
  ["windows", /Windows/],
  ["macos", /Mac OS X/],
  ["harmony", /HarmonyOS|OpenHarmony/],
  ["linux", /Linux|X11/],
] as const;

type Named = readonly (readonly [name: string, pattern: RegExp])[];

const firstFitting = (named: Named, text: string): string =>
  named.find(([, pattern]) => pattern.test(text))?.[0] ?? "";

/** "firefox/windows"; "/linux" or "" where it does not say. */
export function deviceOf(userAgent: string | undefined): string {
  const said = (userAgent ?? "").slice(0, 512);
  const [browser, system] = [firstFitting(browsers, said), firstFitting(systems, said)];
  return browser === "" && system === "" ? "" : `${browser}/${system}`;
}
