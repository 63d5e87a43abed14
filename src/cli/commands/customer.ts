/** `till customer list|show|add|set|erase`, the file's way is beside it: whom the shop knows, for those who may look them up. */

import { type OpenTill } from "../../app/open-till.ts";
import {
  customerAdding,
  customerChange,
  customerErasing,
  type CustomerAct,
  type CustomerWish,
  mayLookUp,
  receiptsOfCustomer,
} from "../../app/people/customer-changes.ts";
import { customerPoints } from "../../app/people/customer-points.ts";
import { eraseAfterDays, leaveNoTrace } from "../../app/people/erased-customers.ts";
import { askLine } from "../../app/system/prompt.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { padEnd } from "../../app/words/text-columns.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { createCustomerIndex, type CustomerView } from "../../domain/people/customer-search.ts";
import { checkCustomerGroup } from "../../domain/people/customer-text.ts";
import { CUSTOMER_FIELDS, type CustomerField, GROUP_FIELD } from "../../domain/people/customers.ts";
import { compareText, foldText } from "../../domain/text/entry-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliPeopleWords } from "../../words/made/cliPeople/all.ts";
import { type CliPeopleWords } from "../../words/made/cliPeople/words.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { interruptedFault, usageFault } from "../fault.ts";
import { toFieldText } from "../field-text.ts";
import { oneLine } from "../one-line.ts";
import { isUnchanged, refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import {
  type JsonOptions,
  type StaffOptions,
  whoActs,
  whoIsThere,
  withTill,
} from "../with-till.ts";

const said = sentencesOf(cliPeopleWords);

export type CustomerOptions = JsonOptions & StaffOptions;

export interface EraseOptions extends CustomerOptions, ApproverOptions {
  readonly yes?: boolean;
  readonly withReceipts?: boolean;
}

export interface ListOptions extends CustomerOptions {
  readonly group?: string;
}

/** The options of a customer that is added or changed. */
export type ChangeOptions = CustomerOptions & ApproverOptions;

type Done = "added" | "changed" | "unchanged" | "erased";

/** The names of the fields on the command line. */
const FIELD_WORDS: Readonly<Record<CustomerField, string>> = {
  name: "name",
  phone: "phone",
  email: "email",
  card: "card",
  taxId: "tax-id",
  address: "address",
  note: "note",
};

export function listCustomers(
  words: ReadonlyArray<string>,
  { group: typedGroup, ...options }: ListOptions,
  console: Console,
): Promise<ExitCode> {
  const group = typedGroup === undefined ? undefined : groupFrom(typedGroup);
  return withTill(options, console, async ({ till }) => {
    await whoLooks(till, options, console);
    const typed = words.join(" ");
    const listed = typed === "" ? allOf(till) : found(till, typed);
    const customers = listed.filter((it) => group === undefined || it.group === group);
    if (options.json === true) console.json({ customers: customers.map(toJson) });
    else {
      const { comesNoMore } = wordsIn(cliPeopleWords, console.locale()).customer;
      for (const customer of customers) console.out(toText(customer, comesNoMore));
    }
    if (customers.length === 0) console.say(said((words) => words.customer.none));
    return EXIT.fine;
  });
}

export function showCustomer(
  text: string,
  options: CustomerOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    await whoLooks(till, options, console);
    const customer = customerNamed(till, text);
    const inQuestion = till.customers.inQuestion(customer.id).map(fieldWord);
    const receipts = receiptNumbers(till, customer.id);
    if (options.json === true) console.json({ ...toJson(customer), inQuestion, receipts });
    else {
      const words = wordsIn(cliPeopleWords, console.locale());
      for (const line of fieldLines(customer, { inQuestion, receipts, words })) console.out(line);
    }
    return EXIT.fine;
  });
}

export function showPoints(
  text: string,
  options: CustomerOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    await whoLooks(till, options, console);
    const { id, name } = customerNamed(till, text);
    const points = customerPoints(till, id);
    if (options.json === true) console.json({ id, name, ...points });
    else {
      const { customer } = wordsIn(cliPeopleWords, console.locale());
      console.out(customer.points({ name: oneLine(name), ...points }));
      if (points.here < points.left) console.out(customer.pointsHere(points));
    }
    return EXIT.fine;
  });
}

export function addCustomer(
  [name, fields]: readonly [string, ReadonlyArray<string>],
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  ensureName(name);
  const { texts, active, group } = toWish([`name=${name}`, ...fields]);
  if (active !== undefined) throw usageFault(said(({ customer }) => customer.newIsActive));
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    // Sealed once: what is sealed anew would be another act than the one that somebody vouches for.
    const act = customerAdding(open, texts, group);
    const id = await withApproval({ till, actor, console }, options, (by) =>
      perform(open, by, act),
    );
    sayUnlisted(open, group, console);
    return tell(open, valueOf(id, till), { options, console, done: "added" });
  });
}

