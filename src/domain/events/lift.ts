/**
 * Lifts an event to the version of its kind that the folds know.
 *
 * What was written is never written anew: a body of version 1 goes through the upcaster from 1 to 2,
 * then through the one from 2 to 3, each time it is read. Each step says which body it takes and which
 * one it gives, so that the compiler holds the chain together and a new version touches one line.
 */

import { type z } from "zod";

import { isAsWritten } from "./as-written.ts";
import { type FoldEvent, type KindDefinition, type Upcaster } from "./event.ts";

/** `to` is the next version's schema: of the last upcaster the kind's own. */
export function upcaster<From extends z.ZodType, To extends z.ZodType>(step: {
  readonly from: From;
  readonly to: To;
  readonly lift: (body: z.output<From>) => z.input<To>;
}): Upcaster {
  // Called with nothing but what `from` has checked, in `lift` below.
  return { from: step.from, lift: (body) => step.lift(body as z.output<From>) };
}

/**
 * The event with its body as the kind has it now, or undefined when these kinds don't know its kind
 * or version, or the body can't be lifted or doesn't fit: then it can't be folded here. Never throws.
 */
export function liftEvent(
  event: FoldEvent,
  kinds: Readonly<Record<string, KindDefinition>>,
): FoldEvent | undefined {
  const definition = Object.hasOwn(kinds, event.kind) ? kinds[event.kind] : undefined;
  if (definition === undefined || event.v > definition.v) return undefined;
  const { v, schema, upcasters = [] } = definition;
  let { body } = event;
  for (let version = event.v; version < v; version += 1) {
    const lifted = liftOnce(upcasters[version - 1], body);
    if (lifted === undefined) return undefined;
    ({ body } = lifted);
  }
  if (isAsWritten(schema, body)) return event.v === v ? event : { ...event, v, body };
  const checked = schema.safeParse(body);
  return checked.success ? { ...event, v, body: checked.data } : undefined;
}

function liftOnce(
  step: Upcaster | undefined,
  body: unknown,
): { readonly body: unknown } | undefined {
  const checked = step?.from.safeParse(body);
  if (step === undefined || checked?.success !== true) return undefined;
  try {
    return { body: step.lift(checked.data) };
  } catch {
    // A mistake of ours must not stop the till: the event counts as one that can't be read.
    return undefined;
  }
}
