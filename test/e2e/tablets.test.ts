/** Tills on a box for tablets: made, shown and ended by commands, while the box's own till runs. Size: whole. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { type Finished, refused } from "../support/commands.ts";
import { startNode, startTill } from "../support/node-process.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as ask } from "../support/till-here.ts";

const shopCopy = ownShopCopies();
const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const WAIT = { timeout: 45_000, interval: 5 };
const KEY_LINE =
  /^restrict,pty,command="till attach --socket \S+\/terrace\/store\.sock" ssh-ed25519 \S+ terrace\n$/u;

/** A public key that nobody has the other half of. */
const TABLET_KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHEpFQft5/Tk9RM3DyiOGYlhkrUtKEXQyzqmuoKAFZFx";
const FINGERPRINT = "SHA256:7yXDkUE6nd+OCggeC2z974ebn2IbMyeqnk7ilBtXK3w";

interface Box {
  readonly store: string;
  readonly folder: string;
  readonly tablets: string;
  readonly keys: string;
  /** `till tablets …` by the owner. */
  readonly till: (...words: ReadonlyArray<string>) => Promise<Finished>;
  readonly add: (name: string, ...words: ReadonlyArray<string>) => Promise<Finished>;
}

async function newBox(): Promise<Box> {
  const store = await shopCopy();
  const folder = path.dirname(store);
  const keyFile = path.join(folder, "tablet.pub");
  writeFileSync(keyFile, `${TABLET_KEY} somebody@tablet\n`);
  function till(...words: ReadonlyArray<string>): Promise<Finished> {
    return ask(["tablets", ...words, "--store", store], { env: OWNER });
  }
  const tablets = `${store}-tablets`;
  return {
    store,
    folder,
    tablets,
    keys: path.join(tablets, "authorized_keys"),
    till,
    add: (name, ...words) => till("add", name, "--ssh-key", keyFile, ...words),
  };
}

describe("a tablet's till", () => {
  test("joins while the box's till runs, sells at its kept register, and goes when all is known", async () => {
    const box = await newBox();
    const node = startNode(box.store);
    await node.says(/has the printers/u);

    const added = await box.add("terrace", "--device", "Terrace");

    expect(added).toMatchObject({ code: 0, stderr: "" });
    expect(added.stdout).toMatch(/^ {2}Till +B Terrace$/mu);
    expect(added.stdout).toContain(FINGERPRINT);
    expect(readFileSync(box.keys, "utf8")).toMatch(KEY_LINE);
    const slip = readFileSync(path.join(`${box.store}.paper`, "receipt.txt"), "utf8");
    expect(slip).toMatch(/Tablet terrace[^]*B Terrace[^]*\nSHA256:7yXDkUE6nd\+OCggeC2\nz974eb/u);
    const own = path.join(box.tablets, "terrace", "store");
    // The café prints on text files, which lie beside the tablet's own store.
    expect(added.stdout.replaceAll(/\s+/gu, " ")).toContain(`prints lies in ${own}.paper.`);
    const env = { XDG_STATE_HOME: path.join(box.folder, "state") };
    const kept = startTill(["run", "--keep", "--store", own], { env });
    await kept.says(/The register is kept/u);
    expect(await line(box)).toMatch(
      /^terrace: B Terrace, register kept, nobody attached, key let in/u,
    );
    const tablet = openTerminal(["attach", "--store", own]);
    await tablet.sees("staff number >");
    tablet.burst("1\r");
    await tablet.sees("PIN >");
    tablet.burst("1111\r");
    await tablet.sees("Hello Mia.");
    tablet.type("flat white");
    tablet.press(KEY.enter);
    await tablet.sees(/TOTAL +3\.60/u);
    expect(await line(box)).toContain("register shown");

    const running = await box.till("remove", "terrace", "--yes");

    expect(running).toEqual(
      refused(
        5,
        "The key of terrace is out, and its register still runs: systemctl disable --now tillmesh-tablet@terrace, then remove it again.",
      ),
    );
    expect(readFileSync(box.keys, "utf8")).toBe("");
    kept.kill("SIGTERM");
    await kept.exit;
    const removed = await box.till("remove", "terrace", "--yes");
    expect(removed).toMatchObject({ code: 0, stderr: "" });
    expect(removed.stdout).toContain("B Terrace");
    expect(removed.stdout).toMatch(/1 (?:open order|order)/u);
    expect(existsSync(path.join(box.tablets, ".removed", "terrace", "store", "ledger.db"))).toBe(
      true,
    );
    expect((await box.till("list")).stdout).toBe(
      "No tablets: `till tablets add NAME` makes a till for one.\n",
    );
  });
});

