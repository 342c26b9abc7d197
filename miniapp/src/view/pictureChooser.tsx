// Pictures to send along: chosen, on their way, there, or not taken; each can be taken out again.
import { useEffect, useRef, useState } from "react";
import { limits } from "../../../core/limits.ts";
import { Icon } from "../kit/icon.tsx";
import { Notice } from "../kit/notice.tsx";
import { Box, Picture, Press } from "../kit/primitives.tsx";
import { choosePictures } from "../platform/pictures.ts";
import type { LocalPicture } from "../platform/types.ts";
import { refusalText } from "../service/api.ts";
import { useAction } from "../service/hooks.ts";
import { useText } from "../service/language.ts";
import { sendPicture } from "../service/pictures.ts";
import "./pictureChooser.css";

export type ChosenPicture = {
  readonly local: LocalPicture;
  /** Null while it is on its way. */
  readonly pictureId: string | null;
};

export type PictureChooser = {
  readonly pictures: readonly ChosenPicture[];
  readonly ids: readonly string[];
  readonly isSending: boolean;
  readonly failure: string | null;
  readonly add: () => void;
  readonly remove: (local: LocalPicture) => void;
};

const most = limits.picturesPerReport.most;

export function usePictures(): PictureChooser {
  const text = useText();
  const [pictures, setPictures] = useState<readonly ChosenPicture[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const held = useRef<readonly ChosenPicture[]>([]);
  useEffect(() => {
    held.current = pictures;
  }, [pictures]);
  useEffect(() => () => held.current.forEach(({ local }) => local.forget()), []);
  const send = async (local: LocalPicture): Promise<void> => {
    const answer = await sendPicture(local);
    if (!answer.ok) {
      setFailure(refusalText(text, answer.error));
      setPictures((before) => before.filter((one) => one.local !== local));
      return local.forget();
    }
    const { pictureId } = answer.value;
    setPictures((before) =>
      before.map((one) => (one.local === local ? { local, pictureId } : one)),
    );
  };
  const add = useAction(async () => {
    setFailure(null);
    const chosen = await choosePictures(most - pictures.length);
    setPictures((before) => [...before, ...chosen.map((local) => ({ local, pictureId: null }))]);
    for (const local of chosen) await send(local);
  });
  const ids = pictures.flatMap(({ pictureId }) => (pictureId === null ? [] : [pictureId]));
  return {
    pictures,
    ids,
    isSending: ids.length < pictures.length,
    failure,
    add: add.run,
    remove: (local) => {
      local.forget();
      setPictures((before) => before.filter((one) => one.local !== local));
    },
  };
}

export const PictureChooserView = ({ chooser }: { readonly chooser: PictureChooser }) => {
  const text = useText();
  return (
    <Box className="stack-tight">
      <Box className="field-label">{text.voice.pictures}</Box>
      <Box className="chosen-pictures">
        {chooser.pictures.map(({ local, pictureId }, at) => (
          <Box key={local.preview} className="chosen-picture">
            <Picture
              className="chosen-image"
              url={local.preview}
              label={text.voice.picture(at + 1)}
            />
            {pictureId === null ? (
              <Box className="chosen-sending small" role="status">
                {text.voice.sending}
              </Box>
            ) : null}
            <Press
              className="chosen-remove"
              label={text.voice.removePicture(at + 1)}
              onPress={() => chooser.remove(local)}
            >
              <Icon name="close" />
            </Press>
          </Box>
        ))}
        {chooser.pictures.length >= most ? null : (
          <Press className="chosen-add" label={text.voice.addPicture} onPress={chooser.add}>
            <Icon name="camera" />
          </Press>
        )}
      </Box>
      <Box className="quiet">{text.voice.pictureHint(most)}</Box>
      {chooser.failure === null ? null : <Notice tone="bad">{chooser.failure}</Notice>}
    </Box>
  );
};
