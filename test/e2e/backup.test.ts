/**
 * Backup and restore as a shop lives through them: the built program, on clocks that the test sets, with
 * everything on the first box gone in the end.
 *
 * Size: whole, alone.
 */

import { spawn, spawnSync } from "node:child_process";
import { watch } from "node:fs";
import { access, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

import { takeLock } from "../../src/ledger/exclusive-lock.ts";
import { type Finished, MIA, plainEnvironment } from "../support/commands.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answer, KEY, openTerminal, openTerminalOf } from "../support/terminal.ts";
import { tillHere } from "../support/till-here.ts";
import { clockAt, NODE, TILL } from "../support/till-process.ts";

/** Noon in Rotterdam, on the first of two business days. */
const DAY_1_MS = Date.parse("2026-11-20T11:00:00Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = ["2026-11-20", "2026-11-21"] as const;

/** A shop of two days, founded once. */
const founded = { folder: "", shop: "", code: "", receipts: [] as ReadonlyArray<string> };

beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "tillmesh-"));
  founded.folder = folder;
  founded.shop = path.join(folder, "shop");
  const init = await done(
    ["init", "--fixture", "cafe", "--store", founded.shop, "--json"],
    DAY_1_MS,
  );
  founded.code = (JSON.parse(init.stdout) as { readonly recoveryCode: string }).recoveryCode;
  const receipts: string[] = [];
  for (const [day, sales] of [3, 2].entries()) {
    for (let sale = 0; sale < sales; sale += 1) {
      const atMs = DAY_1_MS + day * DAY_MS + sale * 60_000;
      receipts.push(await sell(founded.shop, atMs));
    }
  }
  await done(["sell", "--store", founded.shop, "croissant"], DAY_1_MS + DAY_MS);
  founded.receipts = receipts;
});

afterAll(() => rm(founded.folder, { recursive: true, force: true }));

describe("all boxes are destroyed", () => {
  test("sheet and copy bring back every past day's report to the byte, and the box sells on", async () => {
    const { store, stick } = await shopWithStick();
    const backedUp = await done(["backup", "--store", store], DAY_1_MS + DAY_MS + HOUR_MS);
    expect(backedUp.stdout).toMatch(/^stick: whole, 2 files, .*read back and compared\.$/mu);
    const before = await tellAll(store);
    await rm(path.dirname(store), { recursive: true });

    const fresh = path.join(await temporaryFolder(), "new box");
    const restored = await restore(stick, fresh);

    expect(restored.stdout).toContain(`Café Kade is in ${fresh}`);
    expect(restored.stdout).toContain("the backup of 2026-11-21 13:00");
    expect(await tellAll(fresh)).toEqual(before);
    const doctor = await at(["doctor", "--store", fresh], DAY_1_MS + 3 * DAY_MS);
    expect(doctor.stdout).toMatch(/^\+ recovery sheet /mu);
    expect(before.receipts.join()).toContain("A-000005");
    const number = await sell(fresh, DAY_1_MS + 3 * DAY_MS);
    expect(number).toMatch(/^ZZ[A-Z]{4}-000001$/u);
    // Past days stay as they were, and nothing is said with the old voice.
    expect(await tellAll(fresh)).toEqual(before);
    const today = await at(["reconcile", "--store", fresh, "--json"], DAY_1_MS + 3 * DAY_MS);
    const { series } = JSON.parse(today.stdout) as {
      readonly series: ReadonlyArray<{ readonly series: string; readonly count: number }>;
    };
    expect(series).toMatchObject([{ series: number.split("-")[0], count: 1 }]);
    // The box may shut out the one that is gone; what that had sold goes on counting.
    const revoke = ["mesh", "revoke", "A", "--reason", "burnt", "--yes", "--staff", "4"];
    const pinFile = await fileWith("4444");
    await done([...revoke, "--pin-file", pinFile, "--store", fresh], DAY_1_MS + 3 * DAY_MS);
    expect(await tellAll(fresh)).toEqual(before);
    await done(["verify", "--store", fresh], DAY_1_MS + 3 * DAY_MS);
  });

  test("a person types the code at the new box, slips once, and is helped", async () => {
    const { store, stick } = await shopWithStick();
    await done(["backup", "--store", store], DAY_1_MS + DAY_MS);
    const fresh = path.join(await temporaryFolder(), "new box");
    const slip = swapFirst(founded.code);

    const terminal = openTerminal(["restore", "--from", stick, "--store", fresh]);
    await terminal.sees("Code:");
    terminal.type(slip);
    terminal.press(KEY.enter);
    await terminal.sees("a character is wrong, or two are swapped");
    terminal.type(founded.code.toLowerCase().replaceAll("-", " "));
    terminal.press(KEY.enter);

    await terminal.sees("Open the register: till run");
    expect(await terminal.exit).toBe(0);
    expect(await terminal.screen()).not.toContain(founded.code);
  });

  test("a restore that is killed leaves no shop, and the next one makes it", async () => {
    const { store, stick } = await shopWithStick();
    await done(["backup", "--store", store], DAY_1_MS + DAY_MS);
    const fresh = path.join(await temporaryFolder(), "new box");
    const codeFile = await fileWith(founded.code);
    const words = ["restore", "--from", stick, "--store", fresh, "--code-file", codeFile];
    const child = spawn(NODE, [TILL, ...words], { env: plainEnvironment(), stdio: "ignore" });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    await vi.waitFor(() => access(path.join(fresh, ".founding/ledger.db")), {
      timeout: 45_000,
      interval: 1,
    });
    child.kill("SIGKILL");
    await ended;

    expect((await tillHere(["doctor", "--store", fresh])).code).toBe(3);
    await done(words, DAY_1_MS + DAY_MS);
    expect((await readdir(fresh)).includes(".founding")).toBe(false);
  });
});

