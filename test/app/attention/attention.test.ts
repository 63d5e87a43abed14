/** What needs somebody, listed and answered at the register: real till, real store. */

import { describe, expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { listQuestions } from "../../../src/app/attention/questions.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { deviceKeyFromSeed } from "../../../src/ledger/log/chain.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { paidApart, payMore, voidedApart } from "../../support/contradictions.ts";
import { forkedCafe } from "../../support/forked-cafe.ts";
import { meshView } from "../../support/mesh-views.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";

/** A real shop of one box asks for a place for backups besides. */
const newCafe = cafeCopies({ demo: true });
const DAY = CAFE_DAY as BusinessDay;
const LOOK_MS = 5000;
const DAY_MS = 86_400_000;
const [MIA, CHIARA, RAVI] = [
  ["1", "1111"],
  ["3", "3333"],
  ["4", "4444"],
] as const;

describe("goods that were paid and voided apart", () => {
  test("are one row: what, how much, and for whom", async () => {
    const it = await registerFor(MIA);
    voidedApart(it.open);

    attention(it);

    expect(rows(it)).toEqual([
      [
        "1",
        "Order A1: Espresso, more was paid than the goods cost, A-000001 (Front counter), taken off at Front counter: 2.40",
        "shift lead",
      ],
    ]);
    press(it, "1");
    expect(rows(it).map((row) => row.slice(0, 2).join(" "))).toEqual([
      "1 give back 2.40 in cash",
      "2 give back what A-000001 took too much",
      "3 the guest has the goods: Espresso",
      "4 the shop keeps it: 2.40",
    ]);
  });

  test("give their money back from the row, without goods, and the row is gone", async () => {
    const it = await registerFor(CHIARA);
    voidedApart(it.open);
    attention(it);

    press(it, "1", "2");
    expect(it.message()).toBe("Back: 2.40 paid too much. F9, F12?");
    it.press("F9");
    press(it, "1");

    expect(it.message()).toBe("Give back 2.40 in cash. Refund A-000002.");
    expect(dayReport(it.open.till, DAY).attention).toEqual([]);
  });

  test("are ended by one key, and the day has nobody left who must look", async () => {
    const it = await registerFor(CHIARA);
    voidedApart(it.open);
    expect(dayReport(it.open.till, DAY).attention).toHaveLength(1);
    expect(toldByDoctor(it)).toEqual([
      "1 contradiction in orders: `till attention list` names it.",
    ]);
    attention(it);

    press(it, "1", "4", "1");

    expect(toldByDoctor(it)).toEqual([]);
    expect(it.message()).toBe("Kept: 2.40.");
    expect(it.store.getState().list).toBeUndefined();
    const { attention: left, acts, tenders } = dayReport(it.open.till, DAY);
    expect(left).toEqual([]);
    expect(tenders).toMatchObject([{ method: "cash" }, { method: "difference", kept: -240 }]);
    expect(acts.filter(({ act }) => act === "refund")).toMatchObject([
      { by: { staff: "3" }, reason: "agreed with the guest" },
    ]);
  });

  test("take the word of somebody who may, from who may not", async () => {
    const it = await registerFor(MIA);
    voidedApart(it.open);
    attention(it);

    press(it, "1", "4", "1");

    const { approval } = it.store.getState();
    expect(approval?.what).toBe(
      "Order A1: Espresso, more was paid than the goods cost, A-000001 (Front counter), taken off at Front counter: 2.40: the shop keeps it: 2.40",
    );
    for (const typed of CHIARA) {
      it.type(typed);
      it.press("Enter");
    }
    await it.checked();
    expect(it.message()).toBe("Kept: 2.40.");
    expect(dayReport(it.open.till, DAY).attention).toEqual([]);
  });
});

describe("money that was paid apart", () => {
  test("is given back by one key, which ends it", async () => {
    const it = await registerFor(CHIARA);
    paidApart(it.open, 500);
    attention(it);
    expect(rows(it)).toEqual([
      ["1", "Order A1: it is paid beyond what it costs: 5.00", "shift lead"],
    ]);

    press(it, "1", "1");

    expect(it.message()).toBe("GIVE BACK 5.00 in cash.");
    const { attention: left, tenders, differences } = dayReport(it.open.till, DAY);
    expect({ left, differences }).toEqual({ left: [], differences: [] });
    expect(tenders).toMatchObject([{ method: "cash", amount: 240 }]);
  });

  test("is given back by the tender that it came by, the last payment first", async () => {
    const it = await registerFor(CHIARA);
    const order = paidApart(it.open, 500);
    payMore(it.open, order, { cents: 200, method: "card" });
    attention(it);
    press(it, "1");
    expect(rows(it)[0]?.slice(0, 2)).toEqual(["1", "give back 2.00 to the card"]);

    press(it, "1");

    expect(it.message()).toBe("GIVE BACK 2.00 to the card.");
    expect(dayReport(it.open.till, DAY)).toMatchObject({
      attention: [{ type: "order/overpaid", amount: 500 }],
      tenders: [
        { method: "card", kept: 0 },
        { method: "cash", kept: 740 },
      ],
      differences: [],
    });
  });

  test("comes back with what goes beyond what was kept", async () => {
    const it = await registerFor(CHIARA);
    const order = paidApart(it.open, 500);
    attention(it);
    press(it, "1", "2");
    expect(dayReport(it.open.till, DAY).attention).toHaveLength(1);
    press(it, "2");
    expect(dayReport(it.open.till, DAY)).toMatchObject({
      attention: [],
      // Who, when, why and how much, for whoever looks through the day's money.
      otherwise: [
        {
          of: "A1",
          tender: { method: "difference", name: null },
          came: { method: "cash", name: null },
          amount: 500,
          by: { staff: "3", name: "Chiara" },
          approved: null,
          reason: "the guest has left",
        },
      ],
    });

    payMore(it.open, order, { cents: 200 });

    expect(dayReport(it.open.till, DAY).attention).toMatchObject([{ amount: 200 }]);
  });
});

test("money in question is admitted or set aside, and the status line counts what is left", async () => {
  const cafe = await newCafe();
  const { open, other } = await forkedCafe(cafe);
  await other.close();
  const it = openRealRegister({ open: () => open, clock: cafe.clock });
  await it.logIn(...RAVI);
  expect(news(it)).toContain("ATTENTION 2: F10");
  attention(it);
  expect(rows(it)).toEqual([
    ["1", expect.stringMatching(/^Of A Front counter, .* counts? for nothing yet: \d/u), "manager"],
    ["2", expect.stringMatching(/^Of A Front counter, .* counts? for nothing yet: \d/u), "manager"],
  ]);

  press(it, "1", "1", "3");

  expect(it.message()).toMatch(/^Admitted: \d/u);
  cafe.clock.advance(LOOK_MS);
  expect(news(it)).toContain("ATTENTION 1: F10");
  press(it, "1", "2", "3");
  cafe.clock.advance(LOOK_MS);
  expect(news(it).join()).not.toContain("ATTENTION");
  expect(listQuestions(open.till)).toMatchObject([{ reason: "chain/retired" }]);
});

test("what somebody else has settled meanwhile says so, and nothing is written", async () => {
  const it = await registerFor(CHIARA);
  voidedApart(it.open);
  attention(it);
  press(it, "1");
  const { session } = it.store.getState();
  const { list } = it.store.getState();
  const id = list?.type === "attention-item" ? list.item.id : "";
  expect(session?.answerAttention(id, "kept").ok).toBe(false);
  expect(session?.answerAttention(id, "kept", { why: "seen" }).ok).toBe(true);
  const { tenders } = dayReport(it.open.till, DAY);

  press(it, "3", "1");

  expect(it.message()).toBe("Nobody needs to settle that any more: look at the list again.");
  expect(dayReport(it.open.till, DAY).tenders).toEqual(tenders);
});

test("a till that sends what none sends is a manager's, until somebody has seen it", async () => {
  const cafe = await newCafe();
  const { device, publicKey: key } = deviceKeyFromSeed(new Uint8Array(32));
  let agoMs = 500;
  let what: Pick<MeshView["violations"][number], "kind" | "reason"> = {
    kind: "said",
    reason: "a malformed piece",
  };
  const it = openRealRegister({
    clock: cafe.clock,
    open: () => {
      const open = cafe.open();
      const body = { device, key, code: "B", name: "Bar", rights: ["till"] };
      const events = [{ kind: "device/enrolled", streams: [], body }] as const;
      if (!open.till.ledger.admission().has(device)) {
        open.till.ledger.commit({ by: "", name: "enrol", decide: () => ok({ events }) });
      }
      function mesh() {
        return meshView([], {
          violations: [{ device, ...what, count: 2, agoMs }],
        });
      }
      return { ...open, printing: { ...open.printing, mesh } };
    },
  });
  await it.logIn(...RAVI);
  attention(it);
  expect(rows(it)).toEqual([["1", "B Bar sent what no till sends, 2 times", "manager"]]);
  expect(it.store.till.port.mesh().troubles).toContain("B Bar MISBEHAVES");

  press(it, "1", "1");

  expect(it.message()).toBe("Settled.");
  expect(it.store.till.port.attention()).toEqual([]);
  expect(it.store.till.port.mesh().troubles).not.toContain("B Bar MISBEHAVES");
  cafe.clock.advance(60_000);
  agoMs = 60_500;
  expect(it.store.till.port.attention()).toEqual([]);
  agoMs = 100;
  for (const [kind, reason, text] of [
    ["silent", "says nothing", "B Bar connects again and again and then says nothing"],
    ["dated", "2099-01-01", "B Bar sent what is dated 2099-01-01: look at its clock"],
  ] as const) {
    what = { kind, reason };
    expect(it.store.till.port.attention()).toMatchObject([{ text }]);
  }
  what = { kind: "greedy", reason: "asks for more than a till needs" };
  expect(it.store.till.port.attention()).toEqual([]);
  // The box slept: a day in which it looks each second takes longer than all else here.
  cafe.clock.set(cafe.clock.nowMs() + DAY_MS);
  expect(it.store.till.port.attention()).toMatchObject([
    { text: "B Bar asks for too much and waits: look who has it, or shut it out" },
  ]);

  await it.logIn(...RAVI);
  attention(it);
  press(it, "1", "2");

  expect(it.store.getState()).toMatchObject({
    screen: "office",
    office: { page: { type: "till", device } },
  });
});

async function registerFor(person: readonly [string, string]): Promise<RealRegister> {
  const it = openRealRegister(await newCafe());
  await it.logIn(...person);
  return it;
}

function attention(it: RealRegister): void {
  it.type(":attention");
  it.press("Enter");
}

/** A list takes a digit once nothing came after it. */
function press(it: RealRegister, ...digits: ReadonlyArray<string>): void {
  it.press(...digits);
}

function rows({ store }: RealRegister): ReadonlyArray<ReadonlyArray<unknown>> {
  const all = rowsOf(store.till, store.getState());
  const answered = all.filter(({ choice }) => choice.type !== "message");
  return answered.map(({ sign, label, detail }) => [sign, label, detail]);
}

function news({ store }: RealRegister): ReadonlyArray<string> {
  return store.till.port.ledgerNews();
}

function toldByDoctor({ open }: RealRegister): ReadonlyArray<string> {
  return examine(open).flatMap(({ check, sentence }) => (check === "attention" ? sentence : []));
}
