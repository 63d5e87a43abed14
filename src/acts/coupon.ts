/** A coupon that a guest shows: its promotion takes something off the whole order. */

import * as z from "zod";

import { ok, type Result } from "../domain/base/result.ts";
import { decideCoupon } from "../domain/commands/order/take-coupon.ts";
import { shortTextSchema } from "../domain/events/register-schemas.ts";
import { subtractMinor, zeroMinor } from "../domain/money/amounts.ts";
import { defineAct } from "./act.ts";

interface Coupon {
  /** The code as it was typed or scanned. */
  readonly code: string;
  readonly isOff?: boolean | undefined;
}

export const coupon = defineAct({
  id: "coupon",
  on: "order",
  right: "sell",
  word: { words: ["coupon"], after: "discount", reads: readCoupon, needsMore: true },
  input: () => z.object({ code: shortTextSchema, isOff: z.boolean().optional() }),
  decide: decideCoupon,
  plan: ({ words }, _screen, typed: Coupon | undefined) =>
    typed === undefined
      ? { type: "refused", why: words.coupons.how }
      : {
          type: "ready",
          input: typed,
          preview: words.coupons[typed.isOff === true ? "without" : "with"]({ code: typed.code }),
        },
  done: ({ words, money }, { input, order, screen }) => {
    if (input.isOff === true) return words.coupons.off;
    const saved = subtractMinor(screen.order?.total ?? zeroMinor, order?.total ?? zeroMinor);
    return saved > 0 ? words.coupons.on({ money: money(saved) }) : words.coupons.idle;
  },
  shell: {
    help: "take a coupon that the guest shows, by its code",
    words: [{ name: "<code>", help: "as it stands on the coupon" }],
    options: [{ name: "--off", help: "the order has it no more" }],
    example: "order coupon A12 HELLO10",
    read: ({ words: [code = ""], options: { off } }) =>
      ok({ input: off === true ? { code, isOff: true } : { code } }),
  },
});

/** `:coupon HELLO10` takes it, `:coupon -HELLO10` takes it off again. */
function readCoupon(typed: string): Result<Coupon | undefined, string> {
  const text = typed.trim();
  if (text === "" || text === "-") return ok(undefined);
  return ok(text.startsWith("-") ? { code: text.slice(1).trim(), isOff: true } : { code: text });
}
