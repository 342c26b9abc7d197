// Scanning by the camera in browsers that read codes themselves; in the others the number is typed.
import "./scan.h5.css";
import type { ScanCode, Scanned } from "./types.ts";

type Detector = {
  readonly detect: (source: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]>;
};
declare global {
  interface Window {
    readonly BarcodeDetector?: new (options: { readonly formats: readonly string[] }) => Detector;
  }
}

/** Often enough to feel immediate, seldom enough for a small phone. */
const lookEveryMs = 200;

const Found = window.BarcodeDetector;
const hasCamera = navigator.mediaDevices?.getUserMedia !== undefined;

export const scanCode: ScanCode =
  Found === undefined || !hasCamera
    ? null
    : async (words) => {
        const stream = await camera();
        return stream === null ? { kind: "unavailable" } : look(new Found(qr), stream, words);
      };

const qr = { formats: ["qr_code"] };

async function camera(): Promise<MediaStream | null> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return null;
  }
}

function look(
  detector: Detector,
  stream: MediaStream,
  { close, hint }: { readonly close: string; readonly hint: string },
): Promise<Scanned> {
  const layer = document.createElement("div");
  layer.className = "scan-layer";
  layer.setAttribute("role", "dialog");
  layer.setAttribute("aria-modal", "true");
  layer.setAttribute("aria-label", hint);
  const video = document.createElement("video");
  video.className = "scan-video";
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  const said = document.createElement("p");
  said.className = "scan-hint";
  said.textContent = hint;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "scan-close";
  button.textContent = close;
  layer.append(video, said, button);
  document.body.append(layer);
  button.focus();
  return new Promise((resolve) => {
    let isOver = false;
    const end = (outcome: Scanned): void => {
      if (isOver) return;
      isOver = true;
      for (const track of stream.getTracks()) track.stop();
      layer.remove();
      resolve(outcome);
    };
    const next = async (): Promise<void> => {
      if (isOver) return;
      const [code] = await detector.detect(video).catch(() => []);
      if (code === undefined) setTimeout(() => void next(), lookEveryMs);
      else end({ kind: "code", code: code.rawValue });
    };
    button.addEventListener("click", () => end({ kind: "closed" }));
    layer.addEventListener("keydown", (event) => {
      if (event.key === "Escape") end({ kind: "closed" });
    });
    const begin = async (): Promise<void> => {
      await video.play();
      await next();
    };
    begin().catch(() => end({ kind: "unavailable" }));
  });
}
