// The button by which the driver agrees to the policy; WeChat notes it for its own guarded calls.
import { Button } from "@tarojs/components";
import { AGREE_BUTTON } from "./agreeButtonId.ts";
import type { AgreeButtonProps } from "./types.ts";

export const AgreeButton = ({ label, onAgree }: AgreeButtonProps) => (
  <Button
    id={AGREE_BUTTON}
    className="native-button button button-primary"
    openType="agreePrivacyAuthorization"
    onAgreePrivacyAuthorization={onAgree}
  >
    {label}
  </Button>
);
