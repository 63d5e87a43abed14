/**
 * What people do with vouchers: sell and top them up, by themselves and beside goods, look them up, take them for
 * goods, wholly, in part and with cash for the rest, put the money of goods back onto them, replace lost ones, block
 * them, pay them out, and take what a till that is gone could redeem. Where people are polite nobody does what
 * somebody else has to be asked about.
 */

import { refund } from "../../src/app/orders/refund.ts";
import { sellVoucher } from "../../src/app/orders/sell-voucher.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { type createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { askForPurse, type AskRights, voucherPurse } from "../../src/app/vouchers/purse-rights.ts";
import {
  blockVoucher,
  cashOutVoucher,
  replaceVoucher,
  takeVoucher,
  voucherName,
  voucherOf,
  voucherView,
} from "../../src/app/vouchers/vouchers.ts";
import { ok, type Result } from "../../src/domain/base/result.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type OrderView } from "../../src/domain/views.ts";
import { type Books } from "./books.ts";
import { type Dice } from "./dice.ts";
import { type Done, doneText } from "./done-act.ts";
import { type Manners } from "./options.ts";
import { type GuestVoucher } from "./voucher-shop.ts";

export interface VoucherWork {
  /** Does something with a voucher after an act. Returns its name. */
  readonly after: (done: string) => string;
}

type Session = ReturnType<typeof createUnseenSession>;

export interface VoucherWorkDeps {
  readonly open: { readonly till: Till };
  readonly session: Pick<Session, "order" | "perform" | "vouchers">;
  readonly actor: Actor;
  readonly manners: Manners;
  readonly world: { readonly books: Pick<Books, "purse"> };
  readonly askRights: AskRights;
  /** Tells the books what was done since this person began the present act. */
  readonly tellBooks: () => void;
  /** The dice are separate, so that a seed's other acts stay the same as before anybody sold vouchers. */
  readonly dice: Dice;
}

interface Desk extends VoucherWorkDeps {
  /** The guest who waits for money of other tills. */
  waiting: GuestVoucher | undefined;
}

const POLITE = { sell: 4, top: 2, look: 2, redeem: 10, part: 3 } as const;
const WEIGHTS = {
  ...POLITE,
  add: 1,
  back: 2,
  again: 2,
  replace: 1,
  block: 0.2,
  cash: 0.3,
  take: 1.5,
} as const;
type Act = keyof typeof WEIGHTS;

const VOUCHER_SHARE = 0.3;
/** Guests have the last few in their hands, so that several tills are shown the same one. */
const IN_HAND = 4;
/** The bills that guests come back with. */
const BILLS = 6;
const KNOWN_SHARE = 0.8;
/** Of the guests who wait for another till's money, those who are next. */
const BACK_SHARE = 0.8;
const STAYS_SHARE = 0.2;
/** What no shop keeps a stock of. */
const GOODS = ["coffee", "steak", "water"] as const;
const EURO = 100;

export function createVoucherWork(deps: VoucherWorkDeps): VoucherWork {
  const { dice } = deps;
  const desk: Desk = { ...deps, waiting: undefined };

  return {
    after: (before) => {
      if (!dice.chance(VOUCHER_SHARE)) return before;
      const weights: Readonly<Partial<Record<Act, number>>> =
        deps.manners === "silence" ? POLITE : WEIGHTS;
      const isBack = desk.waiting !== undefined && dice.chance(BACK_SHARE);
      const what = isBack ? "redeem" : dice.weighed<Act>(weights as Readonly<Record<Act, number>>);
      deps.tellBooks();
      return `${before}; ${tryStore(() => doneText(`voucher ${what}`, ACTS[what](desk)), "en")}`;
    },
  };
}

const NOTHING: Done = { ok: false, fault: { type: "nothing to do" } };

