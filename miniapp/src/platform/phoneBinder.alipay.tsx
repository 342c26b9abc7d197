// Alipay's own button for the phone number: after its dialogue the encrypted number can be asked for.
import { Button } from "@tarojs/components";
import * as z from "zod/mini";
import { useText } from "../service/language.ts";
import type { PhoneBinderProps } from "./types.ts";

/** A JSON text within the answer; of a refusal it holds neither field as a text. */
const Encrypted = z.object({ response: z.string(), sign: z.string() });

function encryptedIn(text: string): z.infer<typeof Encrypted> | null {
  try {
    const parsed = z.safeParse(Encrypted, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const PhoneBinder = ({ onProof, onRefused }: PhoneBinderProps) => {
  const text = useText();
  const ask = (): void =>
    my.getPhoneNumber({
      success: ({ response }) => {
        const encrypted = encryptedIn(response);
        if (encrypted === null) onRefused();
        else onProof({ kind: "alipay", ...encrypted });
      },
      fail: onRefused,
    });
  return (
    <Button
      className="native-button button button-primary"
      openType="getAuthorize"
      scope="phoneNumber"
      onGetAuthorize={ask}
      onError={onRefused}
    >
      {text.phone.useAlipay}
    </Button>
  );
};
