// Straight to a pile: by scanning its code where the platform can, by typing its number anywhere.
import { useState } from "react";
import * as z from "zod/mini";
import { PileId } from "../../../core/contract/common.ts";
import { Button } from "../kit/button.tsx";
import { Cell } from "../kit/cell.tsx";
import { Icon } from "../kit/icon.tsx";
import { Notice } from "../kit/notice.tsx";
import { Box, Field, Press } from "../kit/primitives.tsx";
import { Sheet } from "../kit/sheet.tsx";
import { scanCode } from "../platform/scan.ts";
import type { Scanned } from "../platform/types.ts";
import { useAction } from "../service/hooks.ts";
import { useText } from "../service/language.ts";
import { toPile } from "../service/navigate.ts";
import { pileOfCode } from "./pileCode.ts";
import "./openPile.css";

const TypeNumber = ({ onClose, notOurs }: { onClose: () => void; notOurs: boolean }) => {
  const text = useText();
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const go = (): void => {
    const pileId = z.safeParse(PileId, typed.trim());
    if (!pileId.success) return setWrong(true);
    onClose();
    toPile(pileId.data);
  };
  return (
    <Sheet title={text.pileCode.title} onClose={onClose}>
      {notOurs ? <Notice tone="bad">{text.pileCode.notOurs}</Notice> : null}
      <Field
        label={text.pileCode.label}
        value={typed}
        hint={text.pileCode.hint}
        error={isWrong ? text.pileCode.invalid : null}
        maxLength={32}
        onInput={(value) => {
          setTyped(value);
          setWrong(false);
        }}
        onEnter={go}
      />
      <Button onPress={go}>{text.pileCode.go}</Button>
    </Sheet>
  );
};

/** The browser's scanner says that one can type instead; a mini-program's was just left. */
const canType = ({ kind }: Scanned): boolean =>
  kind === "unavailable" || process.env.TARO_ENV === "h5";

export const OpenPile = ({ shape }: { readonly shape: "floating" | "cells" }) => {
  const text = useText();
  const [open, setOpen] = useState<"closed" | "type" | "notOurs">("closed");
  const scan = useAction(async () => {
    const words = { close: text.pileCode.type, hint: text.pileCode.aim };
    const scanned = await scanCode?.(words);
    if (scanned === undefined) return;
    if (scanned.kind !== "code") return setOpen(canType(scanned) ? "type" : "closed");
    const found = pileOfCode(scanned.code);
    if (found === null) setOpen("notOurs");
    else toPile(found.pileId, found.connectorId);
  });
  const sheet =
    open === "closed" ? null : (
      <TypeNumber notOurs={open === "notOurs"} onClose={() => setOpen("closed")} />
    );
  const type = (): void => setOpen("type");
  if (shape === "cells")
    return (
      <>
        {scanCode === null ? null : <Cell label={text.me.scan} onPress={scan.run} />}
        <Cell label={text.me.enterCode} onPress={type} />
        {sheet}
      </>
    );
  const isScan = scanCode !== null;
  return (
    <>
      <Box className="floating">
        <Press className="floating-button" onPress={isScan ? scan.run : type}>
          <Icon name={isScan ? "scan" : "bolt"} />
          <Box>{isScan ? text.stations.scan : text.stations.enterCode}</Box>
        </Press>
      </Box>
      {sheet}
    </>
  );
};
