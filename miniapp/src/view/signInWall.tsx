// What stands in place of a page that is about the driver himself while nobody is signed in.
import { Button } from "../kit/button.tsx";
import { Notice } from "../kit/notice.tsx";
import { Empty } from "../kit/placeholders.tsx";
import { useAction } from "../service/hooks.ts";
import { useText } from "../service/language.ts";
import { useSignIn } from "./signInSheet.tsx";

export const SignInWall = ({ title }: { readonly title: string }) => {
  const text = useText();
  const { whenSignedIn, failure, sheet } = useSignIn();
  const signIn = useAction(() => whenSignedIn(() => undefined));
  return (
    <>
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
      <Empty icon="me" title={title} hint={text.signIn.why}>
        <Button onPress={signIn.run} isBusy={signIn.isRunning}>
          {signIn.isRunning ? text.signIn.working : text.signIn.go}
        </Button>
      </Empty>
      {sheet}
    </>
  );
};
