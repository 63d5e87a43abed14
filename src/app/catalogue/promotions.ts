/** Promotions of the shop, as people set, end and look at them. */

import { type Result } from "../../domain/base/result.ts";
import {
  decideEndPromotion,
  decideSetPromotion,
  factsOf,
  type PromotionWish,
} from "../../domain/commands/office/change-promotions.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type FieldText } from "../../domain/office/entry-wish.ts";
import { promotionFields } from "../../domain/office/promotion-text.ts";
import { promotionBook, type PromotionFacts } from "../../domain/prices/promotion-book.ts";
import { type Promotion, promotionsWith } from "../../domain/promotions/promotion.ts";
import { floorView } from "../../domain/settings/floor.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type Actor, type Till } from "../till/till.ts";

type Done = Result<Committed, Refusal>;

/** A promotion that is offered now. */
export interface OfferedPromotion {
  readonly id: string;
  readonly facts: PromotionFacts;
  readonly fields: ReadonlyArray<FieldText>;
}

export function setPromotion(till: Till, actor: Actor, wish: PromotionWish): Done {
  const { currency, voucherCodes } = till;
  return till.act(actor, "set a promotion", (context) =>
    decideSetPromotion(context, wish, {
      catalogue: till.catalogue(),
      currency,
      codeHash: (code) => voucherCodes.couponHashes(code)[0],
    }),
  );
}

export function endPromotion(till: Till, actor: Actor, id: string): Done {
  return till.act(actor, "end a promotion", (context) => decideEndPromotion(context, id));
}

/** Returns the promotions that are offered now, the oldest first. */
export function offeredPromotions(
  till: Pick<Till, "ledger" | "currency">,
): ReadonlyArray<OfferedPromotion> {
  return readOffered(till, (all) => all);
}

/** Returns those of them that a product may be a part of, at whatever time and for whomever they hold. */
export function promotionsOfProduct(
  till: Pick<Till, "ledger" | "currency" | "catalogue">,
  sku: string,
): ReadonlyArray<OfferedPromotion> {
  const category = till.catalogue().productsBySku.get(sku)?.category ?? "";
  return readOffered(till, (all) => promotionsWith(all, { sku, category }));
}

/** Returns when and for whom a promotion holds, in the words that a person types; none for always and for everybody. */
export function conditionsOf({ fields }: OfferedPromotion): ReadonlyArray<string> {
  const texts = new Map(fields.map(({ field, text }) => [field, text]));
  const said = ["days", "hours", "area", "group"].flatMap((field) => texts.get(field) ?? []);
  const [from, until] = [texts.get("from"), texts.get("until")];
  if (from === undefined && until === undefined) return said;
  return [...said, `${from ?? ""} - ${until ?? ""}`.trim()];
}

function readOffered(
  { ledger, currency }: Pick<Till, "ledger" | "currency">,
  chosen: (all: ReadonlyArray<Promotion>) => ReadonlyArray<Promotion>,
): ReadonlyArray<OfferedPromotion> {
  return ledger.read((view) => {
    const floor = floorView(view);
    return chosen([...promotionBook(view).offeredById.values()]).map((promotion) => {
      const facts = factsOf(promotion);
      return { id: promotion.id, facts, fields: promotionFields(facts, { currency, floor }) };
    });
  });
}
