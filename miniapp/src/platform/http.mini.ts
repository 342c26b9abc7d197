// Requests from a mini-program, which has no origin of its own.
import Taro from "@tarojs/taro";
import type { Transport } from "../../../core/contract/client.ts";
import { failureMessage } from "./taroFailure.ts";

const timeoutMs = 15_000;

const textOf = (data: unknown): string => (typeof data === "string" ? data : JSON.stringify(data));

export const send: Transport = ({ method, url, headers, body }) =>
  new Promise((resolve, reject) => {
    const asked = Taro.request<string>({
      url: PLATFORM_ORIGIN + url,
      method,
      header: headers,
      timeout: timeoutMs,
      dataType: "text",
      responseType: "text",
      ...(body === null ? {} : { data: body }),
      success: ({ statusCode, data }) => resolve({ status: statusCode, body: textOf(data) }),
      // Alipay calls a 4xx a failure, with the answer in it.
      fail: (failure: unknown) => {
        const answer = answerIn(failure);
        if (answer === null) reject(new Error(failureMessage(failure) || "request failed"));
        else resolve(answer);
      },
    });
    // What comes back beside the callbacks rejects too, and nobody else would hear it.
    asked.catch(() => undefined);
  });

function answerIn(failure: unknown): { status: number; body: string } | null {
  if (typeof failure !== "object" || failure === null) return null;
  if (!("status" in failure) || typeof failure.status !== "number") return null;
  return "data" in failure ? { status: failure.status, body: textOf(failure.data) } : null;
}
