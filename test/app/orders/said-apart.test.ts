/** What two tills, which don't hear each other, say of one order: it adds up, or a person is asked which holds. */

import { describe, expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { findSubject } from "../../../src/app/history/history-subject.ts";
import { readHistory } from "../../../src/app/history/history.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { type OrderView } from "../../../src/domain/views.ts";
import { performOn, type TypedRequest } from "../../support/acts.ts";
import { beginBillsApart, DAY, forfeit, card } from "../../support/bills-apart.ts";
import { valueOf } from "../../support/shop.ts";
import { meet, type TillAt } from "../../support/two-tills.ts";

const RAVI = { number: "4", name: "Ravi" };
const [SATURDAY, SUNDAY] = [1, 2].map((days) => addDays(DAY, days));
const apart = beginBillsApart();

type Deed = (till: TillAt, order: string) => void;

/** An act on the order, or on its first line. */
function doing(act: TypedRequest): Deed {
  return ({ till }, order) => {
    valueOf(performOn(till, RAVI, { ...act, order }));
  };
}

function orderAt({ till }: TillAt, order: string): OrderView {
  const found = findOrder(till, order)?.order;
  if (found === undefined) throw new Error(`${order} is not there.`);
  return found;
}

function itemsAt({ open }: TillAt): ReadonlyArray<OpenItem> {
  return listAttentionItems(open, "en").filter(({ subject }) => subject.type === "order");
}

/** Says at a till that what one of them said holds, or that it stays so; false where the question takes no such answer. */
function answerAt(at: TillAt, kind: string, which: "Front counter" | "Bar" | "as it is"): boolean {
  const item = itemsAt(at).find((one) => one.kind === kind);
  const offered = item?.answers.find(({ answer, object }) =>
    which === "as it is" ? answer === "settle" : object.endsWith(`(${which})`),
  );
  if (item === undefined || offered === undefined) return false;
  const answered = answerItem<Refusal>(
    {
      open: at.open,
      act: (name, decide) => at.till.act(RAVI, name, decide),
      refused: (fault) => ({ ok: false, fault }),
      note: "seen",
    },
    item,
    offered.answer,
  );
  return answered.ok;
}

function note(text: string): Deed {
  return doing({ act: "note", line: 1, note: text });
}

function notesAt(till: TillAt, order: string): ReadonlyArray<string> {
  return (orderAt(till, order).lines[0]?.note ?? "").split(", ").toSorted();
}

describe("notes of a line that two tills wrote apart", () => {
  test("add up, and nobody is asked", async () => {
    const { tills, order } = await apart({
      goods: ["bun"],
      a: [note("no nuts")],
      b: [note("vegan")],
    });
    for (const till of tills) {
      expect(notesAt(till, order)).toEqual(["no nuts", "vegan"]);
      expect(itemsAt(till)).toEqual([]);
    }
  });

  test("say what both knew before once", async () => {
    const { tills, order } = await apart({
      goods: ["bun"],
      first: [note("no nuts")],
      a: [note("no nuts, no milk")],
      b: [note("no nuts, vegan")],
    });
    for (const till of tills) {
      expect(notesAt(till, order)).toEqual(["no milk", "no nuts", "vegan"]);
    }
  });

  test("keep what one wrote while the other took the note away", async () => {
    const { tills, order } = await apart({
      goods: ["bun"],
      first: [note("warm")],
      a: [note("")],
      b: [note("no nuts")],
    });
    for (const till of tills) expect(notesAt(till, order)).toEqual(["no nuts"]);
  });

  test("add up for the whole order too", async () => {
    const { tills, order } = await apart({
      goods: ["bun"],
      a: [doing({ act: "note", note: "nut allergy" })],
      b: [doing({ act: "note", note: "birthday" })],
    });
    for (const till of tills) {
      expect(orderAt(till, order).note.split(", ").toSorted()).toEqual(["birthday", "nut allergy"]);
      expect(itemsAt(till)).toEqual([]);
    }
  });

  test("are one again once somebody writes one who has heard both", async () => {
    const { tills, order } = await apart({
      goods: ["bun"],
      a: [note("no nuts")],
      b: [note("vegan")],
    });
    note("no nuts")(tills[0], order);
    meet(...tills);
    for (const till of tills) expect(notesAt(till, order)).toEqual(["no nuts"]);
  });
});

interface Said {
  readonly first?: ReadonlyArray<Deed>;
  readonly a: Deed;
  readonly b: Deed;
  readonly kind: string;
  /** What the question says. */
  readonly says: ReadonlyArray<string>;
  readonly read: (order: OrderView) => unknown;
  readonly values: readonly [unknown, unknown];
}

const SAID: Readonly<Record<string, Said>> = {
  service: {
    a: doing({ act: "service", service: "takeaway" }),
    b: doing({ act: "service", service: "dine-in" }),
    kind: "order/service-contested",
    says: ["two tills serve it differently (", "Front counter: takeaway", "Bar: dine-in"],
    read: ({ service }) => service,
    values: ["takeaway", "dine-in"],
  },
  name: {
    a: doing({ act: "name", name: "Rosa" }),
    b: doing({ act: "name", name: "Ruth" }),
    kind: "order/name-contested",
    says: ["two tills gave it different names (", "Front counter: Rosa", "Bar: Ruth"],
    read: ({ name }) => name,
    values: ["Rosa", "Ruth"],
  },
  "hour of an order for later": {
    first: [doing({ act: "due", dueAt: `${SATURDAY}T10:00` })],
    a: doing({ act: "due", dueAt: `${SATURDAY}T16:00` }),
    b: doing({ act: "due", dueAt: `${SUNDAY}T09:00` }),
    kind: "order/due-contested",
    says: ["two tills said different hours for it (", "Front counter: ", "Bar: "],
    read: ({ dueAt }) => dueAt,
    values: [`${SATURDAY}T16:00`, `${SUNDAY}T09:00`],
  },
  exemption: {
    a: doing({ act: "exempt", number: "DE 1" }),
    b: doing({ act: "exempt", number: "DE 2" }),
    kind: "order/exempt-contested",
    says: [
      "two tills said different things of its taxes (",
      "Front counter: sold without taxes DE 1",
      "Bar: sold without taxes DE 2",
    ],
    read: ({ exempt }) => exempt,
    values: ["DE 1", "DE 2"],
  },
  seat: {
    a: doing({ act: "seat", line: 1, seat: 1 }),
    b: doing({ act: "seat", line: 1, seat: 2 }),
    kind: "line/contested",
    says: ["BUN, two tills changed a line differently (", "Front counter: seat 1", "Bar: seat 2"],
    read: ({ lines }) => lines[0]?.seat,
    values: [1, 2],
  },
  course: {
    a: doing({ act: "course", line: 1, course: 3 }),
    b: doing({ act: "course", line: 1, course: 2 }),
    kind: "line/contested",
    says: [
      "BUN, two tills changed a line differently (",
      "Front counter: course 3",
      "Bar: course 2",
    ],
    read: ({ lines }) => lines[0]?.course,
    values: [3, 2],
  },
};

describe.each(Object.entries(SAID))(
  "the %s that two tills said differently apart",
  (_name, { first = [], a, b, kind, says, read, values }) => {
    test("is one question with both values, at both tills", async () => {
      const { tills, order } = await apart({ goods: ["bun"], first, a: [a], b: [b] });
      for (const till of tills) {
        expect(itemsAt(till).map((item) => item.kind)).toEqual([kind]);
        for (const one of says) expect(itemsAt(till)[0]?.text).toContain(one);
        const answers = itemsAt(till)[0]?.answers ?? [];
        const stays = answers.find(({ answer }) => answer === "settle")?.object ?? "";
        expect(answers.filter(({ object }) => object.startsWith(`${stays} (`))).toHaveLength(1);
        expect(values).toContain(read(orderAt(till, order)));
      }
      expect(read(orderAt(tills[0], order))).toEqual(read(orderAt(tills[1], order)));
    });

    test.each([
      ["Front counter", 0],
      ["Bar", 1],
    ] as const)("is what %s said, where a person says so", async (which, at) => {
      const { tills, order } = await apart({ goods: ["bun"], first, a: [a], b: [b] });
      expect(answerAt(tills[1], kind, which)).toBe(true);
      meet(...tills);
      for (const till of tills) {
        expect(itemsAt(till)).toEqual([]);
        expect(read(orderAt(till, order))).toEqual(values[at]);
      }
    });

    test("is asked about once more where people answered differently, apart", async () => {
      const { tills, order } = await apart({ goods: ["bun"], first, a: [a], b: [b] });
      expect(answerAt(tills[0], kind, "Front counter")).toBe(true);
      expect(answerAt(tills[1], kind, "Bar")).toBe(true);
      meet(...tills);
      for (const till of tills) expect(itemsAt(till).map((item) => item.kind)).toEqual([kind]);
      expect(answerAt(tills[0], kind, "as it is")).toBe(true);
      meet(...tills);
      const [one, other] = tills.map((till) => read(orderAt(till, order)));
      expect(one).toEqual(other);
      for (const till of tills) expect(itemsAt(till)).toEqual([]);
    });

    test("is no question where both said the same", async () => {
      const { tills } = await apart({ goods: ["bun"], first, a: [a], b: [a] });
      for (const till of tills) expect(itemsAt(till)).toEqual([]);
    });
  },
);

test("An hour that one till moved while the other kept the deposit is asked about", async () => {
  const { tills } = await apart({
    goods: ["cake"],
    isForLater: true,
    first: [card(2000)],
    a: [forfeit],
    b: [doing({ act: "due", dueAt: `${SUNDAY}T09:00` })],
  });
  for (const till of tills) {
    const [item, ...more] = itemsAt(till);
    expect(more).toEqual([]);
    expect(item?.kind).toBe("order/due-contested");
    expect(item?.text).toMatch(/Front counter: Deposit of 20\.00 kept, not collected[,)]/u);
    expect(item?.text).toMatch(/Bar: for \w+ .* 09:00[,)]/u);
    // The deposit is on a receipt: only that goes back, if the guest was right.
    expect(item?.answers.map(({ object }) => object)).toEqual([
      "Deposit of 20.00 kept, not collected (Front counter)",
      "Deposit of 20.00 kept, not collected",
    ]);
  }
  expect(answerAt(tills[0], "order/due-contested", "Front counter")).toBe(true);
  meet(...tills);
  for (const till of tills) expect(itemsAt(till)).toEqual([]);
});

