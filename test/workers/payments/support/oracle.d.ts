// The parts of wechatpay-axios-plugin that are used as the oracle; it declares types only for its
// main entry, which does not load in workerd.
declare module "wechatpay-axios-plugin/lib/rsa" {
  import type { KeyLike } from "node:crypto";
  const rsa: {
    sign(message: string, privateKey: KeyLike): string;
    verify(message: string, signature: string, publicKey: KeyLike): boolean;
  };
  export default rsa;
}

declare module "wechatpay-axios-plugin/lib/aes" {
  const aes: {
    AesGcm: {
      encrypt(plaintext: string, key: string, nonce: string, associatedData?: string): string;
    };
  };
  export default aes;
}

declare module "wechatpay-axios-plugin/lib/formatter" {
  const formatter: {
    request(
      method: string,
      pathAndQuery: string,
      timestamp: string,
      nonce: string,
      body: string,
    ): string;
    response(timestamp: string, nonce: string, body: string): string;
    joinedByLineFeed(...pieces: string[]): string;
  };
  export default formatter;
}
