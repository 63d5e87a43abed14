/** `till order void|quantity|price|options|course|discount|note|service|name|customer|keep`. */

import { editOrder, type EditFault, type OrderEdit } from "../../app/orders/order-edit.ts";
import { type OrderDetails } from "../../app/orders/orders.ts";
import { mayLookUp } from "../../app/people/customer-changes.ts";
import { type Actor, type Till } from "../../app/till.ts";
import { SERVICES } from "../../domain/catalogue.ts";
import { COURSE_MAX } from "../../domain/events/register-schemas.ts";
import { localQuantity } from "../../domain/locale.ts";
import { wordsIn } from "../../domain/words-in.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { type ChangeOptions, changeOrder, type OrderChange } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { positionOf, quantityOf } from "../line-words.ts";
import { quoted } from "../one-line.ts";
import { type OrderOutcome } from "../order-outcome.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { customerNamed } from "./customer.ts";
import { customerText } from "./order.ts";
import { goodsFault } from "./sell.ts";

const said = sentencesOf(cliOrderWords);

export interface ExemptOptions extends ChangeOptions {
  readonly number?: string;
  readonly off?: boolean;
}

export interface VoidOptions extends ChangeOptions {
  readonly quantity?: string;
  readonly reason?: string;
}

/** What it is done to, as it is typed. */
interface LineWords {
  readonly order: string;
  readonly line: string;
}

export function voidTheLine(
  { order, line }: LineWords,
  { quantity, reason = "", ...options }: VoidOptions,
  console: Console,
): Promise<ExitCode> {
  const count = quantityOf(quantity);
  const act = { type: "void", line: positionOf(line), quantity: count, reason } as const;
  return perform(() => ({ order, act }), options, console);
}

/** By the buyer's number, or not any more. */
export function exemptTheOrder(
  order: string,
  { number, off = false, ...options }: ExemptOptions,
  console: Console,
): Promise<ExitCode> {
  if (off === (number !== undefined)) {
    throw usageFault(said((words) => words.exemptWho));
  }
  return perform(() => ({ order, act: { type: "exempt", number } }), options, console);
}

/** `words`: a line, or none for what is added from now on, and the course. */
export function courseOfOrder(
  { order, words }: { readonly order: string; readonly words: ReadonlyArray<string> },
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  const { line, text } = ofOrderOrLine(words);
  const course = courseFrom(text);
  if (line === undefined) {
    return perform(() => ({ order, act: { type: "course", course } }), options, console);
  }
  const act = { type: "course-from", line: positionOf(line), course } as const;
  return perform(() => ({ order, act }), options, console);
}

export function serveTheOrder(
  { order, service: text }: { readonly order: string; readonly service: string },
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  const service = SERVICES.find((it) => it === text);
  if (service === undefined) {
    throw usageFault(said((words) => words.noneOf({ text: quoted(text), all: SERVICES })));
  }
  return perform(() => ({ order, act: { type: "service", service } }), options, console);
}

export function nameTheOrder(
  { order, name: text }: { readonly order: string; readonly name: string },
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  const name = text.trim().replaceAll(/\s+/gu, " ");
  return perform(() => ({ order, act: { type: "name", name } }), options, console);
}

/** `customer`: as `till customer show` finds them; empty for nobody any more. */
export function putCustomer(
  { order, customer }: { readonly order: string; readonly customer: string },
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  const change = editing((till, actor) => {
    const may = mayLookUp(till, actor);
    if (!may.ok) throw refusalFault(may.fault, till);
    const id = customer.trim() === "" ? undefined : customerNamed(till, customer).id;
    return { order, act: { type: "customer", customer: id } };
  });
  return changeOrder({ ...change, outcome: outcomeWithCustomer }, options, console);
}

function outcomeWithCustomer({ order }: OrderDetails, till: Till): Omit<OrderOutcome, "json"> {
  const { id, customer } = order;
  if (customer === "") return { order: id };
  return {
    order: id,
    text: (_, { locale }) => {
      const words = wordsIn(orderWords, locale);
      return [words.forCustomer({ customer: customerText(customer, till.customers.look, words) })];
    },
  };
}

export function keepTheGoods(
  { order, receipt }: { readonly order: string; readonly receipt: string | undefined },
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return perform(() => ({ order, act: { type: "keep", receipt } }), options, console);
}

/** What is said, of a line where two words are. */
function ofOrderOrLine(words: ReadonlyArray<string>): {
  readonly line: string | undefined;
  readonly text: string;
} {
  const [first = "", second, ...others] = words;
  if (others.length > 0) throw usageFault(said((it) => it.courseOf));
  return second === undefined ? { line: undefined, text: first } : { line: first, text: second };
}

function perform(
  editAt: (till: Till, actor: Actor) => OrderEdit,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder(editing(editAt), options, console);
}

function editing(
  editAt: (till: Till, actor: Actor) => OrderEdit,
): OrderChange<OrderDetails, EditFault> {
  return {
    act: (till, by) => editOrder(till, by, editAt(till, by)),
    faultOf: editFault,
    outcome: ({ order: { id } }) => ({ order: id }),
  };
}

/** Returns what a refused change of an order ends with. */
export function editFault(fault: EditFault, till: Till): CommandFault {
  if (fault.type === "void/too-many") {
    const { name, quantity, soldBy } = fault;
    return usageFault(
      said((words, locale) =>
        words.tooMany({ name, quantity: localQuantity(quantity, soldBy, locale) }),
      ),
    );
  }
  if (fault.type === "reason/needed") {
    const facts = { name: fault.name, isInKitchen: fault.knownBy === "kitchen" };
    return usageFault(said((words) => words.reasonNeeded(facts)));
  }
  return goodsFault(fault, till);
}

function courseFrom(text: string): number {
  const course = /^\d$/u.test(text) ? Number(text) : undefined;
  if (course !== undefined && course <= COURSE_MAX) return course;
  throw usageFault(said((words) => words.noCourse({ text: quoted(text), max: COURSE_MAX })));
}
