// A session has run out: signing in again stands over the page, which keeps what was typed in it.
import { Modal, Text } from "@mantine/core";
import { useText } from "../text/language.tsx";
import { SignInForm } from "./SignInForm.tsx";

/** Over every other dialog. */
const LAYER = 1_000;

export default function SignInAgain({ email }: { readonly email: string }) {
  const { title, lead } = useText().shell.signInAgain;
  return (
    <Modal
      opened
      title={title}
      zIndex={LAYER}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      overlayProps={{ backgroundOpacity: 0.6, blur: 8 }}
      onClose={stay}
    >
      <Text size="sm" mb="md" className="z-quiet">
        {lead}
      </Text>
      <SignInForm email={email} />
    </Modal>
  );
}

/** There is no way on but to sign in. */
const stay = (): void => undefined;
