// Leaving for good: what goes, what stays and why, and what has to be settled before.
import { useState } from "react";
import { deleteAccount } from "../../../../../core/contract/account.ts";
import type { CallRefusal } from "../../../../../core/contract/client.ts";
import { getWithdrawable } from "../../../../../core/contract/wallet.ts";
import { Button } from "../../../kit/button.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Box, Heading } from "../../../kit/primitives.tsx";
import { Sheet } from "../../../kit/sheet.tsx";
import { Toggle } from "../../../kit/toggle.tsx";
import { openActiveOrder } from "../../../service/activeOrder.ts";
import { api, refusalText } from "../../../service/api.ts";
import { forgetConsent } from "../../../service/consent.ts";
import { useAction, useLoaded } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { toAccount, toRoot, toWallet } from "../../../service/navigate.ts";
import { forgetPaying } from "../../../service/pending.ts";
import { setSession } from "../../../service/session.ts";
import type { Catalogue } from "../../../text/zh.ts";
import { money } from "../../../view/format.ts";
import { OldTopUps } from "../../../view/oldTopUps.tsx";

/** The way to settle what stands against it. */
function wayOn(
  text: Catalogue,
  refusal: CallRefusal,
): { readonly label: string; readonly onPress: () => void } | undefined {
  if (refusal.kind !== "problem") return undefined;
  const { refused, funds } = text;
  switch (refusal.problem.code) {
    case "money_owed":
      return { label: refused.ways.topUp, onPress: toWallet };
    case "balance_left":
      return { label: funds.withdraw, onPress: () => toAccount("withdraw") };
    case "charge_under_way":
      return { label: refused.ways.openOrder, onPress: () => void openActiveOrder() };
    default:
      return undefined;
  }
}

/**
 * Money that no withdrawal takes out of the balance would otherwise stand against leaving for ever:
 * he has it returned by us, or gives it up, by its exact amount.
 */
const BalanceLeft = ({
  givesUpFen,
  onGiveUp,
}: {
  readonly givesUpFen: number | null;
  readonly onGiveUp: (fen: number | null) => void;
}) => {
  const { privacy } = useText();
  const can = useLoaded("withdrawable", () => api(getWithdrawable, {}));
  if (can.state.kind !== "ready") return null;
  const { balanceFen, withdrawableFen, refusedFen } = can.state.value;
  return (
    <>
      <OldTopUps can={can.state.value} saying="restBeforeLeaving" />
      {withdrawableFen > refusedFen || balanceFen <= 0 ? null : (
        <Toggle
          label={privacy.giveUp(money(balanceFen))}
          isOn={givesUpFen === balanceFen}
          onChange={(isOn) => onGiveUp(isOn ? balanceFen : null)}
        />
      )}
    </>
  );
};

const Confirm = ({ onClose }: { readonly onClose: () => void }) => {
  const text = useText();
  const { privacy } = text;
  const [isUnderstood, setUnderstood] = useState(false);
  const [givesUpFen, setGivesUp] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  const leave = useAction(async () => {
    setRefusal(null);
    const answer = await api(deleteAccount, givesUpFen === null ? {} : { givesUpFen });
    setGivesUp(null);
    if (!answer.ok) return setRefusal(answer.error);
    forgetPaying();
    forgetConsent();
    setSession(null);
    toRoot("stations");
  });
  const action = refusal === null ? undefined : wayOn(text, refusal);
  return (
    <Sheet title={privacy.deleteSure} onClose={onClose}>
      <Box className="stack-tight" role="list">
        {[privacy.gone, privacy.stays, privacy.noWayBack].map((line) => (
          <Box key={line} role="listitem">
            {line}
          </Box>
        ))}
      </Box>
      <Toggle label={privacy.understood} isOn={isUnderstood} onChange={setUnderstood} />
      {refusal === null ? null : (
        <Notice tone="bad" {...(action === undefined ? {} : { action })}>
          {refusalText(text, refusal)}
        </Notice>
      )}
      {refusal?.kind === "problem" && refusal.problem.code === "balance_left" ? (
        <BalanceLeft givesUpFen={givesUpFen} onGiveUp={setGivesUp} />
      ) : null}
      <Button kind="danger" onPress={leave.run} isBusy={leave.isRunning} isDisabled={!isUnderstood}>
        {privacy.deleteGo}
      </Button>
      <Button kind="plain" onPress={onClose}>
        {text.common.cancel}
      </Button>
    </Sheet>
  );
};

export const DeleteAccount = () => {
  const { privacy } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {privacy.deleteTitle}
      </Heading>
      <Box>{privacy.deleteHint}</Box>
      <Button kind="stop" onPress={() => setOpen(true)}>
        {privacy.deleteGo}
      </Button>
      {isOpen ? <Confirm onClose={() => setOpen(false)} /> : null}
    </Box>
  );
};
