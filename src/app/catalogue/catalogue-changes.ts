/** The changes that a person makes by hand: an entry of the catalogue, a planned price, a setting. */

import { type Result } from "../../domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decideChangeEntry } from "../../domain/commands/office/change-catalogue.ts";
import { decideSetRate, type RateWish } from "../../domain/commands/office/change-rates.ts";
import { decideChangeSetting } from "../../domain/commands/office/change-settings.ts";
import {
  decideChangeTenders,
  type TenderWish,
} from "../../domain/commands/office/change-tenders.ts";
import {
  decideCancelPlans,
  decidePlanPrice,
  type PlanWish,
} from "../../domain/commands/office/plan-price.ts";
import {
  decideCancelSetting,
  decideCancelTaxes,
  type TaxPlanName,
} from "../../domain/commands/office/plan-values.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type LeftNow } from "../../domain/commands/stock/set-left.ts";
import { SERVICES } from "../../domain/goods/catalogue.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type Tax } from "../../domain/money/tax.ts";
import {
  type EditContext,
  type EntryName,
  type EntryWish,
} from "../../domain/office/entry-wish.ts";
import { SHEET_COLUMNS } from "../../domain/office/goods-sheet.ts";
import { findGoodsWarnings } from "../../domain/office/goods-warnings.ts";
import { ONE_PRICE } from "../../domain/office/list-edit.ts";
import { settingTexts } from "../../domain/office/setting-text.ts";
import { taxesText } from "../../domain/office/tax-class-edit.ts";
import { entryName } from "../../domain/prices/catalogue-view.ts";
import { comingPrices } from "../../domain/prices/price-plans.ts";
import { comingValues } from "../../domain/settings/dated-values.ts";
import {
  readable,
  readSetting,
  type SettingKey,
  type SettingValue,
} from "../../domain/settings/settings.ts";
import { anySettingOn } from "../../domain/settings/shop-time.ts";
import { listOfField, type PricePlan, VALUE_FIELD } from "../../domain/state/entry-state.ts";
import { isContested } from "../../domain/state/register.ts";
import { type ForeignRate } from "../../domain/tenders/foreign-cash.ts";
import { type OwnTender } from "../../domain/tenders/tenders.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { systemCalendar } from "../system/calendar.ts";
import { type Actor, type Till } from "../till/till.ts";
import { decideLeft } from "./oversold.ts";
import { warningSentence } from "./warning-sentence.ts";

type Done = Result<Committed, Refusal>;
type CancelWish = Parameters<typeof decideCancelPlans>[1];
type SettingWish = Parameters<typeof decideChangeSetting>[1];
type CancelSettingWish = Parameters<typeof decideCancelSetting>[1];

/** A change with the name that it has at the register and on the command line. */
interface NamedAct {
  readonly name: string;
  readonly decide: (context: DecisionContext) => Decision;
}

export function entryChange(till: Till, wish: EntryWish): NamedAct {
  return {
    name: "change the catalogue",
    decide: (context) => decideChangeEntry(context, wish, editContext(till)),
  };
}

export function pricePlanning(till: Till, wish: PlanWish): NamedAct {
  return {
    name: "plan a price",
    decide: (context) => decidePlanPrice(context, wish, editContext(till)),
  };
}

export function planCancelling(till: Till, wish: CancelWish): NamedAct {
  return {
    name: "cancel a planned price",
    decide: (context) => decideCancelPlans(context, wish, editContext(till)),
  };
}

export function settingChange({ currency, founding }: Till, wish: SettingWish): NamedAct {
  const { isZone } = systemCalendar;
  return {
    name: "change a setting",
    decide: (context) =>
      decideChangeSetting(context, wish, { currency, isZone, founded: founding }),
  };
}

export function settingCancelling(wish: CancelSettingWish): NamedAct {
  return {
    name: "cancel a planned setting",
    decide: (context) => decideCancelSetting(context, wish),
  };
}

export function taxCancelling(till: Till, wish: TaxPlanName): NamedAct {
  return {
    name: "cancel planned taxes",
    decide: (context) => decideCancelTaxes(context, wish, editContext(till)),
  };
}

export function changeEntry(till: Till, actor: Actor, wish: EntryWish): Done {
  return perform(till, actor, entryChange(till, wish));
}

export function planPrice(till: Till, actor: Actor, wish: PlanWish): Done {
  return perform(till, actor, pricePlanning(till, wish));
}

export function cancelPlans(till: Till, actor: Actor, wish: CancelWish): Done {
  return perform(till, actor, planCancelling(till, wish));
}

export function changeSetting(till: Till, actor: Actor, wish: SettingWish): Done {
  return perform(till, actor, settingChange(till, wish));
}

