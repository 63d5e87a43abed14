/** Makes the model shop of a new group: a copy of what one of its shops sells, or a shop that is written down in files. */

import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { foundShop } from "../../src/app/founding/found-shop.ts";
import { err, ok, type Result } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type ShopFixture } from "../../src/domain/founding/shop-fixture.ts";
import { streamName } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { fieldDrafts } from "../../src/domain/office/change-fields.ts";
import { checkNewPin, type PinFault, pinRuleFor } from "../../src/domain/people/pin-rule.ts";
import { permissionsFrom } from "../../src/domain/people/role-words.ts";
import { nextDay } from "../../src/domain/settings/dated-values.ts";
import { readSetting } from "../../src/domain/settings/settings.ts";
import { type ShopTime } from "../../src/domain/settings/shop-time.ts";
import { fieldValue } from "../../src/domain/state/entry-state.ts";
import { type Locale } from "../../src/domain/text/locale.ts";
import { commitBatch } from "../../src/ledger/commit-batch.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { compareShop } from "./compare-shop.ts";
import { type Entry, entriesOf, stateOf } from "./entry-fields.ts";
import { groupFolder, withModel } from "./group-folder.ts";
import { nothingLost } from "./model-marks.ts";
import { peopleTexts } from "./people-texts.ts";
import { type FieldChange } from "./said.ts";

export interface GroupOwner {
  readonly name: string;
  readonly pin: string;
}

export type NewGroup =
  | { readonly type: "fixture"; readonly fixture: string }
  | { readonly type: "copy"; readonly from: CopiedShop; readonly owner: GroupOwner };

/** What a model takes from a shop. */
export interface CopiedShop extends ShopTime {
  readonly currency: string;
  readonly language: Locale;
  readonly entries: ReadonlyArray<Entry>;
  /** Its stations: goods name them, and no group publishes them. */
  readonly stations: ReadonlyArray<Draft>;
}

export type FoundGroupFault =
  | PinFault
  | { readonly type: "group/no-fixture"; readonly sentence: string };

const OWNER_NUMBER = 1;
const OWNER_ROLE = "manager";
const DEVICE = "Head office";

/**
 * Returns the code of the model's recovery sheet. Throws StoreError where there is a ledger in the group's folder
 * already.
 */
export async function foundGroup(
  { hub, name }: { readonly hub: string; readonly name: string },
  wish: NewGroup,
  store: StoreDeps,
): Promise<Result<{ readonly recoveryCode: string }, FoundGroupFault>> {
  const fixture = wish.type === "copy" ? modelOf(name, wish) : namedFixture(wish.fixture);
  if (!fixture.ok) return fixture;
  const dir = groupFolder(hub, name);
  const options = { dir, fixture: fixture.value, deviceName: DEVICE, demo: false };
  const { recoveryCode } = await foundShop(options, store);
  if (wish.type === "copy") {
    const { from } = wish;
    await withModel(hub, name, {
      store,
      work: (model) => {
        const events = [...from.stations, ...fieldDrafts(copied(from, model))];
        commitBatch(model, { by: "", name: "copy a shop", events }, store.random);
      },
    });
  }
  return ok({ recoveryCode });
}

/** Returns what a model takes from a shop; undefined for one that was not heard yet. */
export function shopToCopy(ledger: Ledger): CopiedShop | undefined {
  const founding = ledger.founding();
  if (founding === undefined) return undefined;
  const { currency, zone, cutover } = founding;
  return ledger.read((view) => {
    const language = readSetting(view, "language");
    const stations = stationsOf(view);
    return { currency, zone, cutover, language, stations, entries: entriesOf(view) };
  });
}

function stationsOf(view: LedgerView): ReadonlyArray<Draft> {
  return view
    .tagged("cat")
    .filter((stream) => streamName(stream).startsWith("station/"))
    .map((stream): Draft => {
      const said = fieldValue(stateOf(view, stream), "name");
      const name = typeof said === "string" ? said : "";
      return { kind: "station/set", streams: [stream], body: { set: { name }, over: {} } };
    });
}

/** Returns the fields of the shop that a new model says otherwise, each to be written there. */
function copied({ entries }: CopiedShop, model: Ledger): ReadonlyArray<FieldChange> {
  const day = model.day();
  if (day === undefined) throw new Error("A shop that was founded is on a day.");
  return model.read((view) =>
    compareShop({
      model: entries,
      offices: new Set([model.identity.key.device]),
      free: new Set(),
      insists: true,
      day,
      nextDay: nextDay(view, day),
      people: peopleTexts(model, new Map()),
      shopState: (stream) => stateOf(view, stream),
      lost: nothingLost,
      ahead: () => [],
      ofShop: () => [],
    }),
  );
}

function namedFixture(name: string): Result<ShopFixture, FoundGroupFault> {
  const fixture = loadFixture(name);
  if (fixture.ok) return fixture;
  return err({ type: "group/no-fixture", sentence: fixture.fault.sentence });
}

/** Goods, taxes, lists, roles and settings come from the shop; its people's names are known there alone. */
function modelOf(
  name: string,
  { from, owner }: { readonly from: CopiedShop; readonly owner: GroupOwner },
): Result<ShopFixture, FoundGroupFault> {
  const base = namedFixture("cafe");
  if (!base.ok) return base;
  const { roles, shop } = base.value;
  const { permissions = [] } = roles.find(({ id }) => id === OWNER_ROLE) ?? {};
  const checked = checkNewPin(
    owner.pin,
    pinRuleFor(permissionsFrom(permissions)),
    String(OWNER_NUMBER),
  );
  if (!checked.ok) return checked;
  const { currency, zone, cutover, language } = from;
  return ok({
    ...base.value,
    shop: { ...shop, name, currency, zone, cutover: timeText(cutover), language },
    taxClasses: [],
    categories: [],
    stations: [],
    modifierGroups: [],
    products: [],
    promotions: [],
    printers: [],
    areas: [],
    tables: [],
    roles,
    staff: [{ number: OWNER_NUMBER, name: owner.name, role: OWNER_ROLE, pin: owner.pin }],
  });
}

function timeText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}
