/** The card terminals of a shop: long-lived things, each driven by one till at a time. */

import * as z from "zod";

import { COUNT_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { deviceIdSchema } from "../identity.ts";
import { RECEIPT_MAX, foundReceiptSchema, poiSchema } from "./card-events.ts";
import { fieldsSetSchema, shortTextSchema } from "./register-schemas.ts";
import { secretIdSchema } from "./secret-events.ts";
import { terminalSettledSchema } from "./settled-events.ts";

export const TERMINAL_DRIVERS = ["zvt", "nexo"] as const;
export type TerminalDriver = (typeof TERMINAL_DRIVERS)[number];

/** Two certificates with room to spare. */
export const TRUST_MAX = 8000;
/** The longest that a card scheme holds a reservation. */
export const TAB_DAYS_MAX = 30;
export const KEY_VERSION_MAX = 999_999;

export const terminalSetSchema = lazy(() =>
  fieldsSetSchema({
    name: shortTextSchema,
    till: deviceIdSchema.describe("The till that it belongs to."),
    driver: z.enum(TERMINAL_DRIVERS).describe("The protocol that it is spoken to with."),
    host: z.string().min(1).max(200),
    port: z.int().min(1).max(65_535),
    password: z
      .string()
      .regex(/^\d{6}$/u)
      .describe("What a till says to it at the beginning: no secret, as each of a model has it."),
    poi: poiSchema,
    keyName: shortTextSchema.describe("The key that till and Nexo terminal share, by its name."),
    keyVersion: z.int().min(0).max(KEY_VERSION_MAX),
    passphrase: secretIdSchema().describe("The secret that the shared key is made of, by its id."),
    trust: z
      .string()
      .max(TRUST_MAX)
      .describe(
        "The certificates (PEM) that a Nexo terminal's own has to be by; or `sha256:` and the fingerprint of its own.",
      ),
    isBound: z
      .boolean()
      .describe("It is never taken over by another till, which then need not be heard."),
    canRepeat: z
      .boolean()
      .describe("It tells its last receipt for certain; else a person is asked at once."),
    settleSeconds: z
      .int()
      .min(0)
      .max(300)
      .describe(
        "How long what was sent on an ended connection may still arrive; 0 where a new one ends the old.",
      ),
    tabDays: z
      .int()
      .min(1)
      .max(TAB_DAYS_MAX)
      .describe("How many days its acquirer holds what a card reserved for a tab."),
    takesSlips: z
      .boolean()
      .describe("What it would print it sends to the till, whose printer prints it."),
    active: z.boolean(),
  }),
);

export const terminalTakenSchema = lazy(() =>
  z.object({
    turn: z.int().min(1).max(COUNT_MAX).describe("One more than that of the take-over before."),
    last: foundReceiptSchema()
      .nullable()
      .describe("What the terminal said that it did last; null where it tells nothing."),
  }),
);

export const terminalFoundSchema = lazy(() =>
  z.object({
    from: z
      .int()
      .min(0)
      .max(RECEIPT_MAX)
      .describe("The last receipt that this till knew; 0 where it knew none."),
    last: foundReceiptSchema(),
  }),
);

const kind = { v: 1, control: false, critical: false } as const;
const home = "`terminal/<id>`";

export const TERMINAL_KINDS = {
  "terminal/set": {
    ...kind,
    schema: terminalSetSchema,
    texts: ["name", "host", "keyName", "trust"],
    meaning: "Fields of a card terminal have new values.",
    home,
    keepsOddValues: true,
  },
  "terminal/taken": {
    ...kind,
    schema: terminalTakenSchema,
    meaning: "A person has this till drive the terminal from now on.",
    home,
  },
  "terminal/found": {
    ...kind,
    schema: terminalFoundSchema,
    meaning: "The terminal has receipts that this till's ledger can't place.",
    home,
  },
  "terminal/settled": {
    ...kind,
    schema: terminalSettledSchema,
    meaning: "The terminal is told to end its day, once; or what became of that.",
    home,
  },
} as const;
