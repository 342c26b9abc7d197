// What drivers say of a station, and what the driver says of it himself.
import { useState } from "react";
import { useRouter } from "@tarojs/taro";
import { getMyStation } from "../../../../../core/contract/favourites.ts";
import { listReviews, type Review } from "../../../../../core/contract/reviews.ts";
import { Button } from "../../../kit/button.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Page } from "../../../kit/page.tsx";
import { Empty } from "../../../kit/placeholders.tsx";
import { Box, Heading, Text } from "../../../kit/primitives.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { When } from "../../../kit/when.tsx";
import { api } from "../../../service/api.ts";
import { useAction, useLoaded } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { sessionStore } from "../../../service/session.ts";
import { useStore } from "../../../service/store.ts";
import { dateTime } from "../../../view/format.ts";
import { useSignIn } from "../../../view/signInSheet.tsx";
import { Stars } from "../../../view/stars.tsx";
import { ReviewForm } from "./reviewForm.tsx";
import "./index.css";

const One = ({ review }: { readonly review: Review }) => {
  const text = useText();
  return (
    <Box className="card" role="listitem">
      <Box className="between">
        <Text className="strong">{review.driverName}</Text>
        <Stars stars={review.stars} />
      </Box>
      {review.tags.length === 0 ? null : (
        <Box className="row wrap">
          {review.tags.map((tag) => (
            <Tag key={tag} tone="plain">
              {text.voice.tag[tag]}
            </Tag>
          ))}
        </Box>
      )}
      {review.text === "" ? null : <Box>{review.text}</Box>}
      <Box className="quiet small figures">
        {dateTime(review.updatedAtMs)}
        {review.updatedAtMs > review.createdAtMs ? ` · ${text.voice.changed}` : null}
      </Box>
    </Box>
  );
};

const Own = ({ stationId, onChanged }: { stationId: string; onChanged: () => void }) => {
  const text = useText();
  const driver = useStore(sessionStore)?.driver.driverId ?? null;
  const mine = useLoaded(driver, () => api(getMyStation, { stationId }));
  const [isOpen, setOpen] = useState(false);
  const signIn = useSignIn();
  if (driver === null)
    return (
      <>
        {signIn.failure === null ? null : <Notice tone="bad">{signIn.failure}</Notice>}
        <Button kind="plain" onPress={() => void signIn.whenSignedIn(() => undefined)}>
          {text.voice.write}
        </Button>
        {signIn.sheet}
      </>
    );
  if (mine.state.kind !== "ready") return null;
  const { review, mayReview } = mine.state.value;
  if (review === null && !mayReview) return <Box className="quiet">{text.voice.mayNot}</Box>;
  return (
    <>
      {review === null || review.hidden === null ? null : (
        <Notice tone="warn">{text.voice.hidden(review.hidden.reason)}</Notice>
      )}
      <Button kind="plain" onPress={() => setOpen(true)}>
        {review === null ? text.voice.write : text.voice.change}
      </Button>
      {isOpen ? (
        <ReviewForm
          stationId={stationId}
          review={review}
          onDone={() => {
            setOpen(false);
            void mine.reload();
            onChanged();
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
};

const Counts = ({ counts }: { readonly counts: readonly number[] }) => {
  const text = useText();
  const most = Math.max(1, ...counts);
  return (
    <Box role="list">
      {[5, 4, 3, 2, 1].map((stars) => {
        const count = counts[stars - 1] ?? 0;
        return (
          <Box key={stars} className="star-line" role="listitem">
            <Text className="star-word small figures">{text.voice.starCount(stars, count)}</Text>
            <Box className="star-track" isHidden>
              <Box className="star-bar" style={{ width: `${(count / most) * 100}%` }} />
            </Box>
          </Box>
        );
      })}
    </Box>
  );
};

export default function ReviewsPage() {
  const text = useText();
  const stationId = useRouter().params["stationId"] ?? "";
  const reviews = useLoaded(stationId, () => api(listReviews, { stationId }));
  const { state } = reviews;
  const cursor = state.kind === "ready" ? state.value.nextCursor : null;
  const more = useAction(async () => {
    if (state.kind !== "ready" || cursor === null) return;
    const answer = await api(listReviews, { stationId, cursor });
    if (answer.ok)
      reviews.put({ ...answer.value, items: [...state.value.items, ...answer.value.items] });
  });
  return (
    <Page title={text.voice.reviews}>
      <When loading={reviews} cards={3}>
        {({ items, rating, countByStars }) => (
          <>
            {rating.averageStars === null ? null : (
              <Box className="card">
                <Heading level={2} className="big">
                  {text.voice.average(rating.averageStars.toFixed(1), rating.count)}
                </Heading>
                <Counts counts={countByStars} />
              </Box>
            )}
            <Own stationId={stationId} onChanged={() => void reviews.reload()} />
            {items.length === 0 ? (
              <Empty icon="star" title={text.voice.noReviews} hint={text.voice.noReviewsHint} />
            ) : (
              <Box className="stack" role="list">
                {items.map((review) => (
                  <One key={review.reviewId} review={review} />
                ))}
              </Box>
            )}
            {cursor === null ? null : (
              <Button kind="plain" onPress={more.run} isBusy={more.isRunning}>
                {text.common.more}
              </Button>
            )}
          </>
        )}
      </When>
    </Page>
  );
}
