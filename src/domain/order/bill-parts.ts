/**
 * The parts that an order's bill is paid in, as its plan says.
 *
 * What a part comes to is worked out of the whole bill, paid or not, so that it is the same on every till
 * and in whatever order the parts are paid. A part that is paid is frozen; what the bill has changed by
 * since goes to the parts that are left. Each part is paid once: what another receipt covers of it was
 * paid twice.
 */

import { type PartName, type SplitPart } from "../events/bill-events.ts";
import { type OrderState, type ReceiptState } from "../folds/order-state.ts";
import { type EventId } from "../identity.ts";
import { minor, type MinorUnits, subtractMinor, sumMinor, zeroMinor } from "../money/amounts.ts";
import { negated } from "../money/rest-tax.ts";
import { lowestTerms } from "../money/rounding.ts";
import { createBillTaxes, onPrices, saysSomething, sumTaxes } from "../money/tax.ts";
import { onceAsked } from "../once-asked.ts";
import { type LineBalance, type OrderBalance, orderBalance } from "../order-balance.ts";
import { type TaxView } from "../views.ts";
import { billEntries } from "./bill-entries.ts";
import { type PartClaim, partClaims, type PlannedPart } from "./part-claims.ts";

export interface BillPart extends PartName {
  readonly plan: SplitPart;
  /** That it was paid by; undefined as long as it isn't. */
  readonly receipt: ReceiptState | undefined;
  /** As of an order that has nothing else on it; of a part that is paid with nothing left. */
  readonly balance: OrderBalance;
  /** What is left of it before deposits, or what its receipt says: taxes and all. */
  readonly total: MinorUnits;
}

const knownParts = new WeakMap<OrderState, ReadonlyArray<BillPart>>();

/** In the order of the plan; empty for an order with one bill. */
export function billParts(order: OrderState): ReadonlyArray<BillPart> {
  const known = knownParts.get(order);
  if (known !== undefined) return known;
  const parts = workOutParts(order);
  knownParts.set(order, parts);
  return parts;
}

/** Undefined for a part that isn't in the plan, or is paid. */
export function unpaidPart(order: OrderState, id: string): BillPart | undefined {
  return billParts(order).find((part) => part.id === id && part.receipt === undefined);
}

/** What no part of the plan has, such as lines that came after a plan by seats. */
export function restBesideParts(order: OrderState): MinorUnits {
  const open = billParts(order).filter(({ receipt }) => receipt === undefined);
  const inParts = sumMinor(open, ({ balance }) => balance.rest);
  return subtractMinor(orderBalance(order).rest, inParts);
}

function workOutParts(order: OrderState): ReadonlyArray<BillPart> {
  const planned = plannedParts(order);
  if (planned.length === 0) return [];
  const balance = orderBalance(order);
  const claims = partClaims(balance, planned);
  const taxes = taxesOfParts(balance, planned, claims);
  const parts: BillPart[] = [];
  for (const [at, { plan, id, receipt }] of planned.entries()) {
    const own = { plan, id, no: at + 1, of: planned.length, receipt };
    if (receipt !== undefined) {
      const { total } = receipt.body;
      const nothing = { claims: [], taxes: [], depositsFor: () => [] };
      parts.push({ ...own, total, balance: partBalance(balance, nothing) });
      continue;
    }
    const part = partBalance(balance, {
      claims: claims[at] ?? [],
      taxes: taxes[at] ?? [],
      depositsFor: (need) => depositsFor(order, { balance, planned, id, need }),
    });
    parts.push({ ...own, total: part.rest, balance: part });
  }
  return parts;
}

function plannedParts({ fields, receipts }: OrderState): ReadonlyArray<PlannedPart> {
  const write = fields.split?.open.at(-1);
  if (write === undefined) return [];
  return write.value.map((plan) => {
    const id = partId(write.id, plan);
    return { plan, id, receipt: receipts.find(({ body }) => body.part?.id === id) };
  });
}

/** As events name the parts of a plan. */
export function partId(plan: EventId, { id }: Pick<SplitPart, "id">): string {
  return `${plan}/${id}`;
}

/**
 * Part by part the taxes of all parts up to it less those of the parts before it, in whatever order they
 * are paid: worked out of what is left, two tills apart would both take the same half cent. What that
 * differs by from what receipts state stands in the first part that is left.
 */
function taxesOfParts(
  balance: OrderBalance,
  planned: ReadonlyArray<PlannedPart>,
  claims: ReadonlyArray<ReadonlyArray<PartClaim>>,
): ReadonlyArray<ReadonlyArray<TaxView>> {
  const upTo = [beforeParts(balance, planned, claims)];
  for (const row of claims) {
    const before = upTo.at(-1) ?? [];
    upTo.push(row.map(({ net }, at) => net + (before[at] ?? 0)));
  }
  const taxesOn = createBillTaxes(billEntries(balance), balance.rule);
  const bills = upTo.map((amounts) => taxesOn(amounts.map(minor)));
  const taxes = planned.map((_, part) =>
    sumTaxes([...(bills[part + 1] ?? []), ...(bills[part] ?? []).map(negated)]),
  );
  const open = [...planned.keys()].filter((part) => planned[part]?.receipt === undefined);
  const [first] = open;
  const missing = isRestBeside(balance, open, claims)
    ? []
    : sumTaxes([...balance.restTaxes, ...open.flatMap((part) => (taxes[part] ?? []).map(negated))]);
  return taxes.map((own, part) =>
    sumTaxes(part === first ? [...own, ...missing] : own).filter(saysSomething),
  );
}

