/** How guests pay: some give a tip, and some give money of their own country. */

import { type createUnseenSession } from "../app/register/unseen-session.ts";
import { type TipGiven } from "../domain/commands/tip.ts";
import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import { type Dice } from "./dice.ts";
import { FOREIGN } from "./shop-set-up.ts";

type Session = ReturnType<typeof createUnseenSession>;

export interface Guests {
  readonly payCash: (given: MinorUnits) => ReturnType<Session["payCash"]>;
  readonly payCard: (amount: MinorUnits) => ReturnType<Session["payCard"]>;
}

const TIP_SHARE = 0.2;
/** Or a few times as much. */
const TIP = 50;
const FOREIGN_SHARE = 0.15;
/** Two of it are worth more than one of the shop's own. */
const FOREIGN_TIMES = 2;

/** `dice`: of its own, so that what else a seed's people do stays what it was before guests gave tips. */
export function createGuests(
  session: Pick<Session, "payCash" | "payCard" | "payForeign">,
  dice: Dice,
): Guests {
  function tipOf(): TipGiven {
    return { tip: minor(dice.chance(TIP_SHARE) ? TIP * dice.between(1, 4) : 0), isTipSure: true };
  }

  return {
    payCard: (amount) => session.payCard(amount, tipOf()),
    payCash: (given) => {
      const tip = tipOf();
      const all = given + tip.tip;
      return dice.chance(FOREIGN_SHARE)
        ? session.payForeign({ currency: FOREIGN, amount: minor(FOREIGN_TIMES * all), ...tip })
        : session.payCash(minor(all), tip);
    },
  };
}