describe("what a person is told", () => {
  test("when the code is of another sheet", async () => {
    const { store, stick } = await shopWithStick();
    await done(["backup", "--store", store], DAY_1_MS + DAY_MS);
    const other = path.join(await temporaryFolder(), "other");
    const init = await done(["init", "--fixture", "cafe", "--store", other, "--json"], DAY_1_MS);
    const { recoveryCode } = JSON.parse(init.stdout) as { readonly recoveryCode: string };
    const fresh = path.join(await temporaryFolder(), "new box");

    const refused = await tryRestore(stick, fresh, recoveryCode);

    expect(refused).toMatchObject({ code: 4, stdout: "" });
    expect(refused.stderr).toMatch(/^This code doesn't open .*tillmesh-.*\n$/u);
    expect((await tillHere(["doctor", "--store", fresh])).code).toBe(3);
  });

  test("before the code is asked for: no backup there, or a shop on this box already", async () => {
    const { store, stick } = await shopWithStick();
    await done(["backup", "--store", store], DAY_1_MS + DAY_MS);
    const empty = await temporaryFolder();

    expect(await tillHere(["restore", "--from", empty, "--store", `${empty}/shop`])).toMatchObject({
      code: 3,
      stdout: "",
      stderr: `There is no backup in ${empty}: look for a folder tillmesh-….\n`,
    });
    expect(await tillHere(["restore", "--from", stick, "--store", store])).toMatchObject({
      code: 5,
      stderr: `There is a shop in ${store} already.\n`,
    });
  });

  test("when the stick is away, and when it is back", async () => {
    const { store, stick } = await shopWithStick();
    await done(["backup", "--store", store], DAY_1_MS + DAY_MS);
    await rename(stick, `${stick}.pocket`);

    const away = await at(["backup", "--store", store], DAY_1_MS + DAY_MS + HOUR_MS);
    const later = DAY_1_MS + 3 * DAY_MS + HOUR_MS / 2;
    const status = await at(["backup", "status", "--store", store], later);
    const doctor = await at(["doctor", "--store", store], later);
    await rename(`${stick}.pocket`, stick);
    const back = await at(["backup", "--store", store], DAY_1_MS + 3 * DAY_MS);

    expect(away).toMatchObject({ code: 6, stdout: "" });
    expect(away.stderr).toMatch(
      /^stick: .* is not there: plug the stick in, or mount the disk\.$/mu,
    );
    expect(status).toMatchObject({ code: 1 });
    expect(status.stdout).toContain("48 hours old");
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toMatch(/^! backup stick +48 hours old.*plug the stick in/mu);
    expect(back.code).toBe(0);
  });

  test("when the stick is full, and the backup before stays", async (ctx) => {
    const { store, stick } = await shopWithStick();
    const small = path.join(await temporaryFolder(), "small");
    await mkdir(small);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", small]).status !== 0) {
      ctx.skip("a file system in memory can't be mounted here");
    }
    onTestFinished(() => {
      spawnSync("umount", ["-l", small]);
    });
    const add = ["backup", "add", "--store", store, "--name", "small", "--folder", small];
    await done(add, DAY_1_MS + DAY_MS);
    await done(["backup", "--store", store, "--place", "small"], DAY_1_MS + DAY_MS);
    await writeFile(path.join(small, "holiday.jpg"), Buffer.alloc(40_000)).catch(() => undefined);
    await writeFile(path.join(small, "more.jpg"), Buffer.alloc(40_000)).catch(() => undefined);
    await sell(store, DAY_1_MS + DAY_MS);

    const both = await at(["backup", "--store", store], DAY_1_MS + DAY_MS + HOUR_MS);

    expect(both.code).toBe(1);
    expect(both.stdout).toMatch(/^stick: whole/u);
    expect(both.stderr).toMatch(/^small: .* is full: make room there, or name another place\.$/mu);
    const fresh = path.join(await temporaryFolder(), "new box");
    expect((await restore(small, fresh)).stdout).toContain("Café Kade");
    expect(stick).toBeDefined();
  });
});

