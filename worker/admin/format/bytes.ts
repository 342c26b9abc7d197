// Sizes of files, as people read them.

const units = ["B", "KB", "MB", "GB"] as const;

export function formatBytes(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const size = bytes / 1024 ** step;
  return `${size.toFixed(step === 0 || size >= 100 ? 0 : 1)} ${units[step] ?? "B"}`;
}
