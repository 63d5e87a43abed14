/** `till tablets add`: a till on this box for one more tablet, and the slip with what the tablet needs. */

import { existsSync, rmSync } from "node:fs";
import path from "node:path";

import { keyCustody, keySentence } from "../../app/attention/key-custody.ts";
import { depsToFoundAlike } from "../../app/backup/store-keys.ts";
import { readInvite } from "../../app/founding/join-shop.ts";
import { endInvitation, inviteTill, mayInvite } from "../../app/mesh/mesh-invitation.ts";
import { ownHosts } from "../../app/mesh/own-addresses.ts";
import { hasStore, type OpenTill } from "../../app/open-till.ts";
import { slipDocument, slipRows, type TabletSlip } from "../../app/papers/tablet-slip.ts";
import { ownPrinters, paperDir } from "../../app/printing/printer-drive.ts";
import { deviceOfStore, joinTablet } from "../../app/tablets/join-tablet.ts";
import {
  changeKey,
  hostKey,
  keyLine,
  makeKeyPair,
  type PublicKey,
  publicKeyIn,
} from "../../app/tablets/ssh-keys.ts";
import {
  forgetEmpty,
  keepRecord,
  makeFolder,
  readTablet,
  type TabletPlace,
  tabletPlace,
  tabletsFolder,
} from "../../app/tablets/tablets-folder.ts";
import { type Actor } from "../../app/till/till.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { isInSoftware } from "../../domain/events/printer-connection.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { readPrinters } from "../../domain/printers/printers.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { tabletWords } from "../../words/made/tablet/all.ts";
import { type Console } from "../console.ts";
import { deviceNameFrom } from "../device-name.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conflictFault, unreachableFault, usageFault } from "../fault.ts";
import { firstStartWords } from "../first-start/words.ts";
import { hearShop, problemSentence } from "../join-talk.ts";
import { quoted } from "../one-line.ts";
import { fileFault } from "../out-file.ts";
import { printDocument } from "../print-document.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { passphraseSource, unlock } from "../unlock.ts";
import { type JsonOptions, type StaffOptions, storeDir, whoActs, withTill } from "../with-till.ts";
import { beResident, untilAwaited } from "./invite.ts";
import { alone, nameFrom } from "./tablets.ts";

const said = sentencesOf(tabletWords);
const saidOfBox = sentencesOf(cliBoxWords);

export interface AddTabletOptions extends JsonOptions, StaffOptions {
  readonly device?: string;
  readonly sshKey?: string;
  readonly out?: string;
  readonly user: string;
  readonly port: string;
  readonly print: boolean;
}

/** What is typed, read and found right before anything is made. */
interface Wish {
  readonly place: TabletPlace;
  readonly deviceName: string;
  readonly user: string;
  readonly port: number;
  /** The key that was brought; else where the private key goes that is made. */
  readonly key: PublicKey | string;
}

type StoreKeys = Awaited<ReturnType<typeof unlock>>;

const USER = /^[a-z_][a-z0-9_-]{0,31}$/u;
const PORT_MAX = 65_535;

export async function addTablet(
  text: string,
  options: AddTabletOptions,
  console: Console,
): Promise<ExitCode> {
  const dir = storeDir(options, console);
  const wish = wishOf(text, { dir, options });
  const keys = await unlock(dir, options, console);
  return await withTill({ ...options, keys }, console, async (open) => {
    const before = readTablet(wish.place).record;
    if (before !== undefined) {
      const till = nameOf(open, before.device);
      throw conflictFault(said((words) => words.thereAlready({ name: wish.place.name, till })));
    }
    const actor = await whoActs(open.till, options, console);
    valueOf(mayInvite(open.till, actor), open.till);
    const release = alone(dir);
    try {
      return await add(open, { wish, keys, actor, options }, console);
    } finally {
      release();
    }
  });
}