test("a copy that is torn brings back the backup before, with 1, and nothing at all with 7", async () => {
  const { store, stick } = await shopWithStick();
  await done(["backup", "--store", store], DAY_1_MS + DAY_MS);
  await sell(store, DAY_1_MS + DAY_MS + HOUR_MS);
  await done(["backup", "--store", store], DAY_1_MS + DAY_MS + HOUR_MS);
  const [copy = ""] = await readdir(stick);
  const fresh = path.join(await temporaryFolder(), "new box");
  const other = path.join(await temporaryFolder(), "new box");

  await rm(path.join(stick, copy, "tail-b"));
  const older = await tryRestore(stick, fresh, founded.code);
  await rm(path.join(stick, copy, "tail-a"));
  const nothing = await tryRestore(stick, other, founded.code);

  expect(older.code).toBe(1);
  expect(older.stderr).toMatch(/^! .*tail-b/mu);
  expect(await receiptsOf(fresh, DAYS[1])).toHaveLength(2);
  expect(nothing).toMatchObject({ code: 7, stdout: "" });
  expect(nothing.stderr).toMatch(/^The founding of the shop can't be brought back.*\n$/u);
  expect((await tillHere(["doctor", "--store", other])).code).toBe(3);
});

test("a backup while another process is at it is a conflict", async () => {
  const { store, stick } = await shopWithStick();
  const lock = takeLock(store, "backup");
  onTestFinished(() => lock?.release());

  const refused = await at(["backup", "--store", store], DAY_1_MS + DAY_MS);

  expect(refused).toMatchObject({ code: 5, stdout: "" });
  expect(refused.stderr).toMatch(/^[^\n]+\n$/u);
  expect(await filesOn(stick)).toEqual(["place"]);
});

test("a new box without room gets no shop, and says so", async (ctx) => {
  const { store, stick } = await shopWithStick();
  await done(["backup", "--store", store], DAY_1_MS + DAY_MS);
  const small = await temporaryFolder();
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=200k", "tmpfs", small]).status !== 0) {
    ctx.skip("a file system in memory can't be mounted here");
  }
  onTestFinished(() => {
    spawnSync("umount", ["-l", small]);
  });
  const fresh = path.join(small, "shop");

  const refused = await tryRestore(stick, fresh, founded.code);

  expect(refused).toMatchObject({ code: 7, stdout: "" });
  expect(refused.stderr).toMatch(/^(?:The disk is full|There is no room on this disk).*\n$/u);
  expect((await tillHere(["doctor", "--store", fresh])).code).toBe(3);
});