test("The history says of what holds that another till had said otherwise", async () => {
  const { tills, order } = await apart({
    goods: ["bun"],
    a: [doing({ act: "covers", covers: 2 })],
    b: [doing({ act: "covers", covers: 3 })],
  });
  doing({ act: "covers", covers: 4 })(tills[0], order);
  meet(...tills);

  for (const { till } of tills) {
    const { subject } = valueOf(findSubject(till, { of: "order", text: order }));
    const speech = speechOf(till);
    const told = readHistory(till, { subject, days: undefined, filter: {}, speech });
    const apartOf = told.filter(({ text }) => text.includes("said otherwise apart at"));
    expect(apartOf).toHaveLength(1);
    expect(told.at(-1)?.text).not.toContain("apart");
  }
});

test("An answer is given to the values that were shown", async () => {
  const { tills, order } = await apart({
    goods: ["bun"],
    a: [doing({ act: "name", name: "Rosa" })],
    b: [doing({ act: "name", name: "Ruth" })],
  });
  const [counter, bar] = tills;
  const [shown] = itemsAt(counter);
  if (shown === undefined) throw new Error("Nobody is asked.");
  doing({ act: "name", name: "Rita" })(bar, order);
  meet(...tills);
  const answered = answerItem<Refusal>(
    {
      open: counter.open,
      act: (name, decide) => counter.till.act(RAVI, name, decide),
      refused: (fault) => ({ ok: false, fault }),
      note: "",
    },
    shown,
    "first-holds",
  );

  expect(answered).toEqual({ ok: false, fault: { type: "attention/none" } });
  expect(orderAt(counter, order).name).toBe("Rita");
});
