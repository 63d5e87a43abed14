/**
 * All figures of a till's business day: a sum that is not here does not exist. What is kept as events come in, what a
 * Z records, what reports, papers and the journal read is made from these definitions.
 *
 * What a drawer should hold is a balance and no figure of a day (`folds/drawer-sums.ts`).
 */

import { COMP_KINDS } from "../events/discount-events.ts";
import { MOVES, SAFE_MOVES } from "../events/drawer-events.ts";
import { besideSales } from "../lines/line-kinds.ts";
import {
  DEPOSIT_MOVES,
  exemptSale,
  type Facts,
  GOODS_ACTS,
  NO_TAXES,
  TAX_HOWS,
  taxesStated,
} from "./facts.ts";
import { figureFactory } from "./figure.ts";
import {
  bottleDepositsOf,
  cashOutside,
  CONVERSION,
  DEPOSITS,
  ROUNDING,
  SALES,
  safeMoves,
  salesOf,
  taxMoves,
  tenderAccount,
  vouchersOf,
} from "./journal.ts";

const figure = figureFactory<Facts>();

const NOWHERE = { text: null, json: null, paper: null, journal: null } as const;
/**
 * The report adds these up of receipts one by one, and compares the kept sums with them; on papers and in the JSON
 * several share a row, a table or an object, and a tender has several rows.
 */
const BY_HAND = {
  text: "by hand",
  json: "by hand",
  paper: "by hand",
  journal: null,
} as const;

