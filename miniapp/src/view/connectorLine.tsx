// A connector in words: which one, what it gives, how it is.
import type { Connector, ConnectorState } from "../../../core/contract/stations.ts";
import { Box, Text } from "../kit/primitives.tsx";
import { Tag } from "../kit/tag.tsx";
import { useText } from "../service/language.ts";
import { ratedPower } from "./format.ts";
import { connectorTone } from "./tones.ts";

export type ConnectorLineProps = {
  readonly connector: Connector;
  /** As the live socket says, where there is one. */
  readonly state: ConnectorState;
};

export const ConnectorLine = ({ connector, state }: ConnectorLineProps) => {
  const text = useText();
  return (
    <>
      <Box className="grow">
        <Box className="strong">{text.station.connector(connector.connectorId)}</Box>
        <Box className="quiet small figures">
          {text.currentLong[connector.currentType]} · {ratedPower(connector.maxPowerW)} kW ·{" "}
          {text.standard[connector.standard]}
        </Box>
      </Box>
      <Text className="connector-state">
        <Tag tone={connectorTone[state]}>{text.connectorState[state]}</Tag>
      </Text>
    </>
  );
};
