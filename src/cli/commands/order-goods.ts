/** `till order open|add`: goods that are rung up, and paid later. */

import { addToOrder } from "../../app/orders/sell.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { goodsFault, sellGoods, type SellOptions } from "./sell.ts";

export type OpenOptions = ChangeOptions & Pick<SellOptions, "service">;

/** A sale that nobody pays yet. */
export function openTheOrder(
  goods: ReadonlyArray<string>,
  options: OpenOptions,
  console: Console,
): Promise<ExitCode> {
  return sellGoods(goods, options, console);
}

export function addToTheOrder(
  { order, goods }: { readonly order: string; readonly goods: ReadonlyArray<string> },
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder(
    {
      act: (till, by) => addToOrder(till, by, { order, entries: goods }),
      faultOf: goodsFault,
      outcome: ({ order: { id } }) => ({ order: id }),
    },
    options,
    console,
  );
}
