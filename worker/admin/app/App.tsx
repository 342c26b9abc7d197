// Nobody signed in: the sign-in, whatever the address; somebody: the page of the address.
import { Center, Loader } from "@mantine/core";
import { useSession } from "../api/session.ts";
import { Failure } from "../parts/Failure.tsx";
import { SignIn } from "../pages/SignIn.tsx";
import { Pages } from "./Pages.tsx";
import { Shell } from "./Shell.tsx";

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
  if (session.data === null) return <SignIn />;
  return (
    <Shell>
      <Pages />
    </Shell>
  );
}
