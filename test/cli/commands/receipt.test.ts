/** `till receipt` as people type it: files, a program that sends, gifts, and why not. */

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { systemClock } from "../../../src/app/system/clock.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tillHere as ask } from "../../support/till-here.ts";

const newCafe = cafeCopies({ startMs: systemClock.nowMs() });
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

interface Shell {
  readonly dir: string;
  readonly run: (...words: ReadonlyArray<string>) => ReturnType<typeof ask>;
}

/** A shop with a sale of two kinds of goods: receipt A-000001 of 5.40. */
async function shopWithReceipt(): Promise<Shell> {
  const { dir } = await newCafe();
  function run(...words: ReadonlyArray<string>): ReturnType<typeof ask> {
    return ask([...words, "--store", dir], { env: RAVI });
  }
  const sold = await run("sell", "2*croissant", "--cash", "20");
  expect(sold.code).toBe(0);
  return { dir, run };
}

function hook({ dir }: Shell, name: string, lines: string): void {
  mkdirSync(path.join(dir, "hooks"), { recursive: true });
  writeFileSync(path.join(dir, "hooks", name), `#!/bin/sh\n${lines}\n`);
  chmodSync(path.join(dir, "hooks", name), 0o755);
}

describe("till receipt", () => {
  test("saves a receipt as text and as a PDF, and says that it is a copy", async () => {
    const shop = await shopWithReceipt();
    const folder = await temporaryFolder();
    const [text, pdf] = ["a.txt", "a.PDF"].map((name) => path.join(folder, name));

    const saved = await shop.run("receipt", "save", "A-1", text ?? "");
    await shop.run("receipt", "save", "A-000001", pdf ?? "");
    const shown = await shop.run("receipt", "show", "A-000001");

    expect(saved).toMatchObject({ code: 0, stdout: `Receipt A-000001 is saved in ${text}.\n` });
    expect(readFileSync(text ?? "", "utf8")).toBe(shown.stdout);
    expect(shown.stdout).toMatch(/^ *CUSTOMER COPY\n/u);
    expect(shown.stdout).toContain("2 x Croissant");
    expect(
      readFileSync(pdf ?? "")
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
  });

  test("a receipt that nobody has asked for on paper is no copy", async () => {
    const shop = await shopWithReceipt();
    await shop.run("settings", "set", "receipts", "on-request");
    await shop.run("sell", "croissant", "--cash", "20");

    const shown = await shop.run("receipt", "show", "A-000002", "--json");

    expect(JSON.parse(shown.stdout)).toMatchObject({ isCopy: false, total: minor(260) });
    expect(shown.stdout).not.toContain("COPY");
  });

  test("a gift receipt has the goods and the number, and no sum of anything", async () => {
    const shop = await shopWithReceipt();

    const { stdout } = await shop.run("receipt", "show", "A-000001", "--gift");
    const printed = await shop.run("receipt", "gift", "A-000001");

    expect(stdout).toContain("GIFT RECEIPT");
    expect(stdout).toContain("Receipt A-000001");
    expect(stdout).toContain("2 x Croissant");
    expect(stdout).not.toMatch(/[0-9][.,][0-9]{2}(?![0-9])|€|EUR|%|Total|Cash/u);
    expect(printed).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("The gift receipt of A-000001 is printed.") as string,
    });
    await shop.run("refund", "A-000001", "1", "--reason", "broken");
    expect(await shop.run("receipt", "gift", "A-000002")).toMatchObject({
      code: 5,
      stderr: expect.stringContaining("A-000002 is a refund") as string,
    });
  });

  test("hands a receipt to the program of the setting, without a shell", async () => {
    const shop = await shopWithReceipt();
    const folder = await temporaryFolder();
    hook(shop, "mail", `printf '%s|' "$@" > '${folder}/words'; cat > '${folder}/paper'`);
    await shop.run("settings", "set", "receipt-command", "command:mail");

    const sent = await shop.run("receipt", "send", "A-000001", "$(id)@example.org", "--text");

    expect(sent).toMatchObject({
      code: 0,
      stdout: "Receipt A-000001 is sent to $(id)@example.org.\n",
    });
    expect(readFileSync(path.join(folder, "words"), "utf8")).toBe(
      "text|A-000001|$(id)@example.org|",
    );
    expect(readFileSync(path.join(folder, "paper"), "utf8")).toContain("2 x Croissant");
  });

  test("sends to the receipt's customer, and says when there is none", async () => {
    const shop = await shopWithReceipt();
    hook(shop, "mail", "cat > /dev/null");
    await shop.run("settings", "set", "receipt-command", "command:mail");
    await shop.run("customer", "add", "Rossi", "email=anna@example.org");
    await shop.run("order", "open", "croissant");
    await shop.run("order", "customer", "A2", "rossi");
    const paid = await shop.run("order", "pay", "A2", "--card");
    expect(paid.code).toBe(0);

    expect((await shop.run("receipt", "send", "A-000002")).stdout).toBe(
      "Receipt A-000002 is sent to anna@example.org.\n",
    );
    expect(await shop.run("receipt", "send", "A-000001")).toMatchObject({
      code: 2,
      stderr: "Receipt A-000001 has no customer with an e-mail address: say where it goes.\n",
    });
    expect(await shop.run("receipt", "send", "A-000001", "a b@c")).toMatchObject({ code: 2 });
  });

  test("says what a program ended with, and that there is none", async () => {
    const shop = await shopWithReceipt();
    hook(shop, "fails", "exit 3");

    const none = await shop.run("receipt", "send", "A-000001", "a@b");
    await shop.run("settings", "set", "receipt-command", "command:fails");
    const failed = await shop.run("receipt", "send", "A-000001", "a@b");
    const wrong = await shop.run("settings", "set", "receipt-command", "/bin/mail -s x");

    expect(none).toMatchObject({ code: 5, stdout: "" });
    expect(failed).toMatchObject({
      code: 6,
      stderr: "fails has not taken receipt A-000001: 3.\n",
    });
    expect(wrong.code).toBe(2);
  });
});

