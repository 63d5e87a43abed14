/** Makes a shop out of one that is written down in files: its ledger, people, goods and printers. */

import { type Draft } from "../../domain/events/kinds.ts";
import { isInSoftware } from "../../domain/events/printer-connection.ts";
import { fixturePromotions, type ShopFixture } from "../../domain/founding/shop-fixture.ts";
import { type DeviceId, toStreamId } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";
import { carefulFor, type Printer, USUAL_PRINTER } from "../../domain/printers/printers.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { businessDate } from "../../domain/text/civil-time.ts";
import { commitBatch } from "../../ledger/commit-batch.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type Founding, foundLedger, type StoreDeps } from "../../ledger/open-ledger.ts";
import {
  newRecoveryCode,
  type RecoveryCode,
  recoveryKeysOf,
} from "../../ledger/recovery/recovery-code.ts";
import { type RecoverySheet } from "../../printer/documents/sheet-document.ts";
import { noteRecoveryCheck } from "../backup/recovery-check.ts";
import { ownPrinters } from "../printing/printer-drive.ts";
import { columnsOf, NARROW_COLUMNS } from "../printing/printer-models.ts";
import { type PinCost } from "../till/pin.ts";
import { inFoundingFolder } from "./founding-folder.ts";
import {
  catalogueDrafts,
  floorDrafts,
  printerDrafts,
  promotionDrafts,
  settingDraft,
  staffDrafts,
} from "./shop-drafts.ts";

export interface FoundingOptions {
  readonly dir: string;
  readonly fixture: ShopFixture;
  readonly deviceName: string;
  readonly demo: boolean;
  /** The name of a card terminal in software, by which people of a demo pay; missing for none. */
  readonly terminal?: string;
  /** For a shop whose people's PINs everybody knows. */
  readonly pinCost?: PinCost;
  /**
   * Brings the recovery sheet to paper, before there is a shop that only its code could save. Says
   * whether a person has read the code back from there.
   */
  readonly handOut?: (sheet: FoundedSheet) => Promise<"read-back" | "unread">;
}

export interface FoundedSheet {
  readonly code: RecoveryCode;
  readonly sheet: RecoverySheet;
  /** The one that the shop is founded on. */
  readonly till: DeviceId;
  /** The printers of the new shop. */
  readonly printers: ReadonlyArray<Printer>;
}

export interface FoundedShop {
  /**
   * The code that opens the shop again when every box is gone: it is written down by a person, and
   * never stored.
   */
  readonly recoveryCode: RecoveryCode;
}

/** Throws StoreError when the folder holds a ledger already. What `handOut` throws leaves no shop. */
export function foundShop(options: FoundingOptions, deps: StoreDeps): Promise<FoundedShop> {
  return inFoundingFolder(options.dir, async (folder) => {
    const facts = foundingFacts(options, deps);
    const recoveryCode = newRecoveryCode(deps.random);
    const ledger = foundLedger(folder, { ...facts, ...recoveryKeysOf(recoveryCode) }, deps);
    try {
      await setUp(ledger, options, deps.random);
      const how = await options.handOut?.(sheetOf(ledger, recoveryCode, deps));
      if (how === "read-back") noteRecoveryCheck(ledger, facts.firstDay);
    } finally {
      ledger.close();
    }
    return { recoveryCode };
  });
}

function foundingFacts(
  { fixture: { shop }, deviceName, demo }: FoundingOptions,
  { clock, offsetMinutes }: StoreDeps,
): Founding {
  const { name, currency, zone } = shop;
  const nowMs = clock.nowMs();
  const cutover = toMinutes(shop.cutover);
  const firstDay = businessDate(nowMs, offsetMinutes(zone, nowMs), cutover);
  return { name, currency, zone, cutover, demo, deviceName, firstDay };
}

function sheetOf(
  ledger: Ledger,
  code: RecoveryCode,
  { clock, offsetMinutes }: StoreDeps,
): FoundedSheet {
  const founding = ledger.founding();
  if (founding === undefined) throw new Error("The shop was not founded.");
  const { name: shopName, shop, zone, demo } = founding;
  const wallMs = clock.nowMs();
  const at = { wallMs, offsetMinutes: offsetMinutes(zone, wallMs) };
  const locale = ledger.read((view) => readSetting(view, "language"));
  const sheet = { shopName, shop, code, at, demo, locale };
  return { code, sheet, till: ledger.identity.key.device, printers: ownPrinters(ledger) };
}

async function setUp(
  ledger: Ledger,
  { fixture, pinCost, terminal }: FoundingOptions,
  random: Random,
): Promise<void> {
  const people = await staffDrafts(ledger, { ...fixture, pinCost }, random);
  const events = [
    ...settingEvents(fixture),
    ...printerDrafts(fixture.printers.map((printer) => ownPrinter(toPrinter(printer), ledger))),
    ...(terminal === undefined ? [] : [practiceTerminal(terminal, ledger)]),
    ...catalogueDrafts(fixture),
    ...floorDrafts(fixture),
    ...promotionDrafts(fixturePromotions(fixture)),
    ...people,
  ];
  // The events are one batch: a till that receives them shows the whole card, never half of it.
  commitBatch(ledger, { by: "", name: "set up shop", events }, random);
  ledger.flush();
  // Nobody waits for a key yet.
  while (await ledger.seal());
}

function toMinutes(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

export function settingEvents({ shop }: ShopFixture): ReadonlyArray<Draft> {
  return [
    settingDraft("default-service", shop.defaultService),
    settingDraft("lock-after", shop.lockAfterMinutes),
    ...(shop.language === "en" ? [] : [settingDraft("language", shop.language)]),
    settingDraft("receipt-head", shop.receiptHead),
    settingDraft("receipt-foot", shop.receiptFoot),
    settingDraft("cash-step", shop.cashRounding.step),
    settingDraft("cash-direction", shop.cashRounding.direction),
    settingDraft("tax-rounding", shop.tax.rounding),
    settingDraft("tax-half", shop.tax.half),
    ...(shop.keyLayout === undefined ? [] : [settingDraft("key-layout", shop.keyLayout)]),
  ];
}

/** A printer that hangs on this box is driven by this box; every till has its own one in software. */
function ownPrinter(printer: Printer, { identity }: Ledger): Printer {
  return isInSoftware(printer.connection) ? printer : { ...printer, till: identity.key.device };
}

/** A terminal at no address of this box: in a demo it answers by itself, and takes nobody's money. */
function practiceTerminal(name: string, { identity }: Ledger): Draft {
  const set = { name, host: PRACTICE_HOST, till: identity.key.device, active: true };
  return {
    kind: "terminal/set",
    streams: [toStreamId("terminal", PRACTICE_TERMINAL)],
    body: { set, over: {} },
  };
}

const PRACTICE_TERMINAL = "main";
const PRACTICE_HOST = "practice";

export function toPrinter({
  id,
  name,
  connection,
  abilities,
  paperMm,
  profile = isInSoftware(connection) ? "epson-80" : carefulFor(paperMm),
  receipts,
  stations,
}: ShopFixture["printers"][number]): Printer {
  return {
    ...USUAL_PRINTER,
    id,
    name,
    connection,
    profile,
    abilities,
    columns: paperMm === 58 ? NARROW_COLUMNS : columnsOf(profile),
    prints: receipts ? ["receipts"] : [],
    stations,
  };
}
