/** Tickets over two boxes, as real processes: each comes out once, wherever the kitchen's printer is. Size: whole. */

import { readFileSync } from "node:fs";

import { expect, test, vi } from "vitest";

import { openTill } from "../../src/app/open-till.ts";
import { rollPath } from "../../src/app/printing/printer-drive.ts";
import { type DeviceId } from "../../src/domain/identity.ts";
import { MIA } from "../support/commands.ts";
import { joinStore } from "../support/joined-stores.ts";
import { startNode } from "../support/node-process.ts";
import { setPrinters } from "../support/set-printers.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();
const WAIT = { timeout: 45_000, interval: 20 };

test("a kitchen has each ticket once, also when its box is shut down for the evening", async () => {
  const counter = await shopCopy();
  const kitchen = await joinStore(counter, "B", "Kitchen");
  await hangPrinters(counter, kitchen);
  const [, port = ""] = await startNode(counter).says(/^takes links on port (\d+)$/mu);
  await till(["mesh", "add", `127.0.0.1:${port}`, "--store", kitchen]);
  const first = startNode(kitchen);
  await first.says(/^connected to A Front counter$/mu);

  await sell();
  await vi.waitFor(() => expect(ticketsAt(kitchen, "kitchen")).toEqual(["A1"]), WAIT);

  first.kill("SIGTERM");
  await first.exit;
  await sell();
  await vi.waitFor(() => expect(ticketsAt(counter, "spare")).toEqual(["A2"]), WAIT);

  const second = startNode(kitchen);
  await second.says(/^connected to A Front counter$/mu);
  await vi.waitFor(async () => {
    const { stdout } = await till(["printer", "list", "--store", counter]);
    expect(stdout).toMatch(/^kitchen .* at B Kitchen;/mu);
  }, WAIT);
  await sell();
  await vi.waitFor(() => expect(ticketsAt(kitchen, "kitchen")).toEqual(["A1", "A3"]), WAIT);

  expect(ticketsAt(counter, "spare")).toEqual(["A2"]);
  expect(textOf(kitchen, "kitchen") + textOf(counter, "spare")).not.toMatch(/REROUTED|DUPLICATE/u);

  async function sell(): Promise<void> {
    const sold = await till(["sell", "100", "--cash", "3", "--store", counter], { env: MIA });
    expect(sold).toMatchObject({ code: 0, stderr: "" });
  }
});

/** The kitchen's printer hangs at its own box; a spare at the counter stands in for it. */
async function hangPrinters(counter: string, kitchen: string): Promise<void> {
  const there = openTill(kitchen);
  const device = there.till.ledger.identity.key.device;
  await there.close();
  const here = openTill(counter);
  const self: DeviceId = here.till.ledger.identity.key.device;
  setPrinters(here.till, (all) =>
    all.flatMap((printer) => {
      if (printer.id !== "kitchen") return [printer];
      const { stations } = printer;
      const spare = { ...printer, id: "spare", name: "Spare", till: self };
      return [
        { ...printer, till: device },
        { ...spare, stations: [], standsInFor: stations },
      ];
    }),
  );
  await here.close();
}

/** Numbers of the orders, in the order of their papers. */
function ticketsAt(store: string, printer: string): ReadonlyArray<string> {
  return Array.from(textOf(store, printer).matchAll(/^\S.* (?<order>A\d+)$/gmu), (match) => {
    return match.groups?.["order"] ?? "";
  });
}

function textOf(store: string, printer: string): string {
  try {
    return readFileSync(rollPath(store, printer), "utf8");
  } catch {
    // No paper has come out yet.
    return "";
  }
}
