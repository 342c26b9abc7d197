// One connector: its state, the charge on it with its figures, and what can be done about it.
import { Anchor, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Link } from "wouter";
import type { AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
import { formatW, formatWh } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { type Fact, Facts } from "../../parts/Facts.tsx";
import { ConnectorStateMark } from "../../parts/states.tsx";
import { Since, Time } from "../../parts/Time.tsx";
import { useText, wordFor } from "../../text/language.tsx";
import { isChargeUnderWay } from "../commands/isChargeUnderWay.ts";
import type { CommandAddress } from "../commands/useCommandAddress.ts";
import classes from "./connectorCard.module.css";

type Connector = AdminPileDetail["connectors"][number];
type Session = AdminPileDetail["sessions"][number];

type Props = {
  readonly connector: Connector;
  readonly sessions: readonly Session[];
  /** Null for those who may only look. */
  readonly address: CommandAddress | null;
};

export function ConnectorCard({ connector, sessions, address }: Props) {
  const { piles, words } = useText();
  const { connectorId, currentType, standard, maxPowerW, state } = connector;
  return (
    <Paper
      component="section"
      aria-label={piles.connector(connectorId)}
      p="md"
      data-state={state}
      className={classes["card"] ?? ""}
    >
      <Group justify="space-between" align="flex-start" mb="sm">
        <div>
          <Title order={2} fz={16}>
            {piles.connector(connectorId)}
          </Title>
          <Text size="xs" className="z-quiet">
            {words.currentType[currentType]} · {words.standard[standard]} · {formatW(maxPowerW)}
          </Text>
        </div>
        <div className={classes["state"]}>
          <ConnectorStateMark state={state} />
          <Text size="xs" className="z-quiet" ta="right">
            {piles.since} <Since atMs={connector.stateSinceMs} />
          </Text>
        </div>
      </Group>
      <Fault connector={connector} />
      {sessions.length === 0 ? (
        <Text size="sm" className="z-quiet">
          {piles.noSession}
        </Text>
      ) : (
        sessions.map((session) => (
          <SessionFigures key={session.orderId ?? session.transactionId} session={session} />
        ))
      )}
      {address !== null && (
        <Actions
          connector={connector}
          isCharging={sessions.some(isChargeUnderWay)}
          address={address}
        />
      )}
    </Paper>
  );
}

function Fault({ connector: { state, errorCode } }: { readonly connector: Connector }) {
  const { words } = useText();
  if (state !== "faulted" || errorCode === null) return null;
  return (
    <Text size="sm" mb="xs" fw={600} className={classes["fault"] ?? ""}>
      {wordFor(words.errorCode, errorCode) ?? errorCode}{" "}
      <span className="z-code z-quiet">{errorCode}</span>
    </Text>
  );
}

function SessionFigures({ session }: { readonly session: Session }) {
  const { piles, words, orders } = useText();
  const unknown = "—";
  const order: Fact[] = [
    [
      piles.order,
      session.orderId === null ? (
        piles.noOrder
      ) : (
        <Anchor
          component={Link}
          href={`/orders/${session.orderId}`}
          size="sm"
          className="z-code z-id"
        >
          {session.orderId}
        </Anchor>
      ),
    ],
  ];
  const facts: Fact[] = [
    [orders.state, wordFor(words.sessionState, session.state) ?? session.state],
    [piles.started, session.startedAtMs === null ? unknown : <Time atMs={session.startedAtMs} />],
    [piles.transaction, session.transactionId ?? unknown],
  ];
  return (
    <>
      <div className={classes["figures"]}>
        <Reading label={piles.energy} value={formatWh(session.energyWh)} />
        <Reading
          label={piles.power}
          value={session.powerW === null ? unknown : formatW(session.powerW)}
        />
        <Reading
          label={piles.soc}
          value={session.socPercent === null ? unknown : `${session.socPercent}%`}
        />
        <Reading label={piles.cost} value={formatFen(session.totalFen)} />
      </div>
      <Stack gap="sm">
        <Facts facts={order} minWidth={240} />
        <Facts facts={facts} minWidth={100} />
      </Stack>
    </>
  );
}

function Reading({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <div className={classes["label"]}>{label}</div>
      <div className={classes["reading"]}>{value}</div>
    </div>
  );
}

type ActionsProps = {
  readonly connector: Connector;
  readonly isCharging: boolean;
  readonly address: CommandAddress;
};

function Actions({ connector: { connectorId, state }, isCharging, address }: ActionsProps) {
  const { commands } = useText();
  const known = { connector: String(connectorId) };
  const isOut = state === "unavailable";
  return (
    <Group gap={6} mt="md">
      {isCharging ? (
        <Button size="compact-sm" onClick={() => address.open("stop", known)}>
          {commands.name.stop}
        </Button>
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => address.open("start", known)}>
          {commands.name.start}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => address.open("unlock", known)}>
        {commands.name.unlock}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() =>
          address.open("setAvailability", { ...known, operative: isOut ? "yes" : "no" })
        }
      >
        {isOut ? commands.form.operative : commands.form.inoperative}
      </Button>
    </Group>
  );
}
