/**
 * What is wrong with the box itself, for whoever can mend it: a clock, or sales that are nowhere else.
 * Nobody answers it: it is gone as soon as it is mended.
 */

import { type Addressee } from "../../domain/attention.ts";
import { deviceName } from "../../domain/commands/change-device.ts";
import { durationText } from "../../domain/duration-text.ts";
import { type Locale } from "../../domain/locale.ts";
import { createBackupBook } from "../backup/backup-book.ts";
import { type MeshView } from "../mesh-view.ts";
import {
  CLOCK_OFF_MS,
  clockAheadMs,
  forgottenTills,
  otherTills,
  strayClocks,
  tillName,
} from "../mesh/mesh-report.ts";
import { type OpenTill } from "../open-till.ts";
import { type Till } from "../till.ts";
import { type BoxWords } from "../words/words-shape.ts";
import { itemId } from "./item-id.ts";
import { wrongClock } from "./wrong-clock.ts";

export interface BoxItem {
  readonly id: string;
  readonly kind: string;
  readonly addressee: Addressee;
  readonly text: string;
}

interface ToldBox {
  readonly words: BoxWords;
  readonly locale: Locale;
}

/** `of`: whose box it is about. */
type Mended = Omit<BoxItem, "id"> & { readonly of: string };

export function listBoxItems(
  open: Pick<OpenTill, "till" | "clock">,
  view: MeshView | undefined,
  told: ToldBox,
): ReadonlyArray<BoxItem> {
  const { words } = told;
  const all = [
    ...clockItems(open, view, told),
    ...unopenedItems(open.till, view, words),
    ...copiedItems(open.till, view, words),
    ...backupItems(open.till, words),
  ];
  return all.map(({ kind, addressee, text, of }) => {
    return { id: itemId([kind, of]), kind, addressee, text };
  });
}

function clockItems(
  open: Pick<OpenTill, "till" | "clock">,
  view: MeshView | undefined,
  { words, locale }: ToldBox,
): ReadonlyArray<Mended> {
  const { ledger } = open.till;
  const devices = ledger.admission();
  const self = ledger.identity.key.device;
  const says = wrongClock(open, locale);
  const aheadMs = (view && clockAheadMs(view)) ?? 0;
  const strays = (view === undefined ? [] : strayClocks(view)).map(({ device, aheadMs: off }) => ({
    kind: "clock/off",
    addressee: "manager" as const,
    text: words.clockOffAt(tillName(devices, device), durationText(off, locale), off > 0),
    of: device,
  }));
  // One that can't be right says nothing of the others.
  if (says !== undefined) {
    const text = words.clockWrong(says);
    return [{ kind: "clock/wrong", addressee: "cashier", text, of: self }];
  }
  if (Math.abs(aheadMs) <= CLOCK_OFF_MS) return strays;
  const [only, ...more] = view?.peers.filter(({ isConnected }) => isConnected) ?? [];
  const off = durationText(aheadMs, locale);
  // Of two that differ nobody knows which one is right.
  const text =
    only !== undefined && more.length === 0
      ? words.clocksDiffer(tillName(devices, only.device), off, aheadMs > 0)
      : words.clockOff(off, aheadMs > 0);
  return [{ kind: "clock/off", addressee: "manager", text, of: self }, ...strays];
}

function unopenedItems(
  { ledger }: Till,
  view: MeshView | undefined,
  words: BoxWords,
): ReadonlyArray<Mended> {
  const forgotten = view === undefined ? [] : forgottenTills(ledger, view);
  return forgotten.map((till) => ({
    kind: "till/unopened",
    addressee: "manager",
    text: words.unopened(deviceName(till)),
    of: till.device,
  }));
}

function copiedItems(
  { ledger }: Till,
  view: MeshView | undefined,
  words: BoxWords,
): ReadonlyArray<Mended> {
  return (view?.copied ?? []).map((device) => ({
    kind: "till/copied",
    addressee: "manager",
    text: words.copied(tillName(ledger.admission(), device)),
    of: device,
  }));
}

/** Others hold what a till of several has sold. */
function backupItems({ ledger, founding }: Till, words: BoxWords): ReadonlyArray<Mended> {
  if (founding.demo || otherTills(ledger).length > 0) return [];
  if (createBackupBook(ledger).places().length > 0) return [];
  const { shop } = ledger.identity;
  return [{ kind: "backup/no-place", addressee: "manager", text: words.noBackupPlace, of: shop }];
}
