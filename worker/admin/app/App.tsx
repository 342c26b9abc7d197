// Nobody signed in: the sign-in, whatever the address; somebody: the page of the address, and over it
// the sign-in when his session has run out.
import { Center, Loader } from "@mantine/core";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { StaffContext, useSession } from "../api/session.ts";
import { Failure } from "../parts/Failure.tsx";
import { CrashGuard } from "./CrashGuard.tsx";
import { Pages } from "./Pages.tsx";
import { Shell } from "./Shell.tsx";

const SignIn = lazy(() => import("../pages/SignIn.tsx"));
const SignInAgain = lazy(() => import("../pages/SignInAgain.tsx"));
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
  useNoEscape(session.data?.isOver === true);
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
  const { staff, needsSecondFactor, isOver } = session.data;
  return (
    <StaffContext key={staff.staffId} value={staff}>
      {location === "/wall" && !needsSecondFactor ? (
        <CrashGuard>
          <Suspense>
            <Wall />
          </Suspense>
        </CrashGuard>
      ) : (
        <Shell>
          {needsSecondFactor ? (
            <Suspense fallback={<Loader />}>
              <Account />
            </Suspense>
          ) : (
            <Pages />
          )}
        </Shell>
      )}
      {isOver && (
        <Suspense>
          <SignInAgain email={staff.email} />
        </Suspense>
      )}
    </StaffContext>
  );
}

/** What is under the sign-in stays as it is: a dialog there would close by this key, and forget. */
function useNoEscape(isOver: boolean): void {
  const isOverNow = useRef(isOver);
  useEffect(() => {
    isOverNow.current = isOver;
  });
  useEffect(() => {
    // From the beginning, and so before any dialog listens.
    const hold = (event: KeyboardEvent): void => {
      if (isOverNow.current && event.key === "Escape") event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", hold, { capture: true });
    return () => window.removeEventListener("keydown", hold, { capture: true });
  }, []);
}
