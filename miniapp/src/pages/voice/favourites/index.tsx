// The stations that the driver keeps, with what is free there now.
import { useDidShow } from "@tarojs/taro";
import { listFavourites } from "../../../../../core/contract/favourites.ts";
import { Button } from "../../../kit/button.tsx";
import { Page } from "../../../kit/page.tsx";
import { Empty } from "../../../kit/placeholders.tsx";
import { Box } from "../../../kit/primitives.tsx";
import { When } from "../../../kit/when.tsx";
import { coordinates } from "../../../platform/position.ts";
import { api } from "../../../service/api.ts";
import { useAction, useLoaded } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { toRoot } from "../../../service/navigate.ts";
import { sessionStore } from "../../../service/session.ts";
import { useStore } from "../../../service/store.ts";
import { SignInWall } from "../../../view/signInWall.tsx";
import { StationCard } from "../../../view/stationCard.tsx";

const Mine = () => {
  const text = useText();
  const stations = useLoaded("favourites", () => api(listFavourites, { coordinates }));
  useDidShow(() => void stations.reload());
  const { state } = stations;
  const cursor = state.kind === "ready" ? state.value.nextCursor : null;
  const more = useAction(async () => {
    if (state.kind !== "ready" || cursor === null) return;
    const answer = await api(listFavourites, { coordinates, cursor });
    if (answer.ok)
      stations.put({ ...answer.value, items: [...state.value.items, ...answer.value.items] });
  });
  return (
    <When loading={stations} cards={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon="heart" title={text.voice.noFavourites} hint={text.voice.noFavouritesHint}>
            <Button onPress={() => toRoot("stations")}>{text.orders.find}</Button>
          </Empty>
        ) : (
          <Box className="stack">
            <Box className="stack" role="list">
              {items.map((station) => (
                <Box key={station.stationId} role="listitem">
                  <StationCard station={station} isNear={false} />
                </Box>
              ))}
            </Box>
            {cursor === null ? null : (
              <Button kind="plain" onPress={more.run} isBusy={more.isRunning}>
                {text.common.more}
              </Button>
            )}
          </Box>
        )
      }
    </When>
  );
};

export default function FavouritesPage() {
  const text = useText();
  const driver = useStore(sessionStore)?.driver.driverId;
  return (
    <Page title={text.voice.favourites}>
      {driver === undefined ? (
        <SignInWall title={text.voice.signInForFavourites} />
      ) : (
        <Mine key={driver} />
      )}
    </Page>
  );
}
