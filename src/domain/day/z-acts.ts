/**
 * Voids, discounts and comps as a Z records them: how often and for how much, by person. They are those of
 * the moment, so a Z stays the same when an order changes later on.
 */

import { type KnownEvent } from "../events/kinds.ts";
import { COMP_KINDS } from "../events/order-events.ts";
import { type Contribution } from "../folds/fold.ts";
import { daySumPrefix } from "../folds/order-sums.ts";
import { streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type EventById, type OrderActKind, orderActOf } from "./order-acts.ts";

const PREFIX = "acts/";

export const Z_ACTS: ReadonlyArray<OrderActKind> = [
  "void",
  "void-after-bill",
  "taken-off",
  "discount",
  ...COMP_KINDS,
];

/** None for an act that was taken back or replaced, and for the second void of a line. */
export function actContributions(
  view: LedgerView,
  event: KnownEvent,
  byId: EventById,
): ReadonlyArray<Contribution> {
  const done = orderActOf(view, event, byId);
  if (done === undefined || done.undone || done.amount === 0 || isSecondVoid(view, event))
    return [];
  const { by, day } = event.act;
  const prefix = `${daySumPrefix(day, event.key.origin)}${PREFIX}${done.act}/${by}/`;
  return [
    [`${prefix}count`, 1],
    [`${prefix}amount`, done.amount],
  ];
}

function isSecondVoid(view: LedgerView, event: KnownEvent): boolean {
  if (event.kind !== "order/line-voided") return false;
  const [home] = event.streams;
  if (home === undefined) return false;
  const voids = view.state("order", streamName(home)).linesById[event.body.line]?.voids ?? [];
  return voids.length > 1 && voids[0]?.id !== event.id;
}

/** Whether a figure counts what people did to goods besides selling them. */
export function isActFigure(name: string): boolean {
  return name.startsWith(PREFIX);
}

export interface ZAct {
  readonly act: OrderActKind;
  readonly staff: string;
  readonly count: number;
  readonly amount: number;
}

/** Returns the acts of each person, kind by kind. */
export function actsIn(figures: Readonly<Record<string, number>>): ReadonlyArray<ZAct> {
  return Z_ACTS.flatMap((act) => {
    const own = `${PREFIX}${act}/`;
    return Object.keys(figures)
      .filter((name) => name.startsWith(own) && name.endsWith("/count"))
      .map((name) => {
        const staff = name.slice(own.length, -"/count".length);
        const amount = figures[`${own}${staff}/amount`] ?? 0;
        return { act, staff, count: figures[name] ?? 0, amount };
      })
      .toSorted((one, other) => (one.staff < other.staff ? -1 : 1));
  });
}
