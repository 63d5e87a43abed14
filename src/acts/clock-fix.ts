/** Corrects a shift: when it began, when it ended, how long its unpaid breaks were, and why. */

import * as z from "zod";

import { err, ok, type Result } from "../domain/base/result.ts";
import {
  DAY_MINUTES,
  decideCorrectShift,
  readTimeOfDay,
  type ShiftCorrection,
  timeOfDaySchema,
} from "../domain/commands/people/clock-staff.ts";
import { SHORT_TEXT_MAX, shortTextSchema } from "../domain/events/register-schemas.ts";
import { type ActPlan, defineAct } from "./act.ts";

/** A correction as it was typed behind the word. */
interface TypedFix {
  readonly fix: ShiftCorrection;
  /** The changes as they were spelled. */
  readonly changes: string;
}

type Changes = Pick<ShiftCorrection, "in" | "out" | "breakMinutes">;

export const clockFix = defineAct({
  id: "clock-fix",
  on: "shop",
  right: "reports",
  input: () =>
    z.object({
      shift: z.string().max(SHORT_TEXT_MAX),
      in: timeOfDaySchema().optional(),
      out: timeOfDaySchema().optional(),
      breakMinutes: z.int().min(0).max(DAY_MINUTES).optional(),
      reason: shortTextSchema.optional(),
    }),
  decide: (context, _order, fix: ShiftCorrection) => decideCorrectShift(context, fix),
  word: {
    words: ["clockfix"],
    after: "who",
    reads: (typed, { words }) => {
      const [shift = "", ...said] = typed.split(/\s+/u);
      const reasonAt = said.findIndex((word) => !word.includes("="));
      const changes = reasonAt === -1 ? said : said.slice(0, reasonAt);
      if (changes.length === 0) return err(words.plan.shiftWhich);
      const read = readChanges(changes);
      if (!read.ok) return err(words.plan.shiftHow({ typed: read.fault }));
      const reason = reasonAt === -1 ? "" : said.slice(reasonAt).join(" ");
      const why = reason === "" ? {} : { reason };
      return ok({ fix: { shift, ...read.value, ...why }, changes: changes.join(" ") });
    },
  },
  plan: ({ words: { plan } }, _screen, typed: TypedFix | undefined): ActPlan<ShiftCorrection> =>
    typed === undefined
      ? { type: "refused", why: plan.shiftWhich }
      : {
          type: "ready",
          preview: plan.fixShift({ shift: typed.fix.shift, changes: typed.changes }),
          input: typed.fix,
        },
  done: ({ words }) => words.done.shiftFixed,
  asksWhy: ({ atWork }) => atWork.why,
  reasons: ({ atWork: { reasons } }) => [
    reasons.forgotOut,
    reasons.forgotIn,
    reasons.break,
    reasons.mistake,
  ],
  shell: {
    path: "clock fix",
    help: "correct a shift; what was clocked stays beside it",
    words: [
      { name: "<shift>", help: "as clock list names it, such as 1/2026-11-20" },
      { name: "<changes...>", help: "in=17:05, out=23:30, break=30 (minutes that are not paid)" },
    ],
    options: [{ name: "--reason <text>", help: "why, which the list shows", isRequired: true }],
    example: 'clock fix 1/2026-11-20 out=23:30 --reason "forgot to clock out" --staff 4',
    read: ({ words: [shift = "", ...typed], options: { reason } }, { words }) => {
      const changes = readChanges(typed);
      if (!changes.ok) {
        const why = words.plan.shiftHow({ typed: changes.fault });
        return err({ type: "entry/unreadable", why });
      }
      const why = typeof reason === "string" ? reason : "";
      return ok({ input: { shift, reason: why, ...changes.value } });
    },
    tell: ({ by: { number } }, { words }) => ({
      json: { by: number, done: true },
      lines: [words.done.shiftFixed],
    }),
  },
});

/** Returns the word that nobody can read as its fault. */
function readChanges(typed: ReadonlyArray<string>): Result<Changes, string> {
  const changes: Changes = {};
  for (const word of typed) {
    const [what = "", value = ""] = word.split("=");
    const read = readChange(what, value);
    if (read === undefined) return err(word);
    Object.assign(changes, read);
  }
  return ok(changes);
}

function readChange(what: string, value: string): Changes | undefined {
  const time = readTimeOfDay(value);
  if (what === "in" && time !== undefined) return { in: time };
  if (what === "out" && time !== undefined) return { out: time };
  return what === "break" && /^\d{1,4}$/u.test(value) && Number(value) <= DAY_MINUTES
    ? { breakMinutes: Number(value) }
    : undefined;
}
