/**
 * Lifts an event to the version of its kind that the folds know.
 *
 * What was written is never written anew: a body of version 1 goes through the upcaster from 1 to 2,
 * then through the one from 2 to 3, each time it is read. Each step says which body it takes and which
 * one it gives, so that the compiler holds the chain together and a new version touches one line.
 */

import * as z from "zod";

import { isAsWritten } from "./as-written.ts";
import { type FoldEvent, type KindDefinition, type Upcaster } from "./event.ts";
import { integerJsonSchema } from "./register-schemas.ts";

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
  const { v, upcasters = [] } = definition;
  let { body } = event;
  for (let version = event.v; version < v; version += 1) {
    const lifted = liftOnce(upcasters[version - 1], body);
    if (lifted === undefined) return undefined;
    ({ body } = lifted);
  }
  const schema = definition.schema();
  if (isAsWritten(schema, body)) return event.v === v ? event : { ...event, v, body };
  const checked = schema.safeParse(body);
  if (checked.success) return { ...event, v, body: checked.data };
  const kept = definition.keepsOddValues === true ? besideOdd(schema, body) : undefined;
  return kept === undefined ? undefined : { ...event, v, body: kept };
}

const fieldsBodySchema = z.looseObject({ set: z.record(z.string(), integerJsonSchema) });

/** Checks the fields that fit the schema, and keeps the odd ones beside them. */
function besideOdd(schema: z.ZodType, body: unknown): unknown {
  const fields = fieldsBodySchema.safeParse(body);
  if (!fields.success) return undefined;
  const { set } = fields.data;
  const odd = new Set(
    Object.entries(set)
      .filter(([name, value]) => !schema.safeParse({ set: { [name]: value }, over: {} }).success)
      .map(([name]) => name),
  );
  const fit = Object.fromEntries(Object.entries(set).filter(([name]) => !odd.has(name)));
  const checked = fieldsBodySchema.safeParse(
    schema.safeParse(Object.assign({}, fields.data, { set: fit })).data,
  );
  if (!checked.success) return undefined;
  // The fields keep the order in which they were written, as in a build that knows them all.
  const all = Object.entries(set).map(
    ([name, value]) => [name, odd.has(name) ? value : checked.data.set[name]] as const,
  );
  return { ...checked.data, set: Object.fromEntries(all) };
}

function liftOnce(
  step: Upcaster | undefined,
  body: unknown,
): { readonly body: unknown } | undefined {
  const checked = step?.from().safeParse(body);
  if (step === undefined || checked?.success !== true) return undefined;
  try {
    return { body: step.lift(checked.data) };
  } catch {
    // A mistake of ours must not stop the till: the event counts as one that can't be read.
    return undefined;
  }
}
