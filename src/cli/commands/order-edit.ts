/** `till order customer`. */

import { putCustomerOn } from "../../app/orders/order-edit.ts";
import { type OrderDetails } from "../../app/orders/orders.ts";
import { mayLookUp } from "../../app/people/customer-changes.ts";
import { type Till } from "../../app/till/till.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { type OrderOutcome } from "../order-outcome.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { customerNamed } from "./customer.ts";
import { customerText } from "./order.ts";

/** `customer`: as `till customer show` finds them; empty for nobody any more. */
export function putCustomer(
  [order, customer]: readonly [string, string],
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder<OrderDetails>(
    {
      act: (till, by) => {
        valueOf(mayLookUp(till, by), till);
        const id = customer.trim() === "" ? undefined : customerNamed(till, customer).id;
        return putCustomerOn(till, by, { order, customer: id });
      },
      faultOf: refusalFault,
      outcome: outcomeWithCustomer,
    },
    options,
    console,
  );
}

function outcomeWithCustomer(
  { order: { customer } }: OrderDetails,
  till: Till,
): Pick<OrderOutcome, "text"> {
  if (customer === "") return {};
  return {
    text: (_, { locale }) => {
      const words = wordsIn(orderWords, locale);
      return [words.forCustomer({ customer: customerText(customer, till.customers.look, words) })];
    },
  };
}
