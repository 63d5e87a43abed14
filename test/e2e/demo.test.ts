/** `till demo`, which is `npm start`: the first thing that anybody sees of the product. Size: whole. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { MIA, refused } from "../support/commands.ts";
import { childOf } from "../support/process-tree.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

describe("without a terminal", () => {
  test("TILL_HOME is somebody's own shop: it says where the demo is, and leaves that alone", async () => {
    const data = await temporaryFolder();
    const own = path.join(data, "own");
    const store = path.join(data, "tillmesh/demo");

    const { code, stderr } = await till(["demo"], {
      env: { XDG_DATA_HOME: data, TILL_HOME: own },
    });

    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        `The demo shop is in ${store}: TILL_HOME is for a shop of your own.\n` +
        `Made the demo shop Café Kade in ${store}\n`,
    });
    expect(await readdir(data)).toEqual(["tillmesh"]);
  });

  test.each([
    [
      "de_DE.UTF-8",
      [],
      "Café Kade: ein Probebetrieb, Kasse 1. Mia ist da.",
      "Küche",
      /^Der Probebetrieb ist schon in .*: .*\n$/u,
    ],
    [
      "es_MX.UTF-8",
      ["--language", "fr"],
      "Café Kade : un commerce d’essai, Caisse 1. Mia est là.",
      "Cuisine",
      /^El comercio de muestra ya está en .*: .*\n$/u,
    ],
    [
      "pt_PT.UTF-8",
      [],
      "Café Kade: uma loja de demonstração, Caixa 1. Mia está aqui.",
      "Cozinha",
      /^A loja de demonstração já está em .*: .*\n$/u,
    ],
    [
      "cs_CZ.UTF-8",
      [],
      "Café Kade: a demo shop, Front counter. Mia is here.",
      "Kitchen",
      /^The demo shop is in .* already: .*\n$/u,
    ],
    [
      "de_DE",
      [],
      "Café Kade: a demo shop, Front counter. Mia is here.",
      "Kitchen",
      /^The demo shop is in .* already: .*\n$/u,
    ],
  ] as const)("it speaks as the box does: %s %j", async (...facts) => {
    const [LANG, options, head, kitchen, isThere] = facts;
    const env = { XDG_DATA_HOME: await temporaryFolder(), LANG };

    const { code, stdout } = await tillHere(["demo", ...options], { env });

    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toBe(head);
    expect(stdout).toMatch(new RegExp(`^${kitchen} +A\\d$`, "mu"));
    const again = await tillHere(["demo", "--language", "es"], { env });
    expect({ ...again, stderr: "" }).toEqual({ code: 5, stdout: "", stderr: "" });
    expect(again.stderr).toMatch(isThere);
  });

  test("it makes the demo shop, plays a short shift and ties the day out", async () => {
    const data = await temporaryFolder();
    const store = path.join(data, "tillmesh/demo");

    const { code, stdout, stderr } = await till(["demo"], { env: { XDG_DATA_HOME: data } });

    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `Made the demo shop Café Kade in ${store}\n`,
    });
    expect(stdout).toMatch(/^Café Kade: a demo shop, Front counter\. Mia is here\.\n/u);
    expect(stdout).toMatch(/^Mia is clocked in since \d\d:\d\d\.$/mu);
    expect(stdout.match(/^> till sell .*$/gmu)).toEqual([
      '> till sell "2*flat white" "croissant" --cash 20',
      '> till sell "100" --cash 2.8',
      '> till sell "h2o" "7up" "4 cheese" --cash 50',
    ]);
    expect(stdout.match(/^TOTAL EUR +[\d.]+$/gmu)?.map((line) => line.split(/ +/u).at(-1))).toEqual(
      ["9.80", "2.80", "19.35"],
    );
    expect(stdout.match(/^ +Change +[\d.]+$/gmu)?.map((line) => line.split(/ +/u).at(-1))).toEqual([
      "10.20",
      "30.65",
    ]);
    expect(stdout.match(/^(?:Bar|Kitchen) +A\d$/gmu)).toHaveLength(5);
    expect(stdout).toMatch(/^ {2}Sales, 3 receipts +31\.95$/mu);
    expect(stdout).toMatch(/\nTies out to the cent\.\n$/u);
  });

  test("--shop deli is another shop beside it, with promotions, menus and goods by weight", async () => {
    const data = await temporaryFolder();
    const store = path.join(data, "tillmesh/demo-deli");
    const env = { XDG_DATA_HOME: data };

    const { code, stdout, stderr } = await tillHere(["demo", "--shop", "deli"], { env });

    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `Made the demo shop Feinkost Albrecht in ${store}\n`,
    });
    expect(stdout.match(/^> till sell .*$/gmu)).toEqual([
      '> till sell "3*croissant" "cappuccino" --cash 10',
      '> till sell "lu/goulash/bread/cola" --cash 20',
      '> till sell "0.25*2101" "6*riesling dry 750 ml" --cash 50 --age-checked',
    ]);
    expect(stdout.match(/^TOTAL EUR +[\d.]+$/gmu)?.map((line) => line.split(/ +/u).at(-1))).toEqual(
      ["6.60", "9.90", "45.64"],
    );
    expect(stdout).toMatch(/\nTies out to the cent\.\n$/u);
    expect(await tillHere(["demo", "--shop", "deli", "--story", "4"], { env })).toEqual(
      refused(2, "--shop is for the shop, and not for a story."),
    );
  });

  test("a deli keeps the names of its goods in another language, and has its taxes' and roles'", async () => {
    const env = { XDG_DATA_HOME: await temporaryFolder(), LANG: "de_DE.UTF-8" };

    const { code, stdout } = await tillHere(["demo", "--shop", "deli"], { env });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^3 x Croissant +3,20 B$/mu);
    expect(stdout).toMatch(/^B MwSt 7% /mu);
  });

  test("it says so where the PIN that everybody knows was changed", async () => {
    const data = await temporaryFolder();
    const store = path.join(data, "tillmesh/demo");
    await tillHere(["demo"], { env: { XDG_DATA_HOME: data } });
    const pin = path.join(data, "pin");
    await writeFile(pin, "7391");
    const words = ["staff", "set-pin", "1", "--new-pin-file", pin, "--store", store];
    await tillHere(words, { env: MIA });

    expect(await tillHere(["demo"], { env: { XDG_DATA_HOME: data } })).toEqual(
      refused(
        4,
        `The demo's first PIN doesn't open it any more: \`till run --store ${store}\` asks for yours.`,
      ),
    );
  });

  test("every paper says DEMO, above and below", async () => {
    const data = await temporaryFolder();

    const { stdout } = await tillHere(["demo"], { env: { XDG_DATA_HOME: data } });

    const shown = stdout.split(/^> till sell .*$/mu).slice(1);
    const papers = shown.flatMap((sale) => sale.split(/^- - - 8< [- ]+$/mu).slice(0, -1));
    expect(papers).toHaveLength(8);
    for (const paper of papers) expect(paper.match(/\bDEMO\b/gu)).toHaveLength(2);
    const rolls = await Promise.all(
      ["receipt", "kitchen"].map((printer) =>
        readFile(path.join(data, `tillmesh/demo.paper/${printer}.txt`), "utf8"),
      ),
    );
    // Those, and the recovery sheet before them.
    expect(rolls.join("").match(/\bDEMO\b/gu)).toHaveLength(18);
  });

  test("a second time it goes on in the same shop", async () => {
    const data = await temporaryFolder();
    const env = { XDG_DATA_HOME: data };
    await tillHere(["demo"], { env });
    const key = path.join(data, "tillmesh/demo/ledger.key");
    const before = await readFile(key, "utf8");

    const again = await till(["demo"], { env });

    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toMatch(/^ {2}Sales, 6 receipts +63\.90$/mu);
    expect(again.stdout).toMatch(/^ {2}Receipts A-000001 to A-000006: 6$/mu);
    expect(await readFile(key, "utf8")).toBe(before);
  });
});

test("in a terminal it opens the register, which shows its PINs", async () => {
  const data = await temporaryFolder();
  const register = openTerminal(["demo"], { env: { XDG_DATA_HOME: data } });

  const screen = await register.sees("staff number >");

  expect(screen).toContain("1    Mia  PIN 1111");
  expect(screen).toContain("A demo shop: the PINs are for everybody, the taxes are an example.");
});

test("a register of the demo that hangs is started again, with what was typed", async () => {
  const data = await temporaryFolder();
  const env = { XDG_DATA_HOME: data, XDG_STATE_HOME: path.join(data, "state") };
  const register = openTerminal(["demo"], { env });
  await register.sees("staff number >");
  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  await register.sees("Hello Mia.");
  register.type("crois");
  await register.sees("> crois");

  process.kill(childOf(register.pid), "SIGSTOP");

  await register.sees("The screen hung: keys pressed meanwhile did nothing");
  await answer(register, "PIN >", "1111");
  expect(await register.sees("> crois")).toContain("Croissant");
});

test("a demo shop can't be made a real one, and a real one shows no PIN", async () => {
  const folder = await temporaryFolder();
  const [demo, real] = [path.join(folder, "demo"), path.join(folder, "real")];
  await tillHere(["init", "--store", demo, "--demo"]);
  await tillHere(["init", "--fixture", "cafe", "--store", real]);

  const again = await tillHere(["init", "--fixture", "cafe", "--store", demo]);
  await tillHere(["sell", "--store", demo, "100", "--cash", "5"], { env: MIA });
  const paper = await tillHere(["print", "show", "--last", "--store", demo]);
  const doctor = await tillHere(["doctor", "--store", demo]);
  const register = openTerminal(["run", "--store", real]);
  const screen = await register.sees("staff number >");

  expect(again.code).toBe(5);
  expect(paper.stdout).toContain("DEMO - NOT A RECEIPT");
  expect(doctor.stdout).toContain("a demo shop, for ever");
  expect(screen).not.toContain("PIN 1111");
});
