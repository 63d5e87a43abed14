/** The printers of a shop from a shell: set up, tested, replaced, and a sale on a network printer. */

import { onTestFinished, expect, test } from "vitest";

import { systemClock } from "../../src/app/system-clock.ts";
import { createPrinterDevice } from "../../src/printer/emulator/printer-device.ts";
import { createPrinterServer } from "../../src/printer/emulator/printer-server.ts";
import { rollToText } from "../../src/printer/roll.ts";
import { MIA, shopCopies, till } from "../support/till-process.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

test("a network printer is added, takes a broken one's place, and prints its tickets", async () => {
  const store = await shopCopy();
  const printer = createPrinterDevice({ columns: 48, clock: systemClock });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(() => server.close());
  const at = `at=127.0.0.1:${server.port}`;

  const added = await run("add", "grill", at, "profile=epson-80", "name=Grill");
  const again = await run("add", "grill", at);
  const set = await run("set", "grill", at);
  const tested = await run("test", "grill");
  const probed = await run("probe", "grill", "--json");
  const replaced = await run("replace", "kitchen", "grill");
  const listed = await till(["printer", "list", "--json", "--store", store]);
  const sold = await till(["sell", "100", "--cash", "10", "--store", store], { env: MIA });
  const queue = await till(["printer", "queue", "--store", store]);
  const notHers = await till(["printer", "remove", "grill", "--store", store], { env: MIA });

  expect(added).toMatchObject({ code: 0 });
  expect(again).toMatchObject({ code: 5 });
  expect(set.stdout).toBe("Grill: is so already, nothing was changed.\n");
  expect(tested).toMatchObject({ code: 0, stdout: "The test page of grill: printed.\n" });
  expect(JSON.parse(probed.stdout)).toMatchObject({
    id: "grill",
    abilities: { processId: true, fence: true, status: true, counter: true },
  });
  expect(replaced).toMatchObject({ code: 0 });
  expect(JSON.parse(listed.stdout)).toMatchObject({
    printers: [
      { id: "receipt", at: "virtual", till: "each" },
      { id: "grill", name: "Grill", state: "ok", stations: ["bar", "kitchen"] },
    ],
  });
  expect(sold.code).toBe(0);
  expect(queue.stderr).toBe("No paper waits.\n");
  expect(notHers).toMatchObject({ code: 4 });
  const paper = rollToText(printer.roll(), 48);
  expect(paper).toContain("TEST PAGE");
  expect(paper.match(/1 x Coffee/gu)).toHaveLength(1);

  function run(...words: ReadonlyArray<string>) {
    return till(["printer", ...words, "--store", store], { env: RAVI });
  }
});
