/** `till order reprice`: what the lines of an order cost before, and what they cost now. */

import { type OrderRepriced, repriceOrder } from "../../app/orders/reprice.ts";
import { moneyText } from "../../app/speech.ts";
import { wordsIn } from "../../domain/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { type OrderOutcome } from "../order-outcome.ts";
import { refusalFault } from "../refusal-fault.ts";

export interface RepriceOptions extends ChangeOptions {
  readonly dryRun?: boolean;
}

export function repriceTheOrder(
  order: string,
  { dryRun: isTrial = false, ...options }: RepriceOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder<OrderRepriced>(
    {
      act: (till, by) => repriceOrder(till, by, { order, isTrial }),
      faultOf: refusalFault,
      outcome: (repriced) => repricedOutcome(repriced, isTrial),
    },
    options,
    console,
  );
}

/** Of what would change the order is told as it is. */
function repricedOutcome(
  { details, before, after, lines }: OrderRepriced,
  isTrial: boolean,
): Omit<OrderOutcome, "json" | "by"> {
  const named = lines.flatMap((line) => {
    const view = details.order.lines.find(({ id }) => id === line.id);
    return view === undefined ? [] : [{ ...line, position: view.position, name: view.name }];
  });
  return {
    order: details.order.id,
    more: {
      repriced: {
        dryRun: isTrial,
        before,
        after,
        lines: named.map(({ position, name, list, ...prices }) => {
          return { line: position, name, before: prices.before, after: prices.after, list };
        }),
      },
    },
    text: (_, speech) => {
      const { same, is, wouldBe } = wordsIn(orderWords, speech.locale).repriced;
      const say = isTrial ? wouldBe : is;
      return [
        ...named.map(({ position, name, list, ...prices }) => {
          const [was, now] = [prices.before, prices.after].map((it) => moneyText(it, speech));
          const by = list === "" ? "" : `  ${oneLine(list)}`;
          return `${position} ${oneLine(name)}: ${was ?? ""} -> ${now ?? ""}${by}`;
        }),
        lines.length === 0
          ? same
          : say({ after: moneyText(after, speech), before: moneyText(before, speech) }),
      ];
    },
  };
}
