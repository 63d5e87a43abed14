/** `till order correct`: a payment was made by another tender than it was booked by. */

import { correctPayment } from "../../app/orders/correct-payment.ts";
import { correctionText } from "../../app/orders/correction-text.ts";
import { type OrderDetails } from "../../app/orders/orders.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { amountOf } from "../payment-words.ts";
import { refusalFault } from "../refusal-fault.ts";

export interface CorrectOptions extends ChangeOptions {
  readonly to: string;
  readonly from?: string;
  readonly amount?: string;
  readonly reason: string;
}

export function correctThePayment(
  order: string,
  { to, from, amount, reason, ...options }: CorrectOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder<OrderDetails>(
    {
      act: (till, by) => {
        const much = amount === undefined ? undefined : amountOf("--amount", amount, till.currency);
        return correctPayment(till, by, { order, to, from, amount: much, reason });
      },
      faultOf: refusalFault,
      outcome: ({ order: { id } }) => ({
        order: id,
        text: ({ corrections }, speech) =>
          corrections.map((it) => oneLine(correctionText(it, speech))),
      }),
    },
    options,
    console,
  );
}
