/** A setting of the shop has another value. */

import { err, ok } from "../../base/result.ts";
import { type Catalogue } from "../../goods/catalogue.ts";
import { type BusinessDay, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { type EditContext } from "../../office/entry-wish.ts";
import { notThere } from "../../office/goods-cell.ts";
import { readSettingText, type SettingWish, type TypedSetting } from "../../office/setting-text.ts";
import { type Calendar } from "../../ports.ts";
import { readCatalogue, readTaxClass } from "../../prices/catalogue-view.ts";
import { type ChargeRule } from "../../settings/charge-rules.ts";
import { areaNamed, floorView } from "../../settings/floor.ts";
import { noZone } from "../../settings/setting-readers.ts";
import { isDated, readSetting } from "../../settings/settings.ts";
import { type ShopTime } from "../../settings/shop-time.ts";
import { fieldValue, VALUE_FIELD } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds } from "../../state/register.ts";
import { tendersCalled } from "../../tenders/tenders.ts";
import { foldText } from "../../text/entry-text.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { planSetting } from "./plan-values.ts";

/** What a setting is checked against, and what holds where nobody has said one. */
export interface SettingShop extends Pick<EditContext, "currency">, Pick<Calendar, "isZone"> {
  readonly founded: ShopTime;
}

/** Refused where nothing would change. What changes with a day does so from the next one on, or later. */
export function decideChangeSetting(
  context: Pick<DecisionContext, "view" | "staff" | "day">,
  wish: SettingWish & { readonly fromDay?: BusinessDay | undefined },
  shop: SettingShop,
): Decision {
  const allowed = requirePermission(context, "settings");
  if (!allowed.ok) return allowed;
  const read = readSettingText(wish, shop);
  if (!read.ok) return read;
  const { key, value: typed } = read.value;
  if (key === "zone" && typeof typed === "string" && !shop.isZone(typed)) {
    return err({ type: "setting/wrong", key, message: noZone(typed) });
  }
  const missing = key === "charges" ? missingInRules(context, typed as ChargeRule[]) : undefined;
  const wrong = missing ?? worthMoreThanPaid(context, read.value);
  if (wrong !== undefined) return err({ type: "setting/wrong", key, message: wrong });
  if (isDated(read.value.key)) {
    return planSetting(context, read.value, { fromDay: wish.fromDay, founded: shop.founded });
  }
  if (wish.fromDay !== undefined) return err({ type: "setting/at-once", key: read.value.key });
  return settingWritten(context.view, withTenderIds(context.view, read.value));
}

/** Why a rule for charges could never come to pass, or would take no tax; undefined where all is there. */
function missingInRules(
  { view, day }: Pick<DecisionContext, "view" | "day">,
  rules: ReadonlyArray<ChargeRule>,
): string | undefined {
  const floor = floorView(view);
  const areas = floor.areas.map(({ name }) => name);
  for (const { areas: wanted, goods, taxClass } of rules) {
    const area = wanted.find((text) => areaNamed(floor, text) === undefined);
    if (area !== undefined) return notThere(area, "area", areas);
    const catalogue = readCatalogue(view, day);
    const unknown = goods.find((text) => !isGoodsOf(catalogue, text));
    if (unknown !== undefined) {
      const names = [...catalogue.categoriesById.values()].map(({ name }) => name);
      return notThere(unknown, "product or category", names);
    }
    if (taxClass !== "" && readTaxClass(view, taxClass, day) === undefined) {
      return notThere(taxClass, "tax class", [...readCatalogue(view, day).taxClassesById.keys()]);
    }
  }
  return undefined;
}

/** Whether a text is the SKU of a product, or the id or the name of a category. */
function isGoodsOf({ categoriesById, productsBySku }: Catalogue, text: string): boolean {
  const folded = foldText(text);
  const categories = [...categoriesById.values()].flatMap(({ id, name }) => [id, name]);
  return [...productsBySku.keys(), ...categories].some((name) => foldText(name) === folded);
}

/** Why points would give back more than was paid for them; undefined where they don't. */
function worthMoreThanPaid(
  { view }: Pick<DecisionContext, "view">,
  { key, value }: TypedSetting,
): string | undefined {
  if (key !== "points" && key !== "points-worth") return undefined;
  const price = key === "points" ? value : readSetting(view, "points");
  const worth = key === "points-worth" ? value : readSetting(view, "points-worth");
  // Without a price there are no points.
  if (Number(price) === 0 || Number(worth) <= Number(price)) return undefined;
  return "a point takes off no more than a customer pays for it (points-worth and points)";
}

/** What has a name that is there already is what it was. */
function withTenderIds(view: LedgerView, { key, value }: TypedSetting): TypedSetting {
  if (key !== "tenders" || !Array.isArray(value)) return { key, value };
  const names = value.flatMap((it) => (typeof it === "object" && "name" in it ? [it.name] : []));
  const called = tendersCalled(names, readSetting(view, "tenders"));
  return { key, value: called.ok ? called.value : value };
}

/** A packed picture, or empty for none: nobody types one. */
export function decideChangeLogo(
  context: Pick<DecisionContext, "view" | "staff">,
  packed: string,
): Decision {
  const allowed = requirePermission(context, "settings");
  return allowed.ok ? settingWritten(context.view, { key: "logo", value: packed }) : allowed;
}

export function settingWritten(view: LedgerView, { key, value }: TypedSetting): Decision {
  const setting = view.state("set", key);
  const isSame = JSON.stringify(fieldValue(setting, VALUE_FIELD)) === JSON.stringify(value);
  if (isSame && !isInQuestion(setting, VALUE_FIELD, [VALUE_FIELD])) {
    return err({ type: "setting/same", key });
  }
  const streams = [toStreamId("set", key)];
  const over = openWriteIds(setting.fields[VALUE_FIELD]);
  return ok([{ kind: "setting/set", streams, body: { value, over } }]);
}
