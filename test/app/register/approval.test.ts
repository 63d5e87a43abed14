/** Another person's word for what was refused, over a real till: bound to exactly that act. */

import { describe, expect, test } from "vitest";

import { orderState } from "../../../src/app/orders/orders.ts";
import { disableStaff } from "../../../src/app/people/staff-changes.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { type Result } from "../../../src/domain/base/result.ts";
import { type LineVoid } from "../../../src/domain/commands/order/take-off.ts";
import { milliPercent, minor, oneUnit } from "../../../src/domain/money/amounts.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { type ApprovalNeeded, type Refusal } from "../../../src/tui/ports/refusal-port.ts";
import { type TillPort, type TillSession } from "../../../src/tui/ports/till-port.ts";
import { refundReceipt, addGoods } from "../../support/acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();

type Cafe = Awaited<ReturnType<typeof newCafe>>;

describe("what a cashier may not do", () => {
  test("is done with the word of somebody who may, and recorded with who that was", async () => {
    const cafe = await newCafe();
    const { mia, voids, acts } = await sentCroissant(cafe);
    const asked = approvalOf(mia.perform({ act: "void", voids, reason: "sold out" }));

    const both = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act: asked.act }));
    const { order } = valueOf(both.perform({ act: "void", voids, reason: "sold out" }));

    expect(order?.lines[0]?.voided).toBe(true);
    expect(acts.slice(-2)).toEqual([
      "order/line-voided by 1, approved by 3",
      "ticket/issued by 1, approved by 3",
    ]);
  });

  test("names who could vouch, and the one who did last comes first next time", async () => {
    const cafe = await newCafe();
    const { mia, voids } = await sentCroissant(cafe);
    const asked = approvalOf(mia.perform({ act: "void", voids, reason: "sold out" }));
    expect(asked.approvers.map(({ name }) => name)).toEqual(["Chiara", "Ravi"]);
    expect(asked.usual).toBeUndefined();

    valueOf(await mia.approvedBy({ number: "4", pin: "4444", act: asked.act }));

    expect(approvalOf(mia.perform({ act: "void", voids, reason: "sold out" })).usual).toBe("4");
  });

  test("is for that act alone: another reason, line or discount is asked for anew", async () => {
    const cafe = await newCafe();
    const { mia, voids, acts } = await sentCroissant(cafe);
    const { act } = approvalOf(mia.perform({ act: "void", voids, reason: "sold out" }));
    const both = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act }));
    const before = acts.length;

    const [line] = voids;
    const discount = { rate: milliPercent(10_000), amount: minor(0) };
    const others: ReadonlyArray<Result<unknown, Refusal>> = [
      both.perform({ act: "void", voids, reason: "waited too long" }),
      both.perform({ act: "price", line: line.line, price: minor(1) }),
      both.perform({ act: "discount", line: line.line, discount, reason: "sold out" }),
      both.perform({ act: "discount", discount, reason: "sold out" }),
    ];

    for (const other of others) expect(faultOf(other).message).toContain("not what was approved");
    expect(acts).toHaveLength(before);
  });

  test("is done once with one word", async () => {
    const cafe = await newCafe();
    const { mia, acts } = await sentCroissant(cafe);
    const cheap = { sku: "CROISSANT", quantity: oneUnit, price: minor(100) };
    const { act } = approvalOf(addGoods(mia, cheap));
    const both = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act }));
    valueOf(addGoods(both, cheap));
    const before = acts.length;

    expect(faultOf(addGoods(both, cheap)).message).toContain("not what was approved");
    expect(acts).toHaveLength(before);
  });

  test("stays what was approved when another window sells meanwhile", async () => {
    const cafe = await newCafe();
    const { till } = cafe.open();
    sellGoods(till, ["2*croissant"], { cash: 10_000 });
    const mia = await signedIn(portOf(cafe));
    const receipt = valueOf(mia.receipt("1"));
    const lines = receipt.lines.map(({ line, left: quantity }) => ({ line, quantity }));
    const back = { receipt, lines, method: "cash", reason: "cold" } as const;
    const { act } = approvalOf(refundReceipt(mia, back));
    sellGoods(till, ["espresso"], { cash: 10_000 });

    const both = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act }));

    expect(valueOf(refundReceipt(both, back))).toMatchObject({
      number: "A-000003",
      amount: 520,
    });
  });

  test("may be asked about first: that writes nothing, and the word that is given holds for the act", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    sellGoods(open.till, ["2*croissant"], { cash: 10_000 });
    const [mia, chiara] = [await signedIn(portOf(cafe)), await signedIn(portOf(cafe), "3", "3333")];
    const receipt = valueOf(mia.receipt("1"));
    const lines = receipt.lines.map(({ line, left: quantity }) => ({ line, quantity }));
    const back = { receipt, lines, method: "cash", reason: "cold" } as const;

    const { act } = approvalOf(mia.mayRefund(back));
    expect(approvalOf(refundReceipt(mia, back)).act).toBe(act);
    expect(chiara.mayRefund(back)).toEqual({ ok: true, value: undefined });
    expect(valueOf(mia.receipt("1"))).toEqual(receipt);

    const both = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act }));
    expect(both.mayRefund(back).ok && both.mayRefund(back).ok).toBe(true);
    expect(faultOf(refundReceipt(both, { ...back, reason: "warm" })).message).toContain(
      "not what was approved",
    );
    expect(valueOf(refundReceipt(both, back)).number).toBe("A-000002");
  });

  test("is asked anew when the order has changed between question and answer", async () => {
    const cafe = await newCafe();
    const { mia, voids } = await sentCroissant(cafe);
    const [line] = voids;
    const price = minor(100);
    const asked = approvalOf(mia.perform({ act: "price", line: line.line, price }));
    const chiara = await signedIn(portOf(cafe), "3", "3333");
    valueOf(chiara.perform({ act: "price", line: line.line, price: minor(200) }));

    const both = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act: asked.act }));

    expect(faultOf(both.perform({ act: "price", line: line.line, price })).message).toContain(
      "not what was approved",
    );
  });

  test("is not lifted by a wrong PIN, by who may not either, or by who has left", async () => {
    const cafe = await newCafe();
    const { mia, voids, acts } = await sentCroissant(cafe);
    const { act } = approvalOf(mia.perform({ act: "void", voids, reason: "sold out" }));
    const before = acts.length;
    const wrong = await mia.approvedBy({ number: "3", pin: "9999", act });
    expect(faultOf(wrong).message).toMatch(/PIN/u);
    const peer = valueOf(await mia.approvedBy({ number: "2", pin: "2222", act }));
    expect(faultOf(peer.perform({ act: "void", voids, reason: "sold out" })).message).toBe(
      "Jonas may not approve for others: ask someone who may.",
    );
    expect(acts).toHaveLength(before);
    const left = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act }));
    valueOf(disableStaff(cafe.open().till, { number: "4", name: "Ravi" }, "3"));
    expect(faultOf(left.perform({ act: "void", voids, reason: "sold out" })).message).toBe(
      "Chiara can't sign in any more: ask a manager.",
    );
  });

  test("nobody is asked to vouch for what nobody could do", async () => {
    const cafe = await newCafe();
    const { mia, voids } = await sentCroissant(cafe);
    const [line] = voids;

    const tooMuch = mia.perform({
      act: "discount",
      line: line.line,
      discount: { rate: milliPercent(0), amount: minor(99_999) },
    });
    const noReason = mia.perform({ act: "void", voids, reason: "" });

    expect(faultOf(tooMuch)).toEqual({
      message: "Croissant costs 2.60: more than that can't be taken off.",
    });
    expect(faultOf(noReason)).toMatchObject({ needsReason: true });
  });

  test("a discount beyond a person's limit is lifted by who may give it", async () => {
    const cafe = await newCafe();
    const { mia, voids } = await sentCroissant(cafe);
    const [{ line }] = voids;
    const discount = { rate: milliPercent(60_000), amount: minor(0) };
    const why = "waited too long";
    const chiara = await signedIn(portOf(cafe), "3", "3333");
    const refused = chiara.perform({ act: "discount", line, discount, reason: why });
    expect(faultOf(refused).message).toBe(
      "Chiara may give at most 50% off: ask someone who may more.",
    );
    expect(approvalOf(refused).approvers.map(({ name }) => name)).toEqual(["Ravi"]);
    const { act } = approvalOf(mia.perform({ act: "discount", line, discount, reason: why }));

    const withChiara = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act }));
    expect(
      faultOf(withChiara.perform({ act: "discount", line, discount, reason: why })).message,
    ).toBe("Chiara may give at most 50% off: ask someone who may more.");
    const withRavi = valueOf(await mia.approvedBy({ number: "4", pin: "4444", act }));
    expect(
      valueOf(withRavi.perform({ act: "discount", line, discount, reason: why })).order?.due,
    ).toBe(104);
  });

  test("a discount that somebody else vouches for is asked its reason before a PIN", async () => {
    const cafe = await newCafe();
    const { mia, voids, acts } = await sentCroissant(cafe);
    const [{ line }] = voids;
    const half = { rate: milliPercent(50_000), amount: minor(0) };

    const refused = faultOf(mia.perform({ act: "discount", line, discount: half, reason: " " }));

    expect(refused).toEqual({
      message: "More than 0% off needs a reason: say why.",
      needsReason: true,
    });
    const { act } = approvalOf(
      mia.perform({ act: "discount", line, discount: half, reason: "waited too long" }),
    );
    const both = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act }));
    valueOf(both.perform({ act: "discount", line, discount: half, reason: " waited too long " }));
    expect(acts.at(-1)).toBe("order/line-discounted by 1, approved by 3");
    expect(Object.values(onScreen(cafe, both).whyOff ?? {})).toEqual(["waited too long"]);
  });

  test("several lines come off together or not at all, with one word for all of them", async () => {
    const cafe = await newCafe();
    const { mia } = await sentCroissant(cafe);
    valueOf(addGoods(mia, { sku: "ESPRESSO", quantity: oneUnit }));
    valueOf(mia.perform({ act: "send" }));
    const voids = (mia.order()?.lines ?? []).map(({ id: line, quantity: count }) => ({
      line,
      count,
    }));
    const { act } = approvalOf(mia.perform({ act: "void", voids, reason: "sold out" }));
    expect(mia.order()?.lines.every(({ voided }) => !voided)).toBe(true);

    const both = valueOf(await mia.approvedBy({ number: "4", pin: "4444", act }));

    expect(
      valueOf(both.perform({ act: "void", voids, reason: "sold out" })).order?.lines.every(
        ({ voided }) => voided,
      ),
    ).toBe(true);
    const back = approvalOf(mia.undo());
    expect(back.what).toBe("Espresso is back. Croissant is back.");
    expect(mia.order()?.lines.every(({ voided }) => voided)).toBe(true);
    const again = valueOf(await mia.approvedBy({ number: "4", pin: "4444", act: back.act }));
    expect(valueOf(again.undo()).what).toBe("Espresso is back. Croissant is back.");
  });

  test("undo of a void that somebody vouched for asks for the right as the void did, and takes another's word", async () => {
    const cafe = await newCafe();
    const { mia, voids, acts } = await sentCroissant(cafe);
    const asked = approvalOf(mia.perform({ act: "void", voids, reason: "sold out" }));
    const vouched = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act: asked.act }));
    valueOf(vouched.perform({ act: "void", voids, reason: "sold out" }));

    const { act, what } = approvalOf(mia.undo());
    expect(what).toContain("is back");
    const both = valueOf(await mia.approvedBy({ number: "4", pin: "4444", act }));
    expect(valueOf(both.undo()).what).toBe("Croissant is back.");
    expect(acts).toContain("order/line-added by 1, approved by 4");
  });

  test("undo asks for the right of the opposite action, and takes another's word for it", async () => {
    const cafe = await newCafe();
    const port = portOf(cafe);
    const ravi = await signedIn(port, "4", "4444");
    valueOf(addGoods(ravi, { sku: "CROISSANT", quantity: oneUnit }));
    valueOf(ravi.perform({ act: "price", line: firstLine(ravi).line, price: minor(100) }));
    const mia = await signedIn(port);
    const { act, what } = approvalOf(mia.undo());
    expect(what).toBe("Croissant is as it was. 2.60");

    const both = valueOf(await mia.approvedBy({ number: "3", pin: "3333", act }));

    expect(valueOf(both.undo()).what).toBe("Croissant is as it was.");
  });
});

