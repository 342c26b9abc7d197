// One try to bring a notice to its receiver, and what it answered.
import { limits } from "../../core/limits.ts";
import { isTaken, type NoticeRequest, type NoticeTarget } from "./robots.ts";

export type Tried = { readonly isTaken: boolean; readonly answer: string };

export async function sendNotice(
  { kind }: Pick<NoticeTarget, "kind">,
  { url, headers, body }: NoticeRequest,
): Promise<Tried> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body,
      // Whoever answers with another address may lead anywhere.
      redirect: "manual",
      signal: AbortSignal.timeout(limits.noticeTimeoutMs.most),
    });
    const text = await firstOf(response);
    return { isTaken: isTaken(kind, response.status, text), answer: `${response.status} ${text}` };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // A robot's address is a secret, and errors quote addresses.
    return { isTaken: false, answer: said.replaceAll(url, new URL(url).host) };
  }
}

/** No more than a person reads, however much is sent. */
async function firstOf({ body }: Response): Promise<string> {
  if (body === null) return "";
  let text = "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  while (text.length < limits.noticeAnswer.most) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
  }
  await reader.cancel();
  return text.slice(0, limits.noticeAnswer.most);
}
