// Filters of a list that a person has named, for himself.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { endpoint } from "../endpoint.ts";

const ListPage = z.string().check(z.regex(/^\/[a-z/-]{0,40}$/));
const ViewName = z.string().check(z.trim(), z.minLength(1), z.maxLength(40));

export const SavedView = z.object({ name: z.string(), query: z.string() });

export const adminListSavedViews = endpoint({
  method: "GET",
  path: "/api/v1/admin/saved-views",
  access: "staff",
  tag: "Staff",
  summary: "One's saved filters of a list",
  input: z.object({ page: ListPage }),
  output: z.object({ items: z.array(SavedView) }),
  problems: [],
});

export const adminSaveView = endpoint({
  method: "PUT",
  path: "/api/v1/admin/saved-views",
  access: "staff",
  tag: "Staff",
  summary: "Save filters under a name; the same name again replaces them",
  input: z.object({
    page: ListPage,
    name: ViewName,
    query: z.string().check(z.maxLength(limits.savedQuery.most)),
  }),
  output: z.object({}),
  problems: ["saved_views_full"],
});

export const adminDeleteSavedView = endpoint({
  method: "DELETE",
  path: "/api/v1/admin/saved-views",
  access: "staff",
  tag: "Staff",
  summary: "Forget saved filters",
  input: z.object({ page: ListPage, name: ViewName }),
  output: z.object({}),
  problems: [],
});
