// WeChat's own button for the phone number: its dialogue asks, and gives a code for the platform.
import { Button } from "@tarojs/components";
import { useText } from "../service/language.ts";
import type { PhoneBinderProps } from "./types.ts";

export const PhoneBinder = ({ onProof, onRefused }: PhoneBinderProps) => {
  const text = useText();
  return (
    <Button
      className="native-button button button-primary"
      openType="getPhoneNumber"
      onGetPhoneNumber={({ detail: { code } }) => {
        if (code === undefined) onRefused();
        else onProof({ kind: "wechat", code });
      }}
    >
      {text.phone.useWechat}
    </Button>
  );
};
