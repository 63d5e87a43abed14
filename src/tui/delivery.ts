/**
 * A delivery at the register: `:receive` lists what is awaited, `:receive PA1` what is counted in of one, and
 * each scan behind it counts in what comes under the code, which Enter books; `:receive PA1 ok 4711` books it with the
 * number of its note.
 */

import { type ShownDelivery, type ShownDraft, type TypedDelivery } from "./ports/delivery-port.ts";
import {
  hinted,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withField,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** Rows that put a delivery on the line, or book what is counted in. */
export type DeliveryChoice =
  | { readonly type: "stock-receive"; readonly delivery: ShownDelivery }
  | { readonly type: "stock-book"; readonly draft: ShownDraft };

const WORD = ":receive";

export function receiveStock(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const text = state.text.trim();
  if (text === "") {
    till.port.longWork();
    const deliveries = session.deliveries.awaited();
    const list = { type: "deliveries" as const, deliveries, filter: "", at: 0 };
    return { ...state, list, showsHelp: false, message: undefined };
  }
  const { number = "", rest = "" } =
    /^(?<number>\S+)(?:\s+(?<rest>.*))?$/u.exec(text)?.groups ?? {};
  if (rest === "") return showDraft(till, state, number);
  const note = /^ok(?:\s+(?<note>.*))?$/iu.exec(rest);
  if (note !== null) return bookDraft(till, state, { number, note: note.groups?.["note"] ?? "" });
  const typed = readTyped(number, rest);
  // A code with letters comes from the scanner as if it had been typed.
  const added =
    typed === undefined ? session.deliveries.scan(number, rest) : session.deliveries.add(typed);
  if (!added.ok) return refusedBy(state, added.fault);
  return reported(withDelivery(state, number), added.value);
}

function showDraft(till: TillContext, state: RegisterState, number: string): RegisterState {
  const draft = state.session?.deliveries.draft(number);
  if (draft === undefined) return refused(state, till.words.whyNot.logInFirst);
  if (!draft.ok) return refusedBy(state, draft.fault);
  const list = { type: "delivery" as const, draft: draft.value, filter: "", at: 0 };
  // The line goes on where it was: the next scan is of the same delivery.
  return { ...withDelivery(state, number), list, showsHelp: false, message: undefined };
}

export function chooseDelivery(
  till: TillContext,
  state: RegisterState,
  choice: DeliveryChoice,
): RegisterState {
  return choice.type === "stock-receive"
    ? receiveFor(till, state, choice.delivery)
    : bookDraft(till, state, { number: choice.draft.number, note: "" });
}

/** Books what is counted in; the line is free for the next sale then. */
function bookDraft(
  till: TillContext,
  state: RegisterState,
  { number, note }: { readonly number: string; readonly note: string },
): RegisterState {
  const booked = state.session?.deliveries.book(number, note);
  if (booked === undefined) return refused(state, till.words.whyNot.logInFirst);
  if (!booked.ok) return refusedBy({ ...state, list: undefined }, booked.fault);
  return reported(withField({ ...state, list: undefined, lastText: state.text }, ""), booked.value);
}

/** Puts the delivery on the line: what is scanned or typed behind it is counted in. */
function receiveFor(
  till: TillContext,
  state: RegisterState,
  delivery: ShownDelivery,
): RegisterState {
  const ready = withDelivery({ ...state, list: undefined }, delivery.number);
  return hinted(ready, till.words.receiveList.how);
}

/** A scan behind a delivery is counted in at once; undefined where nobody receives anything. */
export function scannedDelivery(state: RegisterState, code: string): RegisterState | undefined {
  const number = /^:\s*receive\s+(?<number>\S+)\s*$/iu.exec(state.text)?.groups?.["number"];
  if (number === undefined || state.session === undefined) return undefined;
  const added = state.session.deliveries.scan(number, code);
  if (!added.ok) return refusedBy(state, added.fault);
  return reported(withDelivery(state, number), added.value);
}

/**
 * Returns what is counted in of the delivery that the next scan is of; undefined where the line was not left behind
 * one.
 */
export function deliveryOnLine({ text, session }: RegisterState): ShownDraft | undefined {
  const number = /^:receive (?<number>\S+) $/u.exec(text)?.groups?.["number"];
  const draft = number === undefined ? undefined : session?.deliveries.draft(number);
  return draft?.ok === true ? draft.value : undefined;
}

function withDelivery(state: RegisterState, number: string): RegisterState {
  return withField({ ...state, lastText: state.text }, `${WORD} ${number} `);
}

/** Reads an article of one or more words, and last a quantity; `=7` stands for what was counted in. */
function readTyped(number: string, text: string): TypedDelivery | undefined {
  const { article, how, quantity } =
    /^(?<article>.*\S)\s+(?<how>=?)(?<quantity>\S+)$/u.exec(text)?.groups ?? {};
  if (article === undefined || quantity === undefined) return undefined;
  return { number, article, quantity, instead: how === "=" };
}
