// What the editor of a station holds: the draft, and the id that a new one is to have.
import type { UseFormReturnType } from "@mantine/form";
import type { StationDraft } from "../../../../core/contract/admin/stationEditing.ts";

export type Draft = StationDraft & { readonly stationId: string };
export type StationForm = UseFormReturnType<Draft>;
