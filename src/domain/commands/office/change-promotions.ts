/** A promotion begins, changes, or ends. Each is a write of all of it: lines keep the one that they were offered. */

import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type PromotionSet } from "../../events/promotion-events.ts";
import { toStreamId } from "../../identity.ts";
import { type FieldText } from "../../office/entry-wish.ts";
import { wrongField } from "../../office/field-text.ts";
import { type PromotionContext, readPromotion } from "../../office/promotion-text.ts";
import { promotionBook, promotionEntry, type PromotionFacts } from "../../prices/promotion-book.ts";
import { type Promotion } from "../../promotions/promotion.ts";
import { floorView } from "../../settings/floor.ts";
import { quoted } from "../../text/quoted.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";

export interface PromotionWish {
  readonly id: string;
  /** The promotion must not be there yet; else it must. */
  readonly isNew: boolean;
  readonly fields: ReadonlyArray<FieldText>;
}

const PROMOTION_ID = /^(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** The more a promotion was changed, the longer its row: nobody changes one daily for years. */
const WRITES_MAX = 500;

/** Refused where nothing would change. One that has ended may begin anew. */
export function decideSetPromotion(
  { view, staff, day }: Pick<DecisionContext, "view" | "staff" | "day">,
  { id, isNew, fields }: PromotionWish,
  shop: Pick<PromotionContext, "catalogue" | "currency" | "codeHash">,
): Decision {
  const allowed = requirePermission({ staff }, "catalogue");
  if (!allowed.ok) return allowed;
  const now = promotionBook(view).offeredById.get(id);
  if (isNew && now !== undefined) return err({ type: "promotion/taken", id });
  if (!isNew && now === undefined) return err({ type: "promotion/unknown", id });
  if (!PROMOTION_ID.test(id)) {
    return wrongField("id", `${quoted(id)} is no id: small letters and digits, hyphens between`);
  }
  const before = now && factsOf(now);
  const named = isNew && !fields.some(({ field }) => field === "name");
  const typed = named ? [{ field: "name", text: id }, ...fields] : fields;
  const read = readPromotion(typed, before, { ...shop, floor: floorView(view), today: day });
  if (!read.ok) return read;
  const same = sameCode(view, id, read.value.terms);
  if (same !== undefined) {
    return wrongField("code", `is the code of the coupon ${quoted(same)}: take another`);
  }
  if (JSON.stringify(before) === JSON.stringify(read.value)) {
    return err({ type: "promotion/same", name: read.value.name });
  }
  const { promotions = [] } = view.state("cat", promotionEntry(id));
  if (promotions.length >= WRITES_MAX) {
    return wrongField("id", `${quoted(id)} was changed ${WRITES_MAX} times: begin another one`);
  }
  return ok([written(id, read.value)]);
}

/** Returns the other coupon that has the same code; undefined for none. */
function sameCode(
  view: DecisionContext["view"],
  id: string,
  terms: PromotionFacts["terms"],
): string | undefined {
  if (terms.type !== "coupon") return undefined;
  const others = [...promotionBook(view).offeredById.values()];
  return others.find(
    (one) => one.id !== id && one.terms.type === "coupon" && one.terms.code === terms.code,
  )?.id;
}

/** Lines that were offered it keep it. */
export function decideEndPromotion(
  { view, staff }: Pick<DecisionContext, "view" | "staff">,
  id: string,
): Decision {
  const allowed = requirePermission({ staff }, "catalogue");
  if (!allowed.ok) return allowed;
  const now = promotionBook(view).offeredById.get(id);
  return now === undefined ? err({ type: "promotion/unknown", id }) : ok([written(id, null)]);
}

/** Returns what the event of a promotion says of it. */
export function factsOf({ name, terms, conditions }: Promotion): PromotionFacts {
  const { days, hours, areas, groups, from, until } = conditions;
  return {
    name,
    terms,
    days,
    hours,
    areas,
    groups,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
}

function written(id: string, promotion: PromotionSet["promotion"]): Draft {
  const streams = [toStreamId("cat", promotionEntry(id))];
  return { kind: "promotion/set", streams, body: { promotion } };
}
