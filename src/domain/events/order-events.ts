/** Orders, their lines, tickets, payments and receipts: short-lived streams, folded in total order. */
import { z } from "zod";

import { milliPercentSchema, minorUnitsSchema, thousandthsSchema } from "../amounts.ts";
import { deviceIdSchema, eventIdSchema, originSchema } from "../identity.ts";
import { TICKET_ACTS } from "../views.ts";
import {
  longTextSchema,
  overByFieldSchema,
  quantityUnitSchema,
  serviceSchema,
  shortTextSchema,
  taxesByServiceSchema,
} from "./register-schemas.ts";

export const orderOpenedSchema = z.object({
  /** Call-out number of the day with the till's code. People call it; nothing is keyed by it. */
  number: z.string().min(1).max(20),
  till: originSchema,
  service: serviceSchema,
  table: shortTextSchema,
  name: shortTextSchema,
  covers: z.int().min(0).max(999),
});

export const orderChangedSchema = z.object({
  set: z
    .object({
      service: serviceSchema,
      table: shortTextSchema,
      name: shortTextSchema,
      covers: z.int().min(0).max(999),
    })
    .partial(),
  over: overByFieldSchema,
});

const modifierSchema = z.object({
  group: shortTextSchema,
  option: shortTextSchema,
  name: shortTextSchema,
  /** Each; zero for what was free. */
  price: minorUnitsSchema,
  count: z.int().min(1).max(99),
});
export type LineModifier = z.infer<typeof modifierSchema>;

export const lineAddedSchema = z.object({
  sku: shortTextSchema,
  name: shortTextSchema,
  kitchen: shortTextSchema,
  quantity: thousandthsSchema,
  /** Price of one, without modifiers. */
  unit: minorUnitsSchema,
  by: quantityUnitSchema,
  taxes: taxesByServiceSchema,
  /** Version of the pricing rules, so that no other build re-prices the line. */
  rule: z.int().min(1),
  station: shortTextSchema,
  course: z.int().min(0).max(9),
  held: z.boolean(),
  /** Served otherwise than its order, or null. */
  service: serviceSchema.nullable(),
  seat: z.int().min(0).max(99),
  note: longTextSchema,
  modifiers: z.array(modifierSchema).max(99),
});
export type LineAdded = z.infer<typeof lineAddedSchema>;

export const lineChangedSchema = z.object({
  line: eventIdSchema,
  set: z
    .object({
      quantity: thousandthsSchema,
      unit: minorUnitsSchema,
      note: longTextSchema,
      seat: z.int().min(0).max(99),
      course: z.int().min(0).max(9),
      service: serviceSchema.nullable(),
      modifiers: z.array(modifierSchema).max(99),
    })
    .partial(),
  over: overByFieldSchema,
  reason: shortTextSchema,
});

export const lineVoidedSchema = z.object({
  line: eventIdSchema,
  reason: shortTextSchema,
  /** Whether the kitchen had been told. */
  sent: z.boolean(),
});

const ticketLineSchema = z.object({
  /** The order that the line was born in. */
  birth: eventIdSchema,
  line: eventIdSchema,
  act: z.enum(TICKET_ACTS),
  /** The event that the kitchen is told of: the line itself, its change, its void. */
  cause: eventIdSchema,
  quantity: thousandthsSchema,
  by: quantityUnitSchema,
  text: shortTextSchema,
  modifiers: z.array(z.object({ name: shortTextSchema, count: z.int().min(1).max(99) })).max(99),
  note: longTextSchema,
  /** How this line is served, which may not be how its order is. */
  service: serviceSchema,
  course: z.int().min(0).max(9),
});
export type TicketLine = z.infer<typeof ticketLineSchema>;

