// What a message of the trace is, in a line: an answer is named after what it answers.
import type { TraceFrame } from "../../../../../core/contract/admin/trace.ts";
import { parseFrame } from "../../../../../core/ocpp/frame.ts";
import type { Text } from "../../../text/zh.ts";

export type ShownFrame = TraceFrame & {
  readonly title: string;
  /** For the eye: the message's payload, or the text where it is no message. */
  readonly detail: unknown;
};

/** @param frames in order; ids are the charger's and the platform's, each in its own direction. */
export function shownFrames(frames: readonly TraceFrame[], text: Text): readonly ShownFrame[] {
  const { trace: words } = text.pileTools;
  const actions = new Map<string, string>();
  return frames.map((frame) => {
    if (frame.direction === "link") return { ...frame, title: frame.text, detail: null };
    const other = frame.direction === "in" ? "out" : "in";
    const said = parseFrame(frame.text);
    switch (said.kind) {
      case "call":
        actions.set(`${frame.direction} ${said.messageId}`, said.action);
        return { ...frame, title: said.action, detail: said.payload };
      case "callResult": {
        const action = actions.get(`${other} ${said.messageId}`) ?? said.messageId;
        return { ...frame, title: words.answer(action), detail: said.payload };
      }
      case "callError": {
        const detail = { errorCode: said.errorCode, errorDescription: said.description };
        return { ...frame, title: words.error(said.errorCode), detail };
      }
      case "malformed":
        return { ...frame, title: said.fault.description, detail: frame.text };
    }
  });
}