function wishOf(
  text: string,
  { dir, options }: { readonly dir: string; readonly options: AddTabletOptions },
): Wish {
  const { device, sshKey, out, user, port } = options;
  const place = tabletPlace(dir, nameFrom(text));
  if (place.isTooLong) throw usageFault(said((words) => words.tooLong({ socket: place.socket })));
  if (!USER.test(user)) throw usageFault(said((words) => words.noUser({ text: quoted(user) })));
  const portNumber = /^\d{1,5}$/u.test(port) ? Number(port) : 0;
  if (portNumber < 1 || portNumber > PORT_MAX) {
    throw usageFault(said((words) => words.noPort({ text: quoted(port) })));
  }
  if (sshKey !== undefined && out !== undefined) throw usageFault(said((words) => words.outOrKey));
  return {
    place,
    deviceName: device === undefined ? place.name : deviceNameFrom(device, "--device"),
    user,
    port: portNumber,
    key: sshKey === undefined ? freeFile(out ?? `${place.name}.key`) : keyIn(sshKey),
  };
}

function freeFile(file: string): string {
  if (existsSync(file)) throw usageFault(said((words) => words.outThere({ file })));
  return path.resolve(file);
}

function keyIn(file: string): PublicKey {
  const key = publicKeyIn(file);
  if (key === undefined) throw usageFault(said((words) => words.noKeyIn({ file })));
  return key;
}

interface Adding {
  readonly wish: Wish;
  readonly keys: StoreKeys;
  readonly actor: Actor;
  readonly options: AddTabletOptions;
}

/** What came to nothing leaves nothing. */
async function add(open: OpenTill, adding: Adding, console: Console): Promise<ExitCode> {
  const { place } = adding.wish;
  const made = makeFolder(place.folder);
  if (!made.ok) throw fileFault(made.fault);
  try {
    const { key, undo } = keyFor(adding.wish);
    try {
      return await addWith(key, { open, adding }, console);
    } finally {
      if (readTablet(place).record === undefined) undo();
    }
  } finally {
    forgetEmpty(place);
  }
}

/** The record is written last: an adding that was cut short is gone on with, and never taken for a whole one. */
async function addWith(
  key: PublicKey,
  { open, adding }: { readonly open: OpenTill; readonly adding: Adding },
  console: Console,
): Promise<ExitCode> {
  const { wish, keys, options } = adding;
  const { place } = wish;
  await haveLinks(open);
  if (!hasStore(place.store)) await joinHere(open, adding, console);
  const hearing = {
    words: firstStartWords(console.locale()),
    progress: console.progress(options),
    waits: true,
  };
  await hearShop(place.store, hearing, keys);
  const device = deviceOfStore(place.store, keys);
  const line = keyLine(key, place);
  const put = await changeKey(tabletsFolder(open.dir).keys, place.name, line);
  if (!put.ok) throw fileFault(put.fault);
  const kept = await keepRecord(place, { device, key: key.fingerprint });
  if (!kept.ok) throw fileFault(kept.fault);
  await tell(open, { wish, key, line, device, options }, console);
  return EXIT.fine;
}

/** Where no program has this box's links, this one has them until it ends: somebody has to tell the shop. */
async function haveLinks(open: OpenTill): Promise<void> {
  const holder = await open.printing.askHolder();
  if (holder.type === "silent") {
    throw unreachableFault(saidOfBox(({ invite }) => invite.silent));
  }
  if (holder.type !== "answered" || !holder.isResident) beResident(open, () => undefined);
}

/** A key that was made for a tablet that came to nothing goes again. */
function keyFor({ key, place }: Wish): { readonly key: PublicKey; readonly undo: () => void } {
  if (typeof key !== "string") return { key, undo: () => undefined };
  const pair = makeKeyPair(key, place.name);
  if (!pair.ok) throw usageFault(said((words) => words.noPair({ file: key, why: pair.fault })));
  return { key: pair.value, undo: () => rmSync(key, { force: true }) };
}

