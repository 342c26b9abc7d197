// Reporting a fault of a pile, with pictures; below it what became of earlier reports.
import { useRef, useState } from "react";
import { useRouter } from "@tarojs/taro";
import {
  createFaultReport,
  type FaultReport,
  FaultReportKind,
  listFaultReports,
} from "../../../../../core/contract/faultReports.ts";
import { getPile } from "../../../../../core/contract/stations.ts";
import { limits } from "../../../../../core/limits.ts";
import { Button } from "../../../kit/button.tsx";
import { Choices } from "../../../kit/choices.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Page } from "../../../kit/page.tsx";
import { Empty } from "../../../kit/placeholders.tsx";
import { Box, Heading, Picture, Text, TextArea } from "../../../kit/primitives.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { When } from "../../../kit/when.tsx";
import { api, refusalText } from "../../../service/api.ts";
import { useAction, useLoaded } from "../../../service/hooks.ts";
import { makeIntentKeys, randomKey } from "../../../service/intentKeys.ts";
import { useText } from "../../../service/language.ts";
import { sessionStore } from "../../../service/session.ts";
import { useStore } from "../../../service/store.ts";
import { dateTime } from "../../../view/format.ts";
import { useNames } from "../../../view/useNames.ts";
import { PictureChooserView, usePictures } from "../../../view/pictureChooser.tsx";
import { PileTitle } from "../../../view/pileTitle.tsx";
import { SignInWall } from "../../../view/signInWall.tsx";

const stateTone = { open: "info", confirmed: "warn", resolved: "good" } as const;
const whole = 0;

const Report = ({ report }: { readonly report: FaultReport }) => {
  const text = useText();
  const names = useNames();
  return (
    <Box className="card" role="listitem">
      <Box className="between">
        <Heading level={3} className="section-title grow">
          {text.voice.kind[report.kind]}
        </Heading>
        <Tag tone={stateTone[report.state]}>{text.voice.state[report.state]}</Tag>
      </Box>
      <Box className="quiet">
        {names.station(report)} · {names.pile(report)}
        {report.connectorId === null ? null : ` · ${text.station.connector(report.connectorId)}`}
      </Box>
      <Box className="quiet small figures">{dateTime(report.createdAtMs)}</Box>
      {report.text === "" ? null : <Box>{report.text}</Box>}
      {report.pictures.length === 0 ? null : (
        <Box className="chosen-pictures">
          {report.pictures.map(({ pictureId, url }, at) => (
            <Picture
              key={pictureId}
              className="chosen-image"
              url={url}
              label={text.voice.picture(at + 1)}
            />
          ))}
        </Box>
      )}
      {report.answer === "" ? null : (
        <Notice tone="good">
          <Text className="strong">{text.voice.answer}</Text>
          <Box>{report.answer}</Box>
        </Notice>
      )}
    </Box>
  );
};

const Mine = ({ turn }: { readonly turn: number }) => {
  const text = useText();
  const reports = useLoaded(`reports-${turn}`, () => api(listFaultReports, {}));
  return (
    <>
      <Heading level={2} className="section-title">
        {text.voice.myReports}
      </Heading>
      <When loading={reports} cards={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="alert" title={text.voice.noReports} hint={text.voice.noReportsHint} />
          ) : (
            <Box className="stack" role="list">
              {items.map((report) => (
                <Report key={report.reportId} report={report} />
              ))}
            </Box>
          )
        }
      </When>
    </>
  );
};

type FormProps = {
  readonly pileId: string;
  readonly connectors: readonly number[];
  readonly fromLink: number;
  readonly onSent: () => void;
};