/** What receipts cover of each line that are of no part of the plan. */
function beforeParts(
  balance: OrderBalance,
  planned: ReadonlyArray<PlannedPart>,
  claims: ReadonlyArray<ReadonlyArray<PartClaim>>,
): ReadonlyArray<number> {
  return billEntries(balance).map(({ standing }, at) => {
    const paid = sumMinor(planned.keys(), (part) =>
      planned[part]?.receipt === undefined ? 0 : (claims[part]?.[at]?.net ?? 0),
    );
    return Math.max(0, sumMinor(standing, ({ net }) => net) - paid);
  });
}

/** Whether something is in no part: then what its taxes come to is not the parts' to make up. */
function isRestBeside(
  balance: OrderBalance,
  open: ReadonlyArray<number>,
  claims: ReadonlyArray<ReadonlyArray<PartClaim>>,
): boolean {
  return billEntries(balance).some(({ rest, restOff }, at) => {
    const inParts = sumMinor(open, (part) => claims[part]?.[at]?.net ?? 0);
    return rest - restOff !== inParts;
  });
}

/** Of a line of which others had a share before it came, a share of what was left. */
function ofShare(left: LineBalance["share"], { num, den }: Share): Share {
  return left === undefined ? { num, den } : lowestTerms(left.num * num, left.den * den);
}

type Share = NonNullable<LineBalance["share"]>;

function partBalance(
  balance: OrderBalance,
  {
    claims,
    taxes,
    depositsFor: depositsOf,
  }: {
    readonly claims: ReadonlyArray<PartClaim>;
    readonly taxes: ReadonlyArray<TaxView>;
    readonly depositsFor: (need: MinorUnits) => Deposits;
  },
): OrderBalance {
  // Whoever only wants to know what parts come to asks for none of their lines.
  const lines = onceAsked(() =>
    balance.lines.map((line, at): LineBalance => {
      const { net = zeroMinor, off = zeroMinor, num = 1, den = 1 } = claims[at] ?? {};
      return {
        ...line,
        rest: minor(net + off),
        restOff: off,
        share: ofShare(line.share, { num, den }),
      };
    }),
  );
  const charges = balance.charges.map((charge, at) => {
    const rest = claims[balance.lines.length + at]?.net ?? zeroMinor;
    return {
      ...charge,
      rest,
      restBase: sumMinor(charge.lying, (line) => Math.max(0, claims[line]?.net ?? 0)),
    };
  });
  const goods = sumMinor(claims, ({ net }) => net);
  const rest = minor(goods + onPrices(taxes));
  const deposits = depositsOf(rest);
  const due = minor(Math.max(0, rest - sumMinor(deposits, ({ amount }) => amount)));
  return {
    ...balance,
    get lines() {
      return lines();
    },
    charges,
    restTaxes: taxes,
    rest,
    due,
    giveBack: zeroMinor,
    deposits,
  };
}

type Deposits = OrderBalance["deposits"];

/**
 * What pays a part: deposits that name it, then as much as it needs of those that name none, or a part
 * that is paid or planned no more. Money that was handed back waits for the receipt that uses it all.
 */
function depositsFor(
  order: OrderState,
  {
    balance,
    planned,
    id,
    need,
  }: {
    readonly balance: OrderBalance;
    readonly planned: ReadonlyArray<PlannedPart>;
    readonly id: string;
    readonly need: number;
  },
): Deposits {
  const waiting = new Set(planned.flatMap((it) => (it.receipt === undefined ? [it.id] : [])));
  const named = balance.deposits.map(({ payment }) => order.paymentsById[payment]?.started?.part);
  const own = balance.deposits.filter((_, at) => named[at] === id);
  const anyones = balance.deposits.filter((_, at) => !waiting.has(named[at] ?? ""));
  const taken = takeUpTo(need, own);
  const left = need - sumMinor(taken, ({ amount }) => amount);
  return [...taken, ...takeUpTo(left, anyones)];
}

function takeUpTo(need: number, deposits: Deposits): Deposits {
  const sum = sumMinor(deposits, ({ amount }) => amount);
  let usable = Math.max(0, Math.min(need, sum));
  return deposits.flatMap(({ payment, amount }) => {
    const used = Math.min(usable, Math.max(0, amount));
    usable -= used;
    return used === 0 ? [] : [{ payment, amount: minor(used) }];
  });
}
