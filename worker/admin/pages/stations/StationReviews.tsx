// What drivers say of a station, and the way to hide what must not stand there.
import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { adminListReviews, adminShowReview } from "../../../../core/contract/admin/feedback.ts";
import type { AdminReview } from "../../../../core/contract/reviews.ts";
import { ask, keyOf, queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { Empty } from "../../parts/Empty.tsx";
import { explain } from "../../parts/Failure.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import { HideReview } from "./HideReview.tsx";
import classes from "./stationReviews.module.css";

const REVIEWS_SHOWN = 10;

export function StationReviews({ stationId }: { readonly stationId: string }) {
  const words = useText().feedback.reviews;
  const [cursor, setCursor] = useState<string | null>(null);
  const [hiding, setHiding] = useState<AdminReview | null>(null);
  const query = useQuery({
    ...queryOf(adminListReviews, {
      stationId,
      limit: REVIEWS_SHOWN,
      cursor: cursor ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const rating = query.data?.rating;
  return (
    <Panel
      title={words.title}
      isFlush
      aside={
        rating?.averageStars != null && (
          <Text size="sm" className="z-quiet">
            {words.summary(rating.averageStars, rating.count)}
          </Text>
        )
      }
    >
      <Paged
        query={query}
        place={{ cursor: cursor ?? undefined, goTo: setCursor }}
        empty={<Empty title={words.none} hint={words.noneHint} />}
      >
        {(reviews) =>
          reviews.map((review) => (
            <OneReview key={review.reviewId} review={review} onHide={() => setHiding(review)} />
          ))
        }
      </Paged>
      {hiding !== null && <HideReview review={hiding} onClose={() => setHiding(null)} />}
    </Panel>
  );
}

type ReviewProps = { readonly review: AdminReview; readonly onHide: () => void };

function OneReview({ review, onHide }: ReviewProps) {
  const words = useText().feedback.reviews;
  const isMine = mayRun(useStaff());
  const { hidden, tags, text } = review;
  return (
    <article className={classes["review"]} data-hidden={hidden !== null || undefined}>
      <Stack gap={6}>
        <Group gap="sm">
          <span role="img" aria-label={words.stars(review.stars)} className={classes["stars"]}>
            {"★".repeat(review.stars)}
            {"☆".repeat(5 - review.stars)}
          </span>
          <Text size="sm">{review.driverName}</Text>
          <Text size="sm" component="span" className="z-quiet">
            <Time atMs={review.updatedAtMs} />
            {review.updatedAtMs > review.createdAtMs && ` · ${words.changed}`}
          </Text>
          <Anchor component={Link} href={`/orders/${review.orderId}`} size="sm">
            {words.order}
          </Anchor>
        </Group>
        {text !== "" && <Text size="sm">{text}</Text>}
        {tags.length > 0 && (
          <Group gap={6}>
            {tags.map((tag) => (
              <Badge key={tag} variant="default" fw={400} tt="none">
                {words.tags[tag]}
              </Badge>
            ))}
          </Group>
        )}
        {hidden !== null && (
          <Text size="sm" component="div">
            <Mark tone="warn">{words.hidden(hidden.reason)}</Mark>
          </Text>
        )}
      </Stack>
      {isMine && (hidden === null ? <HideButton onHide={onHide} /> : <ShowButton {...review} />)}
    </article>
  );
}

function HideButton({ onHide }: { readonly onHide: () => void }) {
  const words = useText().feedback.reviews;
  return (
    <Button size="xs" variant="default" onClick={onHide}>
      {words.hide}
    </Button>
  );
}

function ShowButton({ reviewId }: { readonly reviewId: string }) {
  const text = useText();
  const client = useQueryClient();
  const show = useMutation({
    mutationFn: () => ask(adminShowReview, { reviewId }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(adminListReviews) }),
    onError: (error) => notifications.show({ color: "red", message: explain(error, text) }),
  });
  return (
    <Button size="xs" variant="default" loading={show.isPending} onClick={() => show.mutate()}>
      {text.feedback.reviews.show}
    </Button>
  );
}
