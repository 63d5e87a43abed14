/**
 * A delivery at the register: `:receive` lists what is awaited, `:receive PA1` what is counted in of one, and
 * each scan behind it counts in what comes under the code, which Enter books; `:receive PA1 ok 4711` books it with the
 * number of its note.
 */

import { NO_ORDER, type ShownDelivery, type TypedDelivery } from "../ports/delivery-port.ts";
import {
  hinted,
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "../register-state.ts";
import { does, type ListRows, numbered } from "../rows/list-row.ts";
import { withDelivery } from "../stock-on-line.ts";
import { type TillContext } from "../till-context.ts";
import { bookDraft, showDraft } from "./delivery.ts";
import { type ListKind } from "./list-kind.ts";

export const deliveriesList = {
  opens: { receive: receiveStock },
  title: ({ receiveList }) => receiveList.title,
  rows: deliveriesRows,
} as const satisfies ListKind<"deliveries">;

function receiveStock(till: TillContext, state: RegisterState): RegisterState {
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

/** Reads an article of one or more words, and last a quantity; `=7` stands for what was counted in. */
function readTyped(number: string, text: string): TypedDelivery | undefined {
  const { article, how, quantity } =
    /^(?<article>.*\S)\s+(?<how>=?)(?<quantity>\S+)$/u.exec(text)?.groups ?? {};
  if (article === undefined || quantity === undefined) return undefined;
  return { number, article, quantity, instead: how === "=" };
}

function deliveriesRows({ words }: TillContext, { deliveries }: ListOf<"deliveries">): ListRows {
  return numbered(deliveries, (delivery) => ({
    label:
      delivery.number === NO_ORDER
        ? words.receiveList.withoutOrder
        : `${delivery.number}  ${delivery.supplier}`,
    detail: delivery.progress,
    choice: does((till, state) => receiveFor(till, state, delivery)),
  }));
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
