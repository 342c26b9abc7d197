// What the app asks of the platform it runs on; each platform's modules fill these shapes.
import type { CallRefusal } from "../../../core/contract/client.ts";
import type { DriverSession } from "../../../core/contract/drivers.ts";
import type { PayParameters } from "../../../core/contract/orders.ts";
import type { Position } from "../../../core/contract/common.ts";
import type { Result } from "../../../core/result.ts";

export type PlatformRefusal = { readonly kind: "platform"; readonly reason: string };

/** Silent signing in by the platform's own code; null where there is none (the browser). */
export type PlatformSignIn =
  | (() => Promise<Result<DriverSession, CallRefusal | PlatformRefusal>>)
  | null;

/** Where a payment is made; the gateways have another way for each. */
export type Scene = "miniProgram" | "browser";

/** `left` means that the page has gone to the gateway's own and comes back later. */
export type PayOutcome = "paid" | "unknown" | "cancelled" | "failed" | "left";
export type Pay = (parameters: PayParameters) => Promise<PayOutcome>;

export type LocateRefusal = "refused" | "unavailable";
export type Locate = () => Promise<Result<Position, LocateRefusal>>;

export type SocketHandlers = {
  readonly onOpen: () => void;
  readonly onMessage: (text: string) => void;
  /** Exactly once, however it ended; with the server's code where there is one. */
  readonly onClose: (code: number | null) => void;
};
export type SocketLink = {
  readonly send: (text: string) => void;
  readonly close: () => void;
};
export type ConnectSocket = (path: string, handlers: SocketHandlers) => SocketLink;

export type LocalPicture = {
  /** An address that shows it here. */
  readonly preview: string;
  readonly send: (
    url: string,
    headers: Readonly<Record<string, string>>,
  ) => Promise<{ readonly status: number; readonly body: string }>;
  readonly forget: () => void;
};
/** Empty where the driver chose none. */
export type ChoosePictures = (most: number) => Promise<readonly LocalPicture[]>;

export type Scanned =
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "closed" }
  /** No camera, or none that may be used. */
  | { readonly kind: "unavailable" };
/** Null where nothing can scan; `close` is what the button says that ends it. */
export type ScanCode =
  | ((words: { readonly close: string; readonly hint: string }) => Promise<Scanned>)
  | null;

export type Place = {
  readonly position: Position;
  readonly name: string;
  readonly address: string;
};

export type AgreeButtonProps = { readonly label: string; readonly onAgree: () => void };

/** What the platform's own dialogue gives of the phone number, for the server to read. */
export type PhoneProof =
  | { readonly kind: "wechat"; readonly code: string }
  | { readonly kind: "alipay"; readonly response: string; readonly sign: string }
  | { readonly kind: "demo"; readonly phone: string };

export type PhoneBinderProps = {
  readonly onProof: (proof: PhoneProof) => void;
  /** The driver said no in the platform's dialogue. */
  readonly onRefused: () => void;
  readonly isBusy: boolean;
};

/** How a file leaves the app here. */
export type FileWay = "download" | "share" | "copy";
