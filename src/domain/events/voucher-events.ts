/**
 * Vouchers: money that was paid for goods of a later day. A voucher's name is a hash of its code, so the code
 * itself is in no event. Its cents are rights by double entry, as those to guarded goods: each incarnation of a
 * till has an account of every voucher. Source: docs/rules/vouchers.md, G1 to G7; docs/rules/stock.md, S1.
 */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { businessDaySchema, eventIdSchema, originSchema, seqSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { shortTextSchema } from "./register-schemas.ts";

export const voucherIdSchema = z
  .string()
  .regex(/^[0-9a-z]{26}$/u)
  .meta({ title: "voucher", description: "Hash of a voucher's code: 26 characters of base32." });

const centsSchema = lazy(() => minorUnitsSchema.min(1));
const yearSchema = lazy(() =>
  z.int().min(1970).max(9999).describe("The year of the business day on which it was sold first."),
);

const soldSchema = lazy(() => ({
  amount: centsSchema(),
  order: eventIdSchema.describe("The order that it was sold by."),
  line: eventIdSchema.describe("The line whose receipt the same transaction issued."),
}));

const untilSchema = lazy(() =>
  businessDaySchema.nullable().describe("The last day on which it may be redeemed; null for ever."),
);

/** Why a till gave cents of a voucher: to whoever redeems it, or to whoever is short of them. */
const VOUCHER_GIFTS = ["asked", "covers"] as const;

export const afterSchema = lazy(() =>
  z
    .array(z.object({ origin: originSchema, seq: seqSchema }))
    .max(1000)
    .describe(
      "The events by which rights of others came, with all that is before them: who lacks one doesn't know yet what the author had.",
    ),
);

const restSchema = lazy(() => ({
  after: afterSchema(),
  beyond: minorUnitsSchema
    .min(0)
    .describe("How much of it was beyond what the author had, by the shop's limit."),
}));

/** How a payment takes from a voucher, or puts money back onto it. */
export const paidByVoucherSchema = lazy(() =>
  z
    .object({ id: voucherIdSchema, year: yearSchema(), ...restSchema() })
    .meta({ title: "paid by voucher", description: "The voucher that a payment is made by." }),
);
export type PaidByVoucher = Readonly<z.infer<ReturnType<typeof paidByVoucherSchema>>>;

export const voucherCreditSchema = lazy(() =>
  z
    .object({ id: voucherIdSchema, year: yearSchema(), amount: centsSchema() })
    .meta({ title: "voucher credit", description: "Money that goes back onto a voucher." }),
);
export type VoucherCredit = Readonly<z.infer<ReturnType<typeof voucherCreditSchema>>>;

const kind = { v: 1, control: false, critical: true, home: "`voucher/<voucher>`" } as const;

export const VOUCHER_KINDS = {
  "voucher/issued": {
    ...kind,
    schema: lazy(() => z.object({ ...soldSchema(), until: untilSchema() })),
    meaning: "A voucher was sold. Its amount is the author's to redeem.",
  },
  "voucher/topped": {
    ...kind,
    schema: lazy(() => z.object(soldSchema())),
    meaning: "More was paid onto a voucher.",
  },
  "voucher/given": {
    ...kind,
    schema: lazy(() =>
      z.object({
        to: originSchema,
        amount: centsSchema(),
        why: z.enum(VOUCHER_GIFTS),
        after: afterSchema(),
      }),
    ),
    meaning: "So much of what the author may redeem is another's to redeem from now on.",
  },
  "voucher/taken": {
    ...kind,
    schema: lazy(() => z.object({ from: originSchema, amount: centsSchema() })),
    meaning:
      "What a till that can't be asked may redeem is the author's from now on. What that one redeemed meanwhile is missing then, and named.",
  },
  "voucher/moved": {
    ...kind,
    schema: lazy(() =>
      z.object({
        from: voucherIdSchema,
        to: voucherIdSchema.describe("The one in its place, which nobody sold by itself."),
        year: yearSchema(),
        until: untilSchema(),
        legs: z
          .array(z.object({ account: originSchema, amount: minorUnitsSchema }))
          .max(1000)
          .describe("What each account had, as far as the author knew: it has it there now."),
        reason: shortTextSchema.min(1),
      }),
    ),
    texts: ["reason"],
    meaning: "A lost voucher is replaced by another: the old one is redeemed no more.",
  },
  "voucher/blocked": {
    ...kind,
    schema: lazy(() =>
      z.object({
        reason: shortTextSchema.min(1),
        back: minorUnitsSchema
          .min(1)
          .exactOptional()
          .describe("What was paid for it, and goes back with it: nothing is left on it."),
        seen: minorUnitsSchema
          .min(0)
          .exactOptional()
          .describe(
            "How much more had gone than was paid for, as far as its till knew: who blocked it has seen that.",
          ),
      }),
    ),
    texts: ["reason"],
    meaning: "A voucher is redeemed no more.",
  },
} as const;
