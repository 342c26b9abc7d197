// Writing, changing and deleting one's review.
import { useState } from "react";
import {
  deleteReview,
  type OwnReview,
  putReview,
  ReviewTag,
} from "../../../../../core/contract/reviews.ts";
import { limits } from "../../../../../core/limits.ts";
import { Button } from "../../../kit/button.tsx";
import { Checks } from "../../../kit/checks.tsx";
import { Choices } from "../../../kit/choices.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Box, TextArea } from "../../../kit/primitives.tsx";
import { Question, Sheet } from "../../../kit/sheet.tsx";
import { api, refusalText } from "../../../service/api.ts";
import { useAction } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";

export type ReviewFormProps = {
  readonly stationId: string;
  readonly review: OwnReview | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

const Remove = ({ stationId, onDone }: Pick<ReviewFormProps, "stationId" | "onDone">) => {
  const text = useText();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const remove = useAction(async () => {
    const answer = await api(deleteReview, { stationId });
    if (answer.ok) return onDone();
    setAsking(false);
    setFailure(refusalText(text, answer.error));
  });
  return (
    <>
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
      <Button kind="stop" onPress={() => setAsking(true)}>
        {text.voice.remove}
      </Button>
      {isAsking ? (
        <Question
          title={text.voice.removeSure}
          detail={text.voice.removeHint}
          yes={text.voice.remove}
          no={text.common.cancel}
          isBusy={remove.isRunning}
          onYes={remove.run}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

export const ReviewForm = ({ stationId, review, onDone, onClose }: ReviewFormProps) => {
  const text = useText();
  const [stars, setStars] = useState<number | null>(review?.stars ?? null);
  const [tags, setTags] = useState<readonly ReviewTag[]>(review?.tags ?? []);
  const [words, setWords] = useState(review?.text ?? "");
  const [failure, setFailure] = useState<string | null>(null);
  const publish = useAction(async () => {
    if (stars === null) return;
    const answer = await api(putReview, { stationId, stars, tags: [...tags], text: words.trim() });
    if (answer.ok) onDone();
    else setFailure(refusalText(text, answer.error));
  });
  return (
    <Sheet title={review === null ? text.voice.write : text.voice.change} onClose={onClose}>
      <Box className="field-label">{text.voice.yourStars}</Box>
      <Choices
        label={text.voice.yourStars}
        shape="even"
        choices={[1, 2, 3, 4, 5].map((value) => ({ value, label: text.voice.stars(value) }))}
        chosen={stars}
        onChoose={setStars}
      />
      <Box className="field-label">{text.voice.yourTags}</Box>
      <Checks
        label={text.voice.yourTags}
        choices={ReviewTag.options.map((value) => ({ value, label: text.voice.tag[value] }))}
        chosen={tags}
        onChange={(next) => setTags(next.slice(-limits.reviewTags.most))}
      />
      <TextArea
        label={text.voice.yourText}
        value={words}
        hint={text.voice.yourTextHint}
        maxLength={limits.reviewText.most}
        onInput={setWords}
      />
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
      <Button isDisabled={stars === null} isBusy={publish.isRunning} onPress={publish.run}>
        {text.voice.publish}
      </Button>
      {review === null ? null : <Remove stationId={stationId} onDone={onDone} />}
    </Sheet>
  );
};
