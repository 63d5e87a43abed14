/**
 * An archive of business days: a folder of tables, all events of these days, and a signed manifest with the hash
 * of each file. `docs/audit/verify-archive.js` checks it without this program.
 */

import { createHash, type Hash as Hasher } from "node:crypto";
import { mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type TaxPlace } from "../../domain/figures/facts.ts";
import { type BusinessDay, deviceOf } from "../../domain/identity.ts";
import { formatMoney } from "../../domain/money/currency.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { civilTime } from "../../domain/text/civil-time.ts";
import { archiveDay, type ArchiveContext } from "../../report/archive/archive-days.ts";
import {
  ARCHIVE_TABLE_NAMES,
  ARCHIVE_TABLES,
  type ArchiveTable,
} from "../../report/archive/archive-tables.ts";
import { listDevices } from "../mesh/devices.ts";
import { PROGRAM_VERSION } from "../program-version.ts";
import { errnoCode } from "../system/errno-code.ts";
import { type FileFault } from "../system/write-atomically.ts";
import { type Till } from "../till/till.ts";
import { exportEvents } from "./export-events.ts";

const SIGNED_PREFIX = "tillmesh/archive/1\0";
const FORMAT = "tillmesh/archive";
const VERSION = 1;
const EVENTS = "events.jsonl";
/** For the owner alone: an archive is as confidential as the ledger. */
const [FILE_MODE, FOLDER_MODE] = [0o600, 0o700];

export interface ArchiveAsked {
  readonly days: ReadonlyArray<BusinessDay>;
  /** The letters of tills of which not all was heard. */
  readonly missing: ReadonlyArray<string>;
  readonly nowMs: number;
  /** Called before each day is read. */
  readonly onDay: (day: BusinessDay) => void;
}

export type ArchiveFault =
  | FileFault
  | { readonly type: "folder/not-empty"; readonly folder: string };

