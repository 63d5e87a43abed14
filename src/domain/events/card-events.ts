/**
 * What a payment says of the card terminal that it is made at, and what became of it there.
 *
 * The home of each is the order of the payment. Which of them counts is worked out in card-payments.ts.
 */

import * as z from "zod";

import { COUNT_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { GOODS_FATES } from "../goods/goods-fate.ts";
import { deviceIdSchema, eventIdSchema } from "../identity.ts";
import { minorUnitsSchema, thousandthsSchema } from "../money/amounts.ts";
import { shortTextSchema } from "./register-schemas.ts";

/** What a terminal can be asked for; the money of `refund` and `reverse` goes the other way. */
export const CARD_ACTS = [
  "pay",
  "refund",
  "reverse",
  "reserve",
  "increase",
  "book",
  "release",
] as const;
export type CardAct = (typeof CARD_ACTS)[number];

/** Whether money moves by it; what is reserved, raised or released is none. Source: docs/rules/cards.md, C25. */
export function isMoneyAct(act: CardAct): boolean {
  return act === "pay" || act === "refund" || act === "reverse" || act === "book";
}

export const terminalIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/u)
  .describe("The terminal, by its id.");

/** The highest number of a terminal's receipt; the next one after it is 1. */
export const RECEIPT_MAX = 9999;
export const TRACE_MAX = 999_999;

export const poiSchema = z
  .string()
  .regex(/^[0-9A-Za-z]{1,40}-[0-9A-Za-z]{1,40}$/u)
  .describe("A Nexo terminal by its POIID: the model and the serial number.");

export const terminalReceiptSchema = lazy(() =>
  z
    .object({
      receipt: z.int().min(0).max(RECEIPT_MAX).describe("Its number, which comes round."),
      trace: z.int().min(0).max(TRACE_MAX).describe("The number of the message to the host."),
      date: z
        .string()
        .regex(/^\d{4}$/u)
        .describe("Month and day by the terminal's clock, such as `1125`."),
    })
    .meta({ title: "terminal receipt", description: "How a terminal names what it did last." }),
);
export type TerminalReceipt = Readonly<z.infer<ReturnType<typeof terminalReceiptSchema>>>;

/** Goods of a receipt, or what was paid for them beyond what they cost, as a refund names them. */
const returnedSchema = lazy(() =>
  z
    .object({
      receipt: eventIdSchema,
      lines: z
        .array(z.object({ line: eventIdSchema, quantity: thousandthsSchema.exactOptional() }))
        .max(500)
        .describe("None for all that is left of the receipt; without a quantity all of a line."),
      goods: z.enum(GOODS_FATES).exactOptional(),
      bad: z.literal(true).exactOptional(),
      what: z.enum(["goods", "beyond"]).exactOptional(),
    })
    .meta({
      title: "returned",
      description:
        "Whatever a card terminal gives money back for; refund/issued says what it came to.",
    }),
);

/** The part of `payment/started` that only a payment at a terminal has. */
export const atTerminalSchema = lazy(() =>
  z
    .object({
      id: terminalIdSchema,
      act: z.enum(CARD_ACTS),
      of: eventIdSchema
        .exactOptional()
        .describe("The payment or reservation that it acts on, by its payment/started."),
      after: terminalReceiptSchema()
        .nullable()
        .describe("The terminal's last receipt right before; null where it tells none."),
      turn: z
        .int()
        .min(0)
        .max(COUNT_MAX)
        .describe("The number of the take-over under which it is driven."),
      tip: minorUnitsSchema
        .min(1)
        .exactOptional()
        .describe("What the terminal is asked for besides the amount."),
      back: minorUnitsSchema
        .min(1)
        .exactOptional()
        .describe("So much of the amount is handed out in cash."),
      holds: minorUnitsSchema
        .min(1)
        .exactOptional()
        .describe("What it is asked to reserve, or to reserve besides: no money."),
      returned: returnedSchema()
        .exactOptional()
        .describe("What it gives money back for; missing for money that an order has too much of."),
      reason: shortTextSchema.min(1).exactOptional().describe("Why money goes back."),
      named: z
        .object({
          service: z
            .string()
            .regex(/^[0-9A-Za-z]{1,10}$/u)
            .describe("The ServiceID."),
          poi: poiSchema,
        })
        .exactOptional()
        .describe("How a Nexo terminal knows it, and which one does."),
    })
    .meta({ title: "at a terminal", description: "A payment that a card terminal is asked for." }),
);
export type AtTerminal = Readonly<z.infer<ReturnType<typeof atTerminalSchema>>>;

