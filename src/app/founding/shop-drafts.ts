/** Makes the drafts of a new shop's events: its settings, goods and people. */

import { changeProduct } from "../../domain/commands/office/change-products.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type NamedPromotion } from "../../domain/founding/shop-fixture.ts";
import {
  type Catalogue,
  type Category,
  type ModifierGroup,
  type Product,
  SERVICES,
  type Station,
  type TaxClass,
} from "../../domain/goods/catalogue.ts";
import { toStreamId } from "../../domain/identity.ts";
import { permissionWords } from "../../domain/people/role-words.ts";
import { type Random } from "../../domain/ports.ts";
import { promotionEntry } from "../../domain/prices/promotion-book.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { type Floor } from "../../domain/settings/floor.ts";
import { type SettingKey, type SettingValue } from "../../domain/settings/settings.ts";
import { emptyEntry } from "../../domain/state/entry-state.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { stageSecrets } from "../../ledger/staged-secrets.ts";
import { newNameKeyId, newPepper, newVerifierId } from "../till/person-secrets.ts";
import { makePinVerifier, type PinCost, verifierToBytes } from "../till/pin.ts";
import { type SealingSecrets, sealText } from "../till/sealed-text.ts";

export interface CatalogueParts {
  readonly taxClasses: ReadonlyArray<TaxClass>;
  readonly categories: ReadonlyArray<Category>;
  readonly stations: ReadonlyArray<Station>;
  readonly modifierGroups: ReadonlyArray<ModifierGroup>;
  readonly products: ReadonlyArray<Product>;
}

type TaxClassSet = NonNullable<
  Extract<Draft, { readonly kind: "tax-class/set" }>["body"]["set"]["taxesByService"]
>;
type RoleSet = Extract<Draft, { readonly kind: "role/set" }>["body"]["set"];

export interface StaffParts {
  readonly roles: ReadonlyArray<RoleSet & { readonly id: string }>;
  /** The cost of PIN verifiers, where it differs from the usual. */
  readonly pinCost?: PinCost | undefined;
  readonly staff: ReadonlyArray<{
    readonly number: number | string;
    readonly name: string;
    readonly role: string;
    readonly pin: string;
    readonly language?: Locale | undefined;
  }>;
}

export function settingDraft<Key extends SettingKey>(key: Key, value: SettingValue<Key>): Draft {
  return { kind: "setting/set", streams: [toStreamId("set", key)], body: { value, over: [] } };
}

export function catalogueDrafts(parts: CatalogueParts): ReadonlyArray<Draft> {
  const { taxClasses, categories, stations, modifierGroups, products } = parts;
  return [
    ...taxClasses.map(({ id, name, taxesByService, letters }): Draft => {
      const taxes = SERVICES.map((service) => [service, [...taxesByService[service]]] as const);
      const set = {
        name,
        taxesByService: Object.fromEntries(taxes) as TaxClassSet,
        ...(letters === undefined ? {} : { letters }),
      };
      return {
        kind: "tax-class/set",
        streams: entryStream("tax-class", id),
        body: { set, over: {} },
      };
    }),
    ...categories.map(({ id, ...set }): Draft => {
      return {
        kind: "category/set",
        streams: entryStream("category", id),
        body: { set, over: {} },
      };
    }),
    ...stations.map(({ id, ...set }): Draft => {
      return { kind: "station/set", streams: entryStream("station", id), body: { set, over: {} } };
    }),
    ...modifierGroups.map(({ id, options, ...group }): Draft => {
      const streams = entryStream("modifier-group", id);
      const set = { ...group, options: [...options] };
      return { kind: "modifier-group/set", streams, body: { set, over: {} } };
    }),
    ...products.flatMap((after) => changeProduct({ before: undefined, after }, emptyEntry)),
  ];
}

export function floorDrafts({ areas, tables }: Floor): ReadonlyArray<Draft> {
  return [
    ...areas.map(({ id, ...set }): Draft => {
      return { kind: "area/set", streams: [toStreamId("area", id)], body: { set, over: {} } };
    }),
    ...tables.map(({ id, ...set }): Draft => {
      return { kind: "table/set", streams: [toStreamId("table", id)], body: { set, over: {} } };
    }),
  ];
}

