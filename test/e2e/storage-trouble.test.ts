/**
 * Trouble with the disk, as a person meets it: one sentence, its exit code, nothing half written, and
 * selling that goes on when the trouble is over.
 *
 * Size: whole, alone.
 */

import { spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import { chmod, chown, cp, open, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import path from "node:path";

import Database from "better-sqlite3";
import { describe, expect, test, type TestContext } from "vitest";

import { openUnlocked } from "../../src/ledger/key/unlock.ts";
import { type Finished, MIA, refused } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { fillDisk, mount, smallDisk } from "../support/small-disk.ts";
import { whyNoStrace } from "../support/strace.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere } from "../support/till-here.ts";
import { BRIEF, NODE, runProcess, TILL, till } from "../support/till-process.ts";

const shopCopy = shopCopies();

const FULL = "The disk is full, and nothing was written: make room on it.";
const DAMAGED =
  "The file of the ledger is damaged (SQLITE_CORRUPT): copy its folder before anything else.";
const PAPERS_WAIT =
  /^(?:Recorded, but its papers wait \((?:SQLITE_|EIO|ENOSPC)\w*\): `till doctor` says more\.\n)+(?:Done, but \d papers? waits? for .+\n)*$/u;
const NO_KEY_FITS =
  "The key doesn't open this ledger, or the file is damaged or no ledger: copy its folder before anything else.";
const NOT_WRITABLE =
  /^The store can't be opened for writing \(SQLITE_\w+\): check whose folder it is, and its disk\.\n$/u;
const NO_PIN_CHECKED =
  "Nothing can be written to the store, so no PIN is checked: what takes a right is left out.\n";
const PAGE_BYTES = 4096;
/** Nobody on most systems: owns nothing. */
const NOBODY = 65_534;

describe("a full disk", () => {
  test.for([0, 48 * 1024])(
    "with %i bytes left refuses the sale in one sentence, and sells on when there is room",
    async (room, ctx) => {
      const disk = smallDisk(await temporaryFolder());
      skipWithout(ctx, disk.whyNot);
      const store = path.join(disk.folder, "shop");
      const ballast = path.join(disk.folder, "ballast");
      await cp(await shopCopy(), store, { recursive: true });
      await truncate(ballast, (await fillDisk(ballast)) - room);

      const refusedSale = await till(saleOn(store), { env: MIA });
      await truncate(ballast, 0);
      const sold = await sell(store);

      expect(refusedSale).toEqual(refused(7, FULL));
      expect(sold.stdout).toContain("Receipt A-000001");
      expect(sold.code).toBe(0);
      await expectSound(store);
    },
  );
});

test("a full disk keeps nobody from reading, also who says who they are", async (ctx) => {
  // For the index of the log, and not for a try of a PIN.
  const { store } = await fullDisk(ctx, 36 * 1024);

  await expectReadableBy(store);
  expect(await till(saleOn(store), { env: MIA })).toEqual(refused(7, FULL));
});

describe("doctor, of a disk that is full to the last byte", () => {
  test("says so and what to do, and writes nothing", async (ctx) => {
    const { store, used } = await fullDisk(ctx, 0);
    const before = await used();

    const { code, stdout, stderr } = await till(["doctor", "--store", store]);

    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^! disk +The disk is full, nothing can be sold: make room on it\.$/mu);
    expect(stdout).toMatch(/^\+ ledger /mu);
    expect(await used()).toEqual(before);
  });

  test("says so in one sentence where there is no room elsewhere to look at it either", async (ctx) => {
    const { store, used } = await fullDisk(ctx, 0);
    const before = await used();

    const told = await till(["doctor", "--store", store], { env: { TMPDIR: path.dirname(store) } });

    expect(told).toEqual(refused(7, FULL));
    expect(await used()).toEqual(before);
  });
});

test("a disk too full for a second copy keeps the key as it is", async (ctx) => {
  const disk = smallDisk(await temporaryFolder());
  skipWithout(ctx, disk.whyNot);
  const store = path.join(disk.folder, "shop");
  const ballast = path.join(disk.folder, "ballast");
  await cp(await shopCopy(), store, { recursive: true });
  const key = await readFile(path.join(store, "ledger.key"), "utf8");
  await truncate(ballast, (await fillDisk(ballast)) - 100_000);

  const rotated = await till(["key", "rotate", "--store", store]);
  const sold = await sell(store);

  expect(rotated).toEqual(refused(7, FULL));
  expect(sold.code).toBe(0);
  expect(await readFile(path.join(store, "ledger.key"), "utf8")).toBe(key);
  expect(await readdir(store)).not.toContain("ledger.db.next");
});

test("a sale on a full disk goes on with the room that was put aside, and doctor says so", async (ctx) => {
  const disk = smallDisk(await temporaryFolder());
  skipWithout(ctx, disk.whyNot);
  const store = path.join(disk.folder, "shop");
  await cp(await shopCopy(), store, { recursive: true });
  await writeFile(path.join(store, "ballast"), Buffer.alloc(256 * 1024, 1));
  await fillDisk(path.join(disk.folder, "filler"));

  const sold = await till(saleOn(store), { env: MIA });
  const doctor = await tillHere(["doctor", "--store", store]);

  expect(sold.stdout).toContain("Receipt A-000001");
  expect({ code: sold.code, stderr: sold.stderr }).toEqual({ code: 0, stderr: "" });
  expect(await readdir(store)).not.toContain("ballast");
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toMatch(/^! disk +The disk is nearly full, 0 MB free: make room/mu);
  await expectSound(store);
});

/** Calls on the log of the database, counted from the start of the sale that meets the fault. */
interface DiskFault {
  readonly call: "pwrite64" | "fsync";
  /** `3`: only the third one fails; `3+`: all from there on. */
  readonly when: string;
  readonly error: "EIO" | "ENOSPC";
}

describe("an error of the disk", () => {
  const beforeDurable: ReadonlyArray<DiskFault & { readonly sentence: string }> = [
    { call: "pwrite64", when: "1", error: "EIO", sentence: "The disk fails (SQLITE_IOERR_WRITE)" },
    // While the try of a PIN is counted, and while that is taken back.
    { call: "pwrite64", when: "3+", error: "EIO", sentence: "The disk fails (SQLITE_IOERR_WRITE)" },
    { call: "fsync", when: "3", error: "EIO", sentence: "The disk fails (SQLITE_IOERR_FSYNC)" },
    {
      call: "pwrite64",
      when: "11+",
      error: "EIO",
      sentence: "The disk fails (SQLITE_IOERR_WRITE)",
    },
    { call: "pwrite64", when: "14+", error: "ENOSPC", sentence: FULL },
    { call: "fsync", when: "1", error: "EIO", sentence: "The disk fails (SQLITE_IOERR_FSYNC)" },
    { call: "fsync", when: "2", error: "EIO", sentence: "The disk fails (SQLITE_IOERR_FSYNC)" },
    { call: "fsync", when: "4", error: "EIO", sentence: "The disk fails (SQLITE_IOERR_FSYNC)" },
    { call: "fsync", when: "2+", error: "EIO", sentence: "The disk fails (SQLITE_IOERR_FSYNC)" },
  ];

  test.for(beforeDurable)(
    "$error at $call $when refuses the sale, and the store opens afterwards",
    async (fault, ctx) => {
      skipWithout(ctx, whyNoStrace());
      const store = await shopCopy();

      const { code, stdout, stderr } = await sellWithFault(store, fault);

      expect({ code, stdout }).toEqual({ code: 7, stdout: "" });
      expect(stderr.trim().split("\n")).toHaveLength(1);
      expect(stderr).toContain(fault.sentence);
      expect(await receiptsOn(store)).toEqual([]);
      await expectSound(store);
      expect((await sell(store)).stdout).toContain("Receipt A-000001");
    },
  );

  test("from the sale on, whichever sync, says that nobody can know, and leaves the store whole", async (ctx) => {
    skipWithout(ctx, whyNoStrace());
    const store = await shopCopy();

    const told = await sellWithFault(store, { call: "fsync", when: "4+", error: "EIO" });

    expect(told).toMatchObject({ code: 7, stdout: "" });
    expect(told.stderr).toContain("The disk fails (SQLITE_IOERR_FSYNC)");
    await expectSound(store);
    expect((await sell(store)).code).toBe(0);
  });

  const onceDurable: ReadonlyArray<DiskFault> = [
    { call: "pwrite64", when: "30+", error: "ENOSPC" },
    { call: "pwrite64", when: "48", error: "EIO" },
    { call: "fsync", when: "5+", error: "EIO" },
    { call: "fsync", when: "8", error: "EIO" },
  ];

  test.for(onceDurable)(
    "$error at $call $when, once a sale is durable, doesn't call it failed",
    async (fault, ctx) => {
      skipWithout(ctx, whyNoStrace());
      const store = await shopCopy();

      const { code, stdout, stderr } = await sellWithFault(store, fault);

      expect(code).toBe(0);
      expect(stderr).toMatch(PAPERS_WAIT);
      expect(stdout).toContain("Receipt A-000001");
      expect(await receiptsOn(store)).toEqual(["A-000001"]);
      await expectSound(store);
    },
  );
});

describe("a store that is somebody else's", () => {
  test("in a folder that nobody may enter names its user, and is not called missing", async (ctx) => {
    skipWithout(ctx, whyNotNobody());
    const store = await openToAll(await shopCopy());
    await chmod(store, 0o700);

    const told = await sellAsNobody(store);

    expect(told).toEqual(
      refused(
        7,
        `${store} belongs to the user root: say this as that user, by \`runuser -u root -- till …\`.`,
      ),
    );
  });

  test("is refused to root, whose files its user could not read", async (ctx) => {
    skipWithout(ctx, whyNotNobody());
    const store = await shopCopy();
    await chown(store, NOBODY, NOBODY);
    const before = await readdir(store);

    const told = await sell(store);

    expect(told).toEqual(
      refused(
        7,
        `${store} belongs to the user nobody: say this as that user, by \`runuser -u nobody -- till …\`.`,
      ),
    );
    expect(await readdir(store)).toEqual(before);
  });

  test("whose key nobody may read names the key", async (ctx) => {
    skipWithout(ctx, whyNotNobody());
    const store = await openToAll(await shopCopy());

    const told = await sellAsNobody(store);

    expect(told).toEqual(notUsable(path.join(store, "ledger.key")));
  });

  test("that can be read but not written says so, and is left as it was", async (ctx) => {
    skipWithout(ctx, whyNotNobody());
    const store = await openToAll(await shopCopy());
    expect((await sell(store)).code).toBe(0);
    await chown(path.join(store, "ledger.key"), NOBODY, NOBODY);
    const before = await readdir(store);

    const { code, stdout, stderr } = await sellAsNobody(store);
    await expectReadable(store, { asNobody: true });

    expect({ code, stdout }).toEqual({ code: 7, stdout: "" });
    expect(stderr).toMatch(NOT_WRITABLE);
    expect(await readdir(store)).toEqual(before);
    await expectSound(store);
  });
});

describe("a store on a disk that is mounted read-only", () => {
  test.for(["closed", "cut short"])(
    "and was %s, refuses the sale and can be read",
    async (how, ctx) => {
      const disk = smallDisk(await temporaryFolder());
      skipWithout(ctx, disk.whyNot);
      const store = path.join(disk.folder, "shop");
      const original = await shopCopy();
      expect((await sell(original)).code).toBe(0);
      // Who is cut short leaves the log and its index; who closes leaves neither.
      const open = how === "closed" ? undefined : openUnlocked(original).db;
      open?.exec("INSERT INTO local VALUES ('cut', 'short')");
      await cp(original, store, { recursive: true });
      open?.close();
      mount("-o", "remount,ro", disk.folder);

      const refusedSale = await till(saleOn(store), { env: MIA });
      await expectReadable(store, {});
      await expectReadableBy(store);
      mount("-o", "remount,rw", disk.folder);
      const sold = await sell(store);

      expect({ ...refusedSale, stderr: "" }).toEqual({ code: 7, stdout: "", stderr: "" });
      expect(refusedSale.stderr).toMatch(NOT_WRITABLE);
      expect(sold.stdout).toContain("Receipt A-000002");
      await expectSound(store);
    },
  );
});

describe("a database that isn't what it was", () => {
  test.each([
    { bytes: 0, says: "is damaged, its file is cut short" },
    { bytes: 4095, says: "is damaged, its file is cut short" },
    { bytes: 5000, says: DAMAGED },
    { bytes: 150_000, says: DAMAGED },
  ])("cut to $bytes bytes is damaged, and nothing is written to it", async ({ bytes, says }) => {
    const store = await shopCopy();
    await truncate(path.join(store, "ledger.db"), bytes);

    for (const words of [["sell", "coffee"], ["verify"], ["order", "list"]]) {
      const { code, stdout, stderr } = await tillHere([...words, "--store", store], { env: MIA });
      expect({ code, stdout }).toEqual({ code: 7, stdout: "" });
      expect(stderr).toContain(says);
    }
    const founding = await tillHere(["init", "--fixture", "cafe", "--store", store]);
    expect(founding.code).toBe(5);
  });

  test("stops a box without a screen in one sentence, whichever pages are noise", async () => {
    // Some of them are met as the store is opened, some only by the work that begins then.
    for (const first of [4, 5, 6, 7, 8, 9]) {
      const store = await shopCopy();
      await sell(store);
      await makeNoise(path.join(store, "ledger.db"), first);

      expect(await till(["node", "--quiet", "--store", store])).toEqual(refused(7, DAMAGED));
    }
  });

  test("of another program is refused", async () => {
    const store = await shopCopy();
    const file = path.join(store, "ledger.db");
    await truncate(file, 0);
    const other = new Database(file);
    other.exec("CREATE TABLE diary (entry TEXT)");
    other.close();

    expect(await sell(store)).toEqual(refused(7, NO_KEY_FITS));
  });

  test("of a newer tillmesh is left alone", async () => {
    const store = await shopCopy();
    const { db } = openUnlocked(store);
    db.pragma("user_version=99");
    db.close();

    expect(await sell(store)).toEqual(
      refused(7, "This ledger was written by a newer tillmesh: update this one."),
    );
  });
});

test("a ledger that another program holds is in conflict, and free again afterwards", async () => {
  const store = await shopCopy();
  const { db } = openUnlocked(store);
  db.exec("BEGIN IMMEDIATE");

  const refusedSale = await till(saleOn(store), { env: MIA });
  db.exec("ROLLBACK");
  db.close();

  expect(refusedSale).toEqual(refused(5, "Another program holds the ledger: try again."));
  expect((await sell(store)).code).toBe(0);
});

/** Every sixth page. */
async function makeNoise(database: string, first: number): Promise<void> {
  const file = await open(database, "r+");
  const { size } = await file.stat();
  const noise = Buffer.alloc(PAGE_BYTES / 2, 0xa5);
  for (let page = first; page < size / PAGE_BYTES; page += 6) {
    await file.write(noise, 0, noise.length, page * PAGE_BYTES);
  }
  await file.close();
}

/** Of a file that is another user's. */
function notUsable(file: string): Finished {
  return refused(7, `${file} can't be used (EACCES): check that it is there and yours.`);
}

/** What is no trouble, or not of a process: in the process of the test. */
function sell(store: string): Promise<Finished> {
  return tillHere(saleOn(store), { env: MIA });
}

function saleOn(store: string): ReadonlyArray<string> {
  return ["sell", "coffee", "--cash", "5", "--store", store];
}

function sellWithFault(store: string, { call, when, error }: DiskFault): Promise<Finished> {
  const words = ["-f", "-o", "/dev/null", "-P", path.join(store, "ledger.db-wal")];
  const inject = ["-e", `trace=${call}`, "-e", `inject=${call}:error=${error}:when=${when}`];
  return runProcess("strace", [...words, ...inject, NODE, ...BRIEF, TILL, ...saleOn(store)], {
    env: MIA,
  });
}

async function receiptsOn(store: string): Promise<ReadonlyArray<string>> {
  const { stdout } = await tillHere(["order", "list", "--store", store, "--json"]);
  const { orders } = JSON.parse(stdout) as {
    readonly orders: ReadonlyArray<{ readonly receipts: ReadonlyArray<string> }>;
  };
  return orders.flatMap(({ receipts }) => receipts);
}

async function expectSound(store: string): Promise<void> {
  const { code, stdout } = await tillHere(["verify", "--store", store]);
  expect(stdout).toContain("all checks passed");
  expect(code).toBe(0);
}

/** All that only looks works, and leaves nothing behind. */
async function expectReadable(
  store: string,
  { asNobody = false }: { readonly asNobody?: boolean },
): Promise<void> {
  const copies = await temporaryFolder();
  await chmod(copies, 0o777);
  const env = { TMPDIR: copies };
  async function look(words: string): Promise<Finished> {
    const command = [...words.split(" "), "--store", store];
    return asNobody
      ? runProcess("setpriv", wordsAsNobody(command), { env })
      : tillHere(command, { env });
  }
  const [orders, day, verified, events, doctor] = [
    await look("order list"),
    await look("reconcile"),
    await look("verify"),
    await look("export events"),
    await look("doctor"),
  ];

  expect([orders, day, verified, events].map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    Array.from({ length: 4 }, () => ({ code: 0, stderr: "" })),
  );
  expect(orders.stdout).toContain("A-000001");
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toContain("! writing                  The store can only be read");
  expect(doctor.stdout).toMatch(/^\+ durability /mu);
  expect((await readdir(copies)).filter((name) => name.startsWith("tillmesh"))).toEqual([]);
}

/** Whoever says who they are, rightly or not, reads what nobody has to: no PIN is told right from wrong. */
async function expectReadableBy(store: string): Promise<void> {
  const words = [
    ["order", "list"],
    ["staff", "list"],
  ];
  for (const command of words) {
    const [unsaid, right, wrong] = await Promise.all(
      [{}, MIA, { ...MIA, TILL_PIN: "9753" }].map((env) =>
        tillHere([...command, "--store", store], { env }),
      ),
    );

    expect(unsaid?.code).toBe(0);
    expect(right).toEqual({ ...unsaid, stderr: `${NO_PIN_CHECKED}${unsaid?.stderr}` });
    expect(wrong).toEqual(right);
  }
  const customers = await tillHere(["customer", "list", "--store", store], { env: MIA });
  expect(customers).toMatchObject({ code: 7, stdout: "" });
}

function skipWithout(ctx: TestContext, reason: string | undefined): void {
  if (reason !== undefined) ctx.skip(reason);
}

/** A shop on a disk with so much room left; `used` tells every file of it with its bytes. */
async function fullDisk(ctx: TestContext, room: number) {
  const disk = smallDisk(await temporaryFolder());
  skipWithout(ctx, disk.whyNot);
  const store = path.join(disk.folder, "shop");
  const filler = path.join(disk.folder, "filler");
  await cp(await shopCopy(), store, { recursive: true });
  await truncate(filler, (await fillDisk(filler)) - room);

  async function used(): Promise<ReadonlyArray<readonly [file: string, digest: string]>> {
    const files = await readdir(disk.folder, { recursive: true, withFileTypes: true });
    const paths = files
      // Of a log in which nothing stands.
      .filter((file) => file.isFile() && !/-(?:wal|shm)$/u.test(file.name))
      .map((file) => path.join(file.parentPath, file.name));
    return Promise.all(
      paths.toSorted().map(async (file) => [file, hash("sha256", await readFile(file))] as const),
    );
  }

  return { store, used };
}

/** Everybody may look at the store; its key stays its owner's. */
async function openToAll(store: string): Promise<string> {
  await chmod(path.dirname(store), 0o755);
  await chmod(store, 0o755);
  return store;
}

function wordsAsNobody(words: ReadonlyArray<string>): ReadonlyArray<string> {
  const id = String(NOBODY);
  return [`--reuid=${id}`, `--regid=${id}`, "--clear-groups", NODE, ...BRIEF, TILL, ...words];
}

function whyNotNobody(): string | undefined {
  const tried = spawnSync("setpriv", wordsAsNobody(["--version"]));
  return tried.status === 0 ? undefined : "the program can't be run as another user here";
}

function sellAsNobody(store: string): Promise<Finished> {
  return runProcess("setpriv", wordsAsNobody(saleOn(store)), { env: MIA });
}
