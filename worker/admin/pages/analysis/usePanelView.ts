// How each panel of a page is looked at, in the address: "connectors.table,stays.table".
import { useSearchParams } from "wouter";

export const panelViews = ["reasons", "chart", "table"] as const;
export type PanelView = (typeof panelViews)[number];

export function usePanelView(
  name: string,
  usual: PanelView,
): readonly [PanelView, (view: string) => void] {
  const [search, setSearch] = useSearchParams();
  const shown = (search.get("views") ?? "").split(",").filter((one) => one !== "");
  const view = panelViews.find((one) => shown.includes(`${name}.${one}`)) ?? usual;
  const set = (next: string): void =>
    setSearch(
      (before) => {
        const others = shown.filter((one) => !one.startsWith(`${name}.`));
        const views = next === usual ? others : [...others, `${name}.${next}`];
        const params = new URLSearchParams(before);
        if (views.length === 0) params.delete("views");
        else params.set("views", views.join(","));
        return params;
      },
      { replace: true },
    );
  return [view, set];
}