const ACTS: Readonly<Record<Act, (desk: Desk) => Done>> = {
  sell: ({ open: { till }, actor, dice }) => {
    const amount = minor(EURO * dice.between(5, 40));
    return sellVoucher(till, actor, { amount, payment: inCash(amount) });
  },
  add: ({ session, dice }) => {
    const amount = minor(EURO * dice.between(5, 20));
    return atRegister(
      session.perform({ act: "add-voucher", amount, name: session.vouchers.name() }),
    );
  },
  top: withVoucher(({ open: { till }, actor, dice }, tops) => {
    const amount = minor(EURO * dice.between(1, 10));
    return sellVoucher(till, actor, { amount, payment: inCash(amount), tops });
  }),
  look: ({ session, ...desk }) => {
    const shown = pickVoucher(desk);
    return shown === undefined ? NOTHING : atRegister(session.vouchers.find(shown.code));
  },
  redeem,
  part: withVoucher((desk, voucher) => {
    const { session, open, dice } = desk;
    const order = session.order();
    if (order === undefined || !mayPay(desk, order)) return NOTHING;
    const most = Math.min(order.due, voucherView(open.till, voucher).left);
    if (most < 1) return NOTHING;
    const amount = minor(dice.between(1, most));
    const name = session.vouchers.name();
    const paying = { act: "pay", type: "voucher", voucher, name, amount } as const;
    return atRegister(session.perform(paying));
  }),
  back: ({ open: { till }, actor, dice, world }) => {
    const bills = world.books.purse.bills.slice(-BILLS);
    if (bills.length === 0) return NOTHING;
    const wish = {
      number: dice.pick(bills),
      parts: [],
      method: "voucher",
      reason: "cold",
    } as const;
    return refund(till, actor, wish);
  },
  again: sayAgain,
  replace: withVoucher(({ open: { till }, actor }, voucher) =>
    replaceVoucher(till, actor, { voucher, reason: "lost" }),
  ),
  block: withVoucher(({ open: { till }, actor }, voucher) =>
    blockVoucher(till, actor, { voucher, reason: "stolen" }),
  ),
  cash: withVoucher(({ open: { till }, actor }, voucher) =>
    cashOutVoucher(till, actor, { voucher, reason: "gift not wanted" }),
  ),
  take: withVoucher(({ open: { till }, actor, dice }, voucher) => {
    const { device: own } = till.ledger.identity.key;
    const others = [...till.ledger.admission().values()].filter(({ device }) => device !== own);
    return others.length === 0
      ? NOTHING
      : takeVoucher(till, actor, { voucher, from: dice.pick(others).code });
  }),
};

/** Goods for a voucher: what it doesn't cover is paid in cash, or stays on the bill. */
function redeem(desk: Desk): Done {
  const { open, actor, dice, world, manners } = desk;
  const { till } = open;
  const shown = desk.waiting ?? pickVoucher(desk);
  const voucher = shown && voucherOf(till, shown.code);
  if (voucher === undefined) return NOTHING;
  desk.waiting = undefined;
  const entries = [`${dice.between(1, 3)}*${dice.pick(GOODS)}`];
  const stays = manners === "rough" && dice.chance(STAYS_SHARE);
  const done = sell(till, actor, {
    entries,
    payment: stays ? { type: "none" } : inCash(undefined),
    service: undefined,
    voucher: { voucher, name: till.ledger.read(voucherName) },
  });
  if (done.ok) {
    for (const { number } of done.value.receipts) world.books.purse.keepBill(number);
    return done;
  }
  if (done.fault.type === "voucher/none-here") {
    desk.waiting = shown;
    askForPurse(till, voucherPurse(voucher), desk.askRights);
  }
  return { ok: false, fault: { type: done.fault.type } };
}

/** A till says once more that it was paid, as one does that can't tell whether it said so: it is paid once. */
function sayAgain({ open: { till }, actor, world }: Desk): Done {
  const { origin } = till.ledger.identity;
  const payment = world.books.purse.payments.findLast(({ key }) => key.origin === origin);
  if (payment === undefined) return NOTHING;
  const { kind, streams, body } = payment;
  return till.act(actor, "pay again", () => ok([{ kind, streams, body }]));
}

function atRegister(done: Result<unknown, { readonly message: string }>): Done {
  return done.ok ? done : { ok: false, fault: { type: done.fault.message } };
}

/** Polite people take money only for what is their own. */
function mayPay({ open: { till }, manners }: Desk, { id, status, due }: OrderView): boolean {
  if (status !== "open" || due <= 0) return false;
  return manners === "rough" || id.startsWith(`${till.ledger.identity.key.device}.`);
}

/** Most guests stay where their voucher is known. */
function pickVoucher({
  open: { till },
  world,
  dice,
}: Pick<Desk, "open" | "world" | "dice">): GuestVoucher | undefined {
  const { vouchers } = world.books.purse;
  const known = dice.chance(KNOWN_SHARE)
    ? vouchers.filter(({ id }) => voucherView(till, id).state.issued !== null)
    : vouchers;
  const inHand = known.slice(-IN_HAND);
  return inHand.length === 0 ? undefined : dice.pick(inHand);
}

/** Does something with a voucher that a guest shows, where the till knows it. */
function withVoucher(act: (desk: Desk, voucher: string) => Done): (desk: Desk) => Done {
  return (desk) => {
    const shown = pickVoucher(desk);
    const voucher = shown && voucherOf(desk.open.till, shown.code);
    return voucher === undefined ? NOTHING : act(desk, voucher);
  };
}
