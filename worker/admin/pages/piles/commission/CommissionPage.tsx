// Puts a pile into service: registered, configured, seen to boot, and given its printed code. Which
// pile stands in the address, so that the way can be gone on with; the password does not.
import { Paper, Stepper, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { adminListPiles, adminRegisterPile } from "../../../../../core/contract/admin/piles.ts";
import type { OutputOf } from "../../../../../core/contract/endpoint.ts";
import { ask, keyOf } from "../../../api/ask.ts";
import { Page } from "../../../parts/Page.tsx";
import { useText } from "../../../text/language.tsx";
import { BootStep } from "./BootStep.tsx";
import { CodeStep } from "./CodeStep.tsx";
import { ConnectStep } from "./ConnectStep.tsx";
import { type RegisterDraft, RegisterForm } from "./RegisterForm.tsx";

const steps = ["register", "connect", "boot", "code"] as const;
type Step = (typeof steps)[number];

export default function CommissionPage() {
  const { pileTools, shell } = useText();
  const words = pileTools.commission;
  const [search, setSearch] = useSearchParams();
  const pileId = search.get("pile");
  const [registered, setRegistered] = useState<OutputOf<typeof adminRegisterPile> | null>(null);
  const asked = steps.find((one) => one === search.get("step")) ?? "connect";
  const step: Step = pileId === null || asked === "register" ? "register" : asked;
  const go = (to: Step, pile = pileId ?? ""): void => setSearch({ pile, step: to });
  const active = steps.indexOf(step);
  return (
    <Page title={words.title} lead={words.lead} parent={{ label: shell.nav.piles, href: "/piles" }}>
      <Paper p="lg">
        <Stepper
          active={active}
          onStepClick={(index) => {
            const to = steps[index];
            if (to !== undefined && to !== "register" && pileId !== null) go(to);
          }}
          allowNextStepsSelect={pileId !== null}
          mb="lg"
        >
          {steps.map((one) => (
            <Stepper.Step
              key={one}
              label={words.steps[one]}
              allowStepSelect={one !== "register" && pileId !== null}
            />
          ))}
        </Stepper>
        {pileId !== null && step !== "register" && (
          <Text fw={600} className="z-code" mb="md">
            {pileId}
          </Text>
        )}
        {step === "register" && (
          <Register
            stationId={search.get("station") ?? ""}
            onDone={(done) => {
              setRegistered(done);
              go("connect", done.pileId);
            }}
          />
        )}
        {step === "connect" && pileId !== null && (
          <ConnectStep
            pileId={pileId}
            password={registered?.pileId === pileId ? registered.password : null}
            onNext={() => go("boot")}
          />
        )}
        {step === "boot" && pileId !== null && (
          <BootStep pileId={pileId} onNext={() => go("code")} />
        )}
        {step === "code" && pileId !== null && <CodeStep pileId={pileId} />}
      </Paper>
    </Page>
  );
}

type RegisterProps = {
  readonly stationId: string;
  readonly onDone: (registered: OutputOf<typeof adminRegisterPile>) => void;
};

function Register({ stationId, onDone }: RegisterProps) {
  const client = useQueryClient();
  const register = useMutation({
    mutationFn: (draft: RegisterDraft) =>
      ask(adminRegisterPile, {
        ...draft,
        name: draft.name.trim(),
        connectors: draft.connectors.map(({ currentType, standard, maxPowerKw }) => ({
          currentType,
          standard,
          maxPowerW: Math.round(Number(maxPowerKw) * 1000),
        })),
      }),
    onSuccess: (done) => {
      onDone(done);
      return client.invalidateQueries({ queryKey: keyOf(adminListPiles) });
    },
  });
  return (
    <RegisterForm
      stationId={stationId}
      isSending={register.isPending}
      error={register.error}
      onSend={(draft) => register.mutate(draft)}
    />
  );
}