describe("till receipt invoice", () => {
  test("issues an invoice to a company once, prints copies, and refuses another one's", async () => {
    const shop = await shopWithReceipt();
    await shop.run("customer", "add", "Kade GmbH", "address=Kade 1, Amsterdam", "tax-id=NL0123");
    await shop.run("customer", "add", "Rossi");
    const folder = await temporaryFolder();

    expect(await shop.run("receipt", "invoice", "A-000001")).toMatchObject({
      code: 2,
      stderr: "Whose invoice? Receipt A-000001 names nobody: add the customer.\n",
    });
    expect((await shop.run("receipt", "invoice", "A-000001", "rossi")).code).toBe(2);
    expect((await shop.run("receipt", "show", "A-000001", "--invoice")).code).toBe(3);
    const issued = await shop.run("receipt", "invoice", "A-000001", "kade");
    const copied = await shop.run("receipt", "invoice", "A-000001", "--json");
    const other = await shop.run("receipt", "invoice", "A-000001", "rossi");
    const file = path.join(folder, "invoice.txt");
    await shop.run("receipt", "save", "A-000001", file, "--invoice");
    const told = await shop.run("history", "receipt", "A-000001");

    expect(issued.stdout).toContain("The invoice of receipt A-000001 is printed, for Kade GmbH.\n");
    expect(JSON.parse(copied.stdout)).toMatchObject({ number: "A-000001", isCopy: true });
    expect(other).toMatchObject({
      code: 5,
      stderr: "Receipt A-000001 has its invoice: copies are printed of it.\n",
    });
    expect(readFileSync(file, "utf8")).toMatch(
      /INVOICE\n(?:.*\n)*.*For Kade GmbH\nKade 1, Amsterdam/u,
    );
    expect(told.stdout).toContain("invoice for receipt A-000001");
  });

  test("is the receipt itself where the order's customer has an address", async () => {
    const shop = await shopWithReceipt();
    await shop.run("customer", "add", "Kade GmbH", "address=Kade 1, Amsterdam");
    await shop.run("order", "open", "croissant");
    await shop.run("order", "customer", "A2", "kade");
    await shop.run("order", "pay", "A2", "--card");

    const shown = await shop.run("receipt", "show", "A-000002");
    const copied = await shop.run("receipt", "invoice", "A-000002");

    expect(shown.stdout).toContain("INVOICE");
    expect(shown.stdout).toContain("For Kade GmbH\nKade 1, Amsterdam");
    expect(copied.stdout).toContain("has its invoice, for Kade GmbH: a copy is printed.");
  });
});

describe("the QR code of a receipt", () => {
  test("is printed where the shop wants it, and says whether the receipt stands", async () => {
    const shop = await shopWithReceipt();
    const without = await shop.run("print", "show", "A-000001");
    await shop.run("settings", "set", "receipt-qr", "always");
    await shop.run("sell", "croissant", "--cash", "20");
    await shop.run("refund", "A-000002", "1", "--reason", "cold");

    // The printer in software reads the code back from the bytes that it was sent.
    const papers = [
      await shop.run("print", "show", "A-000002"),
      await shop.run("print", "show", "A-000003"),
    ];
    const [code = "", refund = ""] = papers.map(
      ({ stdout }) => /\[QR (?<code>[^\]]+)\]/u.exec(stdout)?.groups?.["code"] ?? "",
    );
    const checked = await shop.run("receipt", "check", code);
    const forged = await shop.run("receipt", "check", code.replace(":260:", ":26000:"), "--json");

    expect(without.stdout).not.toContain("[QR");
    expect(code).toMatch(/^TM:A-000002:260:20[0-9]{6}:[A-Z2-7]{16}$/u);
    expect(checked.stdout).toMatch(/^Receipt A-000002 of .* stands as printed: .*2\.60.*\.\n$/u);
    expect(forged.code).toBe(1);
    expect(JSON.parse(forged.stdout)).toMatchObject({ total: 260, stands: false });
    expect((await shop.run("receipt", "check", refund)).code).toBe(0);
    expect((await shop.run("receipt", "check", code.replace("02:", "99:"))).code).toBe(3);
  });
});
