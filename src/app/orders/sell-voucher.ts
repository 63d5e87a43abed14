/** A voucher that is sold by itself, and paid at once. */

import { ok, type Result } from "../../domain/base/result.ts";
import { decideSellVoucher } from "../../domain/commands/money/sell-voucher.ts";
import { type RungPayment } from "../../domain/commands/order/ring-up.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type Actor, type Till } from "../till/till.ts";
import { madeIn, type NewVoucher, voucherName } from "../vouchers/vouchers.ts";
import { type OrderDetails, writtenOrder } from "./orders.ts";

/** Sells a voucher, or pays more onto one, and takes its money at once. */
export function sellVoucher(
  till: Till,
  actor: Actor,
  wish: {
    readonly amount: MinorUnits;
    readonly payment: RungPayment;
    readonly tops?: string | undefined;
  },
): Result<OrderDetails & { readonly made: ReadonlyArray<NewVoucher> }, Refusal> {
  const done = till.act(actor, "sell voucher", (context) =>
    decideSellVoucher(context, {
      ...wish,
      name: voucherName(context.view),
      service: readSetting(context.view, "default-service"),
    }),
  );
  if (!done.ok) return done;
  const details = writtenOrder(till, done.value.ids[0] as EventId);
  return ok({ ...details, made: madeIn(till, done.value) });
}
