// An order that was not placed: what happened, that no money moved, and the way on from here.
import type { CallRefusal } from "../../../../core/contract/client.ts";
import { Button } from "../../kit/button.tsx";
import { Box } from "../../kit/primitives.tsx";
import { Sheet } from "../../kit/sheet.tsx";
import { openActiveOrder } from "../../service/activeOrder.ts";
import { refusalText } from "../../service/api.ts";
import { useText } from "../../service/language.ts";
import { toRoot, toStation, toWallet } from "../../service/navigate.ts";
import { isRefusedCode, wayOnOf, type WayOn } from "./refusedOrder.ts";

export type RefusedSheetProps = {
  readonly refusal: CallRefusal;
  readonly stationId: string;
  /** For an order whose answer was lost. */
  readonly onRetry: () => void;
  /** Also loads the pile again, whose connectors have changed. */
  readonly onClose: () => void;
};

export const RefusedSheet = ({ refusal, stationId, onRetry, onClose }: RefusedSheetProps) => {
  const text = useText();
  const { refused, failureHeads, common } = text;
  const isKnown = refusal.kind === "problem";
  const code = isKnown && isRefusedCode(refusal.problem.code) ? refusal.problem.code : null;
  const told = code === null ? null : refused.reasons[code];
  const wayOn = wayOnOf(refusal);
  const now = told?.now ?? (isKnown ? null : refused.unknownNow);
  const go: Readonly<Record<WayOn, { readonly label: string; readonly run: () => void }>> = {
    choose: { label: refused.ways.choose, run: onClose },
    change: { label: refused.ways.change, run: onClose },
    close: { label: common.confirm, run: onClose },
    station: { label: refused.ways.station, run: () => toStation(stationId) },
    home: { label: refused.ways.home, run: () => toRoot("stations") },
    openOrder: { label: refused.ways.openOrder, run: () => void openActiveOrder() },
    topUp: { label: refused.ways.topUp, run: toWallet },
  };
  return (
    <Sheet title={isKnown ? refused.title : refused.unknownTitle} onClose={onClose}>
      <Box>{told?.what ?? refusalText(text, refusal)}</Box>
      <Box className="stack-tight">
        <Box className="strong">{failureHeads.money}</Box>
        <Box>{isKnown ? refused.money : refused.moneyUnknown}</Box>
      </Box>
      {now === null ? null : (
        <Box className="stack-tight">
          <Box className="strong">{failureHeads.now}</Box>
          <Box>{now}</Box>
        </Box>
      )}
      {isKnown ? (
        <Button
          onPress={() => {
            onClose();
            go[wayOn].run();
          }}
        >
          {go[wayOn].label}
        </Button>
      ) : (
        <Button onPress={onRetry}>{common.retry}</Button>
      )}
    </Sheet>
  );
};
