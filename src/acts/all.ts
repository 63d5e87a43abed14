/** Each act by its id, and the types that are made of them. */

import { type Act } from "./act.ts";
import * as LIST from "./list.ts";
import { type AlsoLines } from "./row-lines.ts";

type Acts = {
  readonly [Name in keyof typeof LIST as (typeof LIST)[Name]["id"]]: (typeof LIST)[Name];
};

export type ActId = keyof Acts;

export const ACTS = Object.fromEntries(Object.values(LIST).map((act) => [act.id, act])) as Acts;

/** Any of them, for whoever drives acts without knowing which. */
export type AnyAct = Act<ActId, unknown, object, unknown>;

/** Returns the act of an id. */
export function actOf(id: ActId): AnyAct {
  return ACTS[id];
}

type InputOf<Id extends ActId> = Parameters<Acts[Id]["decide"]>[2];

export type AnswerOf<Id extends ActId> =
  Acts[Id] extends Act<ActId, infer _Typed, infer _Input, infer Answer> ? Answer : never;

/** The value that the reader of an act makes of a text. */
export type TypedOf<Id extends ActId> =
  Acts[Id] extends Act<ActId, infer Typed, infer _Input, infer _Answer> ? Typed : never;

/** A request to the till as data: the act and its input, such as `{ act: "note", line, note }`. */
export type ActRequest<Id extends ActId = ActId> = {
  [One in Id]: { readonly act: One } & InputOf<One> & AlsoLines;
}[Id];
