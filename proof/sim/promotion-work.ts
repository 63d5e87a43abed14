/**
 * What people do with promotions and combos: sell goods that make a deal, and menus, print bills, take single pieces
 * back, by choice or because they were bad, and change what is offered. Each is done in the place of another act.
 */

import { endPromotion, setPromotion } from "../../src/app/catalogue/promotions.ts";
import { type createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { type Result } from "../../src/domain/base/result.ts";
import { oneUnit, thousandths } from "../../src/domain/money/amounts.ts";
import { linesBack } from "../../src/domain/order/lines-back.ts";
import { type Dice } from "./dice.ts";
import { type Done, doneText } from "./done-act.ts";
import { type Manners } from "./options.ts";
import {
  CHANGES,
  chooseParts,
  COMBO_SKU,
  COUPON,
  COUPON_CODE,
  COUPON_TERMS,
  DEAL_BASKETS,
} from "./promotion-shop.ts";

export interface PromotionWork {
  /** Does something with a promotion in the place of an act. Returns its name; undefined for nothing. */
  readonly instead: () => string | undefined;
}

type Session = ReturnType<typeof createUnseenSession>;

export interface PromotionWorkDeps {
  readonly open: { readonly till: Till };
  readonly session: Pick<
    Session,
    "newOrder" | "openOrders" | "order" | "perform" | "recall" | "receipt"
  >;
  readonly actor: Actor;
  /** Which of the shop's people it is. */
  readonly person: number;
  readonly manners: Manners;
  /** Numbers on the papers that guests have in their hands. */
  readonly papers: () => ReadonlyArray<string>;
  readonly dice: Dice;
}

interface Desk extends PromotionWorkDeps {
  /** Papers of guests who bought for a deal here. */
  readonly ownPapers: string[];
}

const PROMOTION_SHARE = 0.25;
const POLITE = { deal: 8, sell: 4, combo: 5, coupon: 5, offer: 2, bill: 2, back: 5 } as const;
const WEIGHTS = { ...POLITE, noCoupon: 1, change: 0.5, end: 0.1 } as const;
type Act = keyof typeof WEIGHTS;

/** The papers of which pieces come back: few, so that two people are brought the same one. */
const PAPERS = 5;
const BAD_SHARE = 0.3;
/** The share of goods for the oldest table: several people serve its guests, and their goods make deals together. */
const TABLE_SHARE = 0.5;
/** The share of guests who bring back one piece of what they have; the others bring all of a row. */
const PIECE_SHARE = 0.7;

export function createPromotionWork(deps: PromotionWorkDeps): PromotionWork {
  const { dice } = deps;
  const desk: Desk = { ...deps, ownPapers: [] };
  return {
    instead: () => {
      if (!dice.chance(PROMOTION_SHARE)) return undefined;
      const weights: Readonly<Partial<Record<Act, number>>> =
        deps.manners === "silence" ? POLITE : WEIGHTS;
      const what = dice.weighed<Act>(weights as Readonly<Record<Act, number>>);
      return tryStore(() => doneText(`promotion ${what}`, ACTS[what](desk)), "en");
    },
  };
}

const NOTHING: Done = { ok: false, fault: { type: "nothing to do" } };

const ACTS: Readonly<Record<Act, (desk: Desk) => Done>> = {
  deal: (desk) => {
    const { session, dice, manners } = desk;
    const table = session.openOrders().at(-1);
    if (manners === "silence" || table === undefined || !dice.chance(TABLE_SHARE)) {
      return addDeal(desk);
    }
    const inHand = session.order();
    const recalled = session.recall(table.id);
    const done = recalled.ok ? addSome(desk) : atRegister(recalled);
    session.newOrder();
    if (inHand !== undefined) session.recall(inHand.id);
    return done;
  },
  sell: (desk) => {
    // Whoever has an order in hand sells beside it.
    const added = addDeal(desk);
    const { session } = desk;
    const order = session.order();
    if (!added.ok || order?.status !== "open" || order.due <= 0) return added;
    const paid = session.perform({ act: "pay", type: "cash", tendered: order.due });
    if (paid.ok && paid.value.answer.receiptNumber !== undefined) {
      desk.ownPapers.push(paid.value.answer.receiptNumber);
    }
    return atRegister(paid);
  },
  combo: ({ session, dice }) =>
    atRegister(
      session.perform({
        act: "add",
        sku: COMBO_SKU,
        quantity: thousandths(oneUnit * dice.between(1, 2)),
        modifiers: chooseParts(dice),
      }),
    ),
  coupon: (desk) => {
    const { session } = desk;
    if (session.order()?.status !== "open") addDeal(desk);
    const shown = session.perform({ act: "coupon", code: COUPON_CODE });
    // Whoever is shown a coupon that nobody offers sees to it that it is there for the next guest.
    return shown.ok ? shown : offer(desk);
  },
  noCoupon: ({ session }) =>
    session.order()?.status === "open"
      ? atRegister(session.perform({ act: "coupon", code: COUPON_CODE, isOff: true }))
      : NOTHING,
  offer,
  bill: ({ session }) => {
    const order = session.order();
    return order?.status === "open"
      ? atRegister(session.perform({ act: "bill", order: order.id }))
      : NOTHING;
  },
  back: bringBack,
  change: ({ open: { till }, actor, dice }) => {
    const [id, field, texts] = dice.pick(CHANGES);
    const fields = [{ field, text: dice.pick(texts) }];
    return refused(setPromotion(till, actor, { id, isNew: false, fields }));
  },
  end: ({ open: { till }, actor, dice }) =>
    refused(endPromotion(till, actor, dice.pick(CHANGES)[0])),
};

function offer({ open: { till }, actor, dice, manners, person }: Desk): Done {
  if (manners === "silence" && person > 0) return NOTHING;
  const [field, text] = dice.pick(COUPON_TERMS);
  const typed = { kind: "coupon", code: COUPON_CODE, [field]: text };
  const fields = Object.entries(typed).map(([name, value]) => ({ field: name, text: value }));
  const wish = { id: COUPON, isNew: true, fields };
  return refused(setPromotion(till, actor, wish));
}

/** Goods that are some of a deal: what another till adds may make it whole. */
function addSome({ session, dice }: Desk): Done {
  const sku = dice.pick(Object.keys(dice.pick(DEAL_BASKETS)));
  const quantity = thousandths(oneUnit * dice.between(1, 2));
  return atRegister(session.perform({ act: "add", sku, quantity }));
}

function addDeal({ session, dice }: Desk): Done {
  let done: Done = NOTHING;
  for (const [sku, count] of Object.entries(dice.pick(DEAL_BASKETS))) {
    const quantity = thousandths(oneUnit * count);
    done = atRegister(session.perform({ act: "add", sku, quantity }));
  }
  return done;
}

/** Mostly a single piece, so that what stays is priced anew. */
function bringBack({ session, dice, manners, ownPapers, papers }: Desk): Done {
  const brought = (manners === "silence" ? ownPapers : papers()).slice(-PAPERS);
  if (brought.length === 0) return NOTHING;
  const receipt = session.receipt(dice.pick(brought));
  if (!receipt.ok) return atRegister(receipt);
  const { id, order, lines, beyond } = receipt.value;
  const left = lines.filter((row) => row.left > 0);
  if (left.length === 0) return NOTHING;
  const row = dice.pick(left);
  const quantity = dice.chance(PIECE_SHARE) ? thousandths(Math.min(oneUnit, row.left)) : row.left;
  return atRegister(
    session.perform({
      act: "refund",
      order,
      receipt: id,
      lines: [...linesBack(row, quantity)],
      method: "cash",
      reason: "cold",
      ...(dice.chance(BAD_SHARE) ? { bad: true } : {}),
      ...(beyond.length > 0 ? { what: "goods" } : {}),
    }),
  );
}

function refused(done: Result<unknown, { readonly type: string }>): Done {
  return done.ok ? done : { ok: false, fault: { type: done.fault.type } };
}

function atRegister(done: Result<unknown, { readonly message: string }>): Done {
  return done.ok ? done : { ok: false, fault: { type: done.fault.message } };
}
