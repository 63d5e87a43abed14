/** Holds the list of acts together: its names, its table for the shell, rights, schemas and words. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { type ActId, actOf, type ActRequest, ACTS } from "../../src/acts/all.ts";
import { changeSetting } from "../../src/app/catalogue/catalogue-changes.ts";
import { orderState } from "../../src/app/orders/orders.ts";
import { actContext } from "../../src/app/orders/perform-act.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { milliPercent, minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { COMMANDS } from "../../src/tui/commands.ts";
import { cafeCopies, MIA } from "../support/cafe.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";
import { NODE, PROJECT } from "../support/till-process.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const IDS = Object.keys(ACTS) as ReadonlyArray<ActId>;

/** One of each, about a line of one croissant. */
function samples(line: EventId): { readonly [Id in ActId]: ActRequest<Id> } {
  const off = { rate: milliPercent(10_000), amount: minor(0) };
  return {
    add: { act: "add", sku: "CROISSANT", quantity: oneUnit },
    again: { act: "again" },
    charge: { act: "charge", name: "Service", isOn: false, reason: "waited" },
    "clock-in": { act: "clock-in" },
    "clock-out": { act: "clock-out" },
    correct: { act: "correct", order: line, to: "card", reason: "wrong key" },
    course: { act: "course", line, course: 2 },
    covers: { act: "covers", covers: 2 },
    customer: { act: "customer", customer: "c" },
    discount: { act: "discount", line, discount: off, reason: "waited" },
    exempt: { act: "exempt", number: "DE 12" },
    fire: { act: "fire" },
    hold: { act: "hold", lines: [line], held: true },
    language: { act: "language", language: "de" },
    keep: { act: "keep" },
    leave: { act: "leave", reason: "" },
    left: { act: "left", sku: "CROISSANT", left: null },
    name: { act: "name", name: "Rossi" },
    note: { act: "note", line, note: "warm" },
    options: { act: "options", line, modifiers: [] },
    price: { act: "price", line, price: minor(100) },
    quantity: { act: "quantity", line, is: "more", quantity: oneUnit },
    refire: { act: "refire", lines: [{ line }], reason: "dropped" },
    reprice: { act: "reprice" },
    seat: { act: "seat", line, seat: 2 },
    send: { act: "send" },
    service: { act: "service", service: "takeaway" },
    void: { act: "void", voids: [{ line }], reason: "spilled" },
  };
}

test("the shell's table of acts is what the acts say; `npm run docs` renews it", () => {
  const check = spawnSync(NODE, ["scripts/shell-acts.mjs", "--check"], {
    cwd: PROJECT,
    encoding: "utf8",
  });

  expect([check.status, check.stderr]).toEqual([0, ""]);
});

describe.each(IDS)("the act %s", (id) => {
  const act = actOf(id);

  test("has its own name in the list and in its file", () => {
    expect(act.id).toBe(id);
    expect(existsSync(`${PROJECT}/src/acts/${id}.ts`)).toBe(true);
  });

  test("has a word of the register where its word alone does it", () => {
    const words = COMMANDS.filter((command) => command.id === id);

    expect(words.length >= 1 || act.typedFirst === undefined).toBe(true);
  });

  test("is told what its schema says, and nothing of that may be missing", async () => {
    const { till } = (await newCafe()).open();
    const [line] = sellGoods(till, ["croissant"]).order.lines;
    const { act: _, ...input } = samples(line?.id as EventId)[id];

    expect(act.input().parse(input)).toEqual(input);
    expect(act.input().safeParse(null).success).toBe(false);
  });

  test("is refused to whoever lacks its right", async () => {
    const { till } = (await newCafe()).open();
    valueOf(changeSetting(till, RAVI, { key: "charges", texts: ["Service=10%"] }));
    const { order } = sellGoods(till, ["croissant"]);
    const request = samples(order.lines[0]?.id as EventId)[id];

    const refused = till.ask(MIA, id, (context) => {
      const staff = { ...context.staff, permissions: new Set<never>() };
      const next = { service: undefined, course: 0, seat: 0 };
      const world = { next, repeats: () => undefined };
      const whole = actContext(till, { ...context, staff }, world);
      return act.decide(whole, orderState(context.view, order.id), request);
    });

    const missing = { type: "permission/missing", permission: act.right };
    expect(refused).toMatchObject(
      act.right === null ? { ok: true } : { ok: false, fault: missing },
    );
  });
});
