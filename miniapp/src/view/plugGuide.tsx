// How to plug in, and whether the charger has noticed: told by the pile itself, the moment it does.
import { Icon } from "../kit/icon.tsx";
import { Box, Heading, Text } from "../kit/primitives.tsx";
import { useText } from "../service/language.ts";
import "./plugGuide.css";

export type PlugGuideProps = {
  readonly connectorId: number;
  readonly isDetected: boolean;
};

/** Whether the charger has noticed the cable; read aloud when that changes. */
export const CableState = ({ isDetected }: { readonly isDetected: boolean }) => {
  const text = useText();
  return (
    <Box className={isDetected ? "plug-state plug-state-in" : "plug-state"} role="status">
      <Box className="plug-picture" isHidden>
        <Icon name="plug" />
        <Box className="plug-cable" />
        <Icon name={isDetected ? "check" : "bolt"} />
      </Box>
      <Text className="strong">{isDetected ? text.plug.detected : text.plug.waiting}</Text>
    </Box>
  );
};

export const PlugGuide = ({ connectorId, isDetected }: PlugGuideProps) => {
  const text = useText();
  const { steps } = text.plug;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.plug.title}
      </Heading>
      <CableState isDetected={isDetected} />
      {isDetected ? null : (
        <>
          <Box className="stack-tight" role="list">
            {[steps.park, steps.insert(connectorId), steps.wait].map((step, index) => (
              <Box key={step} className="plug-step" role="listitem">
                <Text className="plug-number figures">{index + 1}</Text>
                <Box className="grow">{step}</Box>
              </Box>
            ))}
          </Box>
          <Box className="quiet">{text.plug.trouble}</Box>
        </>
      )}
    </Box>
  );
};
