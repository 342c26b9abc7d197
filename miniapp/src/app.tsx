// The app's entry: what is set up before the first page, what is watched while it runs.
import { useEffect, type ReactNode } from "react";
import "./platform/setUp.ts";
import "./app.css";
import { watchNetwork } from "./service/network.ts";

export default function App({ children }: { readonly children?: ReactNode }): ReactNode {
  useEffect(() => watchNetwork(), []);
  return children;
}
