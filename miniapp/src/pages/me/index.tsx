// The driver: who he is, his balance, his language, and the way to a pile by its number.
import { useEffect, useState } from "react";
import { useDidShow } from "@tarojs/taro";
import { getMe } from "../../../../core/contract/drivers.ts";
import { Button } from "../../kit/button.tsx";
import { Cell } from "../../kit/cell.tsx";
import { Choices } from "../../kit/choices.tsx";
import { Page } from "../../kit/page.tsx";
import { Box, Heading, Text } from "../../kit/primitives.tsx";
import { Question } from "../../kit/sheet.tsx";
import { Toggle } from "../../kit/toggle.tsx";
import { Tag } from "../../kit/tag.tsx";
import { When } from "../../kit/when.tsx";
import { api } from "../../service/api.ts";
import { useLoaded } from "../../service/hooks.ts";
import { setLanguage, useLanguage, useText } from "../../service/language.ts";
import {
  toAccount,
  toFavourites,
  toReport,
  toReservations,
  toWallet,
} from "../../service/navigate.ts";
import { sessionStore, setSession } from "../../service/session.ts";
import { useStore } from "../../service/store.ts";
import { setTextSize, textSizeStore } from "../../service/textSize.ts";
import { refreshUnread, unreadStore } from "../../service/unread.ts";
import { money } from "../../view/format.ts";
import { OpenPile } from "../../view/openPile.tsx";
import { SignInWall } from "../../view/signInWall.tsx";

const Account = () => {
  const text = useText();
  const me = useLoaded("me", () => api(getMe, {}));
  const unread = useStore(unreadStore);
  useEffect(() => void refreshUnread(), []);
  useDidShow(() => {
    void me.reload();
    void refreshUnread();
  });
  return (
    <When loading={me} cards={1}>
      {({ displayName, identity, balanceFen, receivableFen, phone }) => (
        <Box className="card">
          <Box>
            <Heading level={2} className="big">
              {displayName}
            </Heading>
            <Text className="quiet">{text.me.identity[identity]}</Text>
          </Box>
          <Box>
            <Cell
              label={text.me.wallet}
              value={<Text className="strong">{money(balanceFen)}</Text>}
              onPress={toWallet}
            />
            {receivableFen === 0 ? null : (
              <Cell label={text.me.receivable} value={money(receivableFen)} onPress={toWallet} />
            )}
            <Cell
              label={text.inbox.title}
              value={unread === 0 ? null : <Tag tone="bad">{text.inbox.count(unread)}</Tag>}
              onPress={() => toAccount("messages")}
            />
            <Cell label={text.stats.title} onPress={() => toAccount("statistics")} />
            <Cell label={text.garage.title} onPress={() => toAccount("vehicles")} />
            <Cell
              label={text.phone.title}
              value={phone ?? text.me.notBound}
              onPress={() => toAccount("phone")}
            />
          </Box>
        </Box>
      )}
    </When>
  );
};

const SignOut = () => {
  const text = useText();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button kind="plain" onPress={() => setAsking(true)}>
        {text.me.signOut}
      </Button>
      {isAsking ? (
        <Question
          title={text.me.signOutSure}
          detail={text.me.signOutHint}
          yes={text.me.signOut}
          no={text.common.cancel}
          isBusy={false}
          onYes={() => setSession(null)}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

export default function MePage() {
  const text = useText();
  const language = useLanguage();
  const textSize = useStore(textSizeStore);
  const driver = useStore(sessionStore)?.driver.driverId;
  return (
    <Page title={text.me.title} root="me">
      {driver === undefined ? <SignInWall title={text.me.guest} /> : <Account key={driver} />}
      <Box className="card card-cells">
        <Box>
          <OpenPile shape="cells" />
          <Cell label={text.reserve.mine} onPress={toReservations} />
          <Cell label={text.voice.favourites} onPress={toFavourites} />
          <Cell label={text.voice.myReports} onPress={() => toReport()} />
        </Box>
      </Box>
      <Box className="card">
        <Heading level={2} className="section-title">
          {text.language.label}
        </Heading>
        <Choices
          label={text.language.label}
          shape="even"
          choices={[
            { value: "zh", label: text.language.zh },
            { value: "en", label: text.language.en },
          ]}
          chosen={language}
          onChoose={setLanguage}
        />
        <Toggle
          label={text.me.largeText}
          isOn={textSize === "large"}
          onChange={(isOn) => setTextSize(isOn ? "large" : "usual")}
        />
      </Box>
      <Box className="card card-cells">
        <Box>
          <Cell label={text.privacy.title} onPress={() => toAccount("privacy")} />
        </Box>
      </Box>
      {driver === undefined ? null : <SignOut />}
    </Page>
  );
}
