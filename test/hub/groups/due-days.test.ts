/** Publications for a day: the office keeps them in its folder, and brings them to each shop once that day has begun there. */

import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { systemTurn } from "../../../src/app/system-clock.ts";
import { type ShopId } from "../../../src/domain/identity.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { publishDueAgain } from "../../../src/hub/groups/due-days.ts";
import { writeGroup } from "../../../src/hub/groups/group-folder.ts";
import { type GroupAnswer, groupsApp, type Looked } from "../../../src/hub/groups/groups-app.ts";
import { type GroupsDeps } from "../../../src/hub/groups/groups-deps.ts";
import { readLater, writeLater } from "../../../src/hub/groups/later.ts";
import {
  groupOfOne,
  handOn,
  productField,
  setProduct,
  type TestGroup,
} from "../../support/group-of-shops.ts";
import { type TestTill, TODAY } from "../../support/shop.ts";

const SKU = "CROISSANT";
const TOMORROW = addDays(TODAY, 1);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

interface Office extends Disposable {
  readonly group: TestGroup;
  readonly deps: GroupsDeps;
  /** Has a deed done, with time going on beside it. */
  readonly ask: (deed: string, wish?: object) => Promise<GroupAnswer<Looked>>;
  /** Runs as an office for so long, and ends. */
  readonly run: (forMs: number) => Promise<void>;
}

describe("a publication for a day", () => {
  test("is at the tills once that day has begun there, and said once, by an office that was started again too", async () => {
    using office = officeOf();
    const { group, ask, run } = office;
    setProduct(group.model, SKU, { price: 300 });
    await ask("publish", { day: TOMORROW });
    await run(2 * MINUTE_MS);
    expect(priceAt(group)).toBe(260);

    await run(DAY_MS);

    expect(priceAt(group)).toBe(300);
    const head = headOf(group.office);
    setProduct(group.till, SKU, { price: 310 });
    handOn(group.till, group.office);
    await run(2 * MINUTE_MS);
    expect([priceAt(group), headOf(group.office)]).toEqual([310, head]);
    const { shops } = found(await ask("changes"));
    expect(shops[0]?.changes.map(({ fate, from, to }) => [fate, from, to])).toEqual([
      ["own", 310, 300],
    ]);
  });

  test.each([
    ["insists where that was said", true, 300],
    ["leaves what the shop changed otherwise", false, 250],
  ])("%s", async (_, insists, expected) => {
    using office = officeOf();
    const { group, ask, run } = office;
    setProduct(group.till, SKU, { price: 250 });
    handOn(group.till, group.office);
    setProduct(group.model, SKU, { price: 300 });
    await ask("publish", { day: TOMORROW, insists });

    await run(DAY_MS);

    expect(priceAt(group)).toBe(expected);
  });

  test("is listed until it is dropped, and then comes to no shop", async () => {
    using office = officeOf();
    const { group, ask, run } = office;
    setProduct(group.model, SKU, { price: 300 });
    await ask("publish", { day: TOMORROW });
    const shops = [group.office.ledger().identity.shop];
    const kept = [{ day: TOMORROW, fields: 1, insists: false, shops }];
    expect(found(await ask("changes")).kept).toEqual(kept);

    expect(await ask("cancel", { day: TOMORROW })).toEqual({ day: TOMORROW, fields: 1 });

    expect(found(await ask("changes")).kept).toEqual([]);
    await run(DAY_MS);
    expect(priceAt(group)).toBe(260);
    const again = await ask("cancel", { day: TOMORROW });
    expect(again).toEqual({ fault: { type: "group/none-kept", days: [] } });
  });

  test("that is past is refused, and nothing is kept", async () => {
    using office = officeOf();
    const { group, ask, deps } = office;
    setProduct(group.model, SKU, { price: 300 });

    const answer = await ask("publish", { day: addDays(TODAY, -1) });

    expect(answer).toEqual({ fault: { type: "group/day-past", today: TODAY } });
    expect(readLater(deps.hub, "cafes")).toEqual([]);
    expect(await ask("publish", { day: TODAY })).toHaveProperty("shops");
  });

  test("for another shop alone comes to no other one", async () => {
    using office = officeOf();
    const { group, ask, run, deps } = office;
    setProduct(group.model, SKU, { price: 300 });
    await ask("publish", { day: TOMORROW });
    const other = "a".repeat(26) as ShopId;
    writeLater(
      deps.hub,
      "cafes",
      readLater(deps.hub, "cafes").map((it) => Object.assign({}, it, { shop: other })),
    );

    await run(DAY_MS);

    expect(priceAt(group)).toBe(260);
  });
});

function officeOf(): Office {
  const group = groupOfOne(false, [SKU]);
  const { office, model } = group;
  group.publish();
  const hub = mkdtempSync(path.join(tmpdir(), "hub-"));
  mkdirSync(path.join(hub, "groups"));
  symlinkSync(model.dir, path.join(hub, "groups", "cafes"));
  writeGroup(model.ledger(), { shops: [office.ledger().identity.shop], free: [] });
  const { clock } = office;
  const deps: GroupsDeps = { hub, store: group.deps(), inShop: (_, work) => work(office.ledger()) };

  /** As many turns as anything here takes. */
  async function settle(): Promise<void> {
    for (let turns = 0; turns < 30; turns += 1) {
      clock.advance(0);
      await systemTurn();
    }
  }

  return {
    group,
    deps,
    ask: async (deed, wish = {}) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ name: "cafes", ...wish });
      const asked = groupsApp(deps).request(`/${deed}`, { method: "POST", headers, body });
      await settle();
      const response = await asked;
      return (await response.json()) as GroupAnswer<Looked>;
    },
    run: async (forMs) => {
      const faults: unknown[] = [];
      const stop = publishDueAgain(deps, (cause) => faults.push(cause));
      clock.advance(forMs - MINUTE_MS);
      await settle();
      clock.advance(MINUTE_MS);
      await settle();
      stop();
      handOn(office, group.till);
      expect(faults).toEqual([]);
    },
    [Symbol.dispose]: () => {
      group[Symbol.dispose]();
      rmSync(hub, { recursive: true, force: true });
    },
  };
}

function found(answer: GroupAnswer<Looked>): Looked {
  if ("fault" in answer) throw new Error(answer.fault.type);
  return answer;
}

function priceAt({ till }: TestGroup): unknown {
  return productField(till, SKU, "price");
}

function headOf(till: TestTill): unknown {
  return till.ledger().head(till.ledger().identity.origin);
}