/** The part of `payment/captured` that only a payment at a terminal has. No more of a card is ever kept. */
export const cardCapturedSchema = lazy(() =>
  z
    .object({
      how: z
        .enum(["answer", "memory", "taken-over", "person"])
        .describe("Who said so: the terminal at once, its memory, another till's look, a person."),
      ref: terminalReceiptSchema().nullable(),
      terminalNo: z
        .string()
        .regex(/^\d{1,8}$/u)
        .exactOptional()
        .describe("The terminal's own number at its acquirer."),
      auth: shortTextSchema
        .exactOptional()
        .describe("The acquirer's authorisation.")
        .meta({ copied: true }),
      brand: shortTextSchema.exactOptional().meta({ copied: true }),
      last4: z
        .string()
        .regex(/^\d{4}$/u)
        .exactOptional(),
      transaction: z
        .object({
          id: shortTextSchema.meta({ copied: true }),
          at: shortTextSchema.meta({ copied: true }),
        })
        .exactOptional()
        .describe("How a Nexo terminal names it, and when it did: by both it is reversed."),
      holds: minorUnitsSchema
        .min(1)
        .exactOptional()
        .describe("So much of the card is reserved by it, which is no money."),
      offline: z
        .boolean()
        .exactOptional()
        .describe("The terminal said yes without asking its host."),
    })
    .meta({ title: "card", description: "What a terminal said of a card payment." }),
);
export type CardCaptured = Readonly<z.infer<ReturnType<typeof cardCapturedSchema>>>;

export const foundReceiptSchema = lazy(() =>
  z
    .object({
      ref: terminalReceiptSchema(),
      amount: minorUnitsSchema,
      isApproved: z.boolean(),
      act: z
        .enum(CARD_ACTS)
        .exactOptional()
        .describe("What it did, where it says that: an approved reversal took money from nobody."),
    })
    .meta({ title: "found receipt", description: "What a terminal says that it did last." }),
);
export type FoundReceipt = Readonly<z.infer<ReturnType<typeof foundReceiptSchema>>>;

/** Tills that are named as missing; a shop has fewer. */
export const MISSING_MAX = 20;

export const UNKNOWN_WHYS = [
  "no-memory",
  "other-receipt",
  "used-since",
  "not-heard",
  "too-old",
  "two-drivers",
  "no-answer",
] as const;
export type UnknownWhy = (typeof UNKNOWN_WHYS)[number];

const paymentSchema = eventIdSchema.describe("Its payment/started.");

/** Digits and letters that a terminal prints as the number of its slip. */
export const SLIP = /^[0-9A-Za-z]{0,10}$/u;
export const LAST4 = /^(?:[0-9]{4})?$/u;

const cardKind = { v: 1, control: false, critical: false } as const;
const home = "`order/<order>`";

export const CARD_KINDS = {
  "payment/declined": {
    ...cardKind,
    schema: lazy(() =>
      z.object({
        payment: paymentSchema,
        how: z
          .enum(["answer", "memory", "untold"])
          .describe("Untold: no byte of it ever went to the terminal."),
        code: z
          .string()
          .max(20)
          .describe("The terminal's reason, such as `6c`; empty for none.")
          .meta({ copied: true }),
      }),
    ),
    meaning: "The terminal did not take the money. Counts for nothing, for ever.",
    home,
  },
  "payment/unknown": {
    ...cardKind,
    schema: lazy(() =>
      z.object({
        payment: paymentSchema,
        found: foundReceiptSchema().nullable(),
        why: z.enum(UNKNOWN_WHYS),
        missing: z
          .array(deviceIdSchema)
          .min(1)
          .max(MISSING_MAX)
          .exactOptional()
          .describe("The tills that could not be heard, where that is why."),
      }),
    ),
    meaning: "Nobody can tell whether the terminal took the money: a person has to ask it.",
    home,
  },
  "payment/resolved": {
    ...cardKind,
    schema: lazy(() =>
      z.object({
        payment: paymentSchema,
        says: z.enum(["yes", "no"]),
        number: z
          .string()
          .max(20)
          .describe("The number of the terminal's receipt as it was typed; empty for none."),
      }),
    ),
    texts: ["number"],
    meaning: "A person has looked at the terminal, and says whether it took the money.",
    home,
  },
  "payment/forwarded": {
    ...cardKind,
    schema: lazy(() => z.object({ payment: paymentSchema, accepted: z.boolean() })),
    meaning:
      "What became of an approval that the terminal gave without its host: that has taken it, or refused it.",
    home,
  },
  "payment/noted": {
    ...cardKind,
    schema: lazy(() =>
      z.object({
        payment: paymentSchema,
        slip: z.string().regex(SLIP).describe("The number on the slip; empty for none."),
        last4: z.string().regex(LAST4).describe("The card's last four digits; empty for none."),
      }),
    ),
    meaning:
      "What a person has typed of the slip of a terminal that the till doesn't ask, to find it again. The last one holds.",
    home,
  },
} as const;
