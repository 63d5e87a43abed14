/**
 * A group of shops as real processes: what its model says is at the tills of a shop once it is published.
 *
 * Size: whole.
 */

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test, vi } from "vitest";

import { refused } from "../support/commands.ts";
import { startNode, startTill } from "../support/node-process.ts";
import { OWNER, officeOf } from "../support/office-of.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();
const ADA = { TILL_STAFF: "1", TILL_PIN: "135792" } as const;
const WAIT = { timeout: 45_000, interval: 100 };

describe("a group of shops", () => {
  test("has a model that is edited as a shop is, and is at the tills once it is published", async () => {
    const store = await shopCopy();
    const hub = await officeOf(store);
    const pin = path.join(hub, "pin.txt");
    await writeFile(pin, "135792\n");
    const model = path.join(hub, "groups", "cafes");

    const add = ["hub", "group", "add", "cafes", "--hub", hub, "--from", "Café Kade"];
    const owner = ["--owner-name", "Ada", "--owner-pin-file", pin];
    expect(await till([...add, ...owner])).toMatchObject({ code: 0, stderr: "" });
    expect(await till(["hub", "group", "put", "cafes", "café kade", "--hub", hub])).toEqual({
      code: 0,
      stdout: "Café Kade is in the group cafes.\n",
      stderr: "",
    });
    const first = await till(["hub", "catalog", "cafes", "--hub", hub]);
    expect(first.stdout).toBe("Café Kade: nothing changes\n");

    const running = startTill(["hub", "run", "--hub", hub, "--port", "0"]);
    const [, port] = await running.says(/takes links on port (\d+)\.$/mu);
    const settings = ["settings", "set", "hub", `127.0.0.1:${port}`, "--store", store];
    expect(await till(settings, { env: OWNER })).toMatchObject({ code: 0 });
    const node = startNode(store);
    await node.says(/^connected to B Head office$/mu);
    expect(await till(["hub", "publish", "cafes", "--hub", hub])).toMatchObject({ code: 0 });
    const dearer = ["catalog", "set", "CROISSANT", "price=2.95", "--store", model];
    expect(await till(dearer, { env: ADA })).toMatchObject({ code: 0, stderr: "" });
    const dora = ["staff", "add", "12", "Dora", "--role", "cashier", "--no-pin"];
    expect(await till([...dora, "--store", model], { env: ADA })).toMatchObject({ code: 0 });

    const changes = "  new: staff 12\n  product CROISSANT price: 2.60 becomes 2.95\n";
    const said = `Café Kade: 2 changes\n${changes}`;
    const dry = await till(["hub", "publish", "cafes", "--hub", hub, "--dry-run"]);
    expect(dry).toEqual({ code: 0, stdout: said, stderr: "" });
    expect(await till(["hub", "publish", "cafes", "--hub", hub])).toEqual({
      code: 0,
      stdout: `${said}Published to one shop.\n`,
      stderr: "",
    });
    await vi.waitFor(async () => {
      const { stdout } = await till(["catalog", "list", "CROISSANT", "--store", store]);
      expect(stdout).toContain("2.95");
      const staff = await till(["staff", "list", "--store", store]);
      expect(staff.stdout).toMatch(/^ *12 +Dora +.*no PIN/mu);
    }, WAIT);
    const asDora = { env: { TILL_STAFF: "12", TILL_PIN: "135792" } };
    expect(
      await till(["staff", "set-pin", "12", "--new-pin-file", pin, "--store", store], asDora),
    ).toEqual(refused(4, "Dora has no PIN here yet: somebody who may change staff sets one."));
    expect(
      await till(["catalog", "set", "CROISSANT", "price=3.05", "--store", model], { env: ADA }),
    ).toMatchObject({ code: 0 });
    const past = ["hub", "publish", "cafes", "--hub", hub, "--day", "2020-01-01"];
    expect(await till(past)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /2020-01-01 begins in no shop of the group any more/u,
      ) as string,
    });
    const later = await till(["hub", "publish", "cafes", "--hub", hub, "--day", "2099-01-01"]);
    expect(later.stdout).toContain("Kept until 2099-01-01: ");
    expect(await till(["hub", "publish", "cafes", "--hub", hub])).toMatchObject({
      stdout: expect.stringContaining("2.95 becomes 3.05 on a day to come") as string,
    });
    const stays = await till(["catalog", "list", "CROISSANT", "--store", store]);
    expect(stays.stdout).toContain("2.95");
    expect(
      await till(["catalog", "set", "CROISSANT", "price=2.95", "--store", model], { env: ADA }),
    ).toMatchObject({ code: 0 });
    const kept = await till(["hub", "catalog", "cafes", "--hub", hub]);
    expect(kept.stdout).toMatch(
      /^Kept until 2099-01-01: one field, which one shop has not got\./mu,
    );
    const cancel = ["hub", "publish", "cafes", "--hub", hub, "--cancel", "2099-01-01"];
    expect(await till(cancel)).toMatchObject({
      code: 0,
      stdout: "One field is kept for 2099-01-01 no more.\n",
    });
    expect(await till(cancel)).toEqual(
      refused(3, "Nothing is kept for 2099-01-01: `till hub catalog cafes` shows what is kept."),
    );
    const again = await till(["hub", "catalog", "cafes", "--hub", hub, "--json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({
      group: "cafes",
      shops: [{ name: "Café Kade", isHeard: true, added: [], adopted: 0, changes: [] }],
      kept: [],
    });
  });

  test("says in a sentence what is wrong, and changes nothing", async () => {
    const store = await shopCopy();
    const hub = await officeOf(store);
    const group = ["hub", "group"];
    const at = ["--hub", hub];

    expect(await till([...group, "list", ...at])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^There is no group of shops yet/u) as string,
    });
    expect(await till([...group, "add", "Nord!", "--fixture", "cafe", ...at])).toEqual(
      refused(
        2,
        '"Nord!" is no name of a group: small letters, digits and hyphens, such as north.',
      ),
    );
    expect(await till([...group, "put", "nord", "Berlin", ...at])).toMatchObject({ code: 3 });
    expect(await till(["hub", "publish", "nord", ...at])).toEqual(
      refused(3, 'There is no group "nord": `till hub group list` shows them.'),
    );
    expect(await till([...group, "add", "nord", "--fixture", "cafe", ...at])).toMatchObject({
      code: 0,
    });
    expect(await till([...group, "free", "nord", "product.taste", ...at])).toMatchObject({
      code: 2,
    });
    expect(await till([...group, "free", "nord", ...at])).toEqual(
      refused(2, "Say fields, or --nothing."),
    );
  });
});
