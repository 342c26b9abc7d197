// What the configuration of an operator's piles should say: for all of them, and for one model more.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { PileId, TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";

export const WantedKey = z.object({
  key: z.string().check(z.minLength(1), z.maxLength(50)),
  value: z.string().check(z.maxLength(500)),
});
export type WantedKey = z.infer<typeof WantedKey>;

export const ConfigurationTemplate = z.object({
  /** Both empty: of all piles. */
  vendor: z.string(),
  model: z.string(),
  keys: z.array(WantedKey),
  updatedBy: z.string(),
  updatedAtMs: TimeMs,
});
export type ConfigurationTemplate = z.infer<typeof ConfigurationTemplate>;

export const adminListTemplates = endpoint({
  method: "GET",
  path: "/api/v1/admin/configuration-templates",
  access: "staff",
  tag: "Operations",
  summary: "What the configuration of the operator's piles should say",
  input: z.object({}),
  output: z.object({ items: z.array(ConfigurationTemplate) }),
  problems: [],
});

const kind = {
  vendor: z.string().check(z.maxLength(20)),
  model: z.string().check(z.maxLength(20)),
};

export const adminPutTemplate = endpoint({
  method: "PUT",
  path: "/api/v1/admin/configuration-templates",
  access: "staff",
  tag: "Operations",
  summary: "Say what keys should be, for all piles or for those of one model; no keys, no template",
  input: z.object({
    ...kind,
    keys: z.array(WantedKey).check(z.maxLength(limits.templateKeys.most)),
  }),
  output: z.object({ items: z.array(ConfigurationTemplate) }),
  problems: ["key_is_secret", "templates_full", "forbidden"],
});

export const adminGetPileTemplate = endpoint({
  method: "GET",
  path: "/api/v1/admin/piles/:pileId/configuration-template",
  access: "staff",
  tag: "Operations",
  summary: "What this pile's keys should say, those of its model before those of all",
  input: z.object({ pileId: PileId }),
  output: z.object({ keys: z.array(WantedKey) }),
  problems: ["pile_not_found"],
});
