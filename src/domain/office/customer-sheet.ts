/**
 * Customers as a sheet, a row each: the columns of the CSV file that people edit. All that is wrong is
 * found in one reading, each with its line and column.
 *
 * A row is of whom its id names; without one, of who has its card, or the same name and phone; else of
 * somebody new. So a file may be read twice, and one that another program wrote has no ids. A column that
 * is missing leaves what the shop knows, an empty cell takes it away.
 */

import { err, ok, type Result } from "../base/result.ts";
import { type CustomerView } from "../people/customer-search.ts";
import {
  CUSTOMER_TEXT_MAX,
  checkCustomerGroup,
  checkCustomerText,
  type CustomerFault,
} from "../people/customer-text.ts";
import { CUSTOMER_FIELDS, type CustomerField, type CustomerTexts } from "../people/customers.ts";
import { compareText, foldText } from "../text/entry-text.ts";
import { type SheetRow } from "./goods-sheet.ts";
import { lengthProblem, type SheetProblem, type SheetResult } from "./sheet-head.ts";

const HEADINGS: Readonly<Record<"id" | CustomerField | "group" | "active", string>> = {
  id: "id",
  name: "name",
  phone: "phone",
  email: "email",
  card: "card",
  taxId: "tax id",
  address: "address",
  note: "note",
  group: "group",
  active: "active",
};
type Column = keyof typeof HEADINGS;
const COLUMNS = Object.keys(HEADINGS) as ReadonlyArray<Column>;

export type CustomerSheetProblem = SheetProblem;

export interface CustomersRead {
  readonly added: ReadonlyArray<{
    readonly texts: Partial<CustomerTexts>;
    readonly active: boolean;
    /** The customer's group; missing for none. */
    readonly group?: string;
  }>;
  /** The fields that differ from those there. */
  readonly changed: ReadonlyArray<{
    readonly id: string;
    readonly texts: Partial<CustomerTexts>;
    readonly active?: boolean;
    readonly group?: string;
  }>;
  readonly unchanged: number;
}

export interface KnownCustomers {
  readonly all: ReadonlyArray<CustomerView>;
  /** Whether the id was a customer's who is erased. */
  readonly isErased: (id: string) => boolean;
  /** Returns the first digits of the shop's own cards. */
  readonly ownCards?: () => ReadonlyArray<string>;
}

interface ReadRow {
  readonly line: number;
  readonly id: string;
  readonly texts: Partial<CustomerTexts>;
  readonly active: boolean | undefined;
  /** Undefined where the file has no such column. */
  readonly group: string | undefined;
}

/** Headings and customers by rising name, as `readCustomerSheet` takes them. */
export function toCustomerSheet(
  customers: ReadonlyArray<CustomerView>,
): ReadonlyArray<ReadonlyArray<string>> {
  const sorted = customers.toSorted(
    (a, b) => compareText(foldText(a.name), foldText(b.name)) || compareText(a.id, b.id),
  );
  const rows = sorted.map((customer) => {
    const cells = { ...customer, active: customer.active ? "yes" : "no" };
    return COLUMNS.map((column) => cells[column]);
  });
  return [COLUMNS.map((column) => HEADINGS[column]), ...rows];
}

/** Rows without any text are passed over. */
export function readCustomerSheet(
  rows: ReadonlyArray<SheetRow>,
  known: KnownCustomers,
): SheetResult<CustomersRead> {
  const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (head === undefined) return err([{ line: 1, column: "", message: "there is no heading" }]);
  const columns = readHead(head);
  // Every row would be wrong under headings that cannot be read.
  if (!columns.ok) return columns;
  if (body.length === 0) {
    const message = "there is no customer below the headings";
    return err([{ line: head.line, column: "", message }]);
  }
  const read = body.map((row) => readRow(row, columns.value, known));
  const problems = read.flatMap((row) => (row.ok ? [] : row.fault));
  const good = read.flatMap((row) => (row.ok ? [row.value] : []));
  return compared(good, known, problems);
}

