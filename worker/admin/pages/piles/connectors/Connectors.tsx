// What is registered of a pile's connectors beside what its charger speaks of, and the way to mend it.
import { Alert, Button } from "@mantine/core";
import { IconAlertTriangle, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { AdminPileDetail } from "../../../../../core/contract/admin/piles.ts";
import { mayRun, useStaff } from "../../../api/session.ts";
import { formatW } from "../../../format/energy.ts";
import { type Fact, Facts } from "../../../parts/Facts.tsx";
import { Panel } from "../../../parts/Panel.tsx";
import { useText } from "../../../text/language.tsx";
import { EditConnectors } from "./EditConnectors.tsx";

export function Connectors({ pile }: { readonly pile: AdminPileDetail }) {
  const { piles, words } = useText();
  const [isOpen, setOpen] = useState(false);
  const registered = new Set(pile.connectors.map(({ connectorId }) => connectorId));
  const unknown = pile.device.connectorIds.filter((id) => !registered.has(id));
  const facts = pile.connectors.map(({ connectorId, currentType, standard, maxPowerW }): Fact => [
    piles.connector(connectorId),
    `${words.currentType[currentType]} · ${words.standard[standard]} · ${formatW(maxPowerW)}`,
  ]);
  return (
    <Panel title={piles.connectors}>
      <Facts facts={facts} />
      {unknown.length > 0 && (
        <Alert mt="md" variant="outline" color="orange" icon={<IconAlertTriangle />}>
          {piles.connectorEditing.chargerHas(unknown)}
        </Alert>
      )}
      {mayRun(useStaff()) && (
        <Button
          mt="md"
          variant="default"
          leftSection={<IconPencil size={16} />}
          onClick={() => setOpen(true)}
        >
          {piles.connectorEditing.edit}
        </Button>
      )}
      {isOpen && <EditConnectors pile={pile} onClose={() => setOpen(false)} />}
    </Panel>
  );
}
