/**
 * Guests at tables and tabs: they sit down, go to another table, have some of what they ordered put on
 * another bill, pay with others or apart from each other, and by parts, in the order and at the till where
 * somebody happens to stand. Where people are polite, each keeps to orders of the own till.
 */

import { mergeOrders, moveOrder, unmergeOrder } from "../../src/app/orders/move-order.ts";
import { listOrders } from "../../src/app/orders/orders.ts";
import { performBeside } from "../../src/app/orders/perform-act.ts";
import { openTable } from "../../src/app/orders/table-acts.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { decideCharge } from "../../src/domain/commands/order/charge-order.ts";
import { decideExempt } from "../../src/domain/commands/order/exempt-order.ts";
import { decideDiscountLine } from "../../src/domain/commands/order/give-discount.ts";
import { decidePayment } from "../../src/domain/commands/order/ring-up.ts";
import { decideSplit, type SplitWish } from "../../src/domain/commands/order/split-order.ts";
import { decideTakeOff } from "../../src/domain/commands/order/take-off.ts";
import { milliPercent, minor, thousandths } from "../../src/domain/money/amounts.ts";
import { billParts } from "../../src/domain/order/bill-parts.ts";
import { billOf } from "../../src/domain/order/gathered-order.ts";
import { type LineView, type OrderView } from "../../src/domain/views.ts";
import { type Dice } from "./dice.ts";
import { BESIDE_SHARE, type Done, doneText } from "./done-act.ts";
import { type Manners } from "./options.ts";
import { CHARGES, LARGE_PARTY } from "./shop-set-up.ts";

export interface FloorWork {
  /** Does something for guests at a table after an act. Returns its name. */
  readonly after: (done: string) => string;
}

export interface FloorWorkDeps {
  readonly open: { readonly till: Till };
  readonly actor: Actor;
  readonly manners: Manners;
  /** The dice are separate, so that a seed's other acts stay the same as before guests sat at tables. */
  readonly dice: Dice;
}

interface Work extends FloorWorkDeps {
  readonly till: Till;
  readonly order: OrderView;
  readonly others: ReadonlyArray<OrderView>;
}

const OWES_SHARE = 0.2;
const SEAT_SHARE = 0.15;
const WEIGHTS = {
  table: 2,
  lines: 4,
  less: 1,
  off: 1,
  bill: 2,
  merge: 2,
  unmerge: 1,
  split: 7,
  part: 8,
  deposit: 5,
} as const;
/** A few tables are large enough to be charged for service. */
const COVERS_MAX = LARGE_PARTY + 3;
const TABS = 6;
const PARTS_MOST = 4;

export function createFloorWork(deps: FloorWorkDeps): FloorWork {
  const { dice } = deps;
  // The dice are separate again, so that charges and exemptions change nothing else.
  const owing = dice.fork("owing");
  return {
    after: (before) => {
      if (!dice.chance(BESIDE_SHARE)) return before;
      const done = `${before}; ${tryStore(() => doSomething(deps), "en")}`;
      if (!owing.chance(OWES_SHARE)) return done;
      return `${done}; ${tryStore(() => oweOtherwise({ ...deps, dice: owing }), "en")}`;
    },
  };
}

function doSomething(deps: FloorWorkDeps): string {
  const { dice, actor, open } = deps;
  const { till } = open;
  if (dice.chance(SEAT_SHARE)) {
    const wish = { what: `Tab ${dice.between(1, TABS)}`, covers: dice.between(1, COVERS_MAX) };
    return doneText("seat", openTable(till, actor, wish));
  }
  const mine = openHere(deps);
  if (mine.length === 0) return "nobody sits there";
  // The order is mostly the oldest, so that several people have the same one in hand.
  const order = dice.chance(0.5) ? mine[0] : dice.pick(mine);
  if (order === undefined) return "nobody sits there";
  const what = dice.weighed<keyof typeof WEIGHTS>(WEIGHTS);
  const others = mine.filter(({ id }) => id !== order.id);
  return doneText(what, ACTS[what]({ ...deps, till, order, others }));
}

function openHere({
  open: { till },
  manners,
}: Pick<FloorWorkDeps, "open" | "manners">): ReadonlyArray<OrderView> {
  const all = listOrders(till, { day: till.days().now, openOnly: true });
  return manners === "silence" ? all.filter(({ id }) => isOwn(till, id)) : all;
}

/**
 * Changes what guests owe beside their goods: a charge goes or comes back, a buyer gets a number or
 * loses it.
 */
function oweOtherwise(deps: FloorWorkDeps): string {
  const { dice, actor, open } = deps;
  const mine = openHere(deps);
  if (mine.length === 0) return "nobody sits there";
  const { id } = dice.pick(mine);
  const isExempt = dice.chance(0.6);
  if (isExempt) {
    const number = dice.chance(0.7) ? `DE ${dice.between(1, 3)}` : undefined;
    return doneText(
      "exempt",
      open.till.act(actor, "exempt", (context) =>
        decideExempt(context, billOf(context.view, id), number),
      ),
    );
  }
  const wish = { name: dice.pick(CHARGES).name, isOn: dice.chance(0.4), reason: "waited long" };
  return doneText(
    "charge",
    open.till.act(actor, "charge", (context) =>
      decideCharge(context, billOf(context.view, id), wish),
    ),
  );
}

