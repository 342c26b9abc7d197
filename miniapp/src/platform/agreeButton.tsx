// The button by which the driver agrees to the policy.
import { Button } from "../kit/button.tsx";
import type { AgreeButtonProps } from "./types.ts";

export const AgreeButton = ({ label, onAgree }: AgreeButtonProps) => (
  <Button onPress={onAgree}>{label}</Button>
);
