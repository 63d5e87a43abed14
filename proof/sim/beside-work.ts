/** What people of a simulated shop do beside their sales: each kind of work has dice of its own, and a file. */

import { type createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { type AskRights } from "../../src/app/vouchers/purse-rights.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { type Random } from "../../src/domain/ports.ts";
import { hasApart } from "./apart-shop.ts";
import { createApartWork } from "./apart-work.ts";
import { hasBottles } from "./bottle-shop.ts";
import { createBottleWork } from "./bottle-work.ts";
import { createCardWork } from "./card-work.ts";
import { type Dice } from "./dice.ts";
import { createDrawerWork } from "./drawer-work.ts";
import { createFloorWork } from "./floor-work.ts";
import { createLaterWork, hasLater } from "./later-work.ts";
import { type Manners, type SimOptions } from "./options.ts";
import { hasPoints } from "./points-shop.ts";
import { createPointsWork } from "./points-work.ts";
import { hasPromotions } from "./promotion-shop.ts";
import { createPromotionWork } from "./promotion-work.ts";
import { createShiftWork } from "./shift-work.ts";
import { hasStock } from "./stock-shop.ts";
import { createStockWork } from "./stock-work.ts";
import { createTipWork } from "./tip-work.ts";
import { hasVouchers } from "./voucher-shop.ts";
import { createVoucherWork } from "./voucher-work.ts";
import { type CardProcess, type OpenDesk, type World } from "./world.ts";

export interface BesideWork {
  /** Does something in the place of an act, and returns its name; undefined where the act is to be done. */
  readonly instead: () => string | undefined;
  /** Does more after an act. Returns its name. */
  readonly after: (done: string) => string;
}

export interface BesideDeps {
  readonly open: OpenDesk;
  readonly session: ReturnType<typeof createUnseenSession>;
  readonly actor: Actor;
  /** Which of the shop's people it is. */
  readonly person: number;
  readonly options: SimOptions;
  readonly manners: Manners;
  readonly dice: Dice;
  readonly random: Random;
  readonly world: Pick<World, "books" | "problem" | "terminals" | "time" | "trace">;
  /** The name of the box. */
  readonly name: string;
  /** The order in hand; undefined for none. */
  readonly shownOrder: () => EventId | undefined;
  /** Undefined in a shop without card terminals. */
  readonly cards: () => CardProcess | undefined;
  /** Numbers on the papers that guests have in their hands. */
  readonly papers: () => ReadonlyArray<string>;
  /** For what the till itself writes when somebody closes: the books hear of that as well. */
  readonly closing: Till;
  /** Tells the books what was done since this person began the present act. */
  readonly tellBooks: () => void;
  readonly askRights: AskRights;
}

export function createBesideWork(deps: BesideDeps): BesideWork {
  const { dice, options } = deps;
  const { terminals, time, trace } = deps.world;
  const drawers = createDrawerWork({ ...deps, dice: dice.fork("drawers") });
  const floor = createFloorWork({ ...deps, dice: dice.fork("floor") });
  const shifts = createShiftWork({ ...deps, dice: dice.fork("shifts") });
  const tips = createTipWork({ ...deps, dice: dice.fork("tips") });
  const stock = createStockWork({ ...deps, dice: dice.fork("stock") });
  const vouchers = createVoucherWork({ ...deps, dice: dice.fork("vouchers") });
  const later = createLaterWork({ ...deps, dice: dice.fork("later") });
  const promotions = createPromotionWork({ ...deps, dice: dice.fork("promotions") });
  const points = createPointsWork({ ...deps, dice: dice.fork("points") });
  const bottles = createBottleWork({ ...deps, dice: dice.fork("bottles") });
  const apart = createApartWork({ ...deps, dice: dice.fork("apart") });
  const cards = createCardWork({
    ...deps,
    terminals,
    order: deps.shownOrder,
    note: (what) => {
      trace.note(time.nowMs(), deps.name, what);
    },
    dice: dice.fork("cards"),
  });
  const all = [
    drawers,
    floor,
    cards,
    shifts,
    tips,
    ...(hasStock(options) ? [stock] : []),
    ...(hasVouchers(options) ? [vouchers] : []),
    ...(hasLater(options) ? [later] : []),
    ...(hasApart(options) ? [apart] : []),
  ];
  const others = [
    ...(hasPromotions(options) ? [promotions] : []),
    ...(hasPoints(options) ? [points] : []),
    ...(hasBottles(options) ? [bottles] : []),
  ];
  return {
    instead: () => {
      for (const work of others) {
        const done = work.instead();
        if (done !== undefined) return done;
      }
      return undefined;
    },
    after: (done) => all.reduce((said, work) => work.after(said), done),
  };
}
