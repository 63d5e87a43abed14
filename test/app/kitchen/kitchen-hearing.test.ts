import { expect, test } from "vitest";

import { createKitchenHearing } from "../../../src/app/kitchen/open-kitchen.ts";
import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { issuing, toldLine } from "../../support/kitchen-tickets.ts";
import { createShop, firstId, synchronise, type TestTill, valueOf } from "../../support/shop.ts";

test("what a till says while the screen is there counts from then", () => {
  using shop = createShop("heard");
  const { a } = shop;
  issue(a);
  const { look, pass } = hearingAt(a);
  expect(look()).toEqual([]);

  const ticket = issue(a);
  expect(look()).toEqual([[ticket, 0]]);
  pass(1000);

  expect(look()).toEqual([[ticket, 1000]]);
});

test("what comes while the box catches up is of whenever its till says", () => {
  using shop = createShop("caught up");
  const { a } = shop;
  const b = shop.join("B");
  const { look, catchUp } = hearingAt(a);
  catchUp(true);
  look();
  issue(b);
  synchronise(b, a);

  expect(look()).toEqual([]);
  catchUp(false);
  look();
  const ticket = issue(b);
  synchronise(b, a);
  expect(look()).toEqual([[ticket, 0]]);
});

test("no more is kept than a kitchen has in sight", () => {
  using shop = createShop("heard much");
  const { a } = shop;
  const { look, pass } = hearingAt(a);
  const tickets = Array.from({ length: 402 }, () => issue(a));

  expect(look().map(([ticket]) => ticket)).toEqual(tickets.slice(2));
  pass(6 * 3_600_000);
  expect(look()).toEqual([]);
});

function hearingAt(till: TestTill): {
  readonly look: () => ReadonlyArray<readonly [ticket: EventId, agoMs: number]>;
  readonly pass: (byMs: number) => void;
  readonly catchUp: (isOn: boolean) => void;
} {
  const ledger = till.ledger();
  let steadyMs = 0;
  let isCatchingUp = false;
  const mesh = { view: () => ({ catchUp: isCatchingUp ? {} : null }) as MeshView };
  const open = { till: { ledger }, mesh } as unknown as Pick<OpenTill, "till" | "mesh">;
  const hearing = createKitchenHearing(open, () => steadyMs);
  return {
    look: () => [...ledger.read((view) => hearing.look(view))],
    pass: (byMs) => {
      steadyMs += byMs;
    },
    catchUp: (isOn) => {
      isCatchingUp = isOn;
    },
  };
}

function issue(till: TestTill): EventId {
  const sent = till.ledger().commit({
    by: "1",
    name: "send",
    decide: ({ idAt }) => ok({ events: [issuing(idAt(0), [toldLine(["A", 2])])(idAt(0))] }),
  });
  return firstId(valueOf(sent));
}
