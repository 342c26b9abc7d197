// The colours that WeChat puts in for `@name`: each there in light and in dark.
import { jsonOf, type Json } from "./app.ts";
import { type BuiltFile, withExtension } from "./files.ts";

export function themeFindings(app: Json, files: readonly BuiltFile[]): readonly string[] {
  const location = app["themeLocation"];
  const theme = typeof location === "string" ? jsonOf(files, location) : null;
  const missing = typeof location === "string" && theme === null ? [`${location} is missing`] : [];
  const used = withExtension(files, ".json")
    .filter((file) => file.path !== location)
    .flatMap((file) => [...file.text().matchAll(/:\s*"@(\w+)"/g)].map(([, name = ""]) => name));
  const looks = ["light", "dark"] as const;
  return [
    ...missing,
    ...[...new Set(used)].flatMap((name) =>
      looks
        .filter((look) => !(name in Object(theme?.[look])))
        .map((look) => `@${name} has no colour in ${look}`),
    ),
  ];
}
