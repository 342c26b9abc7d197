// Nobody signed in: the sign-in, whatever the address; somebody: the page of the address.
import { Center, Loader } from "@mantine/core";
import { lazy, Suspense } from "react";
import { StaffContext, useSession } from "../api/session.ts";
import { Failure } from "../parts/Failure.tsx";
import { Pages } from "./Pages.tsx";
import { Shell } from "./Shell.tsx";

const SignIn = lazy(() => import("../pages/SignIn.tsx"));

export function App() {
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
  return (
    <StaffContext value={session.data.staff}>
      <Shell>
        <Pages />
      </Shell>
    </StaffContext>
  );
}
