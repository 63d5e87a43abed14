/**
 * Doors out of the process, each tried on the built program: what works as it is written may not work as it is built,
 * where packages lie elsewhere and names are replaced. Whatever reaches out belongs to a door of this list.
 *
 * Size: whole.
 */

import { globSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { describe, expect, test, vi } from "vitest";

import { startTill } from "../support/node-process.ts";
import { hook } from "../support/notice-desk.ts";
import { serveNotices } from "../support/notify-server.ts";
import { PATIENCE } from "../support/patience.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

interface Door {
  /** The files and folders that reach out there. */
  readonly sources: ReadonlyArray<string>;
  /** The file of `test/e2e` that starts the program and goes through it: this one, unless said otherwise. */
  readonly tried?: string;
}

const DOORS: Readonly<Record<string, Door>> = {
  "a hook on the web": { sources: ["src/app/system/web.ts"] },
  "a hook that is a program": { sources: ["src/app/notify/notify-command.ts"] },
  "a page as PDF": { sources: ["src/printer/paper-pdf.ts"] },
  "USB, where nothing is plugged in": {
    sources: ["src/printer/transports/usb-channel.ts", "src/printer/transports/usb-drivers.ts"],
  },
  "a serial port that isn't there": { sources: ["src/printer/transports/open-transport.ts"] },
  "a printer by TCP": {
    sources: ["src/printer/transports/tcp-channel.ts", "proof/emulator"],
    tried: "moved-printer",
  },
  "a card terminal that speaks ZVT": {
    sources: ["src/card/wire.ts", "proof/terminal/terminal-server.ts", "proof/ports/listening.ts"],
    tried: "card-two",
  },
  "a card terminal that speaks nexo": {
    sources: ["src/card/nexo/line.ts", "proof/terminal/nexo-server.ts"],
    tried: "card-leaks",
  },
  "multicast DNS": { sources: ["src/mesh/discovery"], tried: "quiet-network" },
  "links to other tills": { sources: ["src/mesh/links"], tried: "mesh" },
  pairing: {
    sources: ["src/mesh/pairing/pairing-channel.ts", "src/mesh/pairing/pairing-server.ts"],
    tried: "join",
  },
  "a backup's program": { sources: ["src/app/backup/backup-places.ts"], tried: "backup" },
  "a restore from head office": {
    sources: ["src/mesh/pairing/restore-channel.ts"],
    tried: "hub-restore",
  },
  "head office, its rows in a folder": {
    sources: ["hub/hub-server.ts", "hub/ask-hub.ts", "hub/rows/rows-database.ts"],
    tried: "one-office",
  },
  "head office, its rows in PostgreSQL": {
    sources: ["hub/rows/office-lease.ts"],
    tried: "hub-restore",
  },
  "head office's page": { sources: ["hub/page/page-server.ts"], tried: "hub" },
  "whoever watches the register": {
    sources: ["src/app/supervisor/supervise.ts"],
    tried: "register-hangs",
  },
  "who has the duties of a box": { sources: ["src/app/printing"], tried: "two-processes" },
  "a register that is kept": { sources: ["src/app/attach"], tried: "attach" },
  "tablets by ssh": { sources: ["src/app/tablets/ssh-keys.ts"], tried: "tablets-ssh" },
  "boxes of a story": { sources: ["proof/stories/box-stage.ts"], tried: "box-stories" },
};

/** What runs in a browser. */
const PAGE = "hub/page/browser/";
/** Of the system, and packages with native parts or a protocol of their own. */
const OUT =
  /(?:from |import\()"(?:node:(?:child_process|dgram|dns|http|https|http2|net|tls)(?:\/promises)?|@cantoo\/pdf-lib|@electric-sql\/pglite|@hono\/node-server|escpos-usb|multicast-dns|pg|usb)"|\bfetch\(/u;
/** The compiler takes these away. */
const TYPES = /^import type [^;]*;$/gmu;
const STARTS = /\/(?:till-process|node-process|terminal|shop-boxes)\.ts"|\bnpm run\b/u;

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

describe("the list of doors", () => {
  test("has whatever reaches out of the process, and nothing that doesn't", () => {
    const reaching = globSync("{src,hub,proof}/**/*.{ts,tsx}").filter(
      (file) =>
        !file.startsWith(PAGE) &&
        !file.endsWith(".d.ts") &&
        OUT.test(readFileSync(file, "utf8").replaceAll(TYPES, "")),
    );
    const listed = Object.values(DOORS).flatMap(({ sources }) => sources);

    expect(reaching.length).toBeGreaterThan(20);
    expect(reaching.filter((file) => !listed.some((it) => isWithin(file, it)))).toEqual([]);
    expect(listed.filter((it) => !reaching.some((file) => isWithin(file, it)))).toEqual([]);
  });

  test("has a file that starts the program for each", () => {
    const without = Object.values(DOORS).filter(({ tried = "doors" }) => {
      const source = readFileSync(path.join(import.meta.dirname, `${tried}.test.ts`), "utf8");
      return !STARTS.test(source);
    });

    expect(without).toEqual([]);
  });
});

describe("the built program", () => {
  test("hands a notice to a hook on the web", async () => {
    const store = await shopCopy();
    const web = await serveNotices();
    await set(store, "notify", web.url);

    const told = await till(["notify", "test", "--store", store], { env: RAVI });

    expect(told).toMatchObject({ code: 0, stderr: "" });
    expect(web.notices).toMatchObject([{ kind: "test" }]);
  });

  test("says why a hook on the web took nothing", async () => {
    const store = await shopCopy();
    const web = await serveNotices([500]);
    await set(store, "notify", web.url);

    const told = await till(["notify", "test", "--store", store], { env: RAVI });

    expect(told.code).toBe(1);
    expect(`${told.stdout}${told.stderr}`).toContain("500");
  });

  test("hands a notice to a hook that is a program", async () => {
    const store = await shopCopy();
    const heard = path.join(store, "heard");
    const seen = path.join(store, "seen");
    hook(store, "tell", `cat > '${heard}'; env > '${seen}'`);
    await set(store, "notify", "command:tell");

    const told = await till(["notify", "test", "--store", store], { env: RAVI });

    expect(told).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(readFileSync(heard, "utf8"))).toMatchObject({ kind: "test" });
    // It was said with both of these.
    expect(readFileSync(seen, "utf8")).not.toMatch(/^TILL_(?:STAFF|PIN)=/mu);
  });

  test("saves a receipt as a page of PDF", async () => {
    const store = await shopCopy();
    const file = path.join(path.dirname(store), "receipt.pdf");
    await tillHere(["sell", "coffee", "--cash", "5", "--store", store], { env: RAVI });

    const saved = await till(["receipt", "save", "A-000001", file, "--store", store]);

    expect(saved).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(file).subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect(statSync(file).size).toBeGreaterThan(1000);
  });

  test.each([
    ["usb:04b8:0e15", true],
    ["serial:/dev/ttyS99@19200", false],
  ])("says that a printer at %s can't be reached, and sells", async (at, isOnUsb) => {
    const store = await shopCopy();
    const set = ["printer", "set", "receipt", `at=${at}`, "--store", store];
    expect(await tillHere(set, { env: RAVI })).toMatchObject({ code: 0 });

    const node = startTill(["node", "--store", store]);
    await node.says(/^has the printers/mu);
    const sold = await till(["sell", "coffee", "--cash", "5", "--store", store], { env: RAVI });

    expect(sold.stdout).toContain("Receipt A-000001");
    await vi.waitFor(async () => {
      const { stdout } = await tillHere(["printer", "status", "--store", store]);
      expect(stdout).toContain("Receipts: it can't be reached");
    }, PATIENCE);
    // A native part that can't be loaded would be out of reach as well.
    const loaded = readFileSync(`/proc/${node.pid}/maps`, "utf8");
    expect(loaded.includes("/node_modules/usb/")).toBe(isOnUsb);
  });
});

function isWithin(file: string, source: string): boolean {
  return file === source || file.startsWith(`${source}/`);
}

async function set(store: string, name: string, value: string): Promise<void> {
  const words = ["settings", "set", name, value, "--store", store];
  expect(await tillHere(words, { env: RAVI })).toMatchObject({ code: 0 });
}