function readHead({ line, cells }: SheetRow): SheetResult<ReadonlyArray<Column>> {
  const names = cells.map((cell) => foldText(cell).replaceAll(/[\s_-]+/gu, " "));
  const columns = names.flatMap((name) => COLUMNS.find((it) => HEADINGS[it] === name) ?? []);
  const messages = names.flatMap((name, at) => {
    if (!COLUMNS.some((it) => HEADINGS[it] === name)) {
      return [`"${name}" is no column: there are ${Object.values(HEADINGS).join(", ")}`];
    }
    return names.indexOf(name) < at ? [`the column "${name}" is there twice`] : [];
  });
  const isNamed = columns.includes("id") || columns.includes("name");
  const all = isNamed ? messages : [...messages, 'the column "name" is missing'];
  return all.length === 0
    ? ok(columns)
    : err(all.map((message) => ({ line, column: "", message })));
}

function readRow(
  row: SheetRow,
  columns: ReadonlyArray<Column>,
  { ownCards }: Pick<KnownCustomers, "ownCards">,
): SheetResult<ReadRow> {
  const unequal = lengthProblem(row, columns);
  if (unequal !== undefined) return err([unequal]);
  const { line, cells } = row;
  const typed = new Map(columns.map((column, at) => [column, cells[at] ?? ""]));
  const problems: CustomerSheetProblem[] = [];
  const texts: Partial<Record<CustomerField, string>> = {};
  for (const field of CUSTOMER_FIELDS) {
    const text = typed.get(field);
    if (text === undefined) continue;
    const fit = checkCustomerText(field, text, ownCards);
    if (fit.ok) texts[field] = fit.value;
    else problems.push({ line, column: HEADINGS[field], message: faultText(fit.fault, text) });
  }
  const active = readActive(typed.get("active"));
  if (!active.ok) problems.push({ line, column: HEADINGS.active, message: active.fault });
  const group = readGroup(typed.get("group"));
  if (!group.ok) problems.push({ line, column: HEADINGS.group, message: group.fault });
  if (problems.length > 0 || !active.ok || !group.ok) return err(problems);
  const id = (typed.get("id") ?? "").trim();
  return ok({ line, id, texts, active: active.value, group: group.value });
}

/** Empty: as it is, or as is usual. */
function readActive(typed: string | undefined): Result<boolean | undefined, string> {
  const folded = foldText(typed ?? "");
  if (folded === "") return ok(undefined);
  if (folded === "yes") return ok(true);
  return folded === "no" ? ok(false) : err(`"${typed ?? ""}" is neither yes nor no`);
}

function readGroup(typed: string | undefined): Result<string | undefined, string> {
  if (typed === undefined) return ok(undefined);
  const group = checkCustomerGroup(typed);
  return group.ok ? group : err(faultText(group.fault, typed));
}

function faultText(fault: CustomerFault, typed: string): string {
  switch (fault.type) {
    case "customer/name-invalid":
      return `"${typed}" is no name: one has a letter or digit, and at most ${fault.max} characters`;
    case "customer/phone-invalid":
      return `"${typed}" is no phone number: digits, at most ${fault.max} characters`;
    case "customer/email-invalid":
      return `"${typed}" is no address: name@place, at most ${fault.max} characters`;
    case "customer/card-invalid":
      return `"${typed}" is no card: 4 to ${fault.max} letters, digits and hyphens`;
    case "customer/group-invalid":
      return `"${typed}" is no group: one word of letters and digits, at most ${fault.max} characters`;
    case "customer/text-invalid":
      return `is longer than ${CUSTOMER_TEXT_MAX[fault.field]} characters, or not one line`;
    default:
      return "looks like the number of a bank card, which is kept nowhere";
  }
}

/** Compares the rows with the shop's customers and with each other. */
function compared(
  rows: ReadonlyArray<ReadRow>,
  known: KnownCustomers,
  wrong: ReadonlyArray<CustomerSheetProblem>,
): SheetResult<CustomersRead> {
  const problems = [...wrong];
  const whose = lookUp(known.all);
  const lineByOwner = new Map<string, number>();
  const lineByCard = new Map<string, number>();
  const added: Array<CustomersRead["added"][number]> = [];
  const changed: Array<CustomersRead["changed"][number]> = [];
  let unchanged = 0;
  for (const row of rows) {
    const found = ownerOf(row, whose, known);
    if (!found.ok) {
      problems.push({ line: row.line, ...found.fault });
      continue;
    }
    const owner = found.value;
    const problem =
      claimed(lineByOwner, owner?.id ?? personKey(row.texts), { line: row.line, column: "" }) ??
      claimedCard(row, { owner, whose, lineByCard });
    if (problem !== undefined) problems.push(problem);
    if (owner === undefined) {
      if (row.texts.name === undefined) {
        const message = "somebody new needs a name: the file must have this column";
        problems.push({ line: row.line, column: HEADINGS.name, message });
      }
      added.push(newOf(row));
      continue;
    }
    const change = differenceOf(row, owner);
    if (change === undefined) unchanged += 1;
    else changed.push(change);
  }
  const sorted = problems.toSorted((a, b) => a.line - b.line);
  return sorted.length > 0 ? err(sorted) : ok({ added, changed, unchanged });
}

