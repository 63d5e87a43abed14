/**
 * People who sell packs by the price that a scale has printed on them, and count by weight what is left
 * of such goods. Where people are polite, each keeps to the goods of the own till.
 */

import { type createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { minor, oneUnit, thousandths } from "../../src/domain/money/amounts.ts";
import { type Dice } from "./dice.ts";
import { type Manners } from "./options.ts";
import { weighedSku } from "./shop-set-up.ts";

interface Packs {
  /** Sells a pack or counts after an act. Returns its name. */
  readonly after: (done: string) => string;
}

interface PacksDeps {
  readonly session: Pick<ReturnType<typeof createUnseenSession>, "order" | "perform">;
  readonly person: number;
  readonly manners: Manners;
  /** The dice are separate, so that a seed's other acts stay the same as before there were packs. */
  readonly dice: Dice;
}

const PACKS_SHARE = 0.1;
const COUNTED_SHARE = 0.3;
/** Minor units on a pack, and kilograms that are left. */
const PRICE_MAX = 1500;
const LEFT_MAX = 5;

export function createPacks(deps: PacksDeps): Packs {
  const { dice } = deps;
  return {
    after: (before) => {
      if (!dice.chance(PACKS_SHARE)) return before;
      return `${before}; ${dice.chance(COUNTED_SHARE) ? count(deps) : sell(deps)}`;
    },
  };
}

function sell(deps: PacksDeps): string {
  const { session, dice } = deps;
  // What nobody goes on with would be an open order for ever.
  if (session.order()?.status !== "open") return "no pack";
  const added = session.perform({
    act: "add",
    sku: skuOf(deps),
    quantity: thousandths(oneUnit * dice.between(1, 2)),
    price: minor(dice.between(1, PRICE_MAX)),
    isPack: true,
  });
  return added.ok ? "sell a pack" : `sell a pack: ${added.fault.message}`;
}

function count(deps: PacksDeps): string {
  const { session, dice } = deps;
  const left = dice.chance(0.3) ? null : thousandths(dice.between(0, LEFT_MAX * oneUnit));
  const counted = session.perform({ act: "left", sku: skuOf(deps), left });
  return counted.ok ? "count packs" : `count packs: ${counted.fault.message}`;
}

function skuOf({ dice, person, manners }: PacksDeps): string {
  return weighedSku(manners === "silence" ? person : dice.nat(2));
}
