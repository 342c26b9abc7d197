// Who runs the service, and where they are reached.
import { Cell } from "../kit/cell.tsx";
import { Box, Heading } from "../kit/primitives.tsx";
import { When } from "../kit/when.tsx";
import { loadConfig } from "../service/config.ts";
import { useLoaded } from "../service/hooks.ts";
import { useLanguage, useText } from "../service/language.ts";

export const Provider = () => {
  const { legal } = useText();
  const isEnglish = useLanguage() === "en";
  const config = useLoaded("config", loadConfig);
  return (
    <When loading={config} cards={1}>
      {({ provider }) => (
        <Box className="card">
          <Heading level={2} className="section-title">
            {legal.provider}
          </Heading>
          <Box>
            <Cell label={legal.providerName} value={isEnglish ? provider.nameEn : provider.name} />
            <Cell label={legal.providerContact} value={provider.contact} />
          </Box>
        </Box>
      )}
    </When>
  );
};
