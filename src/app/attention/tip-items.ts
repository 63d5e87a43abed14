/** Tips that two people shared out apart, at tills that did not hear each other, and tips that people had twice. */

import { type PooledTwice, pooledTwice } from "../../domain/commands/money/pool-tips.ts";
import { type TipsBeyond, tipsBeyond } from "../../domain/drawer/tip-accounts.ts";
import { TIPS_TWICE_TAG } from "../../domain/folds/tips-fold.ts";
import { type BusinessDay, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { HANDLED_BY } from "../../domain/state/attention.ts";
import { localDay } from "../../domain/text/locale.ts";
import { pooledTotal } from "../people/tip-pool.ts";
import { type Till } from "../till/till.ts";
import { itemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

/** A pool of several days stands on each of them, and is one item all the same. */
export function tipItems(
  context: ItemContext,
  view: LedgerView,
  { staffName }: Pick<Till, "staffName">,
): ReadonlyArray<OpenItem> {
  const byPool = new Map<string, OpenItem>();
  for (const stream of view.tagged(TIPS_TWICE_TAG)) {
    const day = streamName(stream) as BusinessDay;
    for (const fact of pooledTwice(view, day)) {
      if (byPool.has(fact.subject)) continue;
      byPool.set(fact.subject, tipItem(context, { day, fact, staffName }));
    }
  }
  return [
    ...byPool.values(),
    ...tipsBeyond(view).map((fact) => beyondItem(context, fact, staffName)),
  ];
}

/** Tips that a person has had beyond what they are owed: they come back, or the next share is less by them. */
function beyondItem(
  { words, money }: ItemContext,
  fact: TipsBeyond,
  staffName: Till["staffName"],
): OpenItem {
  const { type, staff, amount } = fact;
  const shown = money(amount);
  return {
    id: itemId([type, staff, fact.subject]),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount,
    text: words.tipsBeyond({ who: staffName(staff), money: shown }),
    answers: [answerOf(words, "next-share", shown), answerOf(words, "in-drawer", shown)],
    subject: { type: "tips-beyond", fact },
  };
}

function tipItem(
  { words, money, locale, tillBehind }: ItemContext,
  {
    day,
    fact,
    staffName,
  }: { readonly day: BusinessDay; readonly fact: PooledTwice } & Pick<Till, "staffName">,
): OpenItem {
  const { type, subject, amount, pools } = fact;
  const [one, other] = pools;
  const facts = {
    from: localDay(one.body.from, locale),
    to: localDay(one.body.to, locale),
    one: money(pooledTotal(one.body)),
    who: staffName(one.by),
    till: tillBehind(one.id),
    other: money(pooledTotal(other.body)),
    second: staffName(other.by),
    place: tillBehind(other.id),
  };
  return {
    id: itemId([type, subject]),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount,
    text: words.pooledTwice(facts),
    answers: [answerOf(words, "settle", money(amount))],
    subject: { type: "tips", day, fact },
  };
}
