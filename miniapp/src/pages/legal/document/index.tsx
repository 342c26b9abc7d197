// The privacy policy or the user agreement, whole.
import { useRouter } from "@tarojs/taro";
import { Page } from "../../../kit/page.tsx";
import { Box, Heading } from "../../../kit/primitives.tsx";
import { useLanguage, useText } from "../../../service/language.ts";
import { policyVersion } from "../../../service/policy.ts";
import { Provider } from "../../../view/provider.tsx";
import { agreementEn } from "./agreementEn.ts";
import { agreementZh } from "./agreementZh.ts";
import { policyEn } from "./policyEn.ts";
import { policyZh } from "./policyZh.ts";

const documents = {
  policy: { zh: policyZh, en: policyEn },
  agreement: { zh: agreementZh, en: agreementEn },
} as const;

export default function LegalPage() {
  const text = useText();
  const language = useLanguage();
  const name = useRouter().params["document"] === "agreement" ? "agreement" : "policy";
  return (
    <Page title={text.legal[name]} isPolicy>
      <Box className="quiet">{text.legal.version(policyVersion)}</Box>
      <Provider />
      {documents[name][language].map(({ title, paragraphs }) => (
        <Box key={title} className="card">
          <Heading level={2} className="section-title">
            {title}
          </Heading>
          {paragraphs.map((paragraph) => (
            <Box key={paragraph}>{paragraph}</Box>
          ))}
        </Box>
      ))}
    </Page>
  );
}
