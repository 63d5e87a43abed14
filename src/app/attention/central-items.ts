/** What the shop and head office say otherwise: the shop's people take the one or keep the other. */

import { type SealedText } from "../../domain/events/people-events.ts";
import { streamName, type StreamId, streamType } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor } from "../../domain/money/amounts.ts";
import {
  type CentralQuestion,
  centralQuestions,
  isSealed,
  officesIn,
} from "../../domain/office/central-questions.ts";
import { HANDLED_BY } from "../../domain/state/attention.ts";
import { fieldValue, PRICE_FIELD } from "../../domain/state/entry-state.ts";
import { openText } from "../till/sealed-text.ts";
import { type Till } from "../till/till.ts";
import { itemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

export function centralItems(
  context: ItemContext,
  view: LedgerView,
  till: Till,
): ReadonlyArray<OpenItem> {
  const { admission, secrets } = till.ledger;
  const offices = officesIn(admission().values());
  function textOf(sealed: SealedText): string | undefined {
    return openText(sealed, secrets);
  }
  const asking = { offices, day: till.days().now, textOf };
  return centralQuestions(view, asking).map((question) =>
    centralItem(context, view, {
      ...question,
      own: shown(question.own, textOf),
      theirs: shown(question.theirs, textOf),
    }),
  );
}

/** What is sealed is shown as text; the answer is about the question, and not about what is shown. */
function shown(value: unknown, textOf: (sealed: SealedText) => string | undefined): unknown {
  return isSealed(value) ? (textOf(value) ?? null) : value;
}

function centralItem(
  { words, money }: ItemContext,
  view: LedgerView,
  question: CentralQuestion,
): OpenItem {
  const { item, stream, field, own, theirs } = question;
  const { type, voices = [] } = item;
  const facts = {
    what: nameOf(view, stream, field),
    own: valueText(own, field, money),
    theirs: valueText(theirs, field, money),
  };
  return {
    id: itemId([type, stream, field, ...voices]),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount: undefined,
    text: type === "entry/offered" ? words.centralOffered(facts) : words.centralApart(facts),
    answers: [answerOf(words, "take", facts.theirs), answerOf(words, "keep", facts.own)],
    subject: { type: "central", question },
  };
}

/** The entry by the name that people know, with the field as events name it. */
function nameOf(view: LedgerView, stream: StreamId, field: string): string {
  const name = streamName(stream);
  if (streamType(stream) === "set") return name;
  if (streamType(stream) === "staff") return `staff ${name}, ${field}`;
  const entry = view.state(streamType(stream) as "cat" | "role", name);
  const called = fieldValue(entry, "name");
  return `${typeof called === "string" ? called : name}, ${field}`;
}

const TEXT_MAX = 40;

function valueText(value: unknown, field: string, money: ItemContext["money"]): string {
  if (typeof value === "number" && field === PRICE_FIELD) return money(minor(value));
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text;
}
