/** Holds the list of acts together: its names, its table for the shell, rights, schemas and words. */

import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { type ActId, actOf, type ActRequest, ACTS } from "../../src/acts/all.ts";
import { changeSetting } from "../../src/app/catalogue/catalogue-changes.ts";
import { orderState } from "../../src/app/orders/orders.ts";
import { actContext } from "../../src/app/orders/perform-act.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { COMMANDS } from "../../src/tui/commands.ts";
import { cafeCopies, MIA } from "../support/cafe.ts";
import { PROJECT } from "../support/commands.ts";
import { firstOf, schemaSample } from "../support/schema-sample.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const IDS = Object.keys(ACTS) as ReadonlyArray<ActId>;

/** What an act is told by the names of its fields, so that nothing but a right is in its way. */
const FITTING: Readonly<Record<string, unknown>> = {
  isOn: false,
  name: "Service",
  number: "DE 12",
  reason: "waited",
  sku: "CROISSANT",
};

/** Returns what an act may be told about a line, by its schema: all of it, just what it needs, or what fits the shop. */
function sampleOf<Id extends ActId>(
  id: Id,
  line: EventId,
  which: "whole" | "needed" | "fitting",
): ActRequest<Id> {
  const fitting = which === "fitting" ? FITTING : {};
  const input: unknown = schemaSample(actOf(id).input(), {
    known: (name) => (name === "event id" ? line : fitting[name]),
    pick: firstOf,
    hasOptional: () => which === "whole",
  });
  const request: unknown = { act: id, ...(input as object) };
  return request as ActRequest<Id>;
}

test("each file with an act is a line of src/acts/list.ts, and is called as the act is", () => {
  const files = readdirSync(`${PROJECT}/src/acts`).filter(
    (file) =>
      file.endsWith(".ts") &&
      readFileSync(`${PROJECT}/src/acts/${file}`, "utf8").includes(" = defineAct("),
  );

  expect(files.toSorted()).toEqual(IDS.map((id) => `${id}.ts`).toSorted());
});

describe.each(IDS)("the act %s", (id) => {
  const act = actOf(id);

  test("has a command of the register where its word alone does it, behind the one that it names", () => {
    const commands: ReadonlyArray<{ readonly id: string }> = COMMANDS;
    const behind = commands.slice(commands.findIndex((it) => it.id === act.word?.after) + 1);

    expect(behind.some((command) => command.id === id) || act.word === undefined).toBe(true);
  });

  test("may be told all that its schema says, and nothing that it needs may be missing", async () => {
    const { till } = (await newCafe()).open();
    const [line] = sellGoods(till, ["croissant"]).order.lines;
    const { act: _, ...whole } = sampleOf(id, line?.id as EventId, "whole");
    const { act: __, ...needed } = sampleOf(id, line?.id as EventId, "needed");

    expect(act.input().parse(whole)).toEqual(whole);
    expect(act.input().parse(needed)).toEqual(needed);
    for (const name of Object.keys(needed)) {
      expect(act.input().safeParse({ ...whole, [name]: undefined }).success).toBe(false);
    }
    expect(act.input().safeParse(null).success).toBe(false);
  });

  test("is refused to whoever lacks its right", async () => {
    const { till } = (await newCafe()).open();
    valueOf(changeSetting(till, RAVI, { key: "charges", texts: ["Service=10%"] }));
    const { order } = sellGoods(till, ["croissant"]);
    const request = sampleOf(id, order.lines[0]?.id as EventId, "fitting");

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