describe("a backup that is killed", () => {
  test("at any file leaves a backup that is whole: the one before, or the new one", async () => {
    const { store, stick } = await shopWithStick();
    await done(["backup", "--store", store], DAY_1_MS + DAY_MS);
    let receipts = founded.receipts.length;

    for (let change = 1; change <= 6; change += 1) {
      const atMs = DAY_1_MS + DAY_MS + change * HOUR_MS;
      await sell(store, atMs);
      await killedBackup({ store, stick, change, atMs });

      const fresh = path.join(await temporaryFolder(), "new box");
      await restore(stick, fresh);
      const found = (await receiptsOf(fresh, DAYS[1])).length + 3;
      expect([receipts, founded.receipts.length + change]).toContain(found);
      receipts = found;
      await rm(fresh, { recursive: true });
    }
  });
});

describe("a register that is open", () => {
  test("backs up by itself", async () => {
    const { store, stick } = await shopWithStick();

    // By the machine's own clock the till would ask whether so many days have passed.
    const hook = clockAt(DAY_1_MS + DAY_MS + 2 * HOUR_MS);
    const register = openTerminalOf([NODE, ...hook, TILL, "run", "--store", store]);
    await register.sees("staff number >");

    await vi.waitFor(async () => expect(await filesOn(stick)).toContain("manifest-a"), {
      timeout: 45_000,
    });
    register.type(":quit");
    register.press(KEY.enter);
    await answer(register, "PIN, then the till stops.", "1");
    await answer(register, "PIN >", "1111");
    expect(await register.exit).toBe(0);
    const fresh = path.join(await temporaryFolder(), "new box");
    expect((await restore(stick, fresh)).code).toBe(0);
  });

  test("shows how old the newest backup is, once a day has gone without one", async () => {
    const { store, stick } = await shopWithStick();
    await done(["backup", "--store", store], DAY_1_MS + DAY_MS);
    await rename(stick, `${stick}.pocket`);

    const hook = clockAt(DAY_1_MS + 2 * DAY_MS + 2.5 * HOUR_MS);
    const register = openTerminalOf([NODE, ...hook, TILL, "run", "--store", store]);

    expect(await register.sees("backup 26 h")).toContain("backup 26 h: till doctor");
  });
});

describe("a place behind a command", () => {
  test("is proved as far as its commands allow, and the copy that it made restores", async () => {
    const { store } = await shopWithStick();
    const far = await temporaryFolder();
    const put = `mkdir -p ${far}/$(dirname {name}) && cp {file} ${far}/{name}`;
    const add = ["backup", "add", "--store", store, "--command", put];
    await done([...add, "--name", "sent"], DAY_1_MS);
    const sizes = `cd ${far} && find . -type f -printf '%s %P\\n'`;
    await done([...add, "--name", "sizes", "--sizes", sizes], DAY_1_MS);
    const fetch = `cp ${far}/{name} {file}`;
    await done([...add, "--name", "fetched", "--fetch", fetch, "--sizes", sizes], DAY_1_MS);

    const backedUp = await done(["backup", "--store", store], DAY_1_MS + DAY_MS);

    expect(backedUp.stdout).toMatch(/^sent: .*sent, nobody looked whether it arrived\.$/mu);
    expect(backedUp.stdout).toMatch(/^sizes: .*sizes compared, not read back\.$/mu);
    expect(backedUp.stdout).toMatch(/^fetched: .*read back and compared\.$/mu);
    const fresh = path.join(await temporaryFolder(), "new box");
    expect((await restore(far, fresh)).stdout).toContain("Café Kade");
  });
});

/** A copy of the shop of two days, with a stick that is a place for its backups. */
async function shopWithStick(): Promise<{ readonly store: string; readonly stick: string }> {
  const box = path.join(await temporaryFolder(), "box");
  const store = path.join(box, "shop");
  await cp(path.dirname(founded.shop), box, { recursive: true });
  const stick = path.join(await temporaryFolder(), "stick");
  await mkdir(stick);
  const add = ["backup", "add", "--store", store, "--name", "stick", "--folder", stick];
  await done(add, DAY_1_MS + DAY_MS);
  return { store, stick };
}

