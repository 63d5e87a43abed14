/** The printers of a shop: long-lived things, each driven by one till at a time. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { deviceIdSchema } from "../identity.ts";
import { connectionSchema } from "./printer-connection.ts";
import { BUZZES_MAX, LOGO_LENGTH_MAX, PULSE_MS_MAX, PULSE_MS_MIN } from "./printer-limits.ts";
import { fieldsSetSchema, overSchema, shortTextSchema } from "./register-schemas.ts";

const stationsSchema = lazy(() => z.array(shortTextSchema).max(40));

export const printerSetSchema = lazy(() =>
  fieldsSetSchema({
    name: shortTextSchema,
    till: deviceIdSchema
      .nullable()
      .describe("The till that it belongs to; null: each till has one of its own."),
    connection: connectionSchema(),
    profile: z.string().max(40).describe("How its model is spoken to."),
    columns: z.int().min(24).max(64).describe("Characters on a line."),
    prints: z.array(z.enum(["receipts"])).max(4),
    stations: stationsSchema().describe("Stations whose tickets come out here."),
    standsInFor: stationsSchema().describe(
      "Stations whose tickets come out here when theirs is away.",
    ),
    drawer: z.enum(["none", "pin2", "pin5"]).describe("Where the cash drawer hangs."),
    abilities: z
      .array(z.string().max(40))
      .max(40)
      .nullable()
      .describe("What it said it can when it was asked; null: nobody has asked."),
    buzzes: z
      .int()
      .min(0)
      .max(BUZZES_MAX)
      .nullable()
      .describe(
        "How often it sounds for a ticket, where its model has a buzzer; null: as is usual.",
      ),
    pulseMs: z
      .int()
      .min(PULSE_MS_MIN)
      .max(PULSE_MS_MAX)
      .nullable()
      .describe("How long the magnet of its drawer is pulled; null: as its model needs it."),
    logo: z
      .string()
      .max(LOGO_LENGTH_MAX)
      .nullable()
      .describe(
        "The picture at the head of its receipts, packed as the setting's; null: the shop's.",
      ),
    active: z.boolean(),
    replacedBy: z
      .string()
      .max(40)
      .nullable()
      .describe(
        "The printer that took its place, whose its papers are that still wait; null: none.",
      ),
  }),
);

export const printerHandedSchema = lazy(() =>
  z.object({
    to: deviceIdSchema
      .nullable()
      .describe("The till that drives it from now on; null: none, its till is off."),
    over: overSchema,
  }),
);

const kind = { v: 1, control: false, critical: false } as const;

export const PRINTER_KINDS = {
  "printer/set": {
    ...kind,
    schema: printerSetSchema,
    texts: ["name"],
    meaning: "Fields of a printer have new values.",
    home: "`printer/<id>`",
    keepsOddValues: true,
  },
  "printer/handed": {
    ...kind,
    schema: printerHandedSchema,
    meaning: "A till gives a printer away, mostly because it is shut down, or takes it back.",
    home: "`printer/<id>`",
  },
} as const;
