/**
 * When a shop charges an order on top of its goods, as somebody types it: `Service=12.5% from=6
 * service=dine-in area=terrace goods=food tax=standard`, or `Coperto=2.00 service=dine-in` for each guest.
 */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { err, ok, type Result } from "../base/result.ts";
import { CHARGES_MAX } from "../events/charge-events.ts";
import { type Service, SERVICES } from "../goods/catalogue.ts";
import { milliPercentSchema, minor, minorUnitsSchema } from "../money/amounts.ts";
import { type Currency, formatMoney, parseMoney } from "../money/currency.ts";
import { parseRate } from "../money/rates.ts";
import { foldText } from "../text/entry-text.ts";
import { mostOf, mostOfAny, PAYMENT_NOTES } from "./sum-bounds.ts";

const NAME_MAX = 40;

export const chargeRuleSchema = lazy(() =>
  z.object({
    /** The rule's name, folded: a rule of another name is another rule. */
    id: z.string().min(1).max(NAME_MAX),
    name: z.string().min(1).max(NAME_MAX),
    /** The rate on the price of goods after all discounts; zero for a charge per guest. */
    rate: milliPercentSchema,
    /** Minor units for each guest; zero of one with a rate. */
    each: minorUnitsSchema.min(0).max(mostOfAny(PAYMENT_NOTES)),
    /** The number of guests from which on the rule holds; 0 for any, counted or not. */
    from: z.int().min(0).max(999),
    /** The services of the orders that are charged; none for all. */
    services: z.array(z.enum(SERVICES)).max(SERVICES.length),
    /** The areas of the tables that are charged, by id or name; none for everywhere. */
    areas: z.array(z.string().min(1).max(NAME_MAX)).max(20),
    /** Goods of which one is to be on the bill, by SKU or by the id or name of a category; none for any. */
    goods: z.array(z.string().min(1).max(NAME_MAX)).max(20),
    /** Id of a tax class; empty for no tax. */
    taxClass: z.string().max(40),
  }),
);
export type ChargeRule = z.infer<ReturnType<typeof chargeRuleSchema>>;

/** `none` for no rules; each text is one. */
export function readChargeRules(
  texts: ReadonlyArray<string>,
  currency: Currency,
): Result<ChargeRule[], string> {
  const said = texts.map((text) => text.trim()).filter((text) => text !== "");
  if (said.length === 1 && said[0] === "none") return ok([]);
  if (said.length === 0) return err(`has no rule: such as ${EXAMPLE}; none for none`);
  if (said.length > CHARGES_MAX) return err(`has more than ${CHARGES_MAX} rules`);
  const rules: ChargeRule[] = [];
  for (const text of said) {
    const rule = readChargeRule(text, currency);
    if (!rule.ok) return rule;
    if (rules.some(({ id }) => id === rule.value.id)) return err(`has ${rule.value.name} twice`);
    rules.push(rule.value);
  }
  return ok(rules);
}

const EXAMPLE = '"Service=12.5% from=6 service=dine-in tax=standard"';

function readChargeRule(text: string, currency: Currency): Result<ChargeRule, string> {
  const wrong = err(`"${text}" is no rule for charges: such as ${EXAMPLE}`);
  const parts = /^(?<name>[^=]+)=(?<value>\S+)(?<more>.*)$/su.exec(text)?.groups;
  const name = parts?.["name"]?.trim() ?? "";
  const value = parts?.["value"] ?? "";
  const amount = amountOf(value, currency);
  const isName = name !== "" && name.length <= NAME_MAX && !/\p{Cc}/u.test(name);
  if (!isName || amount === undefined) return wrong;
  const most = mostOf(PAYMENT_NOTES, currency);
  if (amount.each > most) {
    return err(`"${value}" is too much for each guest: at most ${formatMoney(most, currency)}`);
  }
  const words = (parts?.["more"] ?? "").split(/\s+/u).filter((word) => word !== "");
  const rule = {
    from: 0,
    services: [] as Service[],
    areas: [] as string[],
    goods: [] as string[],
    taxClass: "",
  };
  for (const word of words) {
    const [key = "", ...rest] = word.split("=");
    const said = rest.join("=");
    const services = said.split(",").map((it) => SERVICES.find((service) => service === it));
    if (key === "from" && /^[0-9]{1,3}$/u.test(said)) rule.from = Number(said);
    else if (key === "service" && services.every((it) => it !== undefined)) {
      rule.services = services;
    } else if (key === "area" && said !== "") rule.areas = said.split(",");
    else if (key === "goods" && said !== "") rule.goods = said.split(",");
    else if (key === "tax" && said !== "") rule.taxClass = said;
    else return wrong;
  }
  return ok({ id: foldText(name), name, ...amount, ...rule });
}

function amountOf(
  value: string,
  currency: Currency,
): Pick<ChargeRule, "rate" | "each"> | undefined {
  if (value.endsWith("%")) {
    const rate = parseRate(value.slice(0, -1));
    return rate.ok && rate.value > 0 ? { rate: rate.value, each: minor(0) } : undefined;
  }
  const each = parseMoney(value, currency);
  const none = parseRate("0");
  return each.ok && each.value > 0 && none.ok ? { rate: none.value, each: each.value } : undefined;
}

/** Returns the rule as a person types it. */
export function chargeRuleText(
  { name, rate, each, from, services, areas, goods, taxClass }: ChargeRule,
  currency: Currency,
): string {
  return [
    `${name}=${each > 0 ? formatMoney(each, currency) : `${rate / 1000}%`}`,
    ...(from === 0 ? [] : [`from=${from}`]),
    ...(services.length === 0 ? [] : [`service=${services.join(",")}`]),
    ...(areas.length === 0 ? [] : [`area=${areas.join(",")}`]),
    ...(goods.length === 0 ? [] : [`goods=${goods.join(",")}`]),
    ...(taxClass === "" ? [] : [`tax=${taxClass}`]),
  ].join(" ");
}
