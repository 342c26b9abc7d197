// A page about the driver himself: what it shows once somebody is signed in, and anew for another.
import { Fragment, type ReactNode } from "react";
import { sessionStore } from "../service/session.ts";
import { useStore } from "../service/store.ts";
import { useText } from "../service/language.ts";
import { SignInWall } from "./signInWall.tsx";

export type SignedInProps = { readonly title?: string; readonly children: ReactNode };

export const SignedIn = ({ title, children }: SignedInProps) => {
  const text = useText();
  const driver = useStore(sessionStore)?.driver.driverId;
  if (driver === undefined) return <SignInWall title={title ?? text.signIn.first} />;
  return <Fragment key={driver}>{children}</Fragment>;
};
