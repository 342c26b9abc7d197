// The keys of the admin, as the reader's machine names them.
const isMac = /mac/i.test(navigator.userAgent);

const modifier = isMac ? "⌘" : "Ctrl";

export const findKeys = {
  shown: `${modifier} K`,
  aria: isMac ? "Meta+K" : "Control+K",
} as const;

export const shortcuts = [
  { key: "find", keys: [[modifier, "K"], ["/"]] },
  { key: "keys", keys: [["?"]] },
  { key: "move", keys: [["↑"], ["↓"]] },
  { key: "go", keys: [["Enter"]] },
  { key: "close", keys: [["Esc"]] },
] as const;
