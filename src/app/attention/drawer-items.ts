/** What of cash drawers needs a person. */

import { type DrawerRef, lateCash } from "../../domain/drawer/drawers.ts";
import { type DrawerFact, drawerAttention } from "../../domain/folds/drawer-attention.ts";
import { DRAWER_ATTENTION_TAG } from "../../domain/folds/drawer-sums.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { HANDLED_BY } from "../../domain/state/attention.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { drawerNamesWords } from "../../words/made/drawerNames/all.ts";
import { type Till } from "../till/till.ts";
import { itemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

export function drawerItems(
  context: ItemContext,
  till: Till,
  view: LedgerView,
): ReadonlyArray<OpenItem> {
  const asked = view.tagged(DRAWER_ATTENTION_TAG).flatMap((stream) => {
    const session = streamName(stream) as EventId;
    const state = view.state("drawer", session);
    const name = drawerName(till, state.opened?.body, context.locale);
    return drawerAttention(state).map((fact) => drawerItem(context, { session, fact, name }));
  });
  const late = lateCash(view).map(({ session, place, amount }) => {
    const name = drawerName(till, place, context.locale);
    return lateItem(context, { session, amount, name });
  });
  return [...asked, ...late];
}

function drawerItem(
  { words, money, locale }: ItemContext,
  {
    session,
    fact,
    name,
  }: { readonly session: EventId; readonly fact: DrawerFact; readonly name: string },
): OpenItem {
  const { type, amount } = fact;
  const shown = money(amount);
  return {
    id: itemId([type, session]),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount: amount === 0 ? undefined : amount,
    text: wordsIn(drawerNamesWords, locale).needs[type]({ drawer: name, money: shown }),
    answers: [answerOf(words, "settle", type === "drawer/difference" ? shown : "")],
    subject: { type: "drawer", session, fact },
  };
}

/** Cash of a session that came after its count, or went out: a person says where it lies. */
function lateItem(
  { words, money, locale }: ItemContext,
  {
    session,
    amount: signed,
    name: drawer,
  }: { readonly session: EventId; readonly amount: MinorUnits; readonly name: string },
): OpenItem {
  const type = "drawer/late";
  const amount = minor(Math.abs(signed));
  const { needs, lateOut } = wordsIn(drawerNamesWords, locale);
  const say = signed < 0 ? lateOut : needs[type];
  const answers = ["in-drawer", "in-safe", "in-count"] as const;
  return {
    id: itemId([type, session]),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount,
    text: say({ drawer, money: money(amount) }),
    answers: answers.map((answer) => answerOf(words, answer, money(amount))),
    subject: { type: "drawer", session, fact: { type, subject: session, amount } },
  };
}

/* The name of a drawer on screens and papers: by its till, or by the person who carries it. */

/** Returns a name such as `Bar's drawer`, `Bar's drawer 2`, `Mia's pouch`. */
function drawerName(
  { ledger, staffName }: Pick<Till, "ledger" | "staffName">,
  place: DrawerRef | undefined,
  locale: Locale,
): string {
  const words = wordsIn(drawerNamesWords, locale);
  if (place === undefined) return words.unheard;
  const { device, no = 1, pouch } = place;
  if (pouch !== undefined) return words.pouch({ person: staffName(pouch) });
  const till = ledger.admission().get(device)?.name ?? device.slice(0, SHOWN);
  return no === 1 ? words.drawer({ till }) : words.drawerNo({ till, no });
}

/** The shown characters of an id, for a device that nobody has heard of. */
const SHOWN = 8;
