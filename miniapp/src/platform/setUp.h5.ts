// What the browser needs before the first page: its looks, and the way back from the gateway's page
// to what was being paid for.
import * as z from "zod/mini";
import "./look.h5.css";
import { payingNow } from "../service/pending.ts";
import { cameBackFromPayment } from "./pay.ts";

// A page served with a strict policy forbids code made at run time too.
z.config({ jitless: true });

if (cameBackFromPayment()) {
  const paying = payingNow();
  if (paying?.kind === "order")
    location.replace(`#/pages/order/index?orderId=${encodeURIComponent(paying.orderId)}`);
  if (paying?.kind === "topUp") location.replace("#/pages/wallet/index");
}
