/** The rates of other currencies: setting, changing and removing one. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Currency } from "../../money/currency.ts";
import { type SettingFault } from "../../office/setting-text.ts";
import { readSetting } from "../../settings/settings.ts";
import { type ForeignRate, readForeignCode, readRate } from "../../tenders/foreign-cash.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { settingWritten } from "./change-settings.ts";

export interface RateWish {
  /** A code in either case: `usd`. */
  readonly currency: string;
  /** The worth of one unit in the shop's money, as it is typed; undefined to remove the rate. */
  readonly rate: string | undefined;
}

/** All others stay as they are here; by code. Refused where nothing would change. */
export function decideSetRate(
  context: Pick<DecisionContext, "view" | "staff">,
  wish: RateWish,
  base: Currency,
): Decision {
  const allowed = requirePermission(context, "settings");
  if (!allowed.ok) return allowed;
  const read = readWish(wish, base);
  if (!read.ok) return read;
  const { currency, rate } = read.value;
  const ratesNow = readSetting(context.view, "rates");
  const otherRates = ratesNow.filter((it) => it.currency !== currency);
  if (rate === undefined && otherRates.length === ratesNow.length) {
    return err({ type: "currency/no-rate", currency });
  }
  const all = rate === undefined ? otherRates : [...otherRates, { currency, rate }];
  const value = all.toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
  return settingWritten(context.view, { key: "rates", value });
}

function readWish(
  { currency, rate }: RateWish,
  base: Currency,
): Result<Pick<ForeignRate, "currency"> & Partial<ForeignRate>, SettingFault> {
  const code = readForeignCode(currency.trim(), base);
  if (!code.ok) return err({ type: "setting/wrong", key: "rates", message: code.fault });
  if (rate === undefined) return ok({ currency: code.value });
  const read = readRate(rate.trim(), base);
  return read.ok
    ? ok({ currency: code.value, rate: read.value })
    : err({ type: "setting/wrong", key: "rates", message: read.fault });
}
