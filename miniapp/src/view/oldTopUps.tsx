// Of a balance, what no payment service pays back any more: how much, and who returns it.
import type { getWithdrawable } from "../../../core/contract/wallet.ts";
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import { Box, Text } from "../kit/primitives.tsx";
import { loadConfig } from "../service/config.ts";
import { useLoaded } from "../service/hooks.ts";
import { useText } from "../service/language.ts";
import { money } from "./format.ts";

type Can = Pick<OutputOf<typeof getWithdrawable>, "balanceFen" | "withdrawableFen" | "refusedFen">;

export const OldTopUps = ({
  can,
  saying,
}: {
  readonly can: Can;
  readonly saying: "rest" | "restBeforeLeaving";
}) => {
  const { funds, common } = useText();
  const config = useLoaded("config", loadConfig);
  // What was refused may be tried again; who leaves need not.
  const refusedFen = saying === "restBeforeLeaving" ? can.refusedFen : 0;
  const oldFen = can.balanceFen - can.withdrawableFen + refusedFen;
  if (oldFen <= 0) return null;
  const contact = config.state.kind === "ready" ? config.state.value.provider.contact : common.none;
  return (
    <Box className="quiet">
      {funds[saying](money(oldFen))} <Text className="strong">{contact}</Text>
    </Box>
  );
};
