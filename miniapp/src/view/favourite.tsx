// Keeping a station as a favourite; signs in first where that is needed.
import { useState } from "react";
import { addFavourite, getMyStation, removeFavourite } from "../../../core/contract/favourites.ts";
import { Button } from "../kit/button.tsx";
import { Icon } from "../kit/icon.tsx";
import { Notice } from "../kit/notice.tsx";
import { api, refusalText } from "../service/api.ts";
import { useAction, useLoaded } from "../service/hooks.ts";
import { useText } from "../service/language.ts";
import { sessionStore } from "../service/session.ts";
import { useStore } from "../service/store.ts";
import { useSignIn } from "./signInSheet.tsx";

export const Favourite = ({ stationId }: { readonly stationId: string }) => {
  const text = useText();
  const driver = useStore(sessionStore)?.driver.driverId ?? null;
  const mine = useLoaded(driver, () => api(getMyStation, { stationId }));
  const [failure, setFailure] = useState<string | null>(null);
  const signIn = useSignIn();
  const isOn = mine.state.kind === "ready" && mine.state.value.isFavourite;
  const change = useAction(async () => {
    setFailure(null);
    const answer = await api(isOn ? removeFavourite : addFavourite, { stationId });
    if (!answer.ok) setFailure(refusalText(text, answer.error));
    await mine.reload();
  });
  const said = failure ?? signIn.failure;
  return (
    <>
      <Button
        isSmall
        kind="plain"
        isBusy={change.isRunning}
        onPress={() => void signIn.whenSignedIn(change.run)}
      >
        <Icon name={isOn ? "heartOn" : "heart"} />{" "}
        {isOn ? text.voice.isFavourite : text.voice.favourite}
      </Button>
      {said === null ? null : <Notice tone="bad">{said}</Notice>}
      {signIn.sheet}
    </>
  );
};