/** Everything that the past says, as a person or a script reads it. */
async function tellAll(store: string) {
  async function told(...words: ReadonlyArray<string>): Promise<Finished> {
    return done([...words, "--store", store], DAY_1_MS + 3 * DAY_MS);
  }
  // What the box that is gone did after its last backup, nobody can say: 8. All that is here is as it was.
  async function reported(...words: ReadonlyArray<string>): Promise<Finished> {
    const finished = await at(["reconcile", ...words, "--store", store], DAY_1_MS + 3 * DAY_MS);
    expect([0, 8]).toContain(finished.code);
    return { ...finished, stdout: withoutTills(finished.stdout) };
  }
  const reports = await Promise.all(
    DAYS.flatMap((day) => [
      reported("--day", day),
      reported("--day", day, "--json"),
      told("order", "list", "--day", day, "--json"),
    ]),
  );
  const papers = await Promise.all(founded.receipts.map((number) => told("print", "show", number)));
  return {
    reports: reports.map(({ stdout }) => stdout),
    receipts: papers.map(({ stdout }) => stdout),
  };
}

/** A report but for which tills it has heard. */
function withoutTills(report: string): string {
  if (report.startsWith("{")) {
    return JSON.stringify({
      ...(JSON.parse(report) as object),
      complete: null,
      tiesOut: null,
      tills: null,
    });
  }
  const isOfTills = /^(?:[! ] [A-Z]+ .*: |Incomplete: |Ties out to the cent)/u;
  return report
    .split("\n")
    .filter((line) => !isOfTills.test(line))
    .join("\n");
}

function restore(from: string, store: string): Promise<Finished> {
  return tryRestore(from, store, founded.code).then(expectDone);
}

async function tryRestore(from: string, store: string, code: string): Promise<Finished> {
  const codeFile = await fileWith(code);
  const words = ["restore", "--from", from, "--store", store, "--code-file", codeFile];
  return at(words, DAY_1_MS + 3 * DAY_MS);
}

/** Killed as soon as so many changes were seen in the folder of the copy. */
async function killedBackup(parts: {
  readonly store: string;
  readonly stick: string;
  readonly change: number;
  readonly atMs: number;
}): Promise<void> {
  const [copy = ""] = await readdir(parts.stick);
  const words = [...clockAt(parts.atMs), TILL, "backup", "--store", parts.store];
  let changes = 0;
  const watcher = watch(path.join(parts.stick, copy));
  const child = spawn(NODE, words, { env: plainEnvironment(), stdio: "ignore" });
  watcher.on("change", () => {
    changes += 1;
    if (changes === parts.change * 2 - 1) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.on("exit", resolve));
  watcher.close();
  expect(changes).toBeGreaterThan(0);
}

async function receiptsOf(store: string, day: string): Promise<ReadonlyArray<string>> {
  const listed = await done(["order", "list", "--store", store, "--day", day, "--json"], DAY_1_MS);
  const { orders } = JSON.parse(listed.stdout) as {
    readonly orders: ReadonlyArray<{ readonly receipts: ReadonlyArray<string> }>;
  };
  return orders.flatMap(({ receipts }) => receipts);
}

/** The number of the receipt. */
async function sell(store: string, atMs: number): Promise<string> {
  const words = ["sell", "--store", store, "2*flat white", "croissant", "--cash", "20"];
  const { stdout } = await done(words, atMs);
  return /^Receipt (?<number>\S+)$/mu.exec(stdout)?.groups?.["number"] ?? "";
}

async function done(words: ReadonlyArray<string>, atMs: number): Promise<Finished> {
  return expectDone(await at(words, atMs));
}

function expectDone(finished: Finished): Finished {
  if (finished.code !== 0) throw new Error(`Exit code ${finished.code}: ${finished.stderr}`);
  return finished;
}

function at(words: ReadonlyArray<string>, atMs: number): Promise<Finished> {
  return tillHere(words, { env: MIA, atMs });
}

async function filesOn(stick: string): Promise<ReadonlyArray<string>> {
  const [copy = ""] = await readdir(stick);
  return readdir(path.join(stick, copy));
}

async function fileWith(code: string): Promise<string> {
  const file = path.join(await temporaryFolder(), "code");
  await writeFile(file, `${code}\n`);
  return file;
}

/** The first two characters that differ change places. */
function swapFirst(code: string): string {
  const at = Array.from(code).findIndex(
    (character, index) => character !== code[index + 1] && code[index + 1] !== "-",
  );
  return code.slice(0, at) + (code[at + 1] ?? "") + (code[at] ?? "") + code.slice(at + 2);
}