/** Price lists, and what is on them. */
export function listDrafts({
  priceListsById,
  listedPrices,
}: Pick<Catalogue, "priceListsById" | "listedPrices">): ReadonlyArray<Draft> {
  const lists = [...priceListsById.values()].map(
    ({ id, days, hours, services, groups, ...rest }): Draft => {
      const when = { days: [...days], hours: [...hours], services: [...services] };
      const set = { ...rest, ...when, ...(groups.length === 0 ? {} : { groups: [...groups] }) };
      return {
        kind: "price-list/set",
        streams: entryStream("price-list", id),
        body: { set, over: {} },
      };
    },
  );
  const prices = [...listedPrices].flatMap(([sku, prices]) =>
    [...prices].map(([list, { fixed, off }]): Draft => {
      const body = { list, price: { fixed, off }, over: [] };
      return { kind: "price/listed", streams: entryStream("product", sku), body };
    }),
  );
  return [...lists, ...prices];
}

export function promotionDrafts(promotions: ReadonlyArray<NamedPromotion>): ReadonlyArray<Draft> {
  return promotions.map(({ id, facts }): Draft => ({
    kind: "promotion/set",
    streams: [toStreamId("cat", promotionEntry(id))],
    body: { promotion: facts },
  }));
}

/** Each driven by the till that it belongs to. */
export function printerDrafts(
  printers: ReadonlyArray<Printer>,
  change: Partial<Pick<Printer, "till" | "active">> = {},
): ReadonlyArray<Draft> {
  return printers.map((printer): Draft => {
    const { id, name, till, connection, profile, columns, drawer, abilities, active } = printer;
    const { logo, buzzes, pulseMs } = printer;
    const set = {
      name,
      till,
      connection,
      profile,
      columns,
      prints: [...printer.prints],
      stations: [...printer.stations],
      standsInFor: [...printer.standsInFor],
      drawer,
      abilities: abilities === undefined ? null : [...abilities],
      ...(logo === undefined ? {} : { logo }),
      ...(buzzes === undefined ? {} : { buzzes }),
      ...(pulseMs === undefined ? {} : { pulseMs }),
      active,
      ...change,
    };
    return { kind: "printer/set", streams: [toStreamId("printer", id)], body: { set, over: {} } };
  });
}

function entryStream(type: string, id: string) {
  return [toStreamId("cat", `${type}/${id}`)];
}

/**
 * Returns the drafts of the staff of a new shop. The secret values are stored at once, before the
 * events that name them.
 */
export async function staffDrafts(
  ledger: Ledger,
  { roles, staff, pinCost }: StaffParts,
  random: Random,
): Promise<ReadonlyArray<Draft>> {
  const secrets = stageSecrets(ledger.secrets);
  const pepper = newPepper(random);
  secrets.put(pepper.id, pepper.key);
  const people = await Promise.all(
    staff.map(async ({ pin, ...person }) => {
      const no = String(person.number);
      // PINs are ready in any order, and a seed makes one shop: chance is drawn before, values are put after.
      const member = memberDraft(secrets, person, random);
      const verifierId = newVerifierId(no, random);
      const verifier = await makePinVerifier(no, pin, { pepper, random, cost: pinCost });
      const streams = [toStreamId("staff", no)];
      const pinSet: Draft = { kind: "staff/pin-set", streams, body: { verifierId, over: [] } };
      return { drafts: [member, pinSet], id: verifierId, value: verifierToBytes(verifier) };
    }),
  );
  for (const { id, value } of people) secrets.put(id, value);
  secrets.keep();
  return [...roleDrafts(roles), ...secrets.written(), ...people.flatMap(({ drafts }) => drafts)];
}

export function roleDrafts(roles: StaffParts["roles"]): ReadonlyArray<Draft> {
  return roles.map(({ id, ...given }): Draft => {
    const { permissions = [] } = given;
    // The author of the list knew all permissions, so one that is not on it is denied.
    const set = { ...given, permissions: permissionWords(new Set(permissions), permissions) };
    return { kind: "role/set", streams: [toStreamId("role", id)], body: { set, over: {} } };
  });
}

/** Somebody who works there and has no PIN yet. */
export function memberDraft(
  secrets: SealingSecrets,
  { number, name, role, language }: Omit<StaffParts["staff"][number], "pin">,
  random: Random,
): Draft {
  const no = String(number);
  const sealed = sealText(name, newNameKeyId(no, random), { secrets, random });
  const inLanguage = language === undefined ? {} : { language };
  const set = { name: sealed, role, active: true, ...inLanguage };
  return { kind: "staff/set", streams: [toStreamId("staff", no)], body: { set, over: {} } };
}
