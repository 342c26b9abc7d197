// What a key may reach, by the names of the parts.
import { scopeGroups } from "../../../../core/contract/admin/apiScopes.ts";
import type { Text } from "../../text/zh.ts";

export const scopesInWords = (scopes: readonly string[], { people }: Text): string =>
  scopeGroups
    .flatMap((group) => {
      const [reads, writes] = [scopes.includes(`${group}:read`), scopes.includes(`${group}:write`)];
      if (!reads && !writes) return [];
      const { both, read, write } = people.keys.access;
      return [people.keys.groups[group] + (reads && writes ? both : reads ? read : write)];
    })
    .join(people.keys.access.separator);
