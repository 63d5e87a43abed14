/** Cash drawers: who opened one with how much, what was moved, counted and closed; and the safe. */

import * as z from "zod";

import { COUNT_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { deviceIdSchema, eventIdSchema, originSchema, seqSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { METHOD } from "../tenders/tenders.ts";
import { shortTextSchema } from "./register-schemas.ts";

/** The largest sum in the minor unit of any currency: a count beyond it is a slip. */
export const CASH_MAX = 999_999_999;
/** A till has two plugs for drawers at most; some shops put more beside it. */
export const DRAWERS_MAX = 9;

const cashAmountSchema = lazy(() => minorUnitsSchema.min(0).max(CASH_MAX));

export const currencySchema = lazy(() =>
  z
    .string()
    .regex(/^[A-Z]{3}$/u)
    .describe("ISO 4217."),
);

const foreignAmountSchema = lazy(() =>
  z
    .object({
      currency: currencySchema(),
      amount: cashAmountSchema().describe("In minor units of that currency."),
    })
    .meta({ title: "foreign amount", description: "Cash of another currency." }),
);

const piecesSchema = lazy(() =>
  z
    .array(
      z.object({
        value: z.int().min(1).max(COUNT_MAX).describe("Of one coin or note, in minor units."),
        count: z.int().min(1).max(1_000_000),
      }),
    )
    .max(40),
);

export const cashSchema = lazy(() =>
  z
    .object({
      own: cashAmountSchema().describe("In the shop's own money, all pieces in it."),
      pieces: piecesSchema().describe("As they were counted; empty where somebody typed a sum."),
      foreign: z.array(foreignAmountSchema()).max(50),
    })
    .meta({ title: "cash", description: "Coins and notes that lie together." }),
);
/** Coins and notes that lie together. */
export type Cash = z.infer<ReturnType<typeof cashSchema>>;

const tenderCountSchema = lazy(() =>
  z.object({
    method: z.string().regex(METHOD).describe("The tender, as of a payment."),
    amount: minorUnitsSchema,
  }),
);

export const frontierSchema = lazy(() =>
  z
    .array(z.object({ origin: originSchema, seq: seqSchema }))
    .max(1000)
    .meta({
      title: "frontier",
      description: "What was known: of each chain the number of its last event.",
    }),
);

export const drawerOpenedSchema = lazy(() =>
  z.object({
    device: deviceIdSchema.describe(
      "The till that the drawer stands at, or the pouch was taken at.",
    ),
    no: z
      .int()
      .min(1)
      .max(DRAWERS_MAX)
      .exactOptional()
      .describe("Of the till's drawers; none of a pouch."),
    pouch: shortTextSchema.min(1).exactOptional().describe("Staff number of who carries it."),
    float: cashSchema(),
    after: eventIdSchema.nullable().describe("The session of the same drawer before it."),
    fromSafe: minorUnitsSchema.describe("So much of the float came from the safe."),
  }),
);

export const drawerTakenSchema = lazy(() =>
  z.object({ till: deviceIdSchema.describe("Where the person sells from it.") }),
);

export const MOVES = ["in", "out", "drop", "tips"] as const;
export type MoveKind = (typeof MOVES)[number];

/** The shop's own money: folds know no setting, so its moves don't name it by its code. */
export const OWN = "own";

const moneyKindSchema = lazy(() =>
  z
    .string()
    .regex(/^(?:own|[A-Z]{3})$/u)
    .describe("`own` for the shop's own money, else ISO 4217."),
);

export const drawerMovedSchema = lazy(() =>
  z.object({
    what: z
      .enum(MOVES)
      .describe("Paid in, paid out, into the safe, or tips of cards paid out in cash."),
    currency: moneyKindSchema(),
    amount: cashAmountSchema().min(1),
    reason: shortTextSchema.describe("Empty only of what goes into the safe."),
    staff: shortTextSchema
      .exactOptional()
      .describe("Staff number of whose tips they are; of cash paid in, whose tips came back."),
  }),
);

export const drawerNoSaleSchema = lazy(() => z.object({ reason: shortTextSchema.min(1) }));

export const UNLOCKS = ["key", "count"] as const;

export const drawerUnlockedSchema = lazy(() =>
  z.object({
    how: z
      .enum(UNLOCKS)
      .describe("By its key, as the printer's sensor told, or for somebody who counts it."),
  }),
);

export const drawerCountedSchema = lazy(() =>
  z.object({
    cash: cashSchema(),
    others: z.array(tenderCountSchema()).max(50).describe("Slips of cards and other tenders."),
    blind: z.boolean().describe("Whoever counted had not been shown what is expected."),
    expected: z
      .object({
        own: minorUnitsSchema,
        foreign: z
          .array(z.object({ currency: currencySchema(), amount: minorUnitsSchema }))
          .max(50),
        others: z.array(tenderCountSchema()).max(50),
      })
      .describe("By what was known here then."),
    knew: frontierSchema(),
  }),
);

export const LACKS = ["nothing", "reason", "approval"] as const;

export const drawerClosedSchema = lazy(() =>
  z.object({
    count: eventIdSchema.describe("The drawer/counted that it is closed by."),
    expected: minorUnitsSchema.describe("Own money, as the count says it."),
    counted: minorUnitsSchema,
    difference: minorUnitsSchema.describe("Counted less expected."),
    since: minorUnitsSchema.describe("Own money that was moved between the count and this."),
    leaves: cashSchema().describe("What stays in the drawer for the next session."),
    toSafe: minorUnitsSchema.describe("Own money that went into the safe."),
    reason: shortTextSchema.describe("Why it differs; may be empty."),
    limit: minorUnitsSchema.describe("The shop's own then: beyond it a difference needs a reason."),
    lacks: z.enum(LACKS).describe("What the difference needed and nobody gave."),
  }),
);

/** Where cash lies that came to a session after its count: it was in the count, or nobody had counted it. */
export const LATE_PLACES = ["drawer", "safe", "counted"] as const;
export type LatePlace = (typeof LATE_PLACES)[number];

export const drawerFoundSchema = lazy(() =>
  z.object({
    amount: minorUnitsSchema.describe(
      "Own money of sales and refunds that the close did not know; below zero where more went out.",
    ),
    where: z
      .enum(LATE_PLACES)
      .describe("It lies in the drawer, in the safe, or was in the count already."),
    next: z
      .object({
        session: eventIdSchema.describe("The session of the same drawer that is open by now."),
        fromSafe: minorUnitsSchema.describe("So much of its float had come from the safe for it."),
        own: minorUnitsSchema.describe("So much more should lie in it than its float says."),
      })
      .exactOptional(),
    note: shortTextSchema.describe("May be empty."),
  }),
);

export const SAFE_MOVES = ["in", "out", "bank"] as const;
export type SafeMove = (typeof SAFE_MOVES)[number];

export const safeMovedSchema = lazy(() =>
  z.object({
    what: z.enum(SAFE_MOVES).describe("Put in, taken out, or brought to the bank."),
    currency: moneyKindSchema(),
    amount: cashAmountSchema().min(1),
    reason: shortTextSchema.describe(
      "Of a deposit its slip, such as a bag's number; may be empty.",
    ),
  }),
);

export type DrawerOpened = z.infer<ReturnType<typeof drawerOpenedSchema>>;
export type DrawerMoved = z.infer<ReturnType<typeof drawerMovedSchema>>;
export type DrawerUnlocked = z.infer<ReturnType<typeof drawerUnlockedSchema>>;
export type DrawerCounted = z.infer<ReturnType<typeof drawerCountedSchema>>;
export type DrawerClosed = z.infer<ReturnType<typeof drawerClosedSchema>>;
export type DrawerFound = z.infer<ReturnType<typeof drawerFoundSchema>>;
export type SafeMoved = z.infer<ReturnType<typeof safeMovedSchema>>;

const kind = { v: 1, control: false, critical: true } as const;
const DRAWER = "`drawer/<id of its drawer/opened>`";

export const DRAWER_KINDS = {
  "drawer/opened": {
    ...kind,
    schema: drawerOpenedSchema,
    meaning: "A session of a drawer or of somebody's pouch has begun, named by this event.",
    home: "`drawer/<id of this event>`",
  },
  "drawer/taken": {
    ...kind,
    schema: drawerTakenSchema,
    meaning: "Who did this sells from the drawer at that till, until they take another one.",
    home: DRAWER,
  },
  "drawer/moved": {
    ...kind,
    schema: drawerMovedSchema,
    texts: ["reason"],
    meaning: "Cash was put into the drawer or taken out of it, beside what is sold.",
    home: DRAWER,
  },
  "drawer/no-sale": {
    ...kind,
    schema: drawerNoSaleSchema,
    texts: ["reason"],
    meaning: "The drawer was opened and no cash was moved.",
    home: "`drawer/<session>`, or `drawer/<id of this event>` where none is open",
  },
  "drawer/unlocked": {
    ...kind,
    schema: drawerUnlockedSchema,
    meaning:
      "The drawer was opened beside any sale: for a count, or by its key, of which nobody knows who did it.",
    home: "`drawer/<session>`, or `drawer/<id of this event>` where none is open",
  },
  "drawer/counted": {
    ...kind,
    schema: drawerCountedSchema,
    meaning:
      "Somebody counted what lies in the drawer. Never changed: another count stands beside it.",
    home: DRAWER,
  },
  "drawer/closed": {
    ...kind,
    schema: drawerClosedSchema,
    texts: ["reason"],
    meaning:
      "The session has ended. Of two that were made apart the first in the ledger's order names the figures.",
    home: DRAWER,
  },
  "drawer/found": {
    ...kind,
    schema: drawerFoundSchema,
    texts: ["note"],
    meaning:
      "Somebody says where cash lies that came to a session after it was counted and closed.",
    home: DRAWER,
  },
  "safe/moved": {
    ...kind,
    schema: safeMovedSchema,
    texts: ["reason"],
    meaning: "Cash came into the shop's safe or left it, beside what drawers put in and take.",
    home: "`safe/<id of this event>`",
  },
} as const;
