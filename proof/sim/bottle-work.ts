/**
 * What people do with deposits on bottles: sell what has one, take empties back beside goods and by themselves, leave
 * the deposit off for a guest with a bottle, and give it back with its receipt. Each is done in the place of another act.
 */

import { sell } from "../../src/app/orders/sell.ts";
import { type createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { type Result } from "../../src/domain/base/result.ts";
import { minor, oneUnit, thousandths, zeroMinor } from "../../src/domain/money/amounts.ts";
import { linesBack } from "../../src/domain/order/lines-back.ts";
import { BOTTLE_SKU, BOTTLED } from "./bottle-shop.ts";
import { type Dice } from "./dice.ts";
import { type Done, doneText } from "./done-act.ts";
import { type Manners } from "./options.ts";

export interface BottleWork {
  /** Does something with a bottle in the place of an act. Returns its name; undefined for nothing. */
  readonly instead: () => string | undefined;
}

type Session = ReturnType<typeof createUnseenSession>;

export interface BottleWorkDeps {
  readonly open: { readonly till: Till };
  readonly session: Pick<Session, "order" | "perform" | "receipt">;
  readonly actor: Actor;
  readonly manners: Manners;
  /** Numbers on the papers that guests have in their hands. */
  readonly papers: () => ReadonlyArray<string>;
  readonly dice: Dice;
}

const BOTTLE_SHARE = 0.15;
const POLITE = { sell: 5, beside: 5, back: 4, own: 2 } as const;
const WEIGHTS = { ...POLITE, refund: 6 } as const;
type Act = keyof typeof WEIGHTS;

const BOTTLES_MAX = 4;
/** Few, so that two bottles come back on one receipt. */
const PAPERS = 3;
const TENDERED = minor(10_000);

export function createBottleWork(deps: BottleWorkDeps): BottleWork {
  const { dice } = deps;
  return {
    instead: () => {
      if (!dice.chance(BOTTLE_SHARE)) return undefined;
      const weights: Readonly<Partial<Record<Act, number>>> =
        deps.manners === "silence" ? POLITE : WEIGHTS;
      const what = dice.weighed<Act>(weights as Readonly<Record<Act, number>>);
      return tryStore(() => doneText(`bottle ${what}`, ACTS[what](deps)), "en");
    },
  };
}

const NOTHING: Done = { ok: false, fault: { type: "nothing to do" } };

const ACTS: Readonly<Record<Act, (desk: BottleWorkDeps) => Done>> = {
  sell: ({ open: { till }, actor, dice }) =>
    sold(
      sell(till, actor, {
        entries: [`${dice.between(1, BOTTLES_MAX)}*${dice.pick(BOTTLED)}`, BOTTLE_SKU],
        payment: { type: "cash", tendered: TENDERED },
        service: undefined,
      }),
    ),
  beside: ({ session, dice }) => {
    const quantity = thousandths(0 - oneUnit * dice.between(1, BOTTLES_MAX));
    const back = { sku: dice.pick(BOTTLED), quantity, isEmpties: true };
    return session.order()?.status === "open"
      ? atRegister(session.perform({ act: "add", ...back }))
      : NOTHING;
  },
  back: ({ open: { till }, actor, dice }) =>
    sold(
      sell(till, actor, {
        entries: [`<<${dice.between(1, BOTTLES_MAX)}*${dice.pick(BOTTLED)}`, `<${BOTTLE_SKU}`],
        payment: { type: "cash", tendered: zeroMinor },
        service: undefined,
      }),
    ),
  own: ({ session }) => {
    const lines = session.order()?.lines ?? [];
    const deposit = lines.find(({ kind, voided, gone }) => kind === "deposit" && !voided && !gone);
    if (deposit === undefined) return NOTHING;
    const voids = [{ line: deposit.id }];
    return atRegister(session.perform({ act: "void", voids, reason: "own bottle" }));
  },
  refund: ({ session, dice, papers }) => {
    const brought = papers().slice(-PAPERS);
    const receipt = brought.length === 0 ? undefined : session.receipt(dice.pick(brought));
    if (receipt?.ok !== true) return NOTHING;
    const { id, order, lines, beyond } = receipt.value;
    const row = lines.find(({ name, left }) => name === BOTTLE_SKU && left > 0);
    if (row === undefined) return NOTHING;
    const back = [...linesBack(row, thousandths(Math.min(oneUnit, row.left)))];
    const what = beyond.length > 0 ? ({ what: "goods" } as const) : {};
    const how = { method: "cash", reason: "empty", ...what };
    return atRegister(session.perform({ act: "refund", order, receipt: id, lines: back, ...how }));
  },
};

function sold(done: Result<unknown, { readonly type: string }>): Done {
  return done.ok ? done : { ok: false, fault: { type: done.fault.type } };
}

function atRegister(done: Result<unknown, { readonly message: string }>): Done {
  return done.ok ? done : { ok: false, fault: { type: done.fault.message } };
}
