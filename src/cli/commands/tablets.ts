/** `till tablets list|remove`: the tablets of this box, and how one goes. */

import { existsSync, renameSync } from "node:fs";
import path from "node:path";

import { lookAtKept } from "../../app/attach/look-at-kept.ts";
import { type MeshView } from "../../app/membership/mesh-view.ts";
import { listDevices, revokeDevice, type ShopDevice } from "../../app/mesh/devices.ts";
import { leftBehind } from "../../app/mesh/left-behind.ts";
import { mayInvite } from "../../app/mesh/mesh-invitation.ts";
import { meshStanding, peerOf } from "../../app/mesh/mesh-report.ts";
import { hasStore, type OpenTill } from "../../app/open-till.ts";
import { wallToText } from "../../app/orders/order-json.ts";
import { shopTimeText } from "../../app/shop-time-text.ts";
import { systemClock } from "../../app/system/clock.ts";
import { eventsUnknown } from "../../app/tablets/join-tablet.ts";
import { changeKey, hasKey } from "../../app/tablets/ssh-keys.ts";
import {
  isTabletName,
  listTablets,
  lockTablets,
  makeFolder,
  readTablet,
  removedPlace,
  type Tablet,
  tabletPlace,
  tabletsFolder,
} from "../../app/tablets/tablets-folder.ts";
import { type Till } from "../../app/till/till.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { wallTimeAt } from "../../domain/text/clock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { tabletWords } from "../../words/made/tablet/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, conflictFault, notFoundFault, usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { fileFault } from "../out-file.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { unlock } from "../unlock.ts";
import { type JsonOptions, type StaffOptions, storeDir, whoActs, withTill } from "../with-till.ts";
import { confirm, saysThatItIsMeant, wordsOf } from "./mesh.ts";
import { tellLeftBehind } from "./replace.ts";

const said = sentencesOf(tabletWords);

export interface RemoveTabletOptions extends JsonOptions, StaffOptions {
  readonly yes?: boolean;
  readonly unheard?: boolean;
}

export function nameFrom(text: string): string {
  if (isTabletName(text)) return text;
  throw usageFault(said((words) => words.noName({ text: quoted(text) })));
}

/** Makes the folder of tablets, and keeps other `till tablets` away until it is released. */
export function alone(dir: string): () => void {
  const { folder } = tabletsFolder(dir);
  const made = makeFolder(folder);
  if (!made.ok) throw fileFault(made.fault);
  const lock = lockTablets(dir);
  if (lock === undefined) throw conflictFault(said((words) => words.busy));
  return lock.release;
}

/* The list. */

interface ListedTablet {
  readonly tablet: Tablet;
  readonly device: ShopDevice | undefined;
  readonly register: "none" | "kept" | "shown";
  readonly hasKey: boolean;
  readonly isConnected: boolean;
  /** When it was heard last or wrote its last event that is here, in milliseconds since 1970. */
  readonly heardAtMs: number | undefined;
}

export function showTablets(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till, printing, clock, dir } = open;
    const standing = meshStanding(till.ledger, await printing.askHolder());
    const view = standing.type === "linked" ? standing.view : undefined;
    const devices = listDevices(till);
    const listed: Array<ListedTablet> = [];
    for (const tablet of listTablets(dir)) {
      const device = devices.find((other) => other.device === tablet.record?.device);
      listed.push(await listedTablet(tablet, { dir, device, view, nowMs: clock.nowMs() }));
    }
    if (options.json === true) console.json({ tablets: listed.map((one) => toJson(one, till)) });
    else tellList(open, listed, console);
    return EXIT.fine;
  });
}

async function listedTablet(
  tablet: Tablet,
  {
    dir,
    device,
    view,
    nowMs,
  }: {
    readonly dir: string;
    readonly device: ShopDevice | undefined;
    readonly view: MeshView | undefined;
    readonly nowMs: number;
  },
): Promise<ListedTablet> {
  const peer = device === undefined ? undefined : peerOf(view, device.device);
  const heardAgoMs = peer?.heardAgoMs ?? undefined;
  return {
    tablet,
    device,
    register: await lookAtKept(tablet.socket, systemClock),
    hasKey: hasKey(tabletsFolder(dir).keys, tablet.name),
    isConnected: peer?.isConnected === true,
    heardAtMs: heardAgoMs === undefined ? device?.chains[0]?.at.wallMs : nowMs - heardAgoMs,
  };
}

function toJson(
  { tablet, device, register, hasKey: key, isConnected, heardAtMs }: ListedTablet,
  { offsetMinutes }: Till,
) {
  return {
    tablet: tablet.name,
    code: device?.code ?? null,
    name: device?.name ?? null,
    whole: tablet.record !== undefined,
    revoked: device?.revoked ?? false,
    register,
    key,
    connected: isConnected,
    heardAt: heardAtMs === undefined ? null : wallToText(wallTimeAt(heardAtMs, offsetMinutes)),
    store: tablet.store,
  };
}

