// Everything that is stored about the driver, as a file of his own: first fetched, then saved by a tap,
// because WeChat shares a file only in answer to one.
import { useState } from "react";
import { exportMyData } from "../../../../../core/contract/account.ts";
import type { CallRefusal } from "../../../../../core/contract/client.ts";
import { Button } from "../../../kit/button.tsx";
import { Cell } from "../../../kit/cell.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Box, Heading } from "../../../kit/primitives.tsx";
import { fileWay, saveFile } from "../../../platform/saveFile.ts";
import { api, refusalText } from "../../../service/api.ts";
import { useAction } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { type Exported, fileNameOf, listsOf } from "./exported.ts";

const Made = ({ made }: { readonly made: Exported }) => {
  const { privacy } = useText();
  const [outcome, setOutcome] = useState<"none" | "saved" | "not">("none");
  const save = useAction(async () => {
    const isSaved = await saveFile(fileNameOf(made), JSON.stringify(made, null, 2));
    setOutcome(isSaved ? "saved" : "not");
  });
  const names: Readonly<Record<string, string>> = privacy.lists;
  return (
    <>
      <Box>
        {listsOf(made).map(({ name, rows }) => (
          <Cell key={name} label={names[name] ?? name} value={privacy.rows(rows)} />
        ))}
      </Box>
      {made.isComplete ? null : <Notice tone="warn">{privacy.incomplete}</Notice>}
      {outcome === "saved" ? <Notice tone="good">{privacy.saved[fileWay]}</Notice> : null}
      {outcome === "not" ? <Notice tone="warn">{privacy.notSaved[fileWay]}</Notice> : null}
      <Button onPress={save.run} isBusy={save.isRunning}>
        {privacy.save[fileWay]}
      </Button>
    </>
  );
};

export const ExportData = () => {
  const text = useText();
  const { privacy } = text;
  const [made, setMade] = useState<Exported | null>(null);
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  const make = useAction(async () => {
    setRefusal(null);
    const answer = await api(exportMyData, {});
    if (answer.ok) setMade(answer.value);
    else setRefusal(answer.error);
  });
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {privacy.exportTitle}
      </Heading>
      <Box>{privacy.exportHint}</Box>
      {refusal === null ? null : <Notice tone="bad">{refusalText(text, refusal)}</Notice>}
      {made === null ? (
        <Button kind="plain" onPress={make.run} isBusy={make.isRunning}>
          {privacy.exportGo}
        </Button>
      ) : (
        <Made made={made} />
      )}
    </Box>
  );
};
