/**
 * What people do with points: sell to regulars, who earn some, put them on a bill of theirs and take them off again,
 * take goods back that earned or were paid by some, and say twice that they were spent. Each is done in the place of
 * another act.
 */

import { refund } from "../../src/app/orders/refund.ts";
import { type SaleWords, sell } from "../../src/app/orders/sell.ts";
import { customerPoints } from "../../src/app/people/customer-points.ts";
import { type createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { askForPurse, type AskRights, customerPurse } from "../../src/app/vouchers/purse-rights.ts";
import { ok, type Result } from "../../src/domain/base/result.ts";
import { minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { type Books } from "./books.ts";
import { type Dice } from "./dice.ts";
import { type Done, doneText } from "./done-act.ts";
import { type Manners } from "./options.ts";
import { POINTS_NAME, REGULARS } from "./points-shop.ts";

export interface PointsWork {
  /** Does something with points in the place of an act. Returns its name; undefined for nothing. */
  readonly instead: () => string | undefined;
}

type Session = ReturnType<typeof createUnseenSession>;

export interface PointsWorkDeps {
  readonly open: { readonly till: Till };
  readonly session: Pick<Session, "order" | "perform">;
  readonly actor: Actor;
  readonly manners: Manners;
  readonly world: { readonly books: Pick<Books, "points"> };
  readonly askRights: AskRights;
  readonly dice: Dice;
}

interface Desk extends PointsWorkDeps {
  /** The regular who waits for points of other tills. */
  waiting: string | undefined;
}

const POINTS_SHARE = 0.2;
const POLITE = { earn: 6, spend: 6 } as const;
const WEIGHTS = { ...POLITE, put: 3, off: 1, back: 8, again: 2 } as const;
type Act = keyof typeof WEIGHTS;

/** Of the regulars who wait for another till's points, those who are next. */
const BACK_SHARE = 0.8;
/** The bills that regulars come back with. */
const BILLS = 3;
const ALL_BACK_SHARE = 0.2;
/** What no shop keeps a stock of. */
const GOODS = ["coffee", "steak", "water"] as const;
const POINTS_MAX = 30;
/** The share of guests who spend as many as the bill comes to. */
const ALL_SHARE = 0.5;
const TENDERED = minor(100_000);

export function createPointsWork(deps: PointsWorkDeps): PointsWork {
  const { dice } = deps;
  const desk: Desk = { ...deps, waiting: undefined };
  return {
    instead: () => {
      if (!dice.chance(POINTS_SHARE)) return undefined;
      const weights: Readonly<Partial<Record<Act, number>>> =
        deps.manners === "silence" ? POLITE : WEIGHTS;
      const isBack = desk.waiting !== undefined && dice.chance(BACK_SHARE);
      const what = isBack ? "spend" : dice.weighed<Act>(weights as Readonly<Record<Act, number>>);
      return tryStore(() => doneText(`points ${what}`, ACTS[what](desk)), "en");
    },
  };
}

const NOTHING: Done = { ok: false, fault: { type: "nothing to do" } };

const ACTS: Readonly<Record<Act, (desk: Desk) => Done>> = {
  earn: (desk) => sellTo(desk, desk.dice.pick(REGULARS), {}),
  spend: (desk) => {
    const { open, dice, askRights } = desk;
    const customer = desk.waiting ?? dice.pick(REGULARS);
    desk.waiting = undefined;
    if (customerPoints(open.till, customer).left <= 0) return sellTo(desk, customer, {});
    const points = dice.chance(ALL_SHARE) ? undefined : dice.between(1, POINTS_MAX);
    const done = sellTo(desk, customer, { points: { points, name: POINTS_NAME } });
    if (!done.ok && done.fault?.type === "points/none-here") {
      desk.waiting = customer;
      askForPurse(open.till, customerPurse(customer), askRights);
    }
    return done;
  },
  put: ({ session, dice }) => {
    if (session.order()?.status !== "open") return NOTHING;
    session.perform({ act: "customer", customer: dice.pick(REGULARS) });
    const points = dice.between(1, POINTS_MAX);
    return atRegister(session.perform({ act: "points", points }));
  },
  off: ({ session }) =>
    session.order()?.status === "open"
      ? atRegister(session.perform({ act: "points", isOff: true }))
      : NOTHING,
  back: ({ open: { till }, actor, dice, world }) => {
    const bills = world.books.points.bills.slice(-BILLS);
    if (bills.length === 0) return NOTHING;
    const parts = dice.chance(ALL_BACK_SHARE) ? [] : [{ position: 1, quantity: oneUnit }];
    const wish = { number: dice.pick(bills), parts, method: "cash", reason: "cold" } as const;
    const done = refund(till, actor, wish);
    return done.ok ? done : { ok: false, fault: { type: done.fault.type } };
  },
  again: spendAgain,
};

function sellTo(
  { open, actor, dice }: Desk,
  customer: string,
  spent: Pick<SaleWords, "points">,
): Done {
  const entries = [`${dice.between(1, 3)}*${dice.pick(GOODS)}`, dice.pick(GOODS)];
  const done = sell(open.till, actor, {
    entries,
    payment: { type: "cash", tendered: TENDERED },
    service: undefined,
    customer,
    ...spent,
  });
  return done.ok ? done : { ok: false, fault: { type: done.fault.type } };
}

/** A till says once more that points were spent, as one does that can't tell whether it said so: they are spent once. */
function spendAgain({ open: { till }, actor, world }: Desk): Done {
  const { origin } = till.ledger.identity;
  const spent = world.books.points.spent.findLast(({ key }) => key.origin === origin);
  if (spent === undefined) return NOTHING;
  const { kind, streams, body } = spent;
  return till.act(actor, "spend again", () => ok([{ kind, streams, body }]));
}

function atRegister(done: Result<unknown, { readonly message: string }>): Done {
  return done.ok ? done : { ok: false, fault: { type: done.fault.message } };
}
