// The Worker's bindings and variables, as wrangler.toml and the secrets give them.
import type { RecordsService } from "../core/charging/facts.ts";
import type { DirectoryService } from "../core/live/directory.ts";
import type { Area } from "../durable-objects/area/area.ts";
import type { Pile } from "../durable-objects/pile/pile.ts";
import type { SignInGuard } from "../durable-objects/signInGuard/signInGuard.ts";
import type { Station } from "../durable-objects/station/station.ts";
import type { NoticeMessage } from "./notices/notices.ts";

export type Env = {
  readonly DB: D1Database;
  /** Pictures, by their ids. */
  readonly PICTURES: R2Bucket;
  /** Firmware and the logs of chargers. */
  readonly FILES: R2Bucket;
  readonly ASSETS: Fetcher;
  readonly PILE: DurableObjectNamespace<Pile>;
  readonly STATION: DurableObjectNamespace<Station>;
  readonly AREA: DurableObjectNamespace<Area>;
  readonly SIGN_IN_GUARD: DurableObjectNamespace<SignInGuard>;
  /** Notices on their way to operators' people, by their deliveries. */
  readonly NOTICES: Queue<NoticeMessage>;
  /** How often one key may call the API. */
  readonly API_KEY_RATE: RateLimit;
  readonly RECORDS: RecordsService;
  readonly DIRECTORY: DirectoryService;
  /** "development" also lets demonstration drivers sign in. */
  readonly ENVIRONMENT: "production" | "development";
  /** Scheme and host that drivers, gateways and chargers reach, without a slash at the end. */
  readonly PUBLIC_ORIGIN: string;
  /** Signs drivers' tokens; a comma separates the current secret from older ones that still verify. */
  readonly TOKEN_SECRETS: string;
  /** Encrypts phone numbers and plates; see privacy/seal.ts. Without it neither is taken. */
  readonly PERSONAL_DATA_KEYS?: string;
  /** Cloudflare Access before the admin: `team.cloudflareaccess.com`, and the application's tag. */
  readonly ACCESS_TEAM_DOMAIN?: string;
  readonly ACCESS_AUD?: string;
  /** "enough": whom Access lets through is signed in without a password. */
  readonly ACCESS_SIGN_IN?: string;
  /** The operator who answers for the merchant's accounts; the first one where it is not named. */
  readonly MERCHANT_OPERATOR?: string;
  readonly HOME_LATITUDE: string;
  readonly HOME_LONGITUDE: string;
  readonly HOME_NAME: string;
  readonly HOME_NAME_EN: string;
  /** Who runs the service and answers for personal data, as the policy names them. */
  readonly PROVIDER_NAME: string;
  readonly PROVIDER_NAME_EN: string;
  /** An e-mail address or a telephone number. */
  readonly PROVIDER_CONTACT: string;
  /** Tiles for the browser's map, with {z}, {x} and {y}; none, and the app draws its own ground. */
  readonly MAP_TILES_URL?: string;
  readonly MAP_TILES_ATTRIBUTION?: string;
  readonly MAP_TILES_COORDINATES?: string;
} & PaymentEnv;

/** Each gateway is offered when all of its variables are set; `payments/config.ts` parses them. */
export type PaymentEnv = Readonly<
  Partial<
    Record<
      | "WECHATPAY_BASE_URL"
      | "WECHATPAY_APP_ID"
      | "WECHATPAY_MERCHANT_ID"
      | "WECHATPAY_MERCHANT_SERIAL"
      | "WECHATPAY_MERCHANT_PRIVATE_KEY"
      | "WECHATPAY_API_V3_KEY"
      | "WECHATPAY_PLATFORM_KEYS"
      | "WECHATPAY_PUBLIC_KEY_ID"
      | "WECHAT_LOGIN_BASE_URL"
      | "WECHAT_APP_SECRET"
      | "ALIPAY_GATEWAY_URL"
      | "ALIPAY_APP_ID"
      | "ALIPAY_SELLER_ID"
      | "ALIPAY_APP_PRIVATE_KEY"
      | "ALIPAY_PUBLIC_KEY"
      | "ALIPAY_AES_KEY",
      string
    >
  >
>;
