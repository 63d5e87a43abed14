/**
 * What a pair of acts has to come to, worked out with the shop's price list: it knows the acts and the
 * events that they left, and nothing of how the product works anything out. Source: docs/rules/money.md, M21.
 *
 * Held is the money that came less the money that went. Owed is what the goods cost that people wanted
 * in the end. What is held and not owed has to be given back, or asked about; what is owed and not held
 * has to be due, or asked about.
 */

import { type BillBack, heldBy, settledBy, unaskedBack } from "../../../proof/sim/money-checks.ts";
import { type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { type AttentionFact } from "../../../src/domain/state/attention.ts";
import { type ActName, type PairManner } from "./pair-acts.ts";

/** Prices in cents, as the simulated shop's list has them. */
const PRICE = { soup: 795, steak: 2450, cake: 433, tea: 235, water: 199 };
const SOUPS = 2;
const CAKES = 3;
/** A second soup is rung up after the others were sent. */
const LATE_SOUP = PRICE.soup;
const OTHER_TABLES = 2 * PRICE.tea;
/** The numbers of soups, rates and amounts that the first and the second till want. */
const WANTED_SOUPS = [3, 4] as const;
const RATES = [0.1, 0.2] as const;
const AMOUNTS = [500, 1001] as const;
const ADDED = [PRICE.cake, PRICE.water] as const;
/** A table of six pays for service and bread. */
const SERVICE = 0.125;
const BREAD = 6 * 150;
const TAX_ON_TOP = 0.09;

export interface PairPlayed {
  readonly names: readonly [ActName, ActName];
  readonly manner: PairManner;
  /** The events of the three orders, each once. */
  readonly events: ReadonlyArray<KnownEvent>;
  readonly due: number;
  /** What open bills have to give back. */
  readonly giveBack: ReadonlyArray<BillBack>;
  /** The open questions about the three orders. */
  readonly questions: ReadonlyArray<AttentionFact>;
}

/** Returns what does not add up, in a sentence; none where each cent is held and owed, or asked about once. */
export function moneyFaults(played: PairPlayed): ReadonlyArray<string> {
  const { names, manner, events, due, giveBack, questions } = played;
  const held = heldBy(events);
  const owed = owedFor(names, manner);
  const asked = questions.reduce((sum, { sign = 0, amount }) => sum + sign * amount, 0);
  const settled = settledBy(events);
  const back = unaskedBack(giveBack, questions);
  const rest = held - owed - (back - due + asked);
  const slack = isByRate(manner, names) ? centsOf(events) : 0;
  const least = settled.below - slack;
  const most = settled.above + slack;
  return rest >= least && rest <= most
    ? []
    : [
        `${held} held and ${owed} owed; ${due} due, ${back} to give back, ${asked} asked: ` +
          `${rest} are in no question`,
      ];
}

function owedFor(names: readonly [ActName, ActName], manner: PairManner): number {
  const [first, second] = names;
  const isAlike = first === second;

  /** Returns what the last of the two tills wanted; undefined where neither did that. */
  function last<Value>(name: ActName, wanted: readonly [Value, Value]): Value | undefined {
    if (isAlike && first === name) return wanted[1];
    return names.includes(name) ? wanted[0] : undefined;
  }

  const isVoided = names.includes("void");
  const soups = isVoided ? 0 : (last("change", WANTED_SOUPS) ?? SOUPS);
  const added = isAlike && first === "add" ? ADDED[0] + ADDED[1] : (last("add", ADDED) ?? 0);
  const goods = soups * PRICE.soup + PRICE.steak + CAKES * PRICE.cake + LATE_SOUP + added;
  // A soup that lies at another table has nothing of this order's discount.
  const moved = names.includes("move lines") && !isVoided ? PRICE.soup : 0;
  const base = goods - moved;
  const rate = manner.gives === "rate" ? (last("discount", RATES) ?? 0) : 0;
  const amount = manner.gives === "amount" ? (last("discount", AMOUNTS) ?? 0) : 0;
  const off = Math.round(base * rate) + Math.min(amount, base);
  const net = goods - off;
  const charged = manner.isCharged === true ? Math.round((net - moved) * SERVICE) + BREAD : 0;
  const all = net + charged + OTHER_TABLES;
  return manner.isTaxedOnTop === true ? Math.round(all * (1 + TAX_ON_TOP)) : all;
}

/** Whether sums are made of rates, which each receipt rounds for itself. */
function isByRate(manner: PairManner, names: readonly [ActName, ActName]): boolean {
  const isDiscounted = manner.gives === "rate" && names.includes("discount");
  return isDiscounted || manner.isCharged === true || manner.isTaxedOnTop === true;
}

/** Each receipt and refund may round a rate, a charge and a tax, and so may what is left of each bill. */
function centsOf(events: ReadonlyArray<KnownEvent>): number {
  const papers = events.filter(({ kind }) => kind === "receipt/issued" || kind === "refund/issued");
  return papers.length + 3;
}
