/** Orders, their lines, payments and receipts: short-lived streams, folded in total order. */

import * as z from "zod";

import { NUMBER_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { GOODS_FATES } from "../goods/goods-fate.ts";
import { AGE_MAX } from "../goods/sale-rules.ts";
import { eventIdSchema, originSchema } from "../identity.ts";
import { milliPercentSchema, minorUnitsSchema, thousandthsSchema } from "../money/amounts.ts";
import { METHOD } from "../tenders/tenders.ts";
import { partNameSchema } from "./bill-events.ts";
import { statedChargeSchema } from "./charge-events.ts";
import { countedSchema } from "./counted-events.ts";
import { lineDiscountedSchema, orderDiscountedSchema } from "./discount-events.ts";
import { exemptSchema } from "./exempt-events.ts";
import {
  depositAddedSchema,
  emptiesReturnedSchema,
  forfeitAddedSchema,
  lineAddedSchema,
  lineReturnedSchema,
  lineServiceSchema,
  ruleSchema,
  seatSchema,
  serialSchema,
  voucherAddedSchema,
  undoesSchema,
} from "./line-events.ts";
import { modifierSchema } from "./line-parts.ts";
import { drawerSchema, paymentCapturedSchema, paymentStartedSchema } from "./payment-events.ts";
import { sealedTextSchema } from "./people-events.ts";
import { pointsBackSchema, receiptPointsSchema } from "./points-events.ts";
import { COUPONS_MAX, dealIdSchema, DEALS_MAX } from "./promoted-events.ts";
import {
  clockDoubtSchema,
  birthSchema,
  customerIdSchema,
  courseSchema,
  dueAtSchema,
  coversSchema,
  lineListSchema,
  longTextSchema,
  overByFieldSchema,
  serviceSchema,
  shortTextSchema,
  taxesByServiceSchema,
} from "./register-schemas.ts";
import { voucherCreditSchema } from "./voucher-events.ts";

/* The fields in which an order, a receipt and a refund say what makes them less certain: see doubts.ts. */

/** The schemas are made once for the three kinds that have them. */
const doubtSchemas = lazy(() => ({
  clock: clockDoubtSchema().exactOptional(),
  behind: behindSchema().exactOptional(),
}));

const behindSchema = lazy(() =>
  z
    .object({
      events: z
        .int()
        .min(1)
        .max(NUMBER_MAX)
        .describe("So many events it knew of and had not heard."),
    })
    .describe("Where the till had joined the shop and had not heard all of its past yet."),
);

export const orderOpenedSchema = lazy(() =>
  z.object({
    number: z
      .string()
      .min(1)
      .max(20)
      .describe("Call-out number of the day with the till's code. Nothing is keyed by it."),
    till: originSchema.describe("Where it was opened."),
    service: serviceSchema,
    table: shortTextSchema,
    name: shortTextSchema,
    covers: coversSchema,
    ...doubtSchemas(),
  }),
);

export const orderChangedSchema = lazy(() =>
  z.object({
    set: z
      .object({
        service: serviceSchema,
        table: shortTextSchema,
        name: shortTextSchema,
        covers: coversSchema,
        course: courseSchema.describe(
          "Of the lines that are added from here on; 0 for the product's own.",
        ),
        note: longTextSchema.describe(
          "What all who make its goods have to know, such as an allergy; empty for nothing any more.",
        ),
        customer: z.string().max(40).describe("Id of a customer; empty for none any more."),
        dueAt: dueAtSchema().describe(
          "When it is wanted, on the shop's wall, such as `2026-12-05T10:00`; empty once it is collected, or for no such order any more.",
        ),
        ageChecked: z
          .int()
          .min(1)
          .max(AGE_MAX)
          .describe("The age that whoever collects it was found to have, where that was asked."),
        owner: z
          .string()
          .min(1)
          .max(20)
          .describe(
            "Staff number of who serves it from here on; whoever opened it until somebody says.",
          ),
      })
      .partial(),
    over: overByFieldSchema,
  }),
);

export type OrderChanged = z.infer<ReturnType<typeof orderChangedSchema>>;

const wastedSchema = lazy(() =>
  thousandthsSchema
    .min(0)
    .describe("So much of what comes off does not come back to the stock; missing for nothing."),
);

/** What a void costs where a promotion was paid in part: the paid pieces keep their saving. */
const breaksSchema = lazy(() =>
  minorUnitsSchema
    .min(1)
    .describe(
      "What a promotion took off goods that are paid, and that doesn't hold any more: the guest keeps it.",
    ),
);

export const lineChangedSchema = lazy(() =>
  z.object({
    line: eventIdSchema,
    set: z
      .object({
        quantity: thousandthsSchema,
        unit: minorUnitsSchema,
        list: lineListSchema
          .nullable()
          .describe(
            "Beside `unit`, where no person typed that: the price list that it is by, or null for the product's own price.",
          ),
        note: longTextSchema,
        seat: seatSchema(),
        course: courseSchema,
        service: lineServiceSchema(),
        taxes: taxesByServiceSchema.describe(
          "Its goods' on the day that they are handed over, where those are others than when it was added.",
        ),
        modifiers: z.array(modifierSchema()).max(99),
        counted: countedSchema(),
        serial: serialSchema().describe("Of goods that are sold by it."),
        held: z
          .boolean()
          .nullable()
          .describe("Whether the kitchen is to wait with it; null for as its course says."),
      })
      .partial(),
    over: overByFieldSchema,
    reason: shortTextSchema,
    wasted: wastedSchema().exactOptional(),
    breaks: breaksSchema().exactOptional(),
    undoes: undoesSchema()
      .exactOptional()
      .describe("The events that made less of the line, which this one takes back."),
  }),
);
export type LineChanged = z.infer<ReturnType<typeof lineChangedSchema>>;

export const lineVoidedSchema = lazy(() =>
  z.object({
    line: eventIdSchema,
    reason: shortTextSchema,
    sent: z.boolean().describe("Whether the kitchen had been told."),
    wasted: wastedSchema().exactOptional(),
    breaks: breaksSchema().exactOptional(),
  }),
);

/** Voids of one line: many more than tills that are apart from each other. */
export const VOIDS_MAX = 50;

export const lineHandedOutSchema = lazy(() =>
  z.object({
    line: eventIdSchema,
    voids: z.array(eventIdSchema).min(1).max(VOIDS_MAX).describe("The voids that were none."),
    reason: shortTextSchema,
  }),
);

/** No list of the kinds: a later build has others, and its receipts are no lies here. */
const lineKindSchema = lazy(() =>
  z
    .string()
    .regex(/^[a-z][a-z-]{0,19}$/u)
    .describe("The kind of the line, such as `return`; missing for goods."),
);

const depositTaxesSchema = lazy(() =>
  z
    .string()
    .max(100)
    .describe("Of a deposit: the names of the taxes that it bears, by which books keep it.")
    .meta({ copied: true }),
);

const receiptItemSchema = lazy(() =>
  z.object({
    birth: birthSchema,
    line: eventIdSchema,
    at: eventIdSchema.describe("The order in which the line lay."),
    num: z
      .int()
      .min(1)
      .max(NUMBER_MAX)
      .describe("Share of the line: numerator. For print only, amounts decide."),
    den: z.int().min(1).max(NUMBER_MAX).describe("Share of the line: denominator."),
    pieces: thousandthsSchema
      .optional()
      .describe("How much of the line lay on the bill, where it lay on others too, or was shared."),
    gross: minorUnitsSchema,
    off: minorUnitsSchema.describe("Its part of the order's discount."),
    offWrite: eventIdSchema.nullable().describe("Which write of the discount that was."),
    net: minorUnitsSchema.describe("gross − off."),
    kind: lineKindSchema().exactOptional(),
    taxes: depositTaxesSchema().exactOptional(),
    deals: z
      .array(dealIdSchema)
      .min(1)
      .max(DEALS_MAX)
      .exactOptional()
      .describe("The deals that pieces of it are in."),
    promo: minorUnitsSchema
      .min(0)
      .exactOptional()
      .describe("What these and coupons took off; gross is without it."),
    coupons: z
      .array(z.object({ promotion: eventIdSchema, off: minorUnitsSchema.min(1) }))
      .min(1)
      .max(COUPONS_MAX)
      .exactOptional()
      .describe(
        "What coupons took off of it, by their promotion/set; points by their order/pointed.",
      ),
    row: eventIdSchema
      .exactOptional()
      .describe("The line whose row of the paper it stands in, where it is equal to that one."),
  }),
);
export type ReceiptItem = z.infer<ReturnType<typeof receiptItemSchema>>;

const receiptTaxSchema = lazy(() =>
  z.object({
    label: z.string().min(1).max(40),
    rate: milliPercentSchema,
    included: z.boolean().describe("Whether prices contain it."),
    base: minorUnitsSchema.describe("Without the tax."),
    tax: minorUnitsSchema,
    exempt: minorUnitsSchema
      .exactOptional()
      .describe(
        "Of an exempt sale: what prices contain of it, and nobody paid. The tax is zero then.",
      ),
  }),
);
export type ReceiptTax = z.infer<ReturnType<typeof receiptTaxSchema>>;

export const receiptToSchema = lazy(() =>
  z
    .object({
      customer: customerIdSchema.describe("Id of the customer."),
      name: sealedTextSchema().nullable().describe("As it was then; null when it is not known."),
      taxId: sealedTextSchema().nullable(),
      address: sealedTextSchema()
        .exactOptional()
        .describe("Where it was known: then the paper is an invoice."),
    })
    .meta({ title: "recipient", description: "The customer that a receipt was issued to." }),
);
export type ReceiptTo = z.infer<ReturnType<typeof receiptToSchema>>;

export const receiptIssuedSchema = lazy(() =>
  z.object({
    series: z.string().min(1).max(20).describe("The till's series of receipt numbers."),
    no: z.int().min(1).max(999_999_999).describe("Counts 1, 2, 3… within its series."),
    till: originSchema,
    drawer: drawerSchema(),
    items: z.array(receiptItemSchema()).min(1).max(500),
    charges: z
      .array(statedChargeSchema())
      .max(20)
      .describe("What an order was charged on top of its goods."),
    tips: z
      .array(z.object({ payment: eventIdSchema, amount: minorUnitsSchema }))
      .max(20)
      .describe("The tip in each payment."),
    taxes: z.array(receiptTaxSchema()).max(40),
    uses: z
      .array(z.object({ order: eventIdSchema, payment: eventIdSchema, amount: minorUnitsSchema }))
      .max(40)
      .describe("The payments that it uses, each with the amount used."),
    total: minorUnitsSchema.describe(
      "The items' net, the charges, and the taxes that prices don't include, less what an exempt sale is spared.",
    ),
    rounding: minorUnitsSchema.describe("Cash rounding of the payments used."),
    rule: ruleSchema(),
    exempt: exemptSchema().exactOptional().describe("Where it owes no taxes."),
    to: receiptToSchema().exactOptional().describe("Whom it is issued to, when that was said."),
    points: receiptPointsSchema().exactOptional().describe("Those of the customer in `to`."),
    part: partNameSchema().exactOptional().describe("Where the bill was split."),
    ...doubtSchemas(),
  }),
);
export type ReceiptIssued = z.infer<ReturnType<typeof receiptIssuedSchema>>;

const refundItemSchema = lazy(() =>
  z.object({
    birth: birthSchema,
    line: eventIdSchema,
    // Zero where nothing did: what was paid for it beyond what it costs goes back, or a share of it.
    quantity: thousandthsSchema.describe("What came back of it: below zero."),
    net: minorUnitsSchema.describe(
      "Of what the receipt says: below zero, unless what stays with the guest costs more now.",
    ),
    raised: minorUnitsSchema
      .exactOptional()
      .describe(
        "So much of net is because a promotion or a combo no longer holds for what stays with the guest; below zero where that comes back.",
      ),
    bad: z
      .literal(true)
      .exactOptional()
      .describe(
        "Where the goods were bad: they bring their share at least, and others keep theirs.",
      ),
    kind: lineKindSchema().exactOptional(),
    taxes: depositTaxesSchema().exactOptional(),
    goods: z
      .enum(GOODS_FATES)
      .optional()
      .describe(
        "Back to the stock, thrown away, or none that came back; missing where nobody said.",
      ),
  }),
);
export type RefundItem = z.infer<ReturnType<typeof refundItemSchema>>;

const tenderAmountSchema = lazy(() =>
  z.object({
    method: z.string().regex(METHOD).describe("The tender, as of a payment."),
    name: shortTextSchema.exactOptional(),
    amount: minorUnitsSchema,
  }),
);

const tenderOutSchema = lazy(() =>
  tenderAmountSchema().extend({
    payment: eventIdSchema
      .exactOptional()
      .describe(
        "The payment by which a card terminal gave it back, whose own money it is then: that of the payment is none.",
      ),
  }),
);

export const refundIssuedSchema = lazy(() =>
  z.object({
    series: z.string().min(1).max(20).describe("The till's series of receipt numbers."),
    no: z.int().min(1).max(999_999_999).describe("Of the same count as its receipts."),
    till: originSchema,
    drawer: drawerSchema(),
    of: eventIdSchema.describe("The receipt whose goods came back."),
    items: z.array(refundItemSchema()).min(1).max(500),
    charges: z
      .array(statedChargeSchema())
      .max(20)
      .exactOptional()
      .describe("What goes back of the receipt's charges: below zero."),
    taxes: z.array(receiptTaxSchema()).max(40).describe("Below zero, as all its amounts."),
    out: z
      .array(tenderOutSchema())
      .max(12)
      .describe("What was handed out, or paid for other goods; empty only where nothing was."),
    unfunded: minorUnitsSchema
      .exactOptional()
      .describe(
        "So much goes back without money, since another receipt, or a hand-out, stands on what had come; below zero where so much is sold again without money.",
      ),
    instead: eventIdSchema
      .exactOptional()
      .describe(
        "The refund that said too much: so much of it is sold again by this one, whose amounts are above zero. No goods come back, and money comes in.",
      ),
    along: z
      .array(tenderAmountSchema())
      .min(1)
      .max(12)
      .exactOptional()
      .describe("By what that had come which pays for other goods: above zero."),
    otherwise: minorUnitsSchema
      .min(1)
      .exactOptional()
      .describe("So much of what was handed out had come by another tender."),
    onto: z
      .array(voucherCreditSchema())
      .min(1)
      .max(12)
      .exactOptional()
      .describe("The vouchers that money went back onto; by its tender it is in `out`."),
    points: pointsBackSchema().exactOptional(),
    total: minorUnitsSchema.describe(
      "The items' net, the charges, and the taxes that prices don't include, less what an exempt sale was spared.",
    ),
    rounding: minorUnitsSchema.describe("Cash rounding: what was handed out less the total."),
    reason: shortTextSchema.min(1),
    ...doubtSchemas(),
  }),
);
export type RefundIssued = z.infer<ReturnType<typeof refundIssuedSchema>>;

const kind = { v: 1, control: false, critical: true } as const;
const ORDER = "`order/<order>`";
const BIRTH_ORDER = "`order/<order that the line was born in>`";

export const ORDER_KINDS = {
  "order/opened": {
    ...kind,
    schema: orderOpenedSchema,
    texts: ["table", "name"],
    meaning: "There is a new order, named by this event.",
    home: "`order/<id of this event>`",
  },
  "order/changed": {
    ...kind,
    schema: orderChangedSchema,
    texts: ["table", "name", "note"],
    meaning: "Fields of the order's head have new values.",
    home: ORDER,
  },
  "order/discounted": {
    ...kind,
    schema: orderDiscountedSchema,
    texts: ["reason"],
    meaning:
      "So much is taken off what the order's lines cost together, or those of some goods, after their own discounts.",
    home: ORDER,
  },
  "order/line-added": {
    ...kind,
    schema: lineAddedSchema,
    texts: ["note", "serial"],
    meaning:
      "The order has a new line, named by this event, with everything copied that its price depends on.",
    home: ORDER,
  },
  "order/line-returned": {
    ...kind,
    schema: lineReturnedSchema,
    texts: ["note", "serial"],
    meaning:
      "Goods come back without a receipt: the order has a new line, named by this event, of less than nothing. For the rest it is a line as one that was added; no station hears of it.",
    home: ORDER,
  },
  "order/voucher-added": {
    ...kind,
    schema: voucherAddedSchema,
    texts: ["note"],
    meaning:
      "The order has a line that is no goods, named by this event: a voucher of the line's price, issued with the receipt that covers it.",
    home: ORDER,
  },
  "order/deposit-added": {
    ...kind,
    schema: depositAddedSchema,
    texts: ["note"],
    meaning:
      "The order has a line that is the deposit on a bottle, a crate or a glass, named by this event.",
    home: ORDER,
  },
  "order/empties-returned": {
    ...kind,
    schema: emptiesReturnedSchema,
    texts: ["note"],
    meaning:
      "Empty bottles, crates or glasses come back: the order has a line of less than nothing, named by this event, at the deposit of today.",
    home: ORDER,
  },
  "order/forfeit-added": {
    ...kind,
    schema: forfeitAddedSchema,
    texts: ["note", "reason"],
    meaning:
      "Nobody collected the order: it has a line that is no goods, named by this event, of the deposits that the shop keeps, with the taxes that they contain.",
    home: ORDER,
  },
  "order/line-changed": {
    ...kind,
    schema: lineChangedSchema,
    texts: ["note", "reason", "serial"],
    meaning: "Fields of the line have new values.",
    home: BIRTH_ORDER,
  },
  "order/line-discounted": {
    ...kind,
    schema: lineDiscountedSchema,
    texts: ["reason"],
    meaning: "So much is taken off what the line costs.",
    home: BIRTH_ORDER,
  },
  "order/line-voided": {
    ...kind,
    schema: lineVoidedSchema,
    texts: ["reason"],
    meaning: "The line counts no longer. Two voids of a line are one.",
    home: BIRTH_ORDER,
  },
  "order/line-handed-out": {
    ...kind,
    schema: lineHandedOutSchema,
    texts: ["reason"],
    meaning:
      "The guest has the goods of the line all the same: those voids of it, which another till knew nothing of, count no longer.",
    home: BIRTH_ORDER,
  },
  "payment/started": {
    ...kind,
    schema: paymentStartedSchema,
    texts: ["reason"],
    meaning: "Somebody is about to pay. Counts for nothing by itself.",
    home: ORDER,
  },
  "payment/captured": {
    ...kind,
    schema: paymentCapturedSchema,
    meaning: "The money is there.",
    home: ORDER,
  },
  "receipt/issued": {
    ...kind,
    schema: receiptIssuedSchema,
    meaning:
      "A numbered receipt was issued. It counts as recorded, once, under its till, series and business day.",
    home: ORDER,
  },
  "refund/issued": {
    ...kind,
    schema: refundIssuedSchema,
    texts: ["reason"],
    meaning:
      "Goods of a receipt came back, and money went out. It counts as recorded, once, and lowers nothing that the receipt covers.",
    home: "`order/<order of the receipt>`",
  },
} as const;