/** Invites and joins in one go. */
async function joinHere(
  open: OpenTill,
  { wish, keys, actor }: Adding,
  console: Console,
): Promise<void> {
  const { till, random, clock, dir } = open;
  const code = valueOf(await inviteTill(till, actor, { random, nowMs: clock.nowMs() }), till);
  const progress = console.progress();
  const { joining } = firstStartWords(console.locale());
  try {
    const port = await untilAwaited(open);
    const read = readInvite(code);
    if (!read.ok) throw new Error("An invitation has a code that can be read.");
    const joined = await joinTablet(
      {
        dir: wish.place.store,
        deviceName: wish.deviceName,
        code: read.value,
        port,
        onProved: () => progress.show(joining.proved),
      },
      depsToFoundAlike(dir, keys),
    );
    if (!joined.ok) {
      throw unreachableFault(problemSentence(joined.fault, firstStartWords(console.locale())));
    }
  } finally {
    progress.end();
    endInvitation(till.ledger);
  }
}

interface Added {
  readonly wish: Wish;
  readonly key: PublicKey;
  readonly line: string;
  readonly device: DeviceId;
  readonly options: AddTabletOptions;
}

async function tell(open: OpenTill, added: Added, console: Console): Promise<void> {
  const { wish, key, line, device, options } = added;
  const { place, user, port } = wish;
  const { keys: keysFile } = tabletsFolder(open.dir);
  const slip: TabletSlip = {
    name: place.name,
    till: nameOf(open, device),
    hosts: ownHosts(),
    port,
    user,
    boxKey: hostKey()?.fingerprint,
    tabletKey: key.fingerprint,
  };
  const isPrinted = options.print && hasReceiptPrinter(open);
  if (isPrinted) await print(open, slip, console);
  const source = passphraseSource(options, console);
  const custody = keyCustody(place.store, source);
  const privateKey = typeof wish.key === "string" ? wish.key : null;
  if (options.json === true) {
    const { name: _, hosts, ...rest } = slip;
    console.json({
      tablet: place.name,
      ...rest,
      boxKey: slip.boxKey ?? null,
      addresses: hosts,
      store: place.store,
      socket: place.socket,
      privateKey,
      authorizedKeys: keysFile,
      line,
      keptBy: custody.provider,
      printed: isPrinted,
    });
    return;
  }
  const locale = console.locale();
  const words = wordsIn(tabletWords, locale);
  console.out(words.slip.title({ name: place.name }));
  const rows = slipRows(slip, locale);
  const cells = Math.max(...rows.map(([left]) => left.length));
  for (const [left, right] of rows) console.out(`  ${left.padEnd(cells)}  ${right}`);
  console.words(words.slip.apps);
  if (options.print && !isPrinted) console.words(words.noSlip);
  if (privateKey !== null) console.words(words.privateKey({ file: privateKey }));
  console.words(words.lineIn({ file: keysFile }));
  console.out(`  ${line}`);
  console.words(keySentence(custody, source, locale));
  if (hasFilePrinters(open)) console.words(words.filePrinters({ folder: paperDir(place.store) }));
  console.words(words.next({ name: place.name }));
}

async function print(open: OpenTill, slip: TabletSlip, console: Console): Promise<void> {
  const { till, clock } = open;
  const document = slipDocument(slip, { shop: till.founding.name, locale: till.shopLocale() });
  await printDocument(open, console, { id: `tablet/${slip.name}/${clock.nowMs()}`, document });
}

/** Whether a printer that each till has is a file, which nobody looks at beside a tablet's store. */
function hasFilePrinters({ till }: OpenTill): boolean {
  return till.ledger
    .read(readPrinters)
    .some((printer) => printer.till === null && isInSoftware(printer.connection));
}

function hasReceiptPrinter({ till }: OpenTill): boolean {
  return ownPrinters(till.ledger).some(({ prints }) => prints.includes("receipts"));
}

/** `B Terrace` */
function nameOf({ till }: OpenTill, device: DeviceId): string {
  const known = till.ledger.admission().get(device);
  return known === undefined ? device : deviceName(known);
}
