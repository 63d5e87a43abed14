/** Taxes and settings that change with a business day: planned for a later one, and given up before it. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { SERVICES, type Service } from "../../goods/catalogue.ts";
import { type BusinessDay, toStreamId } from "../../identity.ts";
import { type EditContext, type EntryEdit } from "../../office/entry-wish.ts";
import { type TypedSetting } from "../../office/setting-text.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { comingValues, nextDay, valueOn } from "../../settings/dated-values.ts";
import { anySettingOn, type ShopTime, wallDate } from "../../settings/shop-time.ts";
import { type EntryState, fieldValue, plannedField, VALUE_FIELD } from "../../state/entry-state.ts";
import { isContested, openWriteIds } from "../../state/register.ts";
import { addDays } from "../../text/civil-time.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

type Context = Pick<DecisionContext, "view" | "staff" | "day">;

/** Two years: a day beyond is a typing error. */
export const DAYS_AHEAD_MAX = 731;

/** The day that is meant, without one the next that no till has begun. */
export function plannedDay(
  { view, day }: Pick<Context, "view" | "day">,
  fromDay: BusinessDay | undefined,
): Result<BusinessDay, Refusal> {
  const next = nextDay(view, day);
  const meant = fromDay ?? next;
  if (meant < next) return err({ type: "dated/begun", next });
  const last = addDays(day, DAYS_AHEAD_MAX);
  return meant > last ? err({ type: "plan/too-far", max: last }) : ok(meant);
}

/** Instead of what was planned for that very day. */
export function planSetting(
  context: Context,
  { key, value }: TypedSetting,
  { fromDay, founded }: { readonly fromDay: BusinessDay | undefined; readonly founded: ShopTime },
): Decision {
  const day = plannedDay(context, fromDay);
  if (!day.ok) return day;
  const setting = context.view.state("set", key);
  const base = anySettingOn(context.view, key, { day: day.value, founded });
  const there = fieldOn(setting, { field: VALUE_FIELD, base }, day.value);
  if (there.isSetTo(value)) return err({ type: "setting/same", key });
  const body = { value, fromDay: day.value, over: there.over };
  return ok([{ kind: "setting/planned", streams: [toStreamId("set", key)], body }]);
}

/** Cancels the value planned for that day; without a day all values to come. */
export function decideCancelSetting(
  context: Context,
  { key, fromDay }: { readonly key: string; readonly fromDay: BusinessDay | undefined },
): Decision {
  const allowed = requirePermission(context, "settings");
  if (!allowed.ok) return allowed;
  const setting = context.view.state("set", key);
  const plans = comingValues(setting, VALUE_FIELD, context.day).filter(
    (plan) => fromDay === undefined || plan.fromDay === fromDay,
  );
  if (plans.length === 0) return err({ type: "dated/unknown", name: key });
  return ok(
    plans.map((plan) => {
      const over = openWriteIds(setting.fields[plannedField(VALUE_FIELD, plan.fromDay)]);
      const body = { value: null, fromDay: plan.fromDay, over };
      return { kind: "setting/planned", streams: [toStreamId("set", key)], body };
    }),
  );
}

/** The services whose taxes somebody has said; nothing where they are so already on that day. */
export function planTaxes(
  context: Context & Pick<DecisionContext, "at">,
  { after }: Extract<EntryEdit, { readonly type: "tax-class" }>,
  { services, fromDay }: { services: ReadonlyArray<Service>; fromDay: BusinessDay | undefined },
): Result<ReadonlyArray<Draft>, Refusal> {
  // Taxes begin with a date on the wall: after midnight that of the next business day has begun.
  const day = plannedDay({ view: context.view, day: wallDate(context.day, context.at) }, fromDay);
  if (!day.ok) return day;
  const name = entryName("tax-class", after.id);
  const entry = context.view.state("cat", name);
  const changed = services.flatMap((service) => {
    const there = fieldOn(entry, { field: service, base: baseTaxes(entry, service) }, day.value);
    const taxes = after.taxesByService[service];
    return there.isSetTo(taxes) ? [] : [{ service, taxes, over: there.over }];
  });
  if (changed.length === 0) return ok([]);
  const set = Object.fromEntries(changed.map(({ service, taxes }) => [service, [...taxes]]));
  const over = Object.fromEntries(
    changed.flatMap((it) => (it.over.length === 0 ? [] : [[it.service, it.over]])),
  );
  const body = { set, over, fromDay: day.value };
  return ok([{ kind: "tax-class/planned", streams: [toStreamId("cat", name)], body }]);
}

export interface TaxPlanName {
  readonly id: string;
  /** Undefined: of all services. */
  readonly service?: Service | undefined;
  /** Undefined: all that are still to come. */
  readonly fromDay: BusinessDay | undefined;
}

export function decideCancelTaxes(
  context: Context,
  { id, service, fromDay }: TaxPlanName,
  { catalogue }: Pick<EditContext, "catalogue">,
): Decision {
  const allowed = requirePermission(context, "catalogue");
  if (!allowed.ok) return allowed;
  const taxClass = catalogue.taxClassesById.get(id);
  if (taxClass === undefined) return err({ type: "entry/unknown", of: "tax-class", id });
  const name = entryName("tax-class", id);
  const entry = context.view.state("cat", name);
  const services = service === undefined ? SERVICES : [service];
  const plans = services.flatMap((each) =>
    comingValues(entry, each, context.day)
      .filter((plan) => fromDay === undefined || plan.fromDay === fromDay)
      .map((plan) => ({ service: each, fromDay: plan.fromDay })),
  );
  if (plans.length === 0) return err({ type: "dated/unknown", name: taxClass.name });
  const byDay = [...Map.groupBy(plans, (plan) => plan.fromDay)];
  return ok(
    byDay.map(([day, ofDay]) => {
      const set = Object.fromEntries(ofDay.map((plan) => [plan.service, null]));
      const over = Object.fromEntries(
        ofDay.map((plan) => [
          plan.service,
          openWriteIds(entry.fields[plannedField(plan.service, day)]),
        ]),
      );
      const streams = [toStreamId("cat", name)];
      return { kind: "tax-class/planned", streams, body: { set, over, fromDay: day } };
    }),
  );
}

interface FieldOnDay {
  /** Whether it says so already, beyond question. */
  readonly isSetTo: (value: unknown) => boolean;
  readonly over: ReturnType<typeof openWriteIds>;
}

function fieldOn(
  entry: EntryState,
  { field, base }: { readonly field: string; readonly base: unknown },
  day: BusinessDay,
): FieldOnDay {
  const register = entry.fields[plannedField(field, day)];
  const now = valueOn(entry, field, day) ?? base;
  const isAsked = register !== undefined && isContested(register);
  return {
    isSetTo: (value) => !isAsked && JSON.stringify(now) === JSON.stringify(value),
    over: openWriteIds(register),
  };
}

function baseTaxes(entry: EntryState, service: Service): unknown {
  const taxes = fieldValue(entry, "taxesByService") as
    | Readonly<Record<string, unknown>>
    | undefined;
  return taxes?.[service] ?? [];
}
