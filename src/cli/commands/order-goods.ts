/** `till order open|add`: goods that are rung up, and paid later. */

import { addToOrder } from "../../app/sell.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { tellOrder } from "../told-order.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
import { goodsFault, sellGoods, type SellOptions } from "./sell.ts";

export type AddOptions = JsonOptions & StaffOptions & ApproverOptions;
export type OpenOptions = AddOptions & Pick<SellOptions, "service">;

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
  options: AddOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const done = await withApproval({ till, actor, console }, options, (by) =>
      addToOrder(till, by, { order, entries: goods }),
    );
    if (!done.ok) throw goodsFault(done.fault, till);
    await tellOrder(open, console, { order: done.value.order.id, json: options.json });
    return EXIT.fine;
  });
}