export function setCustomer(
  [text, fields]: readonly [string, ReadonlyArray<string>],
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  const wish = toWish(fields);
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    valueOf(mayLookUp(till, actor), till);
    const { id } = customerNamed(till, text);
    const act = customerChange(open, id, wish);
    const changed = await withApproval({ till, actor, console }, options, (by) =>
      perform(open, by, act),
    );
    const isSame = isUnchanged(changed, till, "customer/same");
    sayUnlisted(open, wish.group, console);
    return tell(open, id, { options, console, done: isSame ? "unchanged" : "changed" });
  });
}

export function eraseCustomer(
  text: string,
  options: EraseOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    valueOf(mayLookUp(till, actor), till);
    const { id, name } = customerNamed(till, text);
    if (options.yes !== true) await confirm(oneLine(name), console);
    else if (text !== id && foldText(text) !== foldText(name)) {
      throw usageFault(said(({ customer }) => customer.yesNeeds({ id, name: oneLine(name) })));
    }
    const act = customerErasing(open, id, { withReceipts: options.withReceipts === true });
    const done = await withApproval({ till, actor, console }, options, (by) =>
      perform(open, by, ok(act)),
    );
    valueOf(done, till);
    leaveNoTrace(open);
    const days = eraseAfterDays(till);
    if (options.json === true) console.json({ id, done: "erased", destroyedAfterDays: days });
    else {
      console.out(said(({ customer }) => customer.erased));
      console.out(said(({ customer }) => customer.destroyedLater({ days })));
    }
    return EXIT.fine;
  });
}

function perform(
  { till }: OpenTill,
  actor: Actor,
  act: Result<CustomerAct, Refusal>,
): Result<string, Refusal> {
  if (!act.ok) return act;
  const { name, id, decide, keep } = act.value;
  const release = till.whileCommitting(keep);
  try {
    const done = till.act(actor, name, decide);
    return done.ok ? ok(id) : err(done.fault);
  } finally {
    release();
  }
}

/** Looking at personal data takes the right to. */
async function whoLooks(till: Till, options: CustomerOptions, console: Console): Promise<void> {
  valueOf(mayLookUp(till, await whoIsThere(till, options, console)), till);
}

/** Finds inactive customers too. */
function found(till: Till, typed: string): ReadonlyArray<CustomerView> {
  return createCustomerIndex(till.customers.all(), Infinity).find(typed).hits;
}

function allOf(till: Till): ReadonlyArray<CustomerView> {
  return till.customers
    .all()
    .toSorted((a, b) => compareText(foldText(a.name), foldText(b.name)) || compareText(a.id, b.id));
}

/** The beginning of an id, or all of it. */
const ID_PART = /^[0-9a-f]{6,32}$/u;

/** Whom that text means, and nobody else. */
export function customerNamed(till: Till, text: string): CustomerView {
  const byId = ID_PART.test(text)
    ? till.customers.all().filter(({ id }) => id.startsWith(text))
    : [];
  const hits = byId.length > 0 ? byId : found(till, text);
  const [only, ...others] = hits;
  if (only === undefined) throw refusalFault(unknownFault(till, text), till);
  if (others.length === 0) return only;
  const names = hits.slice(0, 5).map(({ id, name }) => `${id.slice(0, 8)} ${oneLine(name)}`);
  const facts = { count: hits.length, names: names.join("; ") };
  throw usageFault(said(({ customer }) => customer.several(facts)));
}

function unknownFault(till: Till, text: string): Refusal {
  const known = till.customers.look(text);
  if (known === "erased") return { type: "customer/erased" };
  if (known === "unreadable") return { type: "customer/unreadable" };
  return { type: "customer/unknown", text };
}

/** Nobody erases a customer by a slip of the thumb. */
async function confirm(name: string, { environment, say, text }: Console): Promise<void> {
  if (!environment.isTerminal) throw usageFault(said(({ customer }) => customer.sayYes));
  say(said(({ customer }) => customer.forEver({ name })));
  const prompt = `${text(said(({ customer }) => customer.typeName))}: `;
  const typed = await askLine({ prompt, isShown: true });
  if (foldText(typed ?? "") !== foldText(name)) {
    throw interruptedFault(said(({ customer }) => customer.notErased));
  }
}

