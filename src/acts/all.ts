/** The list of acts. An act that is not here does not exist. */

import { type Act } from "./act.ts";
import { add } from "./add.ts";
import { again } from "./again.ts";
import { bill } from "./bill.ts";
import { charge } from "./charge.ts";
import { clockIn } from "./clock-in.ts";
import { clockOut } from "./clock-out.ts";
import { closeDrawer } from "./close-drawer.ts";
import { correct } from "./correct.ts";
import { countDrawer } from "./count-drawer.ts";
import { course } from "./course.ts";
import { covers } from "./covers.ts";
import { customer } from "./customer.ts";
import { discount } from "./discount.ts";
import { exchange } from "./exchange.ts";
import { exempt } from "./exempt.ts";
import { fire } from "./fire.ts";
import { handOver } from "./hand-over.ts";
import { hold } from "./hold.ts";
import { keep } from "./keep.ts";
import { language } from "./language.ts";
import { leave } from "./leave.ts";
import { left } from "./left.ts";
import { merge } from "./merge.ts";
import { moveCash } from "./move-cash.ts";
import { moveSafe } from "./move-safe.ts";
import { move } from "./move.ts";
import { name } from "./name.ts";
import { noSale } from "./no-sale.ts";
import { note } from "./note.ts";
import { openDrawer } from "./open-drawer.ts";
import { options } from "./options.ts";
import { pay } from "./pay.ts";
import { price } from "./price.ts";
import { quantity } from "./quantity.ts";
import { refire } from "./refire.ts";
import { refund } from "./refund.ts";
import { reprice } from "./reprice.ts";
import { type AlsoLines } from "./row-lines.ts";
import { seatGuests } from "./seat-guests.ts";
import { seat } from "./seat.ts";
import { send } from "./send.ts";
import { service } from "./service.ts";
import { split } from "./split.ts";
import { takeDrawer } from "./take-drawer.ts";
import { unmerge } from "./unmerge.ts";
import { void as voidLines } from "./void.ts";

export const ACTS = {
  add,
  again,
  bill,
  charge,
  "clock-in": clockIn,
  "clock-out": clockOut,
  "close-drawer": closeDrawer,
  correct,
  "count-drawer": countDrawer,
  course,
  covers,
  customer,
  discount,
  exchange,
  exempt,
  fire,
  "hand-over": handOver,
  hold,
  keep,
  language,
  leave,
  left,
  merge,
  move,
  "move-cash": moveCash,
  "move-safe": moveSafe,
  name,
  "no-sale": noSale,
  note,
  "open-drawer": openDrawer,
  options,
  pay,
  price,
  quantity,
  refire,
  refund,
  reprice,
  seat,
  "seat-guests": seatGuests,
  send,
  service,
  split,
  "take-drawer": takeDrawer,
  unmerge,
  void: voidLines,
} as const;

export type ActId = keyof typeof ACTS;

/** Any of them, for whoever drives acts without knowing which. */
export type AnyAct = Act<ActId, unknown, object, unknown>;

/** Returns the act of an id. */
export function actOf(id: ActId): AnyAct {
  return ACTS[id];
}

type Acts = typeof ACTS;

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
