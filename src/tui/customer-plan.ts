/**
 * The plan of Enter behind `&`. A customer found by one reading is taken; of several a person
 * chooses, because a wrong name on a receipt is worse than one more key.
 */

import { type Command } from "../acts/typed-command.ts";
import { type CustomerView } from "../domain/people/customer-search.ts";
import { readNewCustomer } from "../domain/people/customer-text.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { LOCALES } from "../domain/text/locale.ts";
import { wordsFor } from "../words/screen-words.ts";
import { commandOfWord } from "./commands.ts";
import { type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export type CustomerAct =
  | { readonly type: "set-customer"; readonly customer: CustomerView }
  | { readonly type: "take-customer-off"; readonly name: string }
  /** The name is kept, and the line waits for the phone. */
  | { readonly type: "begin-customer"; readonly name: string }
  | { readonly type: "add-customer"; readonly texts: ReturnType<typeof readNewCustomer> };

export type CustomerPlan =
  | { readonly type: "refused"; readonly why: string }
  | { readonly type: "ready"; readonly preview: string; readonly act: CustomerAct };

export type CustomerCommand = Extract<Command, { readonly type: "customer" | "new-customer" }>;

/** Whether the text looks for or adds a customer: by the sign, or by a word of any language. */
export function isOfPerson(typed: string): boolean {
  const folded = foldText(typed);
  if (folded.startsWith("&")) return true;
  const word = /^: ?(?<word>\S+)/u.exec(folded)?.groups?.["word"];
  if (word === undefined) return false;
  const ids = LOCALES.map((locale) => commandOfWord(word, wordsFor({ locale }))?.id);
  return ids.some((id) => id === "customer" || id === "new-customer");
}

/** Nobody is found by nothing. */
export function customerHits(
  { session }: Pick<RegisterState, "session">,
  who: string,
): ReadonlyArray<CustomerView> {
  const found = who === "" ? undefined : session?.customers.find(who);
  return found?.ok === true ? found.value.hits : [];
}

export function planCustomer(
  till: TillContext,
  state: RegisterState,
  command: CustomerCommand,
): CustomerPlan {
  if (command.type === "new-customer") return planNew(till, command.line);
  const { who } = command;
  if (who === "") return planNobody(till, state);
  const { customer: words } = till.words;
  const found = state.session?.customers.find(who);
  if (found === undefined) return refused(till.words.whyNot.logInFirst);
  if (!found.ok) return refused(found.fault.message);
  const { hits, only } = found.value;
  const customer = (state.hit === undefined ? undefined : hits[state.hit]) ?? only;
  if (customer !== undefined) {
    const preview = words.is({ name: shownCustomer(customer) });
    return { type: "ready", preview, act: { type: "set-customer", customer } };
  }
  if (hits.length > 0) return refused(words.which({ count: hits.length }));
  // A text without a letter is a phone or a card, and the name is missing yet.
  if (!/\p{L}/u.test(who)) return refused(words.none({ typed: who }));
  return {
    type: "ready",
    preview: words.begin({ name: who }),
    act: { type: "begin-customer", name: who },
  };
}

function planNobody(till: TillContext, { order }: RegisterState): CustomerPlan {
  const { customer: words } = till.words;
  const isOn = order !== undefined && order.status !== "paid" && order.customer !== "";
  if (!isOn) return refused(words.how);
  const name = customerName(till, order.customer);
  return { type: "ready", preview: words.off({ name }), act: { type: "take-customer-off", name } };
}

function planNew(till: TillContext, line: string): CustomerPlan {
  const { customer: words } = till.words;
  const texts = readNewCustomer(line);
  if (texts.name === "") return refused(words.newHow);
  const rest = [texts.phone, texts.card].filter((text) => text !== "");
  const preview = words.new({ texts: [texts.name, ...rest].join(", ") });
  return { type: "ready", preview, act: { type: "add-customer", texts } };
}

function refused(why: string): CustomerPlan {
  return { type: "refused", why };
}

/** Two of one name are told apart by what else is known. */
export function shownCustomer({ name, phone, email, card }: CustomerView): string {
  const other = [phone, email, card].find((text) => text !== "");
  return other === undefined ? name : `${name} (${other})`;
}

/** Returns the name of an order's customer, also where it can no longer be read. */
export function customerName(till: TillContext, id: string): string {
  const { customer: words } = till.words;
  const customer = till.port.customer(id);
  if (customer === "erased") return words.erased;
  return typeof customer === "object" ? customer.name : words.unreadable;
}