/** Sets the rate at which cash of another currency is taken. */
export function setRate(till: Till, actor: Actor, wish: RateWish): Done {
  return till.act(actor, "set rate", (context) => decideSetRate(context, wish, till.currency));
}

/** Changes the tenders besides cash and cards. */
export function changeTenders(till: Till, actor: Actor, wish: TenderWish): Done {
  return till.act(actor, "change tenders", (context) => decideChangeTenders(context, wish));
}

export function ownTenders(till: Till): ReadonlyArray<OwnTender> {
  return till.ledger.read((view) => readSetting(view, "tenders"));
}

export function foreignRates(till: Till): ReadonlyArray<ForeignRate> {
  return till.ledger.read((view) => readSetting(view, "rates"));
}

export function cancelSetting(till: Till, actor: Actor, wish: CancelSettingWish): Done {
  return perform(till, actor, settingCancelling(wish));
}

export function cancelTaxes(till: Till, actor: Actor, wish: TaxPlanName): Done {
  return perform(till, actor, taxCancelling(till, wish));
}

/** How much of a product is there. */
export function setLeft(till: Till, actor: Actor, wish: LeftNow): Done {
  return till.act(actor, "set left", (context) => decideLeft(till, context, wish));
}

function perform(till: Till, actor: Actor, { name, decide }: NamedAct): Done {
  return till.act(actor, name, decide);
}

/** Inside of a decision: the state on which it is made. */
function editContext(till: Till): EditContext {
  return { catalogue: till.catalogue(), currency: till.currency };
}

/** Returns sentences of warning about a product. */
export function goodsWarnings(till: Till, sku: string, locale: Locale): ReadonlyArray<string> {
  const { productsBySku } = till.catalogue();
  const product = productsBySku.get(sku);
  if (product === undefined) return [];
  const sold = productsBySku.values();
  const warnings = findGoodsWarnings([{ line: 1, product }], sold, till.currency);
  return warnings.map((warning) => warningSentence(warning, locale));
}

/** Prices that are still to come, by rising day. */
export function plannedPrices(till: Till, sku: string): ReadonlyArray<PricePlan> {
  const { now } = till.days();
  return till.ledger.read((view) =>
    comingPrices(view.state("cat", entryName("product", sku)), now),
  );
}

/** A field's value from a day on, as text that can be typed. */
export interface PlannedField {
  readonly field: string;
  readonly text: string;
  readonly fromDay: BusinessDay;
  readonly inQuestion: boolean;
}

/** Taxes of a class that are still to come, by service and rising day. */
export function plannedTaxes(till: Till, id: string): ReadonlyArray<PlannedField> {
  const { now } = till.days();
  const entry = till.ledger.read((view) => view.state("cat", entryName("tax-class", id)));
  return SERVICES.flatMap((service) =>
    comingValues(entry, service, now).map(({ value, fromDay, inQuestion }) => {
      return { field: service, text: taxesText(value as ReadonlyArray<Tax>), fromDay, inQuestion };
    }),
  );
}

/** Returns the setting on the till's business day. */
export function settingNow(till: Till, key: SettingKey): SettingValue<SettingKey> {
  const { now: day } = till.days();
  return till.ledger.read((view) => anySettingOn(view, key, { day, founded: till.founding }));
}

/** Values of a setting that are still to come, by rising day. */
export function plannedSettings(till: Till, key: SettingKey): ReadonlyArray<PlannedField> {
  const { now } = till.days();
  const setting = till.ledger.read((view) => view.state("set", key));
  return comingValues(setting, VALUE_FIELD, now).map(({ value, fromDay, inQuestion }) => {
    const readableValue = readable(key, value);
    const [text = ""] =
      readableValue === undefined ? [] : settingTexts(key, readableValue, till.currency);
    return { field: key, text, fromDay, inQuestion };
  });
}

/** Fields that tills have written apart, and differently: somebody has to say which one holds. */
export function fieldsInQuestion(till: Till, { type, id }: EntryName): ReadonlyArray<string> {
  const { fields } = till.ledger.read((view) => view.state("cat", entryName(type, id)));
  const changesOfFields = Object.entries(fields).flatMap(([field, register]) => {
    if (!isContested(register) || listOfField(field) !== undefined) return [];
    const heading = SHEET_COLUMNS.find(([, name]) => name === field)?.[0];
    return [type === "product" ? (heading ?? field) : field];
  });
  return type === "price-list"
    ? [...changesOfFields, ...pricesInQuestion(till, id)]
    : changesOfFields;
}

function pricesInQuestion(till: Till, list: string): ReadonlyArray<string> {
  const { listedPrices, contestedLists } = till.catalogue();
  const on = [...listedPrices].filter(([, byList]) => byList.get(list)?.inQuestion === true);
  const off = [...contestedLists].filter(([, lists]) => lists.includes(list));
  return [...on, ...off].map(([sku]) => ONE_PRICE + sku);
}
