/** A paid order was booked for another person than who served it. */

import * as z from "zod";

import { decideReassign } from "../domain/commands/order/reassign-order.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { type ActPlan, defineAct, type Person, type TextContext } from "./act.ts";

/** One possible word: what was booked for a person was served by another one. */
export interface ReassignWay {
  readonly from: Person;
  readonly to: Person;
}

interface TypedReassign {
  readonly order: EventId;
  /** Number of its last receipt, or its own. */
  readonly name: string;
  readonly way: ReassignWay;
}

interface Reassign {
  readonly order: EventId;
  readonly from?: string | undefined;
  readonly to: string;
  readonly reason?: string | undefined;
}

export const reassign = defineAct({
  id: "reassign",
  on: "any order",
  right: "return",
  input: () =>
    z.object({
      order: eventIdSchema,
      from: z.string().optional(),
      to: z.string(),
      reason: z.string().optional(),
    }),
  decide: (context, order, { from, to, reason = "" }: Reassign) =>
    decideReassign(context, order, { from, to, reason }),
  plan: (texts, _screen, { order, way }: TypedReassign): ActPlan<Reassign> => {
    const input = { order, from: way.from.number, to: way.to.number };
    return { type: "ready", input, preview: wayText(texts, way) };
  },
  done: (texts, { typed: { name, way } }) =>
    texts.words.reassign.done({ name, way: wayText(texts, way) }),
  reasons: ({ reassign: { reasons } }) => [reasons.badge, reasons.helped],
  asksWhy: ({ lists }, { name }) => lists.correct({ name }),
  shell: {
    help: "say who served a paid order: its sales and tips move to that person",
    options: [
      { name: "--to <number>", help: "staff number of who served it", isRequired: true },
      { name: "--from <number>", help: "of whom it was booked for; else of the one other person" },
      { name: "--reason <text>", help: "why; it is recorded", isRequired: true },
    ],
    example: 'order reassign A-000012 --to 2 --reason "Mia was still logged in"',
    read: ({ options: { to, from, reason } }) => ({
      ok: true,
      value: {
        input: {
          to: String(to),
          from: from === undefined ? undefined : String(from),
          reason: String(reason),
        },
      },
    }),
  },
});

function wayText({ words }: TextContext, { from, to }: ReassignWay): string {
  return words.reassign.way({ from: from.name, to: to.name });
}
