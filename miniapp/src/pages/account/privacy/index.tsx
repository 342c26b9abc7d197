// The driver's rights over what is stored of him: what he agreed to, permissions, export, leaving.
import { useState } from "react";
import { getMe } from "../../../../../core/contract/drivers.ts";
import { Button } from "../../../kit/button.tsx";
import { Cell } from "../../../kit/cell.tsx";
import { Page } from "../../../kit/page.tsx";
import { Box, Heading } from "../../../kit/primitives.tsx";
import { Question } from "../../../kit/sheet.tsx";
import { When } from "../../../kit/when.tsx";
import { openSettings } from "../../../platform/settings.ts";
import { api } from "../../../service/api.ts";
import { forgetConsent } from "../../../service/consent.ts";
import { useLoaded } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { toLegal, toRoot } from "../../../service/navigate.ts";
import { sessionStore, setSession } from "../../../service/session.ts";
import { useStore } from "../../../service/store.ts";
import { dateTime } from "../../../view/format.ts";
import { DeleteAccount } from "./deleteAccount.tsx";
import { ExportData } from "./exportData.tsx";

const Documents = () => {
  const { legal } = useText();
  return (
    <Box className="card card-cells">
      <Box>
        <Cell label={legal.policy} onPress={() => toLegal("policy")} />
        <Cell label={legal.agreement} onPress={() => toLegal("agreement")} />
      </Box>
    </Box>
  );
};

const Permissions = () => {
  const { privacy } = useText();
  const { permissions } = privacy;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {permissions.title}
      </Heading>
      {[permissions.position, permissions.camera, permissions.album].map((line) => (
        <Box key={line}>{line}</Box>
      ))}
      <Box className="quiet">{permissions.when}</Box>
      {openSettings === null ? null : (
        <Button kind="plain" onPress={openSettings}>
          {permissions.open}
        </Button>
      )}
    </Box>
  );
};

function withdrawConsent(): void {
  forgetConsent();
  setSession(null);
  toRoot("me");
}

const Agreed = () => {
  const text = useText();
  const { privacy } = text;
  const me = useLoaded("me", () => api(getMe, {}));
  const [isAsking, setAsking] = useState(false);
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {privacy.consentTitle}
      </Heading>
      <When loading={me} cards={1}>
        {({ policy: { consentedVersion, consentedAtMs } }) => (
          <Box>
            <Cell label={privacy.agreedVersion} value={consentedVersion ?? text.common.none} />
            <Cell
              label={privacy.agreedAt}
              value={consentedAtMs === null ? text.common.none : dateTime(consentedAtMs)}
            />
          </Box>
        )}
      </When>
      <Button kind="plain" onPress={() => setAsking(true)}>
        {privacy.withdraw}
      </Button>
      {isAsking ? (
        <Question
          title={privacy.withdrawSure}
          detail={privacy.withdrawHint}
          yes={privacy.withdraw}
          no={text.common.cancel}
          isBusy={false}
          onYes={withdrawConsent}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </Box>
  );
};

export default function PrivacyPage() {
  const { privacy } = useText();
  const driver = useStore(sessionStore)?.driver.driverId;
  return (
    <Page title={privacy.title}>
      <Documents />
      <Permissions />
      {driver === undefined ? (
        <Box className="quiet">{privacy.guest}</Box>
      ) : (
        <>
          <Agreed key={driver} />
          <ExportData key={`export ${driver}`} />
          <DeleteAccount key={`delete ${driver}`} />
        </>
      )}
    </Page>
  );
}
