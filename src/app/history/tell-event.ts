/** What an event did, in words, with the sums that are told in it. */

import { type KnownEvent } from "../../domain/events/kinds.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { journalWords } from "../../words/made/journal/all.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { refusedAct } from "../words/refused-act.ts";
import { type Sentences } from "./sentence.ts";
import {
  ORDER_SENTENCES,
  POINTS_SENTENCES,
  TICKET_SENTENCES,
  VOUCHER_SENTENCES,
} from "./tell-order.ts";
import { GOODS_SENTENCES, SHOP_SENTENCES, THING_SENTENCES } from "./tell-shop.ts";
import { DAY_SENTENCES, DRAWER_SENTENCES, PEOPLE_SENTENCES } from "./tell-till.ts";
import { type Teller } from "./teller.ts";

export interface Told {
  readonly text: string;
  /** The sums of money in it, in minor units. */
  readonly amounts: ReadonlyArray<number>;
}

const SENTENCES: Sentences<KnownEvent["kind"]> = {
  ...SHOP_SENTENCES,
  ...GOODS_SENTENCES,
  ...THING_SENTENCES,
  ...ORDER_SENTENCES,
  ...TICKET_SENTENCES,
  ...VOUCHER_SENTENCES,
  ...POINTS_SENTENCES,
  ...DRAWER_SENTENCES,
  ...DAY_SENTENCES,
  ...PEOPLE_SENTENCES,
  "attention/resolved": ({ body: { type } }, say) => {
    const of: Readonly<Record<string, string>> = wordsIn(tillWords, say.speech.locale).attention.of;
    return say.did.settled({ what: Object.hasOwn(of, type) ? (of[type] ?? type) : type });
  },
  "journal/noted": ({ body: { what, staff, count } }, say) => {
    const words = wordsIn(journalWords, say.speech.locale);
    const person = staff === "" ? "" : `${say.person(staff)}: `;
    const times = count;
    if (what === "pin") return person + words.wrongPins({ times });
    if (what === "inactive") return person + words.inactive({ times });
    return what === "more"
      ? words.more({ times })
      : person + words.refused({ act: refusedAct(what, say.speech.locale), times });
  },
  "training/began": (_, say) => wordsIn(journalWords, say.speech.locale).trainingBegan,
  "training/ended": ({ body: { receipts } }, say) =>
    wordsIn(journalWords, say.speech.locale).trainingEnded({ receipts: receipts ?? undefined }),
  "till/began": (_, say) => say.did.tillBegan,
  "till/ended": (_, say) => say.did.tillEnded,
  "present/differed": ({ body: { teller } }, say) =>
    say.did.toldOtherwise({ till: say.till(teller) }),
};

export function tellEvent(event: KnownEvent, say: Teller): Told {
  const amounts: number[] = [];
  const counting: Teller = {
    ...say,
    money: (amount) => {
      amounts.push(amount);
      return say.money(amount);
    },
  };
  // Each sentence is of its own kind: the table's type says so, and one of all kinds can't.
  const tell = SENTENCES[event.kind] as (event: KnownEvent, say: Teller) => string;
  const text = tell(event, counting);
  const reason = reasonOf(event);
  return { text: reason === "" ? text : `${text} (${reason})`, amounts };
}

/** What a person typed as the reason, in whichever kind. */
function reasonOf({ body }: KnownEvent): string {
  const { reason } = body as { readonly reason?: unknown };
  return typeof reason === "string" ? reason : "";
}
