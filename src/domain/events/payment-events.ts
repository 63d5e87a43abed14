/** The events of payments: the tender, the amount, and the tender of a refund. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { eventIdSchema, originSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { foreignCashSchema } from "../tenders/foreign-cash.ts";
import { METHOD } from "../tenders/tenders.ts";
import { atTerminalSchema, cardCapturedSchema } from "./card-events.ts";
import { shortTextSchema } from "./register-schemas.ts";
import { paidByVoucherSchema } from "./voucher-events.ts";

export const drawerSchema = lazy(() =>
  eventIdSchema
    .nullable()
    .describe("The drawer session that it belongs to, once drawers are counted."),
);
const tenderMoneySchema = lazy(() =>
  z
    .object({
      method: z.string().regex(METHOD).describe("The tender, as of a payment."),
      name: shortTextSchema
        .exactOptional()
        .describe("What a tender of the shop's own was called then."),
      amount: minorUnitsSchema,
    })
    .meta({ title: "tender money", description: "Money that came by one tender." }),
);

const otherwiseSchema = lazy(() =>
  z
    .object({
      of: z.string().regex(METHOD).describe("The tender that the money had come by."),
      name: shortTextSchema
        .exactOptional()
        .describe("What a tender of the shop's own was called then."),
      reason: shortTextSchema
        .min(1)
        .exactOptional()
        .describe("None where a card has paid for the cash, as the shop allows it."),
    })
    .meta({
      title: "otherwise",
      description: "Money goes back by another tender than it came by, and why.",
    }),
);

/** Of the newest of them, where more money goes back than anybody paid in parts. */
export const GIVES_MAX = 50;

export const paymentStartedSchema = lazy(() =>
  z.object({
    /** A tender that this build doesn't offer still counts as what it was. */
    method: z
      .string()
      .regex(METHOD)
      .describe("The tender, such as `cash`; of the shop's own its id."),
    name: shortTextSchema
      .exactOptional()
      .describe("What a tender of the shop's own was called then."),
    amount: minorUnitsSchema,
    from: z
      .array(tenderMoneySchema())
      .min(1)
      .max(20)
      .exactOptional()
      .describe(
        "Where goods that came back pay: by what these had been paid, as much as their money makes up.",
      ),
    otherwise: otherwiseSchema().exactOptional(),
    gives: z
      .array(eventIdSchema)
      .min(1)
      .max(GIVES_MAX)
      .exactOptional()
      .describe("The payments whose money goes back; of money that goes back alone."),
    reason: shortTextSchema
      .min(1)
      .exactOptional()
      .describe(
        "Why one payment goes back as it came, while the goods of its order stay; or why what is missing is written off.",
      ),
    again: z
      .literal(true)
      .exactOptional()
      .describe("It brings back what had gone out beyond what there was, and pays for no goods."),
    till: originSchema,
    series: z.string().max(20).describe("The till's series of receipt numbers."),
    drawer: drawerSchema(),
    part: z
      .string()
      .min(1)
      .max(80)
      .exactOptional()
      .describe("The part of the bill that it pays; whichever comes next where it says none."),
    terminal: atTerminalSchema().exactOptional(),
  }),
);

export type PaymentStarted = z.infer<ReturnType<typeof paymentStartedSchema>>;

export const paymentCapturedSchema = lazy(() =>
  z.object({
    payment: eventIdSchema.describe("Its payment/started."),
    amount: minorUnitsSchema.describe("What it settles of the order, cash rounding left out."),
    tendered: minorUnitsSchema.describe("What was handed over; of other money its worth."),
    foreign: foreignCashSchema.exactOptional().describe("What that was, where it was other money."),
    change: minorUnitsSchema.describe("What was handed back."),
    rounding: minorUnitsSchema.describe("Cash kept minus amount settled."),
    tip: minorUnitsSchema.describe(
      "Given beside what is settled: no turnover, and no tax. It goes back with its payment.",
    ),
    to: shortTextSchema
      .exactOptional()
      .describe("Staff number of whose the tip is; missing where it is whoever took the payment.")
      .meta({ copied: true }),
    card: cardCapturedSchema().exactOptional(),
    voucher: paidByVoucherSchema().exactOptional(),
  }),
);