async function sentCroissant(cafe: Cafe) {
  const open = cafe.open();
  const acts: string[] = [];
  open.till.whileCommitting(({ events }) => {
    for (const { event } of events) {
      const { by, approved } = event.act;
      acts.push(`${event.kind} by ${by}, approved by ${approved}`);
    }
  });
  const mia = await signedIn(createRegisterPort(open, { demoStaff: [] }));
  valueOf(addGoods(mia, { sku: "CROISSANT", quantity: oneUnit }));
  valueOf(mia.perform({ act: "send" }));
  return { mia, voids: [firstLine(mia)] as const, acts };
}

function onScreen({ open }: Cafe, session: TillSession): OrderState {
  const id = session.order()?.id;
  if (id === undefined) throw new Error("No order is on the screen.");
  return open().till.ledger.read((view) => orderState(view, id));
}

function firstLine(session: TillSession): LineVoid {
  const [line] = session.order()?.lines ?? [];
  if (line === undefined) throw new Error("The order has no line.");
  return { line: line.id, count: line.quantity };
}

function approvalOf(result: Result<unknown, Refusal>): ApprovalNeeded {
  const { approval } = faultOf(result);
  if (approval === undefined) throw new Error("Nobody was asked to vouch for it.");
  return approval;
}

function portOf(cafe: Cafe): TillPort {
  return createRegisterPort(cafe.open(), { demoStaff: [] });
}

async function signedIn(port: TillPort, number = "1", pin = "1111"): Promise<TillSession> {
  return valueOf(await port.logIn(number, pin));
}