interface Whose {
  readonly byId: ReadonlyMap<string, CustomerView>;
  readonly byCard: ReadonlyMap<string, ReadonlyArray<CustomerView>>;
  readonly byPerson: ReadonlyMap<string, ReadonlyArray<CustomerView>>;
}

function lookUp(all: ReadonlyArray<CustomerView>): Whose {
  return {
    byId: new Map(all.map((customer) => [customer.id, customer])),
    byCard: Map.groupBy(
      all.filter(({ card }) => card !== ""),
      ({ card }) => cardKey(card),
    ),
    byPerson: Map.groupBy(all, personKey),
  };
}

function cardKey(card: string): string {
  return foldText(card).replaceAll(" ", "");
}

/** Returns a key that no id can be equal to. */
function personKey({ name = "", phone = "" }: Partial<CustomerTexts>): string {
  return `${foldText(name)}/${phone.replaceAll(/\D/gu, "")}`;
}

/** Returns the customer of a row; undefined for a new one. */
function ownerOf(
  { id, texts }: ReadRow,
  { byId, byCard, byPerson }: Whose,
  { isErased }: KnownCustomers,
): Result<CustomerView | undefined, Omit<CustomerSheetProblem, "line">> {
  if (id !== "") {
    const owner = byId.get(id);
    if (owner !== undefined) return ok(owner);
    const why = isErased(id) ? "was erased" : "is nobody's here";
    const message = `"${id}" ${why}: leave it empty for somebody new`;
    return err({ column: HEADINGS.id, message });
  }
  const holders = texts.card === undefined ? [] : (byCard.get(cardKey(texts.card)) ?? []);
  const same = holders.length > 0 ? holders : (byPerson.get(personKey(texts)) ?? []);
  if (same.length < 2) return ok(same[0]);
  const message = `${same.length} customers fit: say the id of the one that is meant`;
  return err({ column: HEADINGS.id, message });
}

function claimed(
  lines: Map<string, number>,
  key: string,
  { line, column }: Pick<CustomerSheetProblem, "line" | "column">,
): CustomerSheetProblem | undefined {
  const other = lines.get(key);
  if (other === undefined) {
    lines.set(key, line);
    return undefined;
  }
  const what = column === "" ? "this is the customer" : "this is the card";
  return { line, column, message: `${what} of line ${other} too` };
}

/** A card opens one customer. */
function claimedCard(
  { line, texts: { card = "" } }: ReadRow,
  {
    owner,
    whose,
    lineByCard,
  }: {
    readonly owner: CustomerView | undefined;
    readonly whose: Whose;
    readonly lineByCard: Map<string, number>;
  },
): CustomerSheetProblem | undefined {
  if (card === "") return undefined;
  const holder = (whose.byCard.get(cardKey(card)) ?? []).find(({ id }) => id !== owner?.id);
  if (holder !== undefined) {
    const message = `${holder.name} (${holder.id}) has that card: take it off there first`;
    return { line, column: HEADINGS.card, message };
  }
  return claimed(lineByCard, cardKey(card), { line, column: HEADINGS.card });
}

function newOf({ texts, active = true, group = "" }: ReadRow): CustomersRead["added"][number] {
  return { texts, active, ...(group === "" ? {} : { group }) };
}

function differenceOf(
  { texts, active, group }: ReadRow,
  owner: CustomerView,
): CustomersRead["changed"][number] | undefined {
  const others = CUSTOMER_FIELDS.flatMap((field) => {
    const text = texts[field];
    return text === undefined || text === owner[field] ? [] : [[field, text] as const];
  });
  const isOther = active !== undefined && active !== owner.active;
  const isMoved = group !== undefined && group !== owner.group;
  if (others.length === 0 && !isOther && !isMoved) return undefined;
  return {
    id: owner.id,
    texts: Object.fromEntries(others),
    ...(isOther ? { active } : {}),
    ...(isMoved ? { group } : {}),
  };
}
