// Nobody signed in: the sign-in, whatever the address; somebody: the page of the address.
import { Center, Loader } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useLocation } from "wouter";
import { StaffContext, useSession } from "../api/session.ts";
import { Failure } from "../parts/Failure.tsx";
import { CrashGuard } from "./CrashGuard.tsx";
import { Pages } from "./Pages.tsx";
import { Shell } from "./Shell.tsx";

const SignIn = lazy(() => import("../pages/SignIn.tsx"));
const Welcome = lazy(() => import("../pages/WelcomePage.tsx"));
const Wall = lazy(() => import("../pages/wall/WallPage.tsx"));
const Account = lazy(() => import("../pages/account/AccountPage.tsx"));

/** A link that sets a password is for whoever opens it, signed in or not. */
export function App() {
  const [location] = useLocation();
  return location === "/welcome" ? (
    <Suspense>
      <Welcome />
    </Suspense>
  ) : (
    <Inside />
  );
}

function Inside() {
  const [location] = useLocation();
  const session = useSession();
  if (session.data === undefined) {
    return (
      <Center mih="100vh" p="md">
        {session.isError ? (
          <Failure error={session.error} onRetry={() => void session.refetch()} />
        ) : (
          <Loader />
        )}
      </Center>
    );
  }
  if (session.data === null)
    return (
      <Suspense>
        <SignIn />
      </Suspense>
    );
  const { staff, needsSecondFactor } = session.data;
  if (location === "/wall" && !needsSecondFactor) {
    return (
      <StaffContext value={staff}>
        <CrashGuard>
          <Suspense>
            <Wall />
          </Suspense>
        </CrashGuard>
      </StaffContext>
    );
  }
  return (
    <StaffContext value={staff}>
      <Shell>
        {needsSecondFactor ? (
          <Suspense fallback={<Loader />}>
            <Account />
          </Suspense>
        ) : (
          <Pages />
        )}
      </Shell>
    </StaffContext>
  );
}
