// What the browser needs before the first page: its looks, and the way back from the gateway's page
// to what was being paid for.
import "./look.h5.css";
import { payingNow } from "../service/pending.ts";
import { cameBackFromPayment } from "./pay.ts";

if (cameBackFromPayment()) {
  const paying = payingNow();
  if (paying?.kind === "order")
    location.replace(`#/pages/order/index?orderId=${encodeURIComponent(paying.orderId)}`);
  if (paying?.kind === "topUp") location.replace("#/pages/wallet/index");
}
