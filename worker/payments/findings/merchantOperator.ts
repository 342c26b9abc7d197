// Who answers for money that is no operator's order: the holder of the merchant's accounts.
import { dbOf } from "../../db/database.ts";
import { firstOperatorQuery } from "../../db/settlements.ts";
import type { Env } from "../../env.ts";

/** Whom the deployment names, else the operator that was there first. */
async function merchantOperatorOf(env: Env): Promise<string | null> {
  const named = env.MERCHANT_OPERATOR?.trim() ?? "";
  if (named !== "") return named;
  return (await firstOperatorQuery(dbOf(env)).get())?.operatorId ?? null;
}

/** As the findings are asked for: an operator's own, and the merchant's where he is the one. */
export const whoseOf = async (env: Env, operatorId: string) => ({
  operatorId,
  isMerchant: (await merchantOperatorOf(env)) === operatorId,
});
