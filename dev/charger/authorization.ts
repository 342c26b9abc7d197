/** Owns whether a card may charge: asked online, remembered in the cache, decided alone when
 * offline (OCPP 1.6, 3.4). */
import { authorizeAnswer, type IdTagInfo } from "./answers.ts";
import type { CardRefusal } from "./events.ts";
import type { Parts } from "./parts.ts";

export type Authorization =
  | { kind: "accepted"; parentIdTag: string | undefined }
  | { kind: "refused"; why: CardRefusal };

const accepted = (parentIdTag: string | undefined): Authorization => ({
  kind: "accepted",
  parentIdTag,
});

export class Authorizer {
  #parts: Parts;
  #cache = new Map<string, IdTagInfo>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  clearCache(): boolean {
    this.#cache.clear();
    return this.#parts.configuration.isTrue("AuthorizationCacheEnabled");
  }

  learn(idTag: string, info: IdTagInfo): void {
    if (this.#parts.configuration.isTrue("AuthorizationCacheEnabled")) this.#cache.set(idTag, info);
  }

  async authorize(idTag: string): Promise<Authorization> {
    const { configuration, outbox } = this.#parts;
    const known = this.#known(idTag);
    if (known?.status === "Accepted" && configuration.isTrue("LocalPreAuthorize")) {
      return accepted(known.parentIdTag);
    }
    return outbox.isOnline ? this.#ask(idTag) : this.#decideOffline(known);
  }

  #ask(idTag: string): Promise<Authorization> {
    return new Promise((resolve) => {
      this.#parts.outbox.call("Authorize", { idTag }, (outcome) => {
        if (outcome.kind === "lost") {
          resolve(this.#decideOffline(this.#known(idTag)));
          return;
        }
        const answer =
          outcome.kind === "result" ? authorizeAnswer.safeParse(outcome.payload) : undefined;
        if (!answer?.success) {
          resolve({ kind: "refused", why: "NoAnswer" });
          return;
        }
        const { idTagInfo } = answer.data;
        this.learn(idTag, idTagInfo);
        resolve(
          idTagInfo.status === "Accepted"
            ? accepted(idTagInfo.parentIdTag)
            : { kind: "refused", why: idTagInfo.status },
        );
      });
    });
  }

  #decideOffline(known: IdTagInfo | undefined): Authorization {
    const { configuration } = this.#parts;
    if (known) {
      if (known.status !== "Accepted") return { kind: "refused", why: known.status };
      if (configuration.isTrue("LocalAuthorizeOffline")) return accepted(known.parentIdTag);
    } else if (configuration.isTrue("AllowOfflineTxForUnknownId")) return accepted(undefined);
    return { kind: "refused", why: "Offline" };
  }

  #known(idTag: string): IdTagInfo | undefined {
    const info = this.#cache.get(idTag);
    if (!info?.expiryDate) return info;
    const isExpired = Date.parse(info.expiryDate) <= this.#parts.clock.nowMs();
    return isExpired ? { ...info, status: "Expired" } : info;
  }
}