describe("what can't be done", () => {
  test("is refused in one sentence, and makes nothing", async () => {
    const box = await newBox();
    const { store, folder, till } = box;
    const pub = path.join(folder, "tablet.pub");
    const privateKey = path.join(folder, "private");
    writeFileSync(privateKey, "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n");
    const noName =
      "is no name for a tablet: 1 to 32 small letters, digits and hyphens, a letter first.";
    const refusals: ReadonlyArray<readonly [ReadonlyArray<string>, number, string]> = [
      [["add", "Terrace"], 2, `"Terrace" ${noName}`],
      [["add", "../shop"], 2, `"../shop" ${noName}`],
      [["remove", ".removed", "--yes"], 2, `".removed" ${noName}`],
      [
        ["add", "terrace", "--ssh-key", privateKey],
        2,
        `There is no public key in ${privateKey}: name the file that ends with .pub.`,
      ],
      [
        ["add", "terrace", "--ssh-key", pub, "--out", "x"],
        2,
        "--ssh-key brings the tablet's own key, and --out is for one that is made here: leave one of them out.",
      ],
      [
        ["add", "terrace", "--out", pub],
        2,
        `There is a file ${pub} already: name another one with --out.`,
      ],
      [["add", "terrace", "--port", "0"], 2, '"0" is no port: 1 to 65535.'],
      [["add", "terrace", "--user", "a b"], 2, '"a b" is no account of a box.'],
      [["remove", "ghost", "--yes"], 3, "There is no tablet ghost: `till tablets add` makes one."],
    ];
    for (const [words, code, sentence] of refusals) {
      expect(await till(...words)).toEqual(refused(code, sentence));
    }
    const byMia = await ask(["tablets", "add", "terrace", "--ssh-key", pub, "--store", store], {
      env: { TILL_STAFF: "1", TILL_PIN: "1111" },
    });
    expect(byMia.code).toBe(4);
    const noFolder = path.join(folder, "none", "key");
    expect((await till("add", "terrace", "--out", noFolder)).code).toBe(2);
    expect(existsSync(path.join(box.tablets, "terrace"))).toBe(false);
  });

  test("is to add one twice, or to end it while the shop lacks what its till did", async () => {
    const box = await newBox();
    expect((await box.add("terrace")).code).toBe(0);
    expect(await box.add("terrace")).toEqual(
      refused(5, "There is a tablet terrace already: B terrace."),
    );
    const own = path.join(box.tablets, "terrace", "store");
    const sold = await ask(["sell", "croissant", "--cash", "5", "--store", own], {
      env: { TILL_STAFF: "1", TILL_PIN: "1111" },
    });
    expect(sold.code).toBe(0);

    const removed = await box.till("remove", "terrace", "--yes");

    expect(removed.code).toBe(8);
    expect(removed.stderr).toMatch(/has not heard \d+ events of B terrace: let both run/u);
    expect(readFileSync(box.keys, "utf8")).toBe("");
    expect(existsSync(own)).toBe(true);
    expect((await box.till("remove", "terrace", "--yes", "--unheard")).code).toBe(0);
    expect((await box.add("terrace")).stdout).toMatch(/^ {2}Till +C terrace$/mu);
  });
});

describe("an adding that was cut short", () => {
  test("is gone on with by the next one, as the same till", async () => {
    const box = await newBox();
    const words = ["tablets", "add", "terrace", "--store", box.store];
    const key = path.join(box.folder, "terrace.key");
    const killed = startTill([...words, "--out", key], { env: OWNER });
    const own = path.join(box.tablets, "terrace", "store");
    await vi.waitFor(() => expect(existsSync(path.join(own, ".joining"))).toBe(true), WAIT);
    killed.kill("SIGKILL");
    await killed.exit;
    expect(await line(box)).toMatch(/^terrace: its adding was cut short/u);

    const added = await box.add("terrace");

    expect(added).toMatchObject({ code: 0, stderr: "" });
    expect(added.stdout).toMatch(/^ {2}Till +B terrace$/mu);
    // Joined, and killed before it had heard the shop or was written down.
    rmSync(path.join(box.tablets, "terrace", "tablet.json"));
    writeFileSync(path.join(own, ".hearing"), "");
    expect((await box.add("terrace")).stdout).toMatch(/^ {2}Till +B terrace$/mu);
    expect(readFileSync(box.keys, "utf8")).toMatch(KEY_LINE);
  });

  test("for want of room says so, and is gone on with once there is room", async ({ skip }) => {
    const box = await newBox();
    mkdirSync(box.tablets);
    const disk = ["-t", "tmpfs", "-o", "size=64k,mode=711", "none", box.tablets];
    if (spawnSync("mount", disk).status !== 0) skip("only root may mount a small disk");
    onTestFinished(() => {
      spawnSync("umount", [box.tablets]);
    });

    const added = await box.add("terrace");

    expect(added).toEqual(
      refused(7, "The disk is full, and nothing was written: make room on it."),
    );
    expect(existsSync(box.keys)).toBe(false);
    spawnSync("mount", ["-o", "remount,size=100m", box.tablets]);
    expect((await box.add("terrace")).stdout).toMatch(/^ {2}Till +B terrace$/mu);
  });
});

async function line({ till }: Box): Promise<string> {
  const { stdout } = await till("list");
  return stdout;
}
