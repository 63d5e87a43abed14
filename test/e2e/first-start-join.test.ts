/**
 * A second box, from nothing to a till of the shop: the questions on a real terminal, the code, the register.
 *
 * Size: whole.
 */

import { existsSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { bytesToCode } from "../../src/domain/base/crockford.ts";
import { startNode } from "../support/node-process.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();
const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const BERLIN = { TZ: "Europe/Berlin" };
const invitedSchema = z.object({ code: z.string(), port: z.int() });
/** Of the form of a code, and of no invitation. */
const OTHER_CODE = bytesToCode(new Uint8Array(10));

test("a box without a shop joins by three questions, and its register sells at once", async () => {
  const [a, b] = [await shopCopy(), await emptyStore()];
  const inviting = await invite(a);
  const box = openTerminal(["run", "--store", b], { env: BERLIN, rows: 40 });
  await asks(box, /3 {2}one more till[^]*1, 2 or 3 \[1\]: $/u, "3");
  await asks(box, /1 of 3\nLanguage \[de\]: $/u, "en");
  await asks(box, /2 of 3\nName of this till \[Till\]: $/u, OTHER_CODE);
  await asks(
    box,
    /That is the code, which is asked for next[^]*Name of this till \[Till\]: $/u,
    "Bar",
  );
  await asks(box, /3 of 3\nOn the other till, type :invite[^]*Code: $/u, "K7QM");
  await asks(box, /The code has 17 characters, 4 were read[^]*Code \[K7QM\]: $/u, OTHER_CODE);
  await saysWhere(box, `127.0.0.1:${inviting.port}`);
  await asks(
    box,
    /awaits a box with another code[^]*has counted it as\s+a\s+wrong\s+code\.[^]*Code \[[-0]+\]: $/u,
    inviting.code.toLowerCase(),
  );

  await answer(box, "staff number >", "1");
  await answer(box, "PIN >", "1111");
  await box.sees("Hello Mia.");
  box.type("latte");
  box.press(KEY.enter);
  await box.sees(/TOTAL +3\.40/u);
  box.type("10");
  box.press(KEY.f9);
  await box.sees("receipt B-000001");
  const tills = await till(["mesh", "list", "--store", a], { env: OWNER });
  expect(tills.stdout).toContain("B Bar: ");
});

describe("whoever leaves", () => {
  const WAY: ReadonlyArray<readonly [prompt: RegExp, typed: string]> = [
    [/1, 2 or 3 \[1\]: $/u, "3"],
    [/Language \[de\]: $/u, ""],
    [/Name dieser Kasse \[Kasse\]: $/u, ""],
    [/Code: $/u, OTHER_CODE],
    [/(?:Adresse der anderen Kasse|Code) \[.*\]: $/u, ""],
  ];

  test.for(WAY.map(([prompt], at) => ({ prompt: prompt.source, at })))(
    "by Ctrl-C at $prompt leaves nothing",
    async ({ at }) => {
      const store = await emptyStore();
      const box = openTerminal(["run", "--store", store], { env: BERLIN, rows: 40 });
      for (const [prompt, typed] of WAY.slice(0, at)) await asks(box, prompt, typed);
      await seesAtEnd(box, WAY[at]?.[0] ?? /^$/u);
      box.press(KEY.ctrlC);

      expect(await box.exit).toBe(130);
      expect(existsSync(store)).toBe(false);
    },
  );

  test("by Esc goes back, question by question, to the choice", async () => {
    const store = await emptyStore();
    const box = openTerminal(["run", "--store", store], { env: BERLIN, rows: 40 });
    for (const [prompt, typed] of WAY.slice(0, 2)) await asks(box, prompt, typed);
    await asks(box, /Name dieser Kasse \[Kasse\]: $/u, "Bar");
    await seesAtEnd(box, /Code: $/u);
    box.press(KEY.escape);
    await seesAtEnd(box, /Name dieser Kasse \[Bar\]: $/u);
    box.press(KEY.escape);
    await seesAtEnd(box, /Sprache \[de\]: $/u);
    box.press(KEY.escape);
    await seesAtEnd(box, /1, 2 or 3 \[1\]: $/u);
    box.press(KEY.ctrlC);

    expect(await box.exit).toBe(130);
    expect(existsSync(store)).toBe(false);
  });
});

/** Where it finds nobody by itself, and nowhere does it find a box that takes links on one address. */
async function saysWhere(box: Terminal, place: string): Promise<void> {
  const asked = await seesAtEnd(
    box,
    /(?:Address of the other till \[look again\]|Code \[[-0]+\]): $/u,
  );
  // Others are heard on this network: who types the same once more is asked where.
  if (!asked.trimEnd().endsWith("[look again]:")) box.press(KEY.enter);
  await asks(box, /Address of the other till \[look again\]: $/u, place);
}

/** By a till that stays, as the one at the counter does. */
async function invite(store: string): Promise<z.infer<typeof invitedSchema>> {
  await startNode(store).says(/^has the printers/mu);
  const words = ["mesh", "invite", "--store", store, "--no-slip", "--no-wait", "--json"];
  const invited = await till(words, { env: OWNER });
  expect(invited).toMatchObject({ code: 0 });
  return invitedSchema.parse(JSON.parse(invited.stdout));
}

/** Waits for a question at the end of the screen, and answers it. */
async function asks(box: Terminal, prompt: RegExp, typed: string): Promise<void> {
  await seesAtEnd(box, prompt);
  box.type(typed);
  box.press(KEY.enter);
}

/** The screen that is read has no blank at its end. */
function seesAtEnd(box: Terminal, { source, flags }: RegExp): Promise<string> {
  return box.sees(new RegExp(source.replace(/ \$/gu, "$"), flags));
}

async function emptyStore(): Promise<string> {
  return path.join(await temporaryFolder(), "shop");
}
