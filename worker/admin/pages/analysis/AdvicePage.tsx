// What the figures suggest, each with what it rests on, and past charges at other prices.
import { Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { adminAnalysisAdvice } from "../../../../core/contract/admin/analysisAdvice.ts";
import { queryOf } from "../../api/ask.ts";
import { useStaff } from "../../api/session.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import { AdviceKind } from "./AdviceKind.tsx";
import { PeriodBar } from "./PeriodBar.tsx";
import { Simulation } from "./Simulation.tsx";
import { useAnalysisAddress, type AnalysisAddress } from "./useAnalysisAddress.ts";

const kinds = ["repairFirst", "tooFew", "movePrices", "tooMany"] as const;

export default function AdvicePage() {
  const { analysis } = useText();
  const address = useAnalysisAddress("days30");
  const { role } = useStaff();
  const { from, to } = address.period;
  return (
    <Page title={analysis.tabs.advice} lead={analysis.advice.lead(from, to)}>
      <PeriodBar address={address} hasStation={false} hasCompare={false} />
      {address.isValid && (
        <Stack gap="md">
          <Suggestions address={address} />
          {role !== "maintenance" && <Simulation address={address} />}
        </Stack>
      )}
    </Page>
  );
}

function Suggestions({ address }: { readonly address: AnalysisAddress }) {
  const { analysis } = useText();
  const words = analysis.advice;
  const query = useQuery(queryOf(adminAnalysisAdvice, address.period));
  return (
    <Fetched query={query}>
      {({ items, isCounted, isCut }) =>
        items.length === 0 ? (
          <Panel title={analysis.tabs.advice}>
            <Empty
              icon={<IconCircleCheck size={36} />}
              title={isCounted ? words.nothing : analysis.none.title}
              hint={isCounted ? words.nothingHint : analysis.none.hint}
            />
          </Panel>
        ) : (
          <>
            {isCut && <Text size="sm">{analysis.cut}</Text>}
            {kinds.map((kind) => (
              <AdviceKind key={kind} kind={kind} items={items} address={address} />
            ))}
          </>
        )
      }
    </Fetched>
  );
}
