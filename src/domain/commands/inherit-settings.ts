/** What the shop's settings say of a till by its letters is said of the one in its place. */

import { type Draft } from "../events/kinds.ts";
import { VALUE_FIELD } from "../folds/entry-fold.ts";
import { isInQuestion, overOf } from "../folds/register.ts";
import { toStreamId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { rulesInPlaceOf } from "../receipt-printing.ts";
import { readSetting } from "../settings.ts";

const KEY = "receipts";

/** Nothing where tills have written it apart: people say first what holds. */
export function inheritSettings(view: LedgerView, from: string, to: string): ReadonlyArray<Draft> {
  const setting = view.state("set", KEY);
  if (isInQuestion(setting, VALUE_FIELD, [VALUE_FIELD])) return [];
  const rules = readSetting(view, KEY);
  const value = rulesInPlaceOf(rules, from, to);
  if (value.every((rule, index) => rule === rules[index])) return [];
  const over = overOf(setting.fields[VALUE_FIELD]);
  return [
    { kind: "setting/set", streams: [toStreamId("set", KEY)], body: { value: [...value], over } },
  ];
}
