// The fields of signing in: what is missing is said at its field, a refusal and a lock are explained.
import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconLock, IconUserX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { staffSignInWays } from "../../../core/contract/admin/staff.ts";
import { codeOf, queryOf } from "../api/ask.ts";
import { useSignIn, useSignInByAccess } from "../api/session.ts";
import { CodeField } from "../parts/CodeField.tsx";
import { Failure } from "../parts/Failure.tsx";
import { useText } from "../text/language.tsx";

type Props = {
  /** Whose is expected; empty where anybody's is. */
  readonly email: string;
};

/** By password, or as whom Cloudflare Access vouches for. */
export function SignInForm({ email }: Props) {
  const ways = useQuery({ ...queryOf(staffSignInWays, {}), staleTime: Infinity });
  return ways.data?.password === false ? (
    <ByAccess email={ways.data.accessEmail} />
  ) : (
    <ByPassword email={email} />
  );
}

function ByPassword({ email: known }: Props) {
  const words = useText().shell.signIn;
  const signIn = useSignIn();
  const [code, setCode] = useState("");
  const form = useForm({
    initialValues: { email: known, password: "" },
    validate: {
      email: (value) => {
        if (value.trim() === "") return words.emailNeeded;
        return /^\S+@\S+$/.test(value.trim()) ? null : words.emailInvalid;
      },
      password: (value) => (value === "" ? words.passwordNeeded : null),
    },
  });
  const refusal = codeOf(signIn.error);
  const isCodeAsked = refusal === "second_factor_needed" || refusal === "code_wrong" || code !== "";
  const submit = form.onSubmit(({ email, password }) =>
    signIn.mutate({
      email: email.trim(),
      password,
      ...(isCodeAsked && code.trim() !== "" && { code: code.trim() }),
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={words.email}
          type="email"
          autoComplete="username"
          autoFocus={known === ""}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={words.password}
          autoComplete="current-password"
          data-autofocus={known !== "" || undefined}
          {...form.getInputProps("password")}
        />
        {isCodeAsked && <CodeField value={code} onChange={setCode} isFocused />}
        {signIn.isError && <SignInRefusal error={signIn.error} />}
        <Button type="submit" fullWidth mt="xs" size="md" loading={signIn.isPending}>
          {words.submit}
        </Button>
      </Stack>
    </form>
  );
}

/** Cloudflare Access stands before the admin: it says who one is. */
function ByAccess({ email }: { readonly email: string | null }) {
  const words = useText().shell.signIn.access;
  const signIn = useSignInByAccess();
  if (email === null) return <Alert variant="outline" color="orange" title={words.nobody} />;
  return (
    <Stack gap="sm">
      {signIn.isError && <Failure error={signIn.error} title={words.refused} />}
      <Button fullWidth size="md" loading={signIn.isPending} onClick={() => signIn.mutate()}>
        {words.submit(email)}
      </Button>
    </Stack>
  );
}

function SignInRefusal({ error }: { readonly error: unknown }) {
  const words = useText().shell.signIn;
  const code = codeOf(error);
  // The field that has appeared says what is wanted.
  if (code === "second_factor_needed") return null;
  if (code === "sign_in_refused" || code === "bad_request") {
    return (
      <Alert
        role="alert"
        variant="outline"
        color="red"
        icon={<IconUserX />}
        title={words.refusedTitle}
      >
        {words.refused}
      </Alert>
    );
  }
  if (code === "sign_in_locked") {
    return (
      <Alert
        role="alert"
        variant="outline"
        color="orange"
        icon={<IconLock />}
        title={words.lockedTitle}
      >
        {words.locked}
      </Alert>
    );
  }
  return <Failure error={error} title={words.refusedTitle} />;
}
