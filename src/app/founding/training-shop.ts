/**
 * Founds a shop for learning, as the real one is: its goods, taxes, people and settings, and nothing
 * that it sold. Everybody has the same PIN there, and its numbers have letters that no till ever gets.
 */

import { factsOf } from "../../domain/commands/office/change-promotions.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { TRAINING_CODE } from "../../domain/events/series.ts";
import { type NamedPromotion } from "../../domain/founding/shop-fixture.ts";
import { type BusinessDay, type DeviceId, toStreamId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { SETTING_KEYS } from "../../domain/office/setting-text.ts";
import { readRoles, readStaff, rightsOf } from "../../domain/people/staff.ts";
import { type Random } from "../../domain/ports.ts";
import { readCatalogue } from "../../domain/prices/catalogue-view.ts";
import { promotionBook } from "../../domain/prices/promotion-book.ts";
import { printersOf } from "../../domain/printers/printers.ts";
import { floorView } from "../../domain/settings/floor.ts";
import { isFounded, readSettingOn } from "../../domain/settings/settings.ts";
import { shopTimeOn } from "../../domain/settings/shop-time.ts";
import { fieldValue } from "../../domain/state/entry-state.ts";
import { terminalsOf } from "../../domain/terminals/terminals.ts";
import { commitBatch } from "../../ledger/commit-batch.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { foundLedger, openLedger, type StoreDeps } from "../../ledger/open-ledger.ts";
import { newRecoveryCode, recoveryKeysOf } from "../../ledger/recovery/recovery-code.ts";
import { type PinCost } from "../till/pin.ts";
import { staffMemberName } from "../till/staff-member-name.ts";
import { createTill } from "../till/till.ts";
import {
  catalogueDrafts,
  floorDrafts,
  listDrafts,
  printerDrafts,
  promotionDrafts,
  settingDraft,
  staffDrafts,
  type StaffParts,
} from "./shop-drafts.ts";

/** Everybody's, and shown on the screen. */
export const TRAINING_PIN = "0000";
/** The lowest cost, because there is nothing to guess. */
const PIN_COST: PinCost = { N: 2, r: 1, p: 1 };

export interface TrainingFolders {
  /** The store of the real shop: only read. */
  readonly real: string;
  /** The folder in which the training shop is made: it is empty yet. */
  readonly dir: string;
}

/** Throws StoreError when the real store can't be read, or nothing can be written at `dir`. */
export async function foundTraining(
  { real, dir }: TrainingFolders,
  deps: StoreDeps,
): Promise<void> {
  const model = openLedger(real, { ...deps, readOnly: true });
  try {
    const training = foundLike(model, dir, deps);
    try {
      const people = await staffDrafts(training, staffOf(model), deps.random);
      copyShop(model, training, { people, random: deps.random });
    } finally {
      training.close();
    }
  } finally {
    model.close();
  }
}

function foundLike(model: Ledger, dir: string, deps: StoreDeps): Ledger {
  const till = createTill({ ...deps, dir, ledger: model, queuePapers: () => undefined });
  const { name, currency } = till.founding;
  const { suggested: firstDay } = till.days();
  const { zone, cutover } = model.read((view) => shopTimeOn(view, till.founding, firstDay));
  const deviceName = till.deviceName();
  const { keys: _keys, protection: _protection, ...own } = deps;
  return foundLedger(
    dir,
    {
      name,
      currency,
      zone,
      cutover,
      deviceName,
      firstDay,
      demo: true,
      code: TRAINING_CODE,
      // Its recovery sheet is never printed, because there is nothing to recover.
      ...recoveryKeysOf(newRecoveryCode(deps.random)),
    },
    own,
  );
}

function copyShop(
  model: Ledger,
  training: Ledger,
  { people, random }: { readonly people: ReadonlyArray<Draft>; readonly random: Random },
): void {
  const day = training.day();
  if (day === undefined) throw new Error("The training has no day.");
  const { device } = model.identity.key;
  const events = model.read((view) => [
    ...settingDrafts(view, day),
    // A printer belongs to the training till, whichever that is.
    ...printerDrafts(printersOf(view, device), { till: null }),
    ...terminalDrafts(view, device, training.identity.key.device),
    ...goodsDrafts(view, day),
    ...floorDrafts(floorView(view)),
    ...promotionDrafts(promotionsNow(view)),
    ...people,
  ]);
  commitBatch(training, { by: "", name: "set up training", events }, random);
  training.flush();
}

function settingDrafts(view: LedgerView, day: BusinessDay): ReadonlyArray<Draft> {
  return SETTING_KEYS.flatMap((key) =>
    // The settings of the founding are there already; an exercise notifies nobody.
    isFounded(key) || key === "notify"
      ? []
      : [settingDraft<typeof key>(key, readSettingOn(view, key, day))],
  );
}

/** Terminals as they are called beside the real till, at no address: each answers by itself. */
function terminalDrafts(view: LedgerView, real: DeviceId, till: DeviceId): ReadonlyArray<Draft> {
  return terminalsOf(view, real)
    .filter(({ active }) => active)
    .map(({ id, name }) => ({
      kind: "terminal/set",
      streams: [toStreamId("terminal", id)],
      body: { set: { name, till, active: true }, over: {} },
    }));
}

/** Whatever was sold out is there again: nobody learns from a full shelf that is empty. */
function goodsDrafts(view: LedgerView, day: BusinessDay): ReadonlyArray<Draft> {
  const catalogue = readCatalogue(view, day);
  return [
    ...catalogueDrafts({
      taxClasses: [...catalogue.taxClassesById.values()],
      categories: [...catalogue.categoriesById.values()],
      stations: [...catalogue.stationsById.values()],
      modifierGroups: [...catalogue.modifierGroupsById.values()],
      products: [...catalogue.productsBySku.values()],
    }),
    ...listDrafts(catalogue),
  ];
}

function promotionsNow(view: LedgerView): ReadonlyArray<NamedPromotion> {
  return [...promotionBook(view).offeredById.values()].map((promotion) => ({
    id: promotion.id,
    facts: factsOf(promotion),
  }));
}

function staffOf({ read, secrets }: Ledger): StaffParts {
  return read((view) => ({
    pinCost: PIN_COST,
    roles: readRoles(view).map((id) => {
      const { permissions, discountLimit } = rightsOf(view, id);
      const name = fieldValue(view.state("role", id), "name");
      return {
        id,
        name: typeof name === "string" ? name : id,
        permissions: [...permissions],
        discountLimit,
      };
    }),
    staff: readStaff(view)
      .filter(({ active }) => active)
      .map((member) => ({
        number: member.number,
        name: staffMemberName(secrets, member.number, member),
        role: member.role,
        pin: TRAINING_PIN,
        language: member.language,
      })),
  }));
}
