/**
 * Every kind of event that this build writes and reads.
 *
 * A kind or version that is not here is stored, forwarded and counted all the same, and its streams
 * are shown as incomplete until an update knows it.
 */

import { type z } from "zod";

import { CATALOGUE_KINDS } from "./catalogue-events.ts";
import { CONTROL_KINDS } from "./control-events.ts";
import { type DraftEvent, type FoldEvent, type KindDefinition } from "./event.ts";
import { ORDER_KINDS } from "./order-events.ts";
import { PEOPLE_KINDS } from "./people-events.ts";

export const KINDS = {
  ...CONTROL_KINDS,
  ...CATALOGUE_KINDS,
  ...ORDER_KINDS,
  ...PEOPLE_KINDS,
} as const;

/**
 * Raised whenever a schema changes without a new version of its kind, such as by a new optional
 * field: rows that were folded before it was known are then folded anew.
 */
export const SCHEMA_REVISION = 1;

export type Kind = keyof typeof KINDS;
export type BodyOf<K extends Kind> = z.infer<(typeof KINDS)[K]["schema"]>;

/** Discriminates on `kind`. */
export type KnownEvent = { [K in Kind]: FoldEvent<K, BodyOf<K>> }[Kind];
export type Draft = { [K in Kind]: DraftEvent<K, BodyOf<K>> }[Kind];

export function kindDefinition(kind: string): KindDefinition | undefined {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind as Kind] : undefined;
}

/**
 * An event with its body checked, or undefined when this build doesn't know the kind or version, or
 * the body doesn't fit: then the event can't be folded here.
 */
export function toKnownEvent(event: FoldEvent): KnownEvent | undefined {
  const definition = kindDefinition(event.kind);
  if (definition === undefined || definition.v !== event.v) return undefined;
  const body = definition.schema.safeParse(event.body);
  return body.success ? ({ ...event, body: body.data } as KnownEvent) : undefined;
}
