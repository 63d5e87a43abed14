import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { receiptToDocument } from "../../src/printer/documents/receipt-document.ts";
import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import { epson80 } from "../../src/printer/encoding/profile.ts";
import { createVirtualPrinter } from "../../src/printer/transports/open-transport.ts";
import { transportContract, type TransportBench } from "../contract/transport-contract.ts";
import { euros, receiptView } from "../support/printed-views.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

transportContract("the virtual printer", createBench);

test("the roll shows names, amounts, the drawer and the cut in plain text", async () => {
  const rollPath = path.join(await temporaryFolder(), "front", "roll.txt");
  const printer = createVirtualPrinter({ rollPath, columns: 48 });
  const document = receiptToDocument(receiptView(), { formatMoney: euros, opensDrawer: true });

  const outcome = await printer.send(encodeDocument(document, epson80).bytes);

  const roll = await readFile(rollPath, "utf8");
  expect(outcome).toEqual({ ok: true, value: "printed" });
  expect(roll).toMatch(/^\(drawer opens\)\n/u);
  expect(roll).toMatch(/2 x Flat white +8\.60 B\n/u);
  expect(roll).toMatch(/\|\| 9800000000410 \|\|/u);
  expect(roll).toMatch(/- - - 8< - - -.*\n$/u);
});

test("what a real printer would print as garbage is told on the roll", async () => {
  const rollPath = path.join(await temporaryFolder(), "roll.txt");

  await createVirtualPrinter({ rollPath, columns: 48 }).send(Uint8Array.of(0x1b, 0x35));

  expect(await readFile(rollPath, "utf8")).toBe("(printer: unknown command ESC 35)\n");
});

async function createBench(): Promise<TransportBench> {
  const folder = path.join(await temporaryFolder(), "kitchen");
  const rollPath = path.join(folder, "roll.txt");
  return {
    transport: createVirtualPrinter({ rollPath, columns: 48 }),
    paper: () => readFile(rollPath, "utf8"),
    async turnOff() {
      await mkdir(folder, { recursive: true });
      await writeFile(`${rollPath}.off`, "");
    },
    turnOn: () => rm(`${rollPath}.off`),
  };
}
