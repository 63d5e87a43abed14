/** The events of kitchen tickets and of their printing. */

import * as z from "zod";

import { COUNT_MAX, TIME_MAX_MS } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { deviceIdSchema, eventIdSchema } from "../identity.ts";
import { thousandthsSchema } from "../money/amounts.ts";
import {
  birthSchema,
  courseSchema,
  coversSchema,
  dueAtSchema,
  longTextSchema,
  quantityUnitSchema,
  serviceSchema,
  shortTextSchema,
} from "./register-schemas.ts";
import { TICKET_ACTS, TICKET_LINES_MAX } from "./ticket-acts.ts";

const OFFSET_MAX = 1440;
/** When something was, as papers show it. */
const printedMoment = {
  wallMs: z.int().min(-TIME_MAX_MS).max(TIME_MAX_MS),
  offsetMinutes: z.int().min(-OFFSET_MAX).max(OFFSET_MAX),
};

const ticketLineSchema = lazy(() =>
  z.object({
    birth: birthSchema,
    line: eventIdSchema,
    act: z.enum(TICKET_ACTS).describe("What the kitchen is asked to do."),
    cause: eventIdSchema.describe("What the kitchen is told of: the line, its change or its void."),
    quantity: thousandthsSchema,
    by: quantityUnitSchema,
    text: shortTextSchema.describe("What the kitchen calls it."),
    combo: shortTextSchema.exactOptional().describe("The combo that it is a part of."),
    goesWith: z
      .object({
        dish: shortTextSchema.meta({ copied: true }).describe("What the kitchen calls the dish."),
        group: shortTextSchema,
        option: shortTextSchema,
      })
      .exactOptional()
      .describe(
        "Of an option that this station makes for the dish of another one: which, and of what.",
      ),
    modifiers: z.array(z.object({ name: shortTextSchema, count: z.int().min(1).max(99) })).max(99),
    note: longTextSchema,
    service: serviceSchema.describe("How this line is served, which may not be how its order is."),
    serviceBefore: serviceSchema
      .optional()
      .describe("How the station was told before, where it is served otherwise now."),
    course: courseSchema,
    courseBefore: courseSchema
      .optional()
      .describe("The course that the station was told of before, where it is another one now."),
    waits: z
      .boolean()
      .optional()
      .describe("Of a change, or of what goes elsewhere: the station is still to wait with it."),
    soldOut: z
      .boolean()
      .optional()
      .describe("Whoever sold it knew that it was sold out: the kitchen must say whether it can."),
    voided: z
      .object(printedMoment)
      .optional()
      .describe("Of what is wanted after all: when the station was told that it is void."),
    seat: z
      .int()
      .min(1)
      .max(99)
      .optional()
      .describe("Whose it is at the table, where that is known."),
    reason: shortTextSchema
      .optional()
      .describe("Why it is made again, or no more, where whoever asked for it said so."),
  }),
);
export type TicketLine = z.infer<ReturnType<typeof ticketLineSchema>>;

export const ticketIssuedSchema = lazy(() =>
  z.object({
    station: shortTextSchema.describe("Id of the station that it is for."),
    owner: deviceIdSchema.describe("The device that prints it."),
    fallback: deviceIdSchema.nullable().describe("The one that does when the owner can't."),
    head: z
      .object({
        number: z.string().max(20),
        service: serviceSchema,
        table: shortTextSchema,
        name: shortTextSchema,
        covers: coversSchema,
        note: longTextSchema
          .exactOptional()
          .describe("What is said of the whole order; missing for nothing."),
        tableBefore: shortTextSchema
          .optional()
          .describe("The table that the station was told before, where it is another one now."),
        dueAt: dueAtSchema()
          .exactOptional()
          .describe("When it is wanted, on the shop's wall; missing for now."),
        nameBefore: shortTextSchema
          .optional()
          .describe("The name that the station was told before, where it is another one now."),
      })
      .describe("The order as it was then."),
    ordered: z
      .object(printedMoment)
      .optional()
      .describe("When the station was first told of something in it, where that was before."),
    lines: z.array(ticketLineSchema()).min(1).max(TICKET_LINES_MAX),
    also: z
      .array(z.object({ station: shortTextSchema, pieces: z.int().min(1).max(COUNT_MAX) }))
      .max(20)
      .describe("What other stations make of the same order."),
  }),
);
export type TicketIssued = z.infer<ReturnType<typeof ticketIssuedSchema>>;

export const ticketProgressSchema = lazy(() =>
  z.object({
    job: shortTextSchema.describe("The spool's job on the device that wrote this."),
  }),
);

export const ticketPrintedSchema = lazy(() =>
  ticketProgressSchema().extend({
    how: z
      .enum(["printed", "sent"])
      .describe("`printed`: the printer said so. `sent`: it has all of it and can't say."),
  }),
);

export const ticketReleasedSchema = lazy(() =>
  z.object({
    why: z
      .string()
      .max(40)
      .describe("`printer-off`: its printer can't be reached; or a person said so."),
  }),
);

export const ticketClaimedSchema = lazy(() => z.object({}));

export type TicketPrinted = z.infer<ReturnType<typeof ticketPrintedSchema>>;

const kind = { v: 1, control: false, critical: false } as const;
const TICKET = "`ticket/<ticket>`";

export const TICKET_KINDS = {
  "ticket/issued": {
    ...kind,
    schema: ticketIssuedSchema,
    texts: ["combo", "reason"],
    meaning: "A station is asked to make things.",
    home: "`order/<order>`, `ticket/<id of this event>`",
  },
  "ticket/started": {
    ...kind,
    schema: ticketProgressSchema,
    meaning: "The ticket is on its way to a printer.",
    home: TICKET,
  },
  "ticket/printed": {
    ...kind,
    schema: ticketPrintedSchema,
    meaning: "The ticket is on paper, as far as its printer can tell.",
    home: TICKET,
  },
  "ticket/uncertain": {
    ...kind,
    schema: ticketProgressSchema,
    meaning: "The ticket may be on paper or not: the printer did not say.",
    home: TICKET,
  },
  "ticket/claimed": {
    ...kind,
    schema: ticketClaimedSchema,
    meaning: "The fallback prints it: nothing was heard of the owner's paper.",
    home: TICKET,
  },
  "ticket/released": {
    ...kind,
    schema: ticketReleasedSchema,
    meaning: "The owner can't print it, has sent nothing of it to a printer, and never will.",
    home: TICKET,
  },
} as const;
