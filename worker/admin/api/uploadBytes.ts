// Sends a file as it is to an endpoint that takes one, and says how far it has come.
import { answerOf, requestOf } from "../../../core/contract/client.ts";
import type { Endpoint, InputOf, OutputOf } from "../../../core/contract/endpoint.ts";
import { CallError } from "./ask.ts";

type Sending<E extends Endpoint> = {
  readonly input: InputOf<E>;
  readonly file: File;
  readonly onProgress: (percent: number) => void;
};

/** Fetch tells nothing of an upload's progress; the older way does. @throws CallError */
export function uploadBytes<E extends Endpoint>(
  endpoint: E,
  { input, file, onProgress }: Sending<E>,
): Promise<OutputOf<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(endpoint.method, requestOf(endpoint, Object(input)).url);
    request.setRequestHeader("accept-language", document.documentElement.lang);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onProgress(Math.floor((100 * loaded) / Math.max(1, total))),
    );
    request.addEventListener("load", () => {
      const { status, responseText: body } = request;
      const answer = answerOf(endpoint, { status, body });
      if (answer.ok) resolve(answer.value);
      else reject(new CallError(answer.error));
    });
    request.addEventListener("error", () =>
      reject(new CallError({ kind: "network", reason: "the upload broke off" })),
    );
    request.send(file);
  });
}
