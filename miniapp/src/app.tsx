// The app's entry: what is set up before the first page, what is watched while it runs.
import { useEffect, type ReactNode } from "react";
import "./platform/setUp.ts";
import "./app.css";
import { watchPrivacy } from "./platform/privacy.ts";
import { watchNetwork } from "./service/network.ts";

// Before the first page: its first call may be one that WeChat guards.
watchPrivacy();

export default function App({ children }: { readonly children?: ReactNode }): ReactNode {
  useEffect(() => watchNetwork(), []);
  return children;
}
