// The app's entry: settings of the libraries, what is watched while it runs.
import { useEffect, type ReactNode } from "react";
import * as z from "zod/mini";
import "./app.css";
import "./platform/setUp.ts";
import { watchNetwork } from "./service/network.ts";

// The mini-programs forbid code made at run time.
z.config({ jitless: true });

export default function App({ children }: { readonly children?: ReactNode }): ReactNode {
  useEffect(() => watchNetwork(), []);
  return children;
}
