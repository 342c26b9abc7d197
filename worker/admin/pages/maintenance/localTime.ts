// The value of a date and time field, in the browser's own time, and back.

const two = (value: number): string => String(value).padStart(2, "0");

/** "" for none, as an empty field has it. */
export function fieldOf(atMs: number | null): string {
  if (atMs === null) return "";
  const at = new Date(atMs);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

export const timeOf = (field: string): number | null => {
  const atMs = new Date(field).getTime();
  return Number.isNaN(atMs) ? null : atMs;
};
