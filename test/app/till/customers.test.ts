/** Customers of a real till: added, found, changed by other programs, on orders and receipts, erased. */

import { describe, expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { printCustomerCopy, reprint } from "../../../src/app/papers/reprint.ts";
import {
  type CustomerAct,
  customerAdding,
  customerChange,
  customerErasing,
} from "../../../src/app/people/customer-changes.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { type Actor } from "../../../src/app/till/till.ts";
import { err, ok, type Result } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { oneUnit } from "../../../src/domain/money/amounts.ts";
import { type CustomerView } from "../../../src/domain/people/customer-search.ts";
import { type CustomerTexts } from "../../../src/domain/people/customers.ts";
import { DAY_MS } from "../../../src/ledger/secrets.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { jsonToDocument } from "../../../src/printer/document.ts";
import { type TillSession } from "../../../src/tui/ports/till-port.ts";
import { addGoods, setCustomer } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const RAVI: Actor = { number: "4", name: "Ravi" };
const ANNA = { name: "Rossi, Anna Übermut", phone: "+43 660 1234567", taxId: "ATU12345678" };

describe("a customer who was added", () => {
  test("is found at another program of the till too, and after changes there", async () => {
    const { open } = await newCafe();
    const [one, other] = [open(), open()];
    const id = valueOf(add(one, ANNA));
    expect(found(other, "ros an")).toMatchObject([{ id, ...ANNA, email: "", active: true }]);

    valueOf(change(one, id, { phone: "", email: "anna@example.org" }));
    expect(found(other, "anna@")).toMatchObject([{ phone: "", email: "anna@example.org" }]);
    expect(found(other, "0660 1234")).toEqual([]);

    valueOf(perform(one, customerChange(one, id, { texts: {}, active: false })));
    expect(found(other, "rossi")).toEqual([]);
    expect(other.till.customers.all()).toHaveLength(1);
    expect(verifyLedger(one.till.ledger).findings).toEqual([]);
  });

  test("is found at another till as soon as the key is there too, which comes by itself", async () => {
    const cafe = await newCafe();
    const one = cafe.open();
    const other = await enrolBar(cafe, one.till);
    const id = valueOf(add(one, ANNA));
    const from = one.till.ledger;
    const to = other.till.ledger;
    synchroniseLedgers(from, to);
    expect([found(other, "rossi"), other.till.customers.look(id)]).toEqual([[], "unreadable"]);

    for (const row of from.secrets.rows()) to.secrets.receive(row);

    expect(found(other, "rossi")).toMatchObject([{ id, ...ANNA }]);
    expect(other.till.customers.all()).toHaveLength(1);
  });

  test("whose key another till destroys is found no more", async () => {
    const cafe = await newCafe();
    const one = cafe.open();
    const other = await enrolBar(cafe, one.till);
    const id = valueOf(add(one, ANNA));
    synchroniseLedgers(one.till.ledger, other.till.ledger);
    const { secrets } = one.till.ledger;
    for (const row of secrets.rows()) other.till.ledger.secrets.receive(row);
    expect(found(other, "rossi")).toHaveLength(1);

    secrets.destroy(`customer/${id}`);
    synchroniseLedgers(one.till.ledger, other.till.ledger);

    expect([one, other].map((till) => found(till, "rossi"))).toEqual([[], []]);
  });

  test("has written only what is another than before, and nothing twice", async () => {
    const opened = (await newCafe()).open();
    const id = valueOf(add(opened, ANNA));
    const before = opened.till.ledger.heads();

    expect(faultOf(change(opened, id, { ...ANNA, name: " Rossi,  Anna Übermut " })).type).toBe(
      "customer/same",
    );
    expect(opened.till.ledger.heads()).toEqual(before);
    expect(
      opened.till.ledger.secrets.rows().filter(({ id: key }) => key.includes(id)),
    ).toHaveLength(1);
  });

  test("is refused a card that somebody has, and leaves no key then", async () => {
    const opened = (await newCafe()).open();
    valueOf(add(opened, { ...ANNA, card: "2900000000017" }));
    const secrets = opened.till.ledger.secrets.rows().length;

    expect(faultOf(add(opened, { name: "Bianchi", card: "2900000000017" }))).toEqual({
      type: "customer/card-taken",
      name: ANNA.name,
    });
    expect(faultOf(add(opened, { name: "" })).type).toBe("customer/name-invalid");
    expect(opened.till.ledger.secrets.rows()).toHaveLength(secrets);
  });

  test("can't be changed where the key is missing", async () => {
    const opened = (await newCafe()).open();
    const id = valueOf(add(opened, ANNA));
    opened.till.ledger.secrets.destroy(`customer/${id}`);

    expect(opened.till.customers.look(id)).toBe("unreadable");
    expect(faultOf(change(opened, id, { phone: "1234" })).type).toBe("customer/unreadable");
  });
});

describe("at the register", () => {
  test("a customer comes on the order, is taken back, and stays over a change of cashier", async () => {
    const { open } = await newCafe();
    const opened = open();
    const mia = await signedIn(opened);
    const order = valueOf(mia.customers.add({ name: "Rossi", phone: "0660 1234", card: "" }));
    expect(opened.till.customers.look(order.customer)).toMatchObject({ name: "Rossi" });
    valueOf(addGoods(mia, { sku: "CROISSANT", quantity: oneUnit }));

    const next = await signedIn(opened, "2", "2222");
    expect(next.order()?.customer).toBe(order.customer);
    valueOf(setCustomer(next, ""));
    expect(valueOf(next.undo())).toMatchObject({
      what: "The customer of the order is as before.",
      order: { customer: order.customer },
    });

    const restarted = await signedIn(open());
    expect(restarted.order()).toMatchObject({ customer: order.customer, lines: [{}] });
  });

  test("the customer before the goods is taken back to nobody, not to the order before", async () => {
    const opened = (await newCafe()).open();
    const mia = await signedIn(opened);
    const first = valueOf(mia.customers.add({ name: "Rossi", phone: "", card: "" }));
    valueOf(addGoods(mia, { sku: "CROISSANT", quantity: oneUnit }));
    valueOf(mia.perform({ act: "pay", type: "cash", tendered: mia.cashDue() }));

    const second = valueOf(setCustomer(mia, first.customer));
    expect(second.id).not.toBe(first.id);

    expect(valueOf(mia.undo()).order?.customer).toBe("");
  });

  test("who may not look up customers finds nobody, and hears why", async () => {
    const opened = (await newCafe()).open();
    valueOf(add(opened, { ...ANNA, card: "2900000000017" }));
    const mia = await signedIn(opened);
    withoutCustomers(opened);

    expect(faultOf(mia.customers.find("rossi")).message).toBe(
      "Mia may not look up customers: ask someone who may.",
    );
    expect(mia.customers.byCard("2900000000017")).toEqual([]);
    expect(faultOf(mia.customers.add({ name: "Xaver", phone: "", card: "" }))).toEqual({
      message: "Mia may not look up customers: ask someone who may.",
    });
  });
});

describe("who was erased", () => {
  test("is nowhere in the store any more, with its key at hand", async () => {
    const { open } = await newCafe();
    const opened = open();
    const id = valueOf(add(opened, ANNA));
    const mia = await signedIn(opened);
    valueOf(setCustomer(mia, id));
    valueOf(addGoods(mia, { sku: "CROISSANT", quantity: oneUnit }));
    valueOf(mia.perform({ act: "pay", type: "cash", tendered: mia.cashDue() }));
    opened.till.ledger.flush();
    expect(dump(opened)).toContain(ANNA.name);
    const key = opened.till.ledger.secrets.rows().find((row) => row.id === `customer/${id}`)?.value;
    expect(key).toMatch(/^[\w+/]+=*$/u);

    expect(faultOf(erase(opened, id, false))).toEqual({ type: "customer/on-receipts", count: 1 });
    expect(dump(opened)).toContain(ANNA.name);
    valueOf(erase(opened, id, true));

    expect(dump(opened)).toContain(key);
    passDays(opened, 8);
    const after = dump(opened);
    for (const text of [...Object.values(ANNA), "Übermut", key ?? ""]) {
      expect(after).not.toContain(text);
    }
    expect(opened.till.customers.look(id)).toBe("erased");
    expect(opened.till.customers.all()).toEqual([]);
    expect(found(opened, "rossi")).toEqual([]);
    expect(faultOf(setCustomer(mia, id)).message).toContain("was erased");
    expect(faultOf(change(opened, id, { phone: "1234" })).type).toBe("customer/erased");
    const paper = valueOf(
      createRegisterPort(opened, { demoStaff: [] }).receiptPaper("A-000001", 42),
    );
    expect(paper.lines.join("\n")).toContain("For erased customer");
    expect(verifyLedger(opened.till.ledger).findings).toEqual([]);
  });

  test("is on no stored paper any more, each of which stays what it was", async () => {
    const { open } = await newCafe();
    const opened = open();
    const id = valueOf(add(opened, ANNA));
    const mia = await signedIn(opened);
    valueOf(setCustomer(mia, id));
    valueOf(addGoods(mia, { sku: "CROISSANT", quantity: oneUnit }));
    valueOf(mia.perform({ act: "pay", type: "cash", tendered: mia.cashDue() }));
    const { documentId } = opened.jobs.latest(9).find(({ kind }) => kind === "receipt") ?? {};
    if (documentId === undefined) throw new Error("There is no receipt.");
    const paper = { documentId: documentId as EventId };
    await opened.printing.settle();
    valueOf(printCustomerCopy(opened, paper));
    await opened.printing.settle();
    valueOf(reprint(opened, paper));
    const heads = headsOf(opened, documentId);

    valueOf(erase(opened, id, true));

    expect(heads.map((head) => head.replaceAll(/[^A-Z ]/gu, "").trim())).toEqual([
      expect.not.stringContaining("COPY"),
      expect.stringContaining("COPY"),
      expect.stringContaining("REPRINT"),
    ]);
    expect(headsOf(opened, documentId)).toEqual(heads);
    const stored = opened.jobs.ofDocument(documentId).map(({ document }) => document);
    expect(stored.filter((document) => document.includes(ANNA.name))).toEqual([]);
  });

  test("is erased here too when another program's old copy of the key comes back", async () => {
    const { open } = await newCafe();
    const opened = open();
    const id = valueOf(add(opened, ANNA));
    const { secrets } = opened.till.ledger;
    const old = secrets.rows().find((row) => row.id === `customer/${id}`);
    valueOf(erase(opened, id, false));
    expect(secrets.receive(old)).toBe(false);

    const again = open();

    expect(again.till.ledger.secrets.receive(old)).toBe(false);
    expect(again.till.ledger.secrets.get(`customer/${id}`)).toBeUndefined();
  });
});

test("a receipt says whom it was issued to, as they were called then", async () => {
  const opened = (await newCafe()).open();
  const id = valueOf(add(opened, ANNA));
  const mia = await signedIn(opened);
  valueOf(setCustomer(mia, id));
  valueOf(addGoods(mia, { sku: "CROISSANT", quantity: oneUnit }));
  valueOf(mia.perform({ act: "pay", type: "cash", tendered: mia.cashDue() }));
  valueOf(change(opened, id, { name: "Bianchi, Anna" }));

  const port = createRegisterPort(opened, { demoStaff: [] });
  const paper = valueOf(port.receiptPaper("A-000001", 42)).lines.join("\n");

  expect(paper).toContain("For Rossi, Anna Übermut");
  expect(paper).toContain("Tax number ATU12345678");
});

function add(open: OpenTill, texts: Partial<CustomerTexts>): Result<string, Refusal> {
  return perform(open, customerAdding(open, texts));
}

function change(
  open: OpenTill,
  id: string,
  texts: Partial<CustomerTexts>,
): Result<string, Refusal> {
  return perform(open, customerChange(open, id, { texts }));
}

/** What each stored paper of a document says first. */
function headsOf({ jobs }: OpenTill, document: string): ReadonlyArray<string> {
  return jobs.ofDocument(document).map(({ document: json }) => {
    const [first] = jsonToDocument(json)?.blocks ?? [];
    return first?.type === "text" ? first.text : "";
  });
}

function erase(open: OpenTill, id: string, withReceipts: boolean): Result<string, Refusal> {
  return perform(open, ok(customerErasing(open, id, { withReceipts })), RAVI);
}

function perform(
  { till }: OpenTill,
  act: Result<CustomerAct, Refusal>,
  actor: Actor = MIA,
): Result<string, Refusal> {
  if (!act.ok) return act;
  const release = till.whileCommitting(act.value.keep);
  const done = till.act(actor, act.value.name, act.value.decide);
  release();
  return done.ok ? ok(act.value.id) : err(done.fault);
}

function found({ till }: OpenTill, typed: string): ReadonlyArray<CustomerView> {
  return till.customers.index().find(typed).hits;
}

async function signedIn(open: OpenTill, number = "1", pin = "1111"): Promise<TillSession> {
  return valueOf(await createRegisterPort(open, { demoStaff: [] }).logIn(number, pin));
}

function withoutCustomers({ till }: OpenTill): void {
  const { open = [] } =
    till.ledger.read((view) => view.state("role", "cashier")).fields["permissions"] ?? {};
  const over = { permissions: open.map(({ id }) => id) };
  const done = till.ledger.commit({
    by: "4",
    name: "take a right away",
    decide: ({ day = till.founding.firstDay }) =>
      ok({
        day,
        events: [
          {
            kind: "role/set" as const,
            streams: ["role/cashier" as never],
            body: { set: { permissions: ["sell", "pay"] }, over },
          },
        ],
      }),
  });
  valueOf(done);
}

/** Every value of every table, as whoever has the key reads it; what is sealed inside opened where it can be. */
function dump({ till }: OpenTill): string {
  const { db, secrets } = till.ledger;
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all();
  const values = tables.flatMap((table) =>
    db
      .prepare<[], Readonly<Record<string, unknown>>>(`SELECT * FROM "${table}"`)
      .all()
      .flatMap((row): ReadonlyArray<unknown> => Object.values(row)),
  );
  const texts = values.map((value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : String(value),
  );
  return [
    ...texts,
    ...till.customers.all().map((it) => JSON.stringify(it)),
    secrets.rows().length,
  ].join("\n");
}

/** Of the clock of the box, while nobody takes the erasing back. */
function passDays({ till }: OpenTill, days: number): void {
  for (let day = 0; day <= days; day += 1) {
    till.ledger.secrets.waits.look({ nowMs: day * DAY_MS, isHeard: true, days: 7 });
  }
  till.ledger.db.pragma("wal_checkpoint(TRUNCATE)");
}