/** The folder is there in full or not at all. */
export async function writeArchive(
  till: Till,
  folder: string,
  asked: ArchiveAsked,
): Promise<Result<undefined, ArchiveFault>> {
  const part = `${folder}.${process.pid}.part`;
  try {
    if (await isFull(folder)) return err({ type: "folder/not-empty", folder });
    await mkdir(part, { mode: FOLDER_MODE });
    await writeFiles(till, part, asked);
    await rename(part, folder);
    return ok(undefined);
  } catch (cause) {
    const code = errnoCode(cause);
    if (code === undefined) throw cause;
    return err({ type: "file/unwritable", file: folder, code });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** An empty folder is replaced. */
async function isFull(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length > 0;
  } catch (cause) {
    if (errnoCode(cause) === "ENOENT") return false;
    throw cause;
  }
}

async function writeFiles(till: Till, folder: string, asked: ArchiveAsked): Promise<void> {
  const tables = new Map<ArchiveTable, HashedFile>();
  for (const name of ARCHIVE_TABLE_NAMES) {
    const table = await openHashed(path.join(folder, name));
    await table.write(rowText(ARCHIVE_TABLES[name].columns));
    tables.set(name, table);
  }
  for (const { table, text } of tableTexts(till, asked)) await tables.get(table)?.write(text);
  const files: ManifestFile[] = [];
  for (const [name, table] of tables) {
    files.push({ name, module: ARCHIVE_TABLES[name].module, ...(await table.end()) });
  }
  const events = await openHashed(path.join(folder, EVENTS));
  const [from, to] = [asked.days[0], asked.days.at(-1)];
  await exportEvents(till, { bodies: true, from, to }, { write: events.write });
  files.push({ name: EVENTS, module: "events", ...(await events.end()) });
  await sign(till, folder, { asked, files });
}

interface ManifestFile {
  readonly name: string;
  readonly module: string;
  readonly bytes: number;
  readonly sha256: string;
}

async function sign(
  till: Till,
  folder: string,
  { asked, files }: { readonly asked: ArchiveAsked; readonly files: ReadonlyArray<ManifestFile> },
): Promise<void> {
  const { shop, key } = till.ledger.identity;
  const manifest = `${JSON.stringify(
    {
      format: FORMAT,
      version: VERSION,
      shop,
      name: till.founding.name,
      demo: till.founding.demo,
      currency: till.currency.code,
      decimals: till.currency.decimals,
      from: asked.days[0],
      to: asked.days.at(-1),
      missing: asked.missing,
      written: momentText(asked.nowMs),
      program: PROGRAM_VERSION,
      device: key.device,
      key: key.publicKey,
      files,
    },
    undefined,
    2,
  )}\n`;
  const signature = key.signStatement(SIGNED_PREFIX, sha256().update(manifest).digest("hex"));
  const hex = `${Buffer.from(signature).toString("hex")}\n`;
  await writeFile(path.join(folder, "manifest.json"), manifest, { mode: FILE_MODE, flush: true });
  await writeFile(path.join(folder, "manifest.sig"), hex, { mode: FILE_MODE, flush: true });
}

/** Yields rows day by day, then those of the master data. */
function* tableTexts(
  till: Till,
  { days, onDay }: ArchiveAsked,
): Generator<{ readonly table: ArchiveTable; readonly text: string }> {
  const texts = new Map<ArchiveTable, string>();
  const taxes = new Map<string, string>();
  function add(table: ArchiveTable, row: ReadonlyArray<string>): void {
    texts.set(table, (texts.get(table) ?? "") + rowText(row));
  }
  function taxKey({ label, rate, how }: TaxPlace): string {
    const name = JSON.stringify([label, rate, how]);
    const known = taxes.get(name);
    if (known !== undefined) return known;
    const key = String(taxes.size + 1);
    taxes.set(name, key);
    add("vat.csv", [key, (rate / 1000).toFixed(3).replace(".", ","), label, how]);
    return key;
  }
  const covered = new Set<string>(days);
  for (const day of days) {
    onDay(day);
    till.ledger.read((view) => {
      const context: ArchiveContext = {
        view,
        lettersOf: (origin) => {
          const device = deviceOf(origin);
          return till.ledger.admission().get(device)?.code ?? device;
        },
        money: (amount) => formatMoney(amount, till.currency).replace(".", ","),
        moment: momentText,
        taxKey,
        add,
      };
      archiveDay(context, day, (other) => covered.has(other));
    });
    for (const [table, text] of texts) yield { table, text };
    texts.clear();
  }
  addMasterData(till, add);
  for (const [table, text] of texts) yield { table, text };
}

function addMasterData(till: Till, add: ArchiveContext["add"]): void {
  const { name, zone } = till.founding;
  const head = till.ledger.read((view) => readSetting(view, "receipt-head"));
  add("location.csv", [name, head.join(", "), zone]);
  for (const device of listDevices(till)) {
    if (!device.rights.includes("till")) continue;
    const { code } = till.currency;
    add("cashregister.csv", [device.code, device.name, device.device, "tillmesh", code]);
  }
}

interface HashedFile {
  readonly write: (text: string | Uint8Array) => Promise<boolean>;
  readonly end: () => Promise<{ readonly bytes: number; readonly sha256: string }>;
}

async function openHashed(file: string): Promise<HashedFile> {
  const handle = await open(file, "wx", FILE_MODE);
  const hasher = sha256();
  let bytes = 0;
  return {
    write: async (text) => {
      const piece = Buffer.from(text);
      hasher.update(piece);
      bytes += piece.length;
      await handle.writeFile(piece);
      return true;
    },
    end: async () => {
      await handle.sync();
      await handle.close();
      return { bytes, sha256: hasher.digest("hex") };
    },
  };
}

function sha256(): Hasher {
  return createHash("sha256");
}

/** As DSFinV-K describes its tables: semicolons, texts in quotes, CR LF. */
function rowText(cells: ReadonlyArray<string>): string {
  return `${cells.map(cellText).join(";")}\r\n`;
}

function cellText(cell: string): string {
  return /^[\w,.:-]*$/u.test(cell) ? cell : `"${cell.replaceAll('"', '""')}"`;
}

/** In UTC, to the second. */
function momentText(atMs: number): string {
  const { date, time } = civilTime(atMs, 0);
  return date === undefined ? "" : `${date}T${time}Z`;
}
