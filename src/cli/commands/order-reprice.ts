/** `till order reprice`: what the lines of an order cost before, and what they cost now. */

import { type OrderRepriced, repriceOrder } from "../../app/orders/reprice.ts";
import { type Till } from "../../app/till.ts";
import { formatMoney } from "../../domain/money/currency.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type ToldOrder } from "../told-order.ts";

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
      told: (repriced, till) => told(repriced, till, isTrial),
    },
    options,
    console,
  );
}

/** Of what would change the order is told as it is. */
function told(
  { details, before, after, lines }: OrderRepriced,
  { currency }: Till,
  isTrial: boolean,
): Omit<ToldOrder, "json"> {
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
    text: () => [
      ...named.map(({ position, name, list, ...prices }) => {
        const [was, is] = [prices.before, prices.after].map((it) => formatMoney(it, currency));
        const by = list === "" ? "" : `  ${oneLine(list)}`;
        return `${position} ${oneLine(name)}: ${was ?? ""} -> ${is ?? ""}${by}`;
      }),
      lines.length === 0
        ? "Every line costs what it would cost now: nothing was changed."
        : `${isTrial ? "Would be" : "Is"} ${formatMoney(after, currency)}, was ${formatMoney(before, currency)}.`,
    ],
  };
}
