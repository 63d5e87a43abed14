/**
 * When a shop charges an order on top of its goods, as somebody types it: `Service=12.5% from=6
 * service=dine-in area=terrace tax=standard`, or `Coperto=2.00 service=dine-in` for each guest.
 */

import * as z from "zod";

import { type Service, SERVICES } from "./catalogue.ts";
import { foldText } from "./entry-text.ts";
import { CHARGES_MAX } from "./events/charge-events.ts";
import { lazy } from "./lazy.ts";
import { milliPercentSchema, minor, minorUnitsSchema } from "./money/amounts.ts";
import { type Currency, formatMoney, parseMoney } from "./money/currency.ts";
import { parseRate } from "./money/rates.ts";
import { err, ok, type Result } from "./result.ts";

const NAME_MAX = 40;

export const chargeRuleSchema = lazy(() =>
  z.object({
    /** Its name, folded: a rule that is called otherwise is another one. */
    id: z.string().min(1).max(NAME_MAX),
    name: z.string().min(1).max(NAME_MAX),
    /** Of what goods cost after all discounts; zero of one for each guest. */
    rate: milliPercentSchema,
    /** Minor units for each guest; zero of one with a rate. */
    each: minorUnitsSchema.min(0),
    /** From so many guests on; 0 for however many, counted or not. */
    from: z.int().min(0).max(999),
    /** Of orders that are served so; all where none is named. */
    services: z.array(z.enum(SERVICES)).max(SERVICES.length),
    /** At tables of these areas, by id or name; everywhere where none is named. */
    areas: z.array(z.string().min(1).max(NAME_MAX)).max(20),
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
  const words = (parts?.["more"] ?? "").split(/\s+/u).filter((word) => word !== "");
  const rule = { from: 0, services: [] as Service[], areas: [] as string[], taxClass: "" };
  for (const word of words) {
    const [key = "", ...rest] = word.split("=");
    const said = rest.join("=");
    const services = said.split(",").map((it) => SERVICES.find((service) => service === it));
    if (key === "from" && /^[0-9]{1,3}$/u.test(said)) rule.from = Number(said);
    else if (key === "service" && services.every((it) => it !== undefined)) {
      rule.services = services;
    } else if (key === "area" && said !== "") rule.areas = said.split(",");
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

/** As it is typed. */
export function chargeRuleText(
  { name, rate, each, from, services, areas, taxClass }: ChargeRule,
  currency: Currency,
): string {
  return [
    `${name}=${each > 0 ? formatMoney(each, currency) : `${rate / 1000}%`}`,
    ...(from === 0 ? [] : [`from=${from}`]),
    ...(services.length === 0 ? [] : [`service=${services.join(",")}`]),
    ...(areas.length === 0 ? [] : [`area=${areas.join(",")}`]),
    ...(taxClass === "" ? [] : [`tax=${taxClass}`]),
  ].join(" ");
}
