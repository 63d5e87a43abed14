/** Lines come to be by events, and the event says of which kind they are. */

import { type Kind, type KnownEvent } from "../events/kinds.ts";
import {
  type Birth,
  type BornLine,
  LINE_KINDS,
  type LineKind,
  type LineKindName,
} from "./line-kinds.ts";

export type BirthEvent = Extract<KnownEvent, { readonly kind: Birth }>;

type Born = (typeof LINE_KINDS)[LineKindName]["bornBy"];

/** The kind that each birth is of; an event that bears lines of no kind does not compile. */
const KIND_BY_BIRTH: Readonly<Partial<Record<Kind, LineKindName>>> = Object.fromEntries(
  Object.entries(LINE_KINDS).map(([name, { bornBy }]) => [bornBy, name]),
) satisfies Birth extends Born ? object : never;

const KINDS: ReadonlyArray<LineKind & { readonly bornBy: Born }> = Object.values(LINE_KINDS);

/** The events that bear lines which are no goods that are sold: people are told of them. */
export const BIRTHS_BESIDE_GOODS: ReadonlyArray<Born> = KINDS.flatMap((kind) =>
  kind === LINE_KINDS.goods ? [] : [kind.bornBy],
);

/** The events that bear lines on which the order may be charged. */
export const CHARGED_BIRTHS: ReadonlyArray<Born> = KINDS.flatMap((kind) =>
  kind.charged ? [kind.bornBy] : [],
);

/** Whether a line comes to be by the event. */
export function isBirth<Said extends Pick<KnownEvent, "kind">>(
  event: Said,
): event is Extract<Said, { readonly kind: Birth }> {
  return KIND_BY_BIRTH[event.kind] !== undefined;
}

/** Returns the line that comes to be by an event. */
export function bornLine({ kind: birth, body }: BirthEvent): BornLine {
  const kind = KIND_BY_BIRTH[birth];
  return kind === undefined || kind === "goods" ? body : { ...body, kind };
}