export const ticketIssuedSchema = z.object({
  station: shortTextSchema,
  /** The device that prints it, and the one that does when it can't. */
  owner: deviceIdSchema,
  fallback: deviceIdSchema.nullable(),
  head: z.object({
    number: z.string().max(20),
    service: serviceSchema,
    table: shortTextSchema,
    name: shortTextSchema,
    covers: z.int().min(0).max(999),
  }),
  lines: z.array(ticketLineSchema).min(1).max(200),
  also: z.array(z.object({ station: shortTextSchema, pieces: z.int().min(1) })).max(20),
});
export type TicketIssued = z.infer<typeof ticketIssuedSchema>;

/** `job` names the spool's job on the device that wrote it. */
export const ticketProgressSchema = z.object({ job: shortTextSchema });

export const paymentStartedSchema = z.object({
  /** A tender that this build doesn't offer still counts as what it was. */
  method: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/u),
  amount: minorUnitsSchema,
  till: originSchema,
  series: z.string().max(20),
  /** The drawer session that it belongs to, once drawers are counted. */
  drawer: eventIdSchema.nullable(),
});

export const paymentCapturedSchema = z.object({
  payment: eventIdSchema,
  /** What it settles of the order, cash rounding left out. */
  amount: minorUnitsSchema,
  tendered: minorUnitsSchema,
  change: minorUnitsSchema,
  /** Cash kept minus amount settled. */
  rounding: minorUnitsSchema,
  tip: minorUnitsSchema,
});

const receiptItemSchema = z.object({
  birth: eventIdSchema,
  line: eventIdSchema,
  /** The order in which the line lay. */
  at: eventIdSchema,
  /** Share of the line, for print only: amounts decide. */
  num: z.int().min(1),
  den: z.int().min(1),
  gross: minorUnitsSchema,
  /** Its part of the order's discount, and which write of it. */
  off: minorUnitsSchema,
  offWrite: eventIdSchema.nullable(),
  net: minorUnitsSchema,
});
export type ReceiptItem = z.infer<typeof receiptItemSchema>;

const receiptTaxSchema = z.object({
  label: z.string().min(1).max(40),
  rate: milliPercentSchema,
  included: z.boolean(),
  /** Without the tax. */
  base: minorUnitsSchema,
  tax: minorUnitsSchema,
});
export type ReceiptTax = z.infer<typeof receiptTaxSchema>;

export const receiptIssuedSchema = z.object({
  series: z.string().min(1).max(20),
  no: z.int().min(1).max(999_999_999),
  till: originSchema,
  drawer: eventIdSchema.nullable(),
  items: z.array(receiptItemSchema).min(1).max(500),
  charges: z.array(z.object({ order: eventIdSchema, amount: minorUnitsSchema })).max(20),
  tips: z.array(z.object({ payment: eventIdSchema, amount: minorUnitsSchema })).max(20),
  taxes: z.array(receiptTaxSchema).max(40),
  uses: z
    .array(z.object({ order: eventIdSchema, payment: eventIdSchema, amount: minorUnitsSchema }))
    .max(40),
  /** Sum of the items' net, and of taxes that prices don't include. */
  total: minorUnitsSchema,
  rounding: minorUnitsSchema,
  rule: z.int().min(1),
});
export type ReceiptIssued = z.infer<typeof receiptIssuedSchema>;

const kind = { v: 1, control: false, critical: true } as const;

export const ORDER_KINDS = {
  "order/opened": { ...kind, schema: orderOpenedSchema },
  "order/changed": { ...kind, schema: orderChangedSchema },
  "order/line-added": { ...kind, schema: lineAddedSchema },
  "order/line-changed": { ...kind, schema: lineChangedSchema },
  "order/line-voided": { ...kind, schema: lineVoidedSchema },
  "ticket/issued": { ...kind, critical: false, schema: ticketIssuedSchema },
  "ticket/started": { ...kind, critical: false, schema: ticketProgressSchema },
  "ticket/printed": { ...kind, critical: false, schema: ticketProgressSchema },
  "ticket/uncertain": { ...kind, critical: false, schema: ticketProgressSchema },
  "payment/started": { ...kind, schema: paymentStartedSchema },
  "payment/captured": { ...kind, schema: paymentCapturedSchema },
  "receipt/issued": { ...kind, schema: receiptIssuedSchema },
} as const;
