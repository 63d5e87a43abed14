/** Staff and their shifts. */

import * as z from "zod";

import { TIME_MAX_MS } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { milliPercentSchema } from "../money/amounts.ts";
import {
  clockDoubtSchema,
  fieldsSetSchema,
  overSchema,
  shortTextSchema,
} from "./register-schemas.ts";

/**
 * Text about a person: AES-256-GCM under a key of the *secrets* table, so that destroying the key
 * erases it everywhere while every chain stays whole. Folds see ciphertext, views decrypt.
 */
export const sealedTextSchema = lazy(() =>
  z
    .object({
      k: z.string().max(80).describe("Id of the key among the secrets."),
      c: z.string().max(1000).describe("Nonce (12 bytes), ciphertext and tag (16 bytes), base64."),
    })
    .meta({
      title: "sealed text",
      description:
        "Text about a person, AES-256-GCM: destroying the key erases it, and every chain stays whole.",
    }),
);
export type SealedText = z.infer<ReturnType<typeof sealedTextSchema>>;

export const staffSetSchema = lazy(() =>
  fieldsSetSchema({
    name: sealedTextSchema(),
    role: shortTextSchema.describe("Id of a role."),
    active: z.boolean(),
    badge: sealedTextSchema()
      .nullable()
      .describe("The code on the person's card, a name and no proof; null takes it away."),
    rate: sealedTextSchema()
      .nullable()
      .describe("What an hour of the person's work costs, in minor units; null takes it away."),
    language: shortTextSchema
      .nullable()
      .describe("Of the person's own screens, such as `fr-CH`; null is the shop's."),
  }),
);

export const staffPinSetSchema = lazy(() =>
  z.object({
    verifierId: z
      .string()
      .max(80)
      .describe("Id of the verifier among the secrets: no export of events holds it."),
    over: overSchema,
  }),
);

export const staffRescuedSchema = lazy(() =>
  z.object({
    role: shortTextSchema.describe("Id of the role that the person has from then on."),
  }),
);

/** A permission that a newer build invented is kept, and grants nothing here. */
const permissionWordSchema = lazy(() => z.string().regex(/^[a-z][a-z-]{0,39}$/u));

export const roleSetSchema = lazy(() =>
  fieldsSetSchema({
    name: shortTextSchema,
    permissions: z
      .array(permissionWordSchema())
      .max(100)
      .describe(
        "`no-` before one denies what would else follow from another, as it does where nothing is said.",
      ),
    discountLimit: milliPercentSchema.describe(
      "The largest discount that the permission means, of a line or an order; 100 % when never set.",
    ),
  }),
);

const whoSchema = lazy(() => z.string().min(1).max(12).describe("Staff number."));

/** A moment that a person typed as the wall showed it. */
const typedMomentSchema = lazy(() =>
  z.object({
    wallMs: z.int().min(0).max(TIME_MAX_MS).describe("Milliseconds since 1970 in UTC."),
    offsetMinutes: z.int().min(-1440).max(1440).describe("Of the shop's wall then."),
  }),
);

export const clockedInSchema = lazy(() =>
  z.object({
    staff: whoSchema(),
    clock: clockDoubtSchema().exactOptional(),
  }),
);
export const clockedOutSchema = lazy(() =>
  z.object({
    said: typedMomentSchema()
      .describe("When the person left, as they said it later; missing for the moment of the event.")
      .exactOptional(),
    clock: clockDoubtSchema().exactOptional(),
  }),
);
export const breakBegunSchema = lazy(() =>
  z.object({
    paid: z.boolean().describe("Whether it counts as work."),
    clock: clockDoubtSchema().exactOptional(),
  }),
);
export const breakEndedSchema = lazy(() => z.object({ clock: clockDoubtSchema().exactOptional() }));
export const shiftLeftSchema = lazy(() =>
  z.object({
    staff: whoSchema(),
    clock: clockDoubtSchema().exactOptional(),
  }),
);
export const shiftCorrectedSchema = lazy(() =>
  z.object({
    in: typedMomentSchema().exactOptional(),
    out: typedMomentSchema().exactOptional(),
    breakMinutes: z
      .int()
      .min(0)
      .max(SHIFT_MINUTES_MAX)
      .describe("All unpaid breaks together.")
      .exactOptional(),
    reason: shortTextSchema,
  }),
);

export const pinsMissedSchema = lazy(() =>
  z.object({
    staff: z
      .string()
      .min(1)
      .max(12)
      .describe("Staff number; `nobody` for one that nobody has, `everybody` for whichever."),
    misses: z
      .int()
      .min(1)
      .max(1_000_000)
      .describe(
        "So many wrong PINs in a row at this till by then; a right one begins anew. Of `everybody`: within an hour.",
      ),
  }),
);

/** A shift is over after a day, whoever forgot to say so. */
const SHIFT_MINUTES_MAX = 1440;

const kind = { v: 1, control: false, critical: false } as const;

export const PEOPLE_KINDS = {
  "staff/set": {
    ...kind,
    schema: staffSetSchema,
    meaning: "Fields of a person on the staff have new values.",
    home: "`staff/<number>`",
  },
  "staff/pin-set": {
    ...kind,
    schema: staffPinSetSchema,
    meaning: "A person has a new PIN. Whatever could be used to guess it stands elsewhere.",
    home: "`staff/<number>`",
  },
  "staff/rescued": {
    ...kind,
    schema: staffRescuedSchema,
    meaning:
      "Somebody typed the recovery sheet's code at this till, so that this person may change staff. What changed by it stands in the same transaction.",
    home: "`staff/<number>`",
  },
  "staff/pins-missed": {
    ...kind,
    schema: pinsMissedSchema,
    meaning:
      "Somebody tries PINs of a person at this till. Told once for every few wrong ones; locks nobody out.",
    home: "`attention/<origin>` of the till",
  },
  "role/set": {
    ...kind,
    schema: roleSetSchema,
    texts: ["name"],
    meaning: "Fields of a role have new values.",
    home: "`role/<id>`",
  },
  "shift/clocked-in": {
    ...kind,
    schema: clockedInSchema,
    meaning: "A person's shift has begun.",
    home: "`shift/<id of this event>`",
  },
  "shift/clocked-out": {
    ...kind,
    schema: clockedOutSchema,
    meaning: "The shift has ended.",
    home: "`shift/<id of its clocked-in>`",
  },
  "shift/break-begun": {
    ...kind,
    schema: breakBegunSchema,
    meaning: "A break begins. It ends with its break-ended, or with the shift.",
    home: "`shift/<id of its clocked-in>`",
  },
  "shift/break-ended": {
    ...kind,
    schema: breakEndedSchema,
    meaning: "The break is over.",
    home: "`shift/<id of its clocked-in>`",
  },
  "shift/left": {
    ...kind,
    schema: shiftLeftSchema,
    meaning:
      "A person clocked out at a till that knew of no shift of theirs: it ends the latest one that is open before it, within 24 hours, wherever that was begun.",
    home: "`shift/<id of this event>`",
  },
  "shift/corrected": {
    ...kind,
    schema: shiftCorrectedSchema,
    texts: ["reason"],
    meaning:
      "Somebody corrected a shift. What was clocked stays as it is; of each field the latest correction counts.",
    home: "`shift/<id of its clocked-in>`",
  },
} as const;