export const FIGURES = {
  /** The goods sold; those that come back are no negative sale, they have sums of their own. */
  sales: figure(
    {
      key: "*",
      holds: { receipts: "count", sales: "money" },
      from: {
        receipt: ({ body }) => ({ receipts: 1, sales: body.total - besideSales(body) }),
      },
    },
    { ...BY_HAND, journal: ({ sales }) => [[SALES, DEPOSITS, sales]] },
  ),
  /** Lines that came back without a receipt. */
  returned: figure(
    {
      key: "*",
      holds: { returns: "count", returned: "money" },
      from: {
        receipt: ({ returned: { count, total } }) => ({ returns: count, returned: total }),
      },
    },
    { ...BY_HAND, journal: ({ returned }) => [[SALES, DEPOSITS, returned]] },
  ),
  refunds: figure(
    {
      key: "*",
      holds: { refunds: "count", refunded: "money" },
      from: {
        refund: (body) => ({ refunds: 1, refunded: body.total - besideSales(body) }),
      },
    },
    { ...BY_HAND, journal: ({ refunded }) => [[SALES, ROUNDING, refunded]] },
  ),
  rounding: figure(
    {
      key: "rounding",
      holds: { amount: "money" },
      from: {
        receipt: ({ body }) => ({ amount: body.rounding }),
        refund: ({ rounding }) => ({ amount: rounding }),
        corrected: ({ rounding }) => ({ amount: rounding }),
      },
    },
    BY_HAND,
  ),
  /** What receipts use of payments. */
  used: figure(
    {
      key: "used",
      holds: { amount: "money" },
      from: { receipt: ({ body }) => body.uses.map(({ amount }) => ({ amount })) },
    },
    NOWHERE,
  ),
  /** What refunds gave back without money: receipts made apart had used the same payments. */
  unfunded: figure(
    {
      key: "unfunded",
      holds: { amount: "money" },
      from: { refund: ({ unfunded }) => (unfunded === undefined ? [] : [{ amount: unfunded }]) },
    },
    {
      text: { place: "money", amount: "amount" },
      json: { rows: "moved" },
      paper: { place: "cash", right: "amount" },
      journal: ({ amount }) => [[DEPOSITS, ROUNDING, amount]],
    },
  ),
  /** Each sale once, whatever taxes it is exempt of; less what was refunded of such sales. */
  exempt: figure(
    {
      key: "exempt",
      holds: { amount: "money" },
      from: { receipt: ({ body }) => exemptSale(body), refund: exemptSale },
    },
    BY_HAND,
  ),
  /** Turnover that is exempt of a tax is apart: `off` is the tax that its prices contain and nobody owes. */
  taxes: figure(
    {
      key: "tax/<rate>/<how>/<label>/*",
      holds: { base: "money", tax: "money", off: "money" },
      lists: { how: TAX_HOWS },
      from: { receipt: ({ body }) => taxesStated(body), refund: taxesStated },
    },
    { ...BY_HAND, journal: taxMoves },
  ),
  tenders: figure(
    {
      key: "tender/<method>/*",
      holds: {
        count: "count",
        amount: "money",
        rounding: "money",
        tendered: "money",
        change: "money",
        refunded: "money",
        corrected: "money",
      },
      from: {
        payment: ({ method, captured: { amount, rounding, tendered, change } }) => {
          return { method, count: 1, amount, rounding, tendered, change };
        },
        refund: ({ out }) => out.map(({ method, amount }) => ({ method, refunded: amount })),
        corrected: ({ moved }) =>
          moved.map(({ method, amount, rounding }) => ({ method, corrected: amount + rounding })),
      },
    },
    {
      ...BY_HAND,
      journal: ({ method, amount, rounding, refunded, corrected }, till) => [
        [DEPOSITS, tenderAccount(method, till), amount],
        [ROUNDING, tenderAccount(method, till), rounding + refunded + corrected],
      ],
    },
  ),
  /** No turnover: in no other sum. */
  tips: figure(
    {
      key: "tip/<method>/<staff>/*",
      holds: { count: "count", amount: "money" },
      from: {
        payment: ({ method, captured: { tip } }) =>
          tip && { method, staff: tip.to, count: 1, amount: tip.amount },
        corrected: ({ moved, tip: corrected }) =>
          corrected &&
          moved.map(({ method, tip }) => {
            return { method, staff: corrected.to, count: Math.sign(tip), amount: tip };
          }),
        tipped: ({ method, to, more, moved }) => {
          return { method, staff: to, count: more, amount: moved };
        },
        reassigned: ({ method, from, to, amount }) => [
          { method, staff: from, count: -1, amount: 0 - amount },
          { method, staff: to, count: 1, amount },
        ],
      },
    },
    {
      text: { place: "money", amount: "amount" },
      json: { rows: "all" },
      paper: { place: "cash", right: "amount" },
      journal: ({ method, staff, amount }, till) => [
        [{ name: "tips", parts: { staff } }, tenderAccount(method, till), amount],
      ],
    },
  ),
  /** Counted as cash besides, by its worth in the shop's own money. */
  foreign: figure(
    {
      key: "foreign/<currency>/*",
      holds: { count: "count", amount: "foreign", worth: "money" },
      from: {
        payment: ({ captured: { foreign, tendered } }) =>
          foreign && {
            currency: foreign.currency,
            count: 1,
            amount: foreign.amount,
            worth: tendered,
          },
        corrected: ({ foreign: gone }) =>
          gone && {
            currency: gone.currency,
            count: -1,
            amount: 0 - gone.amount,
            worth: 0 - gone.worth,
          },
      },
    },
    {
      text: { place: "foreign", amount: "worth" },
      json: { rows: "all" },
      paper: { place: "foreign", right: "amount" },
      // Cash of sales lies in drawers, and some of it is money of other currencies.
      journal: ({ currency, amount, worth }, { till }) => [
        [cashOutside(till), CONVERSION, worth],
        [CONVERSION, cashOutside(till), amount, currency],
      ],
    },
  ),
  /** What was paid for vouchers is no sale: the shop owes goods for it. */
  vouchersSold: figure(
    {
      key: "voucher-sold/<year>/*",
      holds: { count: "count", amount: "money" },
      from: { voucherSold: (fact) => fact },
    },
    {
      text: { place: "deposits", amount: "amount" },
      json: { rows: "moved" },
      paper: { place: "cash", right: "amount" },
      journal: ({ year, amount }) => [[vouchersOf(year), DEPOSITS, amount]],
    },
  ),
  /** What was paid for vouchers beyond what there was to pay, and went back; below zero. A refund hands it out at once. */
  vouchersBack: figure(
    {
      key: "voucher-back/<year>/*",
      holds: { count: "count", amount: "money" },
      from: { voucherBack: (fact) => fact },
    },
    {
      text: { place: "deposits", amount: "amount" },
      json: { rows: "moved" },
      paper: { place: "cash", right: "amount" },
      journal: ({ year, amount }) => [[vouchersOf(year), ROUNDING, amount]],
    },
  ),
  /** As a payment it is in the tenders, too. */
  vouchersRedeemed: figure(
    {
      key: "voucher-redeemed/<year>/*",
      holds: { count: "count", amount: "money" },
      from: { voucherRedeemed: (fact) => fact },
    },
    {
      text: { place: "deposits", amount: "amount" },
      json: { rows: "moved" },
      paper: { place: "cash", right: "amount" },
      journal: ({ year, amount }) => [[{ name: "vouchers" }, vouchersOf(year), amount]],
    },
  ),
  /** Deposits on bottles, crates and glasses: no sales, though they bear taxes. */
  bottleDeposits: figure(
    {
      key: "bottle-deposit/<what>/<taxes>/*",
      holds: { count: "count", amount: "money" },
      lists: { what: DEPOSIT_MOVES },
      from: { bottleDeposit: (fact) => fact },
    },
    {
      text: { place: "deposits", amount: "amount" },
      json: { rows: "moved" },
      paper: { place: "cash", right: "amount" },
      // What a receipt says is paid out of what waited as money of the order; a refund hands it out at once.
      journal: ({ what, taxes, amount }) => [
        [bottleDepositsOf(taxes), what === "refunded" ? ROUNDING : DEPOSITS, amount],
      ],
    },
  ),
  /** Deposits of orders that nobody collected, less what went back of such: sales of no goods. */
  forfeited: figure(
    {
      key: "forfeited/<taxes>/*",
      holds: { count: "count", amount: "money" },
      from: { forfeited: (fact) => fact },
    },
    {
      text: { place: "deposits", amount: "amount" },
      json: { rows: "moved" },
      paper: { place: "cash", right: "amount" },
      journal: ({ taxes, amount }) => [
        [salesOf(taxes === NO_TAXES ? "" : taxes, "deposits kept"), SALES, amount],
      ],
    },
  ),
  /** Moves of a drawer's cash. */
  moves: figure(
    {
      key: "moved/<what>/<currency>/*",
      holds: { count: "count", amount: "foreign" },
      lists: { what: MOVES },
      from: {
        drawerMoved: ({ what, currency, amount }) => ({ what, currency, count: 1, amount }),
      },
    },
    { ...NOWHERE, paper: { place: "cash", right: "amount" } },
  ),
  noSales: figure(
    {
      key: "no-sale/<staff>",
      holds: { count: "count" },
      from: { noSale: ({ by }) => ({ staff: by, count: 1 }) },
    },
    { ...NOWHERE, paper: { place: "openings", right: "count" } },
  ),
  /** Openings of a drawer for a count, by whoever counted. */
  toCount: figure(
    {
      key: "unlocked/count/<staff>",
      holds: { count: "count" },
      from: { unlocked: ({ how, by }) => (how === "key" ? undefined : { staff: by, count: 1 }) },
    },
    { ...NOWHERE, paper: { place: "openings", right: "count" } },
  ),
  /** Openings of a drawer by its key: nobody knows who it was. */
  byKey: figure(
    {
      key: "unlocked/key",
      holds: { count: "count" },
      from: { unlocked: ({ how }) => (how === "key" ? { count: 1 } : undefined) },
    },
    { ...NOWHERE, paper: { place: "openings", right: "count" } },
  ),
  /** The Z of each till that closed a drawer holds what it found, so a day holds it too. */
  drawerDifference: figure(
    {
      key: "drawer-difference",
      holds: { amount: "money" },
      from: { drawerClosed: ({ difference }) => ({ amount: difference }) },
    },
    NOWHERE,
  ),
  /** Moves of the shop's safe. */
  safe: figure(
    {
      key: "safe/<what>/<currency>",
      holds: { amount: "foreign" },
      lists: { what: SAFE_MOVES },
      from: { safeMoved: ({ what, currency, amount }) => ({ what, currency, amount }) },
    },
    { ...NOWHERE, paper: { place: "cash", right: "amount" }, journal: safeMoves },
  ),
  /** Pieces that somebody sold though they were sold out: no Z has them, so no paper has. */
  soldOn: figure(
    {
      key: "sold-on/<staff>",
      holds: { count: "count" },
      in: "sums",
      from: { soldOn: ({ by, pieces }) => ({ staff: by, count: pieces }) },
    },
    {
      text: { place: "money" },
      json: { rows: "moved" },
      paper: null,
      journal: null,
    },
  ),
  /** Points of customers are no money: no Z has them, so no paper has. */
  points: figure(
    {
      key: "points/<what>",
      holds: { count: "count" },
      lists: { what: ["earned", "spent"] },
      in: "sums",
      from: {
        points: ({ earned, spent }) =>
          [
            { what: "earned", count: earned } as const,
            { what: "spent", count: spent } as const,
          ].filter(({ count }) => count !== 0),
      },
    },
    {
      text: { place: "money" },
      json: { rows: "moved" },
      paper: null,
      journal: null,
    },
  ),
  comps: figure(
    {
      key: "comps/<kind>/*",
      holds: { count: "count", amount: "money" },
      lists: { kind: COMP_KINDS },
      in: "zs",
      from: { comp: ({ kind, amount }) => ({ kind, count: 1, amount }) },
    },
    { ...NOWHERE, paper: { place: "comps", right: "amount" } },
  ),
  /** Voids, discounts and comps of goods, by person. */
  acts: figure(
    {
      key: "acts/<act>/<staff>/*",
      holds: { count: "count", amount: "money" },
      lists: { act: GOODS_ACTS },
      in: "zs",
      from: { act: ({ act, by, amount }) => ({ act, staff: by, count: 1, amount }) },
    },
    { ...NOWHERE, paper: { place: "acts", right: "amount" } },
  ),
  /** Sales by the taxes that they bear and by category; charges by their own names. */
  goods: figure(
    {
      key: "goods/<taxes>/<category>",
      holds: { amount: "money" },
      bytes: { own: 24 * 1024, other: 4 * 1024 },
      in: "zs",
      from: { goods: (fact) => fact },
    },
    {
      ...NOWHERE,
      paper: { place: "goods", right: "amount", by: "category" },
      journal: ({ taxes, category, amount }) => [[salesOf(taxes, category), SALES, amount]],
    },
  ),
};

export type FigureId = keyof typeof FIGURES;

/**
 * The words of a surface for some figures: it fails to compile where one has no label, or a label asks for what its
 * figure doesn't say.
 */
export type FigureLabels<Ids extends FigureId> = {
  readonly [Id in Ids]: string | ((facts: FigureRow<Id>) => string);
};

/** A row of one figure: its dimensions and its sums. */
export type FigureRow<Id extends FigureId> = ReturnType<(typeof FIGURES)[Id]["rows"]>[number];
