// Paper is light: while the page is printed it has the light look, and what is drawn in the look's
// colours is told to draw itself anew.
const SCHEME = "data-mantine-color-scheme";

/** @returns what ends the listening */
export function onPrint({
  begin,
  end,
}: {
  readonly begin: () => void;
  readonly end: () => void;
}): () => void {
  window.addEventListener("beforeprint", begin);
  window.addEventListener("afterprint", end);
  return () => {
    window.removeEventListener("beforeprint", begin);
    window.removeEventListener("afterprint", end);
  };
}

/** Once, before anything is shown, so that it comes first. */
export function printInLightColors(): void {
  let usual: string | null = null;
  const root = document.documentElement;
  onPrint({
    begin: () => {
      usual = root.getAttribute(SCHEME);
      root.setAttribute(SCHEME, "light");
    },
    end: () => root.setAttribute(SCHEME, usual ?? "light"),
  });
}
