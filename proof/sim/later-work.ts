/**
 * What people do with orders for later: say when guests collect them, take deposits, hand them out for the rest, and keep
 * the deposits of some that nobody collected. Where people are polite nobody touches what somebody else has begun.
 */

import { type createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Till } from "../../src/app/till/till.ts";
import { type Result } from "../../src/domain/base/result.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { dayOfDue } from "../../src/domain/order/due-at.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { type OrderView } from "../../src/domain/views.ts";
import { type Dice } from "./dice.ts";
import { type Done, doneText } from "./done-act.ts";
import { type Manners, type SimOptions } from "./options.ts";

export interface LaterWork {
  /** Does something with an order for later after an act. Returns its name. */
  readonly after: (done: string) => string;
}

type Session = ReturnType<typeof createUnseenSession>;

interface Desk {
  readonly open: { readonly till: Till };
  readonly session: Pick<
    Session,
    "knowing" | "newOrder" | "order" | "ordersForLater" | "perform" | "recall"
  >;
  readonly manners: Manners;
  /** Tells the books what was done since this person began the present act. */
  readonly tellBooks: () => void;
  /** The dice are separate, so that a seed's other acts stay the same as before anybody ordered for later. */
  readonly dice: Dice;
}

/** Whether guests of the shop order for later. */
export function hasLater({ without }: Pick<SimOptions, "without">): boolean {
  return !without.has("later");
}

const LATER_SHARE = 0.3;
const WEIGHTS = { order: 5, deposit: 4, collect: 5, forfeit: 1.5 } as const;
type Act = keyof typeof WEIGHTS;

/** Of the orders for later mostly the first one, so that several tills hand out the same. */
const FIRST_SHARE = 0.7;
const BEYOND = 500;
const DAYS_MAX = 3;

export function createLaterWork(desk: Desk): LaterWork {
  const { dice } = desk;
  return {
    after: (before) => {
      if (!dice.chance(LATER_SHARE)) return before;
      const what = dice.weighed<Act>(WEIGHTS);
      desk.tellBooks();
      return `${before}; ${tryStore(() => doneText(`later ${what}`, ACTS[what](desk)), "en")}`;
    },
  };
}

const NOTHING: Done = { ok: false, fault: { type: "nothing to do" } };

const ACTS: Readonly<Record<Act, (desk: Desk) => Done>> = {
  order: (desk) => {
    const { open, session, dice } = desk;
    const order = session.order();
    const wall = open.till.wall();
    if (order === undefined || wall === "" || !mayTouch(desk, order)) return NOTHING;
    const day = addDays(dayOfDue(wall), dice.between(1, DAYS_MAX));
    return atRegister(session.perform({ act: "due", dueAt: `${day}T10:00` }));
  },
  deposit: withLater(({ session, dice }, { due }) => {
    if (due <= 0) return NOTHING;
    const tendered = minor(dice.between(1, due));
    return atRegister(session.perform({ act: "pay", type: "cash", tendered }));
  }),
  collect: withLater(({ session, dice }, { due }) => {
    const tendered = minor(due + dice.nat(2) * BEYOND);
    const payment = due === 0 ? {} : { payment: { type: "cash", tendered } as const };
    return atRegister(session.perform({ act: "collect", ...payment }));
  }),
  forfeit: withLater(({ session }, { deposited }) =>
    deposited <= 0
      ? NOTHING
      : atRegister(session.knowing("line").perform({ act: "forfeit", reason: "not collected" })),
  ),
};

/** Does something with an order for later, and leaves it. */
function withLater(act: (desk: Desk, order: OrderView) => Done): (desk: Desk) => Done {
  return (desk) => {
    const { session, dice } = desk;
    const orders = session.ordersForLater().filter((order) => mayTouch(desk, order));
    if (orders.length === 0) return NOTHING;
    const wanted = dice.chance(FIRST_SHARE) ? orders[0] : dice.pick(orders);
    if (wanted === undefined || !session.recall(wanted.id).ok) return NOTHING;
    const done = act(desk, session.order() ?? wanted);
    session.newOrder();
    return done;
  };
}

/** Polite people leave alone what another till has begun. */
function mayTouch({ open: { till }, manners }: Desk, { id, status }: OrderView): boolean {
  if (status !== "open") return false;
  return manners === "rough" || id.startsWith(`${till.ledger.identity.key.device}.`);
}

function atRegister(done: Result<unknown, { readonly message: string }>): Done {
  return done.ok ? done : { ok: false, fault: { type: done.fault.message } };
}