function tellList(
  { till, clock }: OpenTill,
  listed: ReadonlyArray<ListedTablet>,
  console: Console,
): void {
  const locale = console.locale();
  const { list: words } = wordsIn(tabletWords, locale);
  if (listed.length === 0) console.out(words.none);
  for (const { tablet, device, register, hasKey: key, isConnected, heardAtMs } of listed) {
    if (tablet.record === undefined) {
      console.words(`${tablet.name}: ${words.half({ name: tablet.name })}`);
      continue;
    }
    const shopTime = { offsetMinutes: till.offsetMinutes, locale };
    const heard = heardAtMs === undefined ? "" : shopTimeText(shopTime, heardAtMs, clock.nowMs());
    const facts = [
      words.register({ state: register }),
      words.key({ is: key ? "there" : "missing" }),
      isConnected ? words.connected : words.heard({ when: heard }),
    ];
    const name = device === undefined ? "?" : deviceName(device);
    console.words(`${tablet.name}: ${name}, ${facts.join(", ")}`);
  }
}

/* The end of one. */

export async function removeTablet(
  text: string,
  options: RemoveTabletOptions,
  console: Console,
): Promise<ExitCode> {
  const dir = storeDir(options, console);
  const tablet = known(dir, nameFrom(text));
  const isMeant = saysThatItIsMeant(options, console);
  const keys = await unlock(dir, options, console);
  return await withTill({ ...options, keys }, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    valueOf(mayInvite(till, actor), till);
    const release = alone(dir);
    try {
      await takeKey(tablet, dir);
      const { device } = tablet.record ?? {};
      const target = listDevices(till).find((other) => other.device === device);
      await refuseRunning(tablet);
      if (options.unheard !== true) refuseUnheard(till, { tablet, target, keys });
      if (target !== undefined && !target.revoked) {
        if (options.json !== true) {
          tellLeftBehind(till, { target, left: leftBehind(till, target) }, console);
        }
        if (!isMeant) await confirm(till, target, console);
        const reason = wordsIn(tabletWords, till.shopLocale()).reason({ name: tablet.name });
        valueOf(revokeDevice(till, actor, { device: target.device, reason }), till);
      }
      const folder = putAside(dir, tablet);
      tellRemoved({ tablet, target, folder, isJson: options.json === true }, console);
      return EXIT.fine;
    } finally {
      release();
    }
  });
}

function known(dir: string, name: string): Tablet {
  const place = tabletPlace(dir, name);
  if (existsSync(place.folder)) return readTablet(place);
  const names = listTablets(dir).map((tablet) => tablet.name);
  throw notFoundFault(
    said((words) => words.unknown({ name, count: names.length, names: names.join(", ") })),
  );
}

/** First of all: whoever has the tablet comes in no more, whatever becomes of the rest. */
async function takeKey({ name }: Tablet, dir: string): Promise<void> {
  const { keys } = tabletsFolder(dir);
  if (!hasKey(keys, name)) return;
  const taken = await changeKey(keys, name);
  if (!taken.ok) throw fileFault(taken.fault);
}

async function refuseRunning({ name, socket }: Tablet): Promise<void> {
  if ((await lookAtKept(socket, systemClock)) === "none") return;
  throw conflictFault(said((words) => words.runs({ name })));
}

/** What only the tablet's store knows would be lost to the shop. */
function refuseUnheard(
  { ledger }: Till,
  {
    tablet,
    target,
    keys,
  }: {
    readonly tablet: Tablet;
    readonly target: ShopDevice | undefined;
    readonly keys: Parameters<typeof eventsUnknown>[2];
  },
): void {
  if (!hasStore(tablet.store)) return;
  const count = eventsUnknown(tablet.store, ledger, keys);
  if (count === 0) return;
  const till = target === undefined ? tablet.name : deviceName(target);
  throw new CommandFault(
    EXIT.incomplete,
    said((words) => words.unheard({ name: tablet.name, till, count })),
  );
}

function putAside(dir: string, { name, folder }: Tablet): string {
  const place = removedPlace(dir, name);
  const made = makeFolder(path.dirname(place));
  if (!made.ok) throw fileFault(made.fault);
  renameSync(folder, place);
  return place;
}

function tellRemoved(
  {
    tablet,
    target,
    folder,
    isJson,
  }: {
    readonly tablet: Tablet;
    readonly target: ShopDevice | undefined;
    readonly folder: string;
    readonly isJson: boolean;
  },
  console: Console,
): void {
  if (isJson) {
    console.json({
      tablet: tablet.name,
      code: target?.code ?? null,
      removed: true,
      keptIn: folder,
    });
    return;
  }
  const words = wordsIn(tabletWords, console.locale());
  if (target !== undefined) {
    console.out(wordsOf(console).leaves.shutOut({ till: deviceName(target) }));
  }
  console.words(words.keptIn({ folder }));
}