function useSending(onSent: () => void) {
  const text = useText();
  const keys = useRef(makeIntentKeys(randomKey));
  const [failure, setFailure] = useState<string | null>(null);
  const send = async (input: Parameters<typeof sendReport>[0]): Promise<void> => {
    setFailure(null);
    const answer = await sendReport(input, keys.current.keyFor(input));
    if (answer.ok) {
      keys.current.answered();
      return onSent();
    }
    const isAnswer = answer.error.kind === "problem" && answer.error.problem.status < 500;
    if (isAnswer) keys.current.answered();
    setFailure(isAnswer ? refusalText(text, answer.error) : text.voice.sendFailed);
  };
  return { send, failure };
}

const sendReport = (
  input: {
    pileId: string;
    connectorId: number | null;
    kind: FaultReport["kind"];
    text: string;
    pictureIds: string[];
  },
  idempotencyKey: string,
) => api(createFaultReport, input, { idempotencyKey });

const Form = ({ pileId, connectors, fromLink, onSent }: FormProps) => {
  const text = useText();
  const [kind, setKind] = useState<FaultReport["kind"] | null>(null);
  const [where, setWhere] = useState(connectors.includes(fromLink) ? fromLink : whole);
  const [more, setMore] = useState("");
  const pictures = usePictures();
  const { send, failure } = useSending(onSent);
  const sending = useAction(async () => {
    if (kind === null) return;
    const connectorId = where === whole ? null : where;
    await send({ pileId, connectorId, kind, text: more.trim(), pictureIds: [...pictures.ids] });
  });
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.voice.what}
      </Heading>
      <Choices
        label={text.voice.what}
        choices={FaultReportKind.options.map((value) => ({ value, label: text.voice.kind[value] }))}
        chosen={kind}
        onChoose={setKind}
      />
      {kind === "unsafe" ? <Notice tone="bad">{text.voice.unsafe}</Notice> : null}
      <Box className="field-label">{text.voice.where}</Box>
      <Choices
        label={text.voice.where}
        choices={[
          { value: whole, label: text.voice.wholePile },
          ...connectors.map((value) => ({ value, label: text.station.connector(value) })),
        ]}
        chosen={where}
        onChoose={setWhere}
      />
      <TextArea
        label={text.voice.more}
        value={more}
        hint={text.voice.moreHint}
        maxLength={limits.faultReportText.most}
        onInput={setMore}
      />
      <PictureChooserView chooser={pictures} />
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
      <Button
        isDisabled={kind === null || pictures.isSending}
        isBusy={sending.isRunning}
        onPress={sending.run}
      >
        {pictures.isSending ? text.voice.sendAfter : text.voice.send}
      </Button>
    </Box>
  );
};

const Here = ({ pileId, fromLink }: { readonly pileId: string; readonly fromLink: number }) => {
  const text = useText();
  const pile = useLoaded(pileId, () => api(getPile, { pileId }));
  const [turn, setTurn] = useState(0);
  const [isSent, setSent] = useState(false);
  return (
    <>
      <When loading={pile} cards={2}>
        {(value) => (
          <>
            <Box className="card">
              <PileTitle pile={value} />
            </Box>
            {isSent ? (
              <Notice tone="good">
                <Text className="strong">{text.voice.sent}</Text>
                <Box>{text.voice.sentHint}</Box>
              </Notice>
            ) : (
              <Form
                pileId={pileId}
                connectors={value.connectors.map(({ connectorId }) => connectorId)}
                fromLink={fromLink}
                onSent={() => {
                  setSent(true);
                  setTurn(turn + 1);
                }}
              />
            )}
          </>
        )}
      </When>
      <Mine turn={turn} />
    </>
  );
};

export default function ReportPage() {
  const text = useText();
  const { params } = useRouter();
  const pileId = params["pileId"] ?? "";
  const driver = useStore(sessionStore)?.driver.driverId;
  return (
    <Page title={pileId === "" ? text.voice.myReports : text.voice.report}>
      {driver === undefined ? (
        <SignInWall title={text.voice.signInFirst} />
      ) : pileId === "" ? (
        <Mine key={driver} turn={0} />
      ) : (
        <Here key={driver} pileId={pileId} fromLink={Number(params["connector"])} />
      )}
    </Page>
  );
}