const ACTS: Readonly<Record<keyof typeof WEIGHTS, (work: Work) => Done>> = {
  table: ({ till, actor, dice, order }) =>
    moveOrder(till, actor, {
      order: order.id,
      to: `Tab ${dice.between(1, TABS)}`,
      lines: [],
      beside: true,
    }),
  lines: ({ till, actor, dice, order, others }) => {
    const line = pickPartPaid(dice, order) ?? pickLine(dice, order);
    if (line === undefined) return NOTHING;
    const count = Math.abs(line.quantity) / 1000;
    const quantity = thousandths(1000 * dice.between(1, Math.max(1, count)));
    const to = others.length > 0 && dice.chance(0.7) ? dice.pick(others).id : "Tab 9";
    const lines = [{ position: line.position, quantity }];
    return moveOrder(till, actor, { order: order.id, to, lines, beside: false });
  },
  less: ({ till, actor, dice, order }) => {
    const line = pickLine(dice, order);
    if (line === undefined) return NOTHING;
    const count = thousandths(1000 * dice.between(1, Math.max(1, line.quantity / 1000)));
    const wish = { voids: [{ line: line.id, count }], reason: "spilt" };
    return till.act(actor, "take off", (context) =>
      decideTakeOff(context, billOf(context.view, order.id), wish),
    );
  },
  off: ({ till, actor, dice, order }) => {
    const line = pickPartPaid(dice, order) ?? pickLine(dice, order);
    if (line === undefined) return NOTHING;
    const discount = { rate: milliPercent(dice.between(1, 5) * 10_000), amount: minor(0) };
    return till.act(actor, "discount line", (context) =>
      decideDiscountLine(context, billOf(context.view, order.id), {
        line: line.id,
        discount,
        reason: "cold",
      }),
    );
  },
  bill: ({ till, actor, order }) => performBeside(till, actor, { act: "bill", order: order.id }),
  merge: ({ till, actor, dice, order, others }) =>
    others.length === 0
      ? NOTHING
      : mergeOrders(till, actor, { order: order.id, into: dice.pick(others).id }),
  unmerge: ({ till, actor, dice, order }) => {
    const ids = till.ledger.read(
      (view) => billOf(view, order.id).gathered?.orders.map(({ opened }) => opened?.id) ?? [],
    );
    const id = ids.length === 0 ? undefined : dice.pick(ids);
    return id === undefined ? NOTHING : unmergeOrder(till, actor, id);
  },
  split: splitBill,
  part: (work) => payPart(work, undefined),
  deposit: (work) => payPart(work, 0.5),
};

const NOTHING: Done = { ok: false, fault: { type: "nothing to do" } };

/** `share`: so much of what is due of it, by card; all of it where that is undefined. */
function payPart(work: Work, share: number | undefined): Done {
  const { till, actor, dice, order } = work;
  const parts = till.ledger.read((view) => billParts(billOf(view, order.id)));
  const left = parts.filter(
    ({ receipt, balance }) => receipt === undefined && balance.remaining > 0,
  );
  if (left.length === 0) return splitBill(work);
  const { id, balance } = dice.pick(left);
  const { due } = balance;
  const isDeposit = share !== undefined && due > 1;
  const payment =
    !isDeposit && dice.chance(0.4)
      ? ({ type: "cash", tendered: minor(due + 500 * dice.nat(2)) } as const)
      : ({
          type: "card",
          amount: isDeposit ? minor(Math.max(1, Math.floor(due * share))) : undefined,
        } as const);
  return till.act(actor, "pay part", (context) =>
    decidePayment({ ...context, part: id }, billOf(context.view, order.id), payment),
  );
}

function splitBill({ till, actor, dice, order }: Work): Done {
  const wish = pickSplit(dice, order);
  return till.act(actor, "split", (context) =>
    decideSplit(context, billOf(context.view, order.id), wish),
  );
}

function pickSplit(dice: Dice, order: OrderView): SplitWish {
  const line = pickLine(dice, order);
  switch (dice.weighed({ evenly: 6, amount: 2, lines: 3, none: 1 })) {
    case "evenly":
      return { type: "evenly", count: dice.between(2, PARTS_MOST) };
    case "amount":
      return { type: "amount", amount: minor(dice.between(1, Math.max(1, order.due - 1))) };
    case "lines": {
      const share = { line: line?.id ?? order.id, num: 1, den: dice.between(1, 3) };
      return { type: "lines", shares: [share] };
    }
    default:
      return { type: "none" };
  }
}

function pickLine(dice: Dice, { lines }: OrderView): LineView | undefined {
  const there = lines.filter(({ voided, gone }) => !voided && !gone);
  return there.length === 0 ? undefined : dice.pick(there);
}

/** Picks a line of which a share is paid, where there is one. */
function pickPartPaid(dice: Dice, { lines }: OrderView): LineView | undefined {
  const some = lines.filter(
    ({ voided, covered, gross }) => !voided && covered !== 0 && covered !== gross,
  );
  return some.length === 0 ? undefined : dice.pick(some);
}

function isOwn({ ledger }: Till, id: string): boolean {
  return id.startsWith(`${ledger.identity.key.device}.`);
}
