// Requests from a mini-program, which has no origin of its own.
import Taro from "@tarojs/taro";
import type { Transport } from "../../../core/contract/client.ts";

const timeoutMs = 15_000;

export const send: Transport = ({ method, url, headers, body }) =>
  new Promise((resolve, reject) => {
    Taro.request<string>({
      url: PLATFORM_ORIGIN + url,
      method,
      header: headers,
      timeout: timeoutMs,
      dataType: "text",
      responseType: "text",
      ...(body === null ? {} : { data: body }),
      success: (answer) => {
        const text = typeof answer.data === "string" ? answer.data : JSON.stringify(answer.data);
        resolve({ status: answer.statusCode, body: text });
      },
      // Alipay calls a 4xx a failure, with the answer in it.
      fail: (failure) => {
        const answer = failure as { status?: number; data?: unknown; errMsg?: string };
        if (typeof answer.status === "number" && answer.data !== undefined) {
          const text = typeof answer.data === "string" ? answer.data : JSON.stringify(answer.data);
          resolve({ status: answer.status, body: text });
        } else reject(new Error(answer.errMsg ?? "request failed"));
      },
    });
  });