function toWish(words: ReadonlyArray<string>): CustomerWish {
  const texts: Partial<Record<CustomerField, string>> = {};
  let active: boolean | undefined;
  let group: string | undefined;
  for (const { field: word, text } of words.map(toFieldText)) {
    const field = CUSTOMER_FIELDS.find((it) => FIELD_WORDS[it] === word);
    if (word === "active") active = toActive(text);
    else if (word === GROUP_FIELD) group = groupFrom(text);
    else if (field !== undefined) texts[field] = text;
    else {
      const all = knownWords();
      throw usageFault(said(({ customer }) => customer.noField({ text: oneLine(word), all })));
    }
  }
  return {
    texts,
    ...(active === undefined ? {} : { active }),
    ...(group === undefined ? {} : { group }),
  };
}

/** A field where the name belongs would become the name. */
function ensureName(text: string): void {
  const [word = "", ...rest] = text.split("=");
  if (rest.length === 0 || !knownWords().includes(word)) return;
  const name = word === FIELD_WORDS.name ? rest.join("=") : "Rossi, Anna";
  throw usageFault(said(({ customer }) => customer.nameFirst({ name: oneLine(name) })));
}

function knownWords(): ReadonlyArray<string> {
  return [...Object.values(FIELD_WORDS), GROUP_FIELD, "active"];
}

function groupFrom(text: string): string {
  const group = checkCustomerGroup(text);
  if (group.ok) return group.value;
  throw usageFault(said(({ customer }) => customer.noGroup({ text: oneLine(text) })));
}

/** A slip of the pen would be noticed by nobody but the guest. */
function sayUnlisted({ till }: OpenTill, group: string | undefined, { say }: Console): void {
  const lists = [...till.catalogue().priceListsById.values()];
  if (group === undefined || group === "" || lists.some(({ groups }) => groups.includes(group))) {
    return;
  }
  say(said(({ customer }) => customer.noListYet({ group })));
}

function toActive(text: string): boolean {
  if (text === "yes") return true;
  if (text === "no") return false;
  throw usageFault(said(({ customer }) => customer.yesOrNo({ text: oneLine(text) })));
}

function tell(
  { till }: OpenTill,
  id: string,
  {
    options,
    console,
    done,
  }: { readonly options: JsonOptions; readonly console: Console; readonly done: Done },
): ExitCode {
  const customer = till.customers.look(id);
  if (typeof customer !== "object") throw new Error(`The customer ${id} can't be read.`);
  if (options.json === true) console.json({ ...toJson(customer), done });
  else console.out(said((words) => words.customer.done({ name: oneLine(customer.name), done })));
  return EXIT.fine;
}

function receiptNumbers(till: Till, id: string): ReadonlyArray<string> {
  return till.ledger.read((view) =>
    receiptsOfCustomer(view, id).flatMap(({ order, receipt }) =>
      view
        .state("order", order)
        .receipts.filter((it) => it.id === receipt)
        .map(({ body }) => receiptNumber(body.series, body.no)),
    ),
  );
}

function toJson({ id, active, group, ...texts }: CustomerView): Readonly<Record<string, unknown>> {
  return { id, ...texts, group, active };
}

function toText(
  { id, name, phone, card, group, active }: CustomerView,
  comesNoMore: string,
): string {
  const known = [id.slice(0, 8), padEnd(oneLine(name), 24), phone.padEnd(18), card];
  const columns = group === "" ? known : [...known.with(3, card.padEnd(13)), group];
  return [...columns, ...(active ? [] : [comesNoMore])].join("  ").trimEnd();
}

const FIELD_COLUMNS = 10;

function fieldLines(
  customer: CustomerView,
  more: {
    readonly inQuestion: ReadonlyArray<string>;
    readonly receipts: ReadonlyArray<string>;
    readonly words: CliPeopleWords;
  },
): ReadonlyArray<string> {
  const texts = CUSTOMER_FIELDS.map((field) => [FIELD_WORDS[field], customer[field]] as const);
  const all = [
    ["id", customer.id],
    ...texts,
    [GROUP_FIELD, customer.group],
    ["active", customer.active ? "yes" : "no"],
  ] as const;
  const lines = all.map(([word, text]) => {
    const isOpen = more.inQuestion.includes(word);
    const mark = isOpen ? `  ${more.words.inQuestion}` : "";
    return `${word.padEnd(FIELD_COLUMNS)} ${oneLine(text)}${mark}`.trimEnd();
  });
  return [...lines, ...more.receipts.map((number) => more.words.customer.receipt({ number }))];
}

function fieldWord(field: string): string {
  return CUSTOMER_FIELDS.some((it) => it === field) ? FIELD_WORDS[field as CustomerField] : field;
}
