// The frame of every page: title, what is said above all content, the foot.
import { useEffect, type ReactNode } from "react";
import { useDidShow } from "@tarojs/taro";
import { setPageTitle } from "../platform/device.ts";
import { useText } from "../service/language.ts";
import { back, type Root, toRoot } from "../service/navigate.ts";
import { onlineStore } from "../service/network.ts";
import { useStore } from "../service/store.ts";
import { textSizeStore } from "../service/textSize.ts";
import { unreadStore } from "../service/unread.ts";
import { PrivacyAsked } from "../view/consent.tsx";
import { RunningBar } from "../view/runningBar.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { Box, Heading, Press } from "./primitives.tsx";

export type PageProps = {
  readonly title: string;
  /** One of the three pages that the tabs lead to; others lead back. */
  readonly root?: Root;
  /** The title is only read aloud: what the page shows says it. */
  readonly isTitleHidden?: boolean;
  readonly footer?: ReactNode;
  /** The order that this page is about, if it is about one. */
  readonly ofOrder?: string;
  /** The policy itself: read while the question about it waits on the page before. */
  readonly isPolicy?: boolean;
  /** Over the page: sheets. */
  readonly over?: ReactNode;
  readonly children: ReactNode;
};

const tabIcons: Readonly<Record<Root, IconName>> = { stations: "pin", orders: "list", me: "me" };

const Tabs = ({ current }: { readonly current: Root }) => {
  const text = useText();
  const unread = useStore(unreadStore);
  const names: Readonly<Record<Root, string>> = {
    stations: text.tabs.nearby,
    orders: text.tabs.orders,
    me: text.tabs.me,
  };
  return (
    <Box className="tabs" role="navigation">
      {(["stations", "orders", "me"] as const).map((root) => (
        <Press
          key={root}
          className={root === current ? "tab tab-on" : "tab"}
          isCurrent={root === current}
          onPress={() => {
            if (root !== current) toRoot(root);
          }}
        >
          <Icon name={tabIcons[root]} />
          <Box>{names[root]}</Box>
          {root === "me" && unread > 0 ? (
            <Box className="tab-dot" role="img" label={text.inbox.count(unread)} />
          ) : null}
        </Press>
      ))}
    </Box>
  );
};

/** The mini-programs draw a bar of their own, with the title and the way back. */
const Top = ({ title }: { readonly title: string }) => {
  const text = useText();
  if (process.env.TARO_ENV !== "h5") return null;
  return (
    <Box className="page-top" role="banner">
      <Press className="icon-button" label={text.common.back} onPress={back}>
        <Icon name="back" />
      </Press>
      <Heading level={1} className="page-top-title">
        {title}
      </Heading>
    </Box>
  );
};

export const Page = (props: PageProps) => {
  const { title, root, isTitleHidden, footer, ofOrder, isPolicy, over, children } = props;
  const text = useText();
  const isOnline = useStore(onlineStore);
  const isLarge = useStore(textSizeStore) === "large";
  useEffect(() => setPageTitle(title, text.brand), [title, text]);
  useDidShow(() => setPageTitle(title, text.brand));
  return (
    <Box className={isLarge ? "page page-large" : "page"}>
      {root === undefined ? <Top title={title} /> : null}
      <Box className="page-body" role="main">
        {root === undefined ? null : (
          <Heading level={1} className={isTitleHidden === true ? "hidden-text" : "page-title"}>
            {title}
          </Heading>
        )}
        <RunningBar exceptOrderId={ofOrder} />
        {isOnline ? null : <Notice tone="warn">{text.errors.offline}</Notice>}
        {children}
      </Box>
      {footer === undefined ? null : <Box className="page-footer">{footer}</Box>}
      {root === undefined ? null : <Tabs current={root} />}
      {over}
      {isPolicy === true ? null : <PrivacyAsked />}
    </Box>
  );
};
