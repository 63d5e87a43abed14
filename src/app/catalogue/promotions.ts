/** Promotions of the shop, as people set, end and look at them. */

import { type Result } from "../../domain/base/result.ts";
import {
  decideEndPromotion,
  decideSetPromotion,
  factsOf,
  type PromotionWish,
} from "../../domain/commands/change-promotions.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type FieldText } from "../../domain/office/entry-wish.ts";
import { promotionFields } from "../../domain/office/promotion-text.ts";
import { promotionBook, type PromotionFacts } from "../../domain/prices/promotion-book.ts";
import { floorView } from "../../domain/settings/floor.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type Actor, type Till } from "../till.ts";

type Done = Result<Committed, Refusal>;

/** A promotion that is offered now. */
export interface OfferedPromotion {
  readonly id: string;
  readonly facts: PromotionFacts;
  readonly fields: ReadonlyArray<FieldText>;
}

export function setPromotion(till: Till, actor: Actor, wish: PromotionWish): Done {
  const { currency } = till;
  return till.act(actor, "set a promotion", (context) =>
    decideSetPromotion(context, wish, { catalogue: till.catalogue(), currency }),
  );
}

export function endPromotion(till: Till, actor: Actor, id: string): Done {
  return till.act(actor, "end a promotion", (context) => decideEndPromotion(context, id));
}

/** Returns the promotions that are offered now, the oldest first. */
export function offeredPromotions({
  ledger,
  currency,
}: Pick<Till, "ledger" | "currency">): ReadonlyArray<OfferedPromotion> {
  return ledger.read((view) => {
    const floor = floorView(view);
    return [...promotionBook(view).offeredById.values()].map((promotion) => {
      const facts = factsOf(promotion);
      return { id: promotion.id, facts, fields: promotionFields(facts, { currency, floor }) };
    });
  });
}
