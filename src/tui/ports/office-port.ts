/** The back office's needs from the till, each act in the name of the logged-in person. */

import { type Result } from "../../domain/base/result.ts";
import { type RoleWish } from "../../domain/commands/people/change-roles.ts";
import { type Rights } from "../../domain/events/permission.ts";
import { type Service } from "../../domain/goods/catalogue.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type EntryName, type EntryWish } from "../../domain/office/entry-wish.ts";
import { type CustomerView } from "../../domain/people/customer-search.ts";
import { type CustomerTexts } from "../../domain/people/customers.ts";
import { type SettingKey } from "../../domain/settings/settings.ts";
import { type PricePlan } from "../../domain/state/entry-state.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type OfficeBackups } from "./backups-port.ts";
import { type OfficeFloor } from "./floor-port.ts";
import { type OfficePrinters } from "./printers-port.ts";
import { type Refusal } from "./refusal-port.ts";
import { type OfficeStock } from "./stock-port.ts";
import { type OfficeTerminals } from "./terminals-port.ts";
import { type OfficeTills } from "./tills-port.ts";

export interface OfficeSetting {
  readonly key: SettingKey;
  readonly texts: ReadonlyArray<string>;
  /** Tills have said otherwise: somebody has to say which value holds. */
  readonly inQuestion: boolean;
  /** The planned values by rising day. */
  readonly coming: ReadonlyArray<ComingText>;
}

export interface OfficePerson {
  readonly number: string;
  readonly name: string;
  readonly role: string;
  readonly active: boolean;
  readonly hasPin: boolean;
  /** The code on their card; empty for none. */
  readonly badge: string;
  /** The language of their own screens; undefined for the shop's. */
  readonly language: Locale | undefined;
}

export interface NewPerson {
  readonly number: string;
  readonly name: string;
  readonly role: string;
}

export interface PlannedPrice {
  readonly sku: string;
  /** The price as it is typed. */
  readonly price: string;
  readonly fromDay: BusinessDay;
}

export interface OfficeRole extends Rights {
  readonly id: string;
  readonly name: string;
  /** How many who can sign in have it. */
  readonly people: number;
  /** `name`, `permissions`, `discountLimit`: what tills have written apart, and differently. */
  readonly inQuestion: ReadonlyArray<string>;
  /** The fewest digits of a new PIN for this role; existing PINs stay valid. */
  readonly pinDigitsMin: number;
}

/** A field's value from a day on, as it may be typed. */
export interface ComingText {
  readonly field: string;
  readonly text: string;
  readonly fromDay: BusinessDay;
  /** Tills have planned otherwise apart. */
  readonly inQuestion: boolean;
}

/** The facts of a customer, for the person who keeps the list. */
export interface OfficeCustomer extends CustomerView {
  /** Fields that tills have written apart, and differently. */
  readonly inQuestion: ReadonlyArray<string>;
  /** How many receipts name them. */
  readonly receipts: number;
  /** Their points, as far as the till knows; undefined where they never had any. */
  readonly points:
    | { readonly earned: number; readonly spent: number; readonly left: number }
    | undefined;
}

/** Customers as a list that is kept; whoever may not look them up sees nothing of it. */
export interface OfficeCustomers {
  /** Finds customers as `CustomerSession.find` does, with inactive ones; for an empty text the first of all. */
  readonly find: (typed: string) => Result<ReadonlyArray<CustomerView>, Refusal>;
  /** Ids of those of whom tills have said otherwise. */
  readonly contested: () => ReadonlySet<string>;
  readonly look: (id: string) => OfficeCustomer | undefined;
  /** The id of who was added. */
  readonly add: (texts: Partial<CustomerTexts>) => Result<string, Refusal>;
  readonly change: (
    id: string,
    wish: {
      readonly texts: Partial<CustomerTexts>;
      readonly active?: boolean;
      /** The group whose price lists hold for them; empty to remove it. */
      readonly group?: string;
    },
  ) => Result<void, Refusal>;
  /** For ever. `withReceipts`: receipts that name them will not any more. */
  /** Returns after how many days each till destroys what nobody can read any more. */
  readonly erase: (
    id: string,
    how: { readonly withReceipts: boolean },
  ) => Result<{ readonly days: number }, Refusal>;
}

/** A promotion as a product's page says it. */
export interface PromotionSaid {
  readonly name: string;
  /** When and for whom it holds, as it is typed; none for always and for everybody. */
  readonly conditions: ReadonlyArray<string>;
}

/** The back office, each act in the name of the person who is logged in. */
export interface OfficeSession {
  /** The till's business day. */
  readonly today: () => BusinessDay;
  /** The first one that no till has begun: what changes with a day may change then. */
  readonly nextDay: () => BusinessDay;
  /** Names of those who may; undefined when the person may. */
  readonly whoMay: (
    permission: "catalogue" | "settings" | "tables" | "staff" | "customer" | "devices" | "stock",
  ) => ReadonlyArray<string> | undefined;
  /** Notes that the person wanted to look at what takes that right, as a refused command is noted. */
  readonly noteRefusedLook: (permission: "staff" | "customer") => void;
  /** Says what a cashier will stumble over. */
  readonly changeEntry: (wish: EntryWish) => Result<ReadonlyArray<string>, Refusal>;
  readonly planPrice: (plan: PlannedPrice) => Result<void, Refusal>;
  readonly cancelPlans: (plan: Pick<PlannedPrice, "sku" | "fromDay">) => Result<void, Refusal>;
  /** Returns the planned prices by rising day. */
  readonly planned: (sku: string) => ReadonlyArray<PricePlan>;
  /** Returns the promotions that a product may be a part of, the oldest first. */
  readonly promotions: (sku: string) => ReadonlyArray<PromotionSaid>;
  /** Returns the planned taxes of a class, by service and rising day. */
  readonly plannedTaxes: (id: string) => ReadonlyArray<ComingText>;
  readonly cancelTaxes: (plan: {
    readonly id: string;
    readonly service: Service;
    readonly fromDay: BusinessDay;
  }) => Result<void, Refusal>;
  /** Fields that tills have written apart, and differently. */
  readonly inQuestion: (name: EntryName) => ReadonlyArray<string>;
  readonly settings: () => ReadonlyArray<OfficeSetting>;
  /** `fromDay`: of what changes with a day; without it on the next one. */
  readonly changeSetting: (wish: {
    readonly key: SettingKey;
    readonly texts: ReadonlyArray<string>;
    readonly fromDay?: BusinessDay | undefined;
  }) => Result<void, Refusal>;
  readonly cancelSetting: (plan: {
    readonly key: SettingKey;
    readonly fromDay: BusinessDay;
  }) => Result<void, Refusal>;
  /** Characters that a line of the receipts' paper has room for. */
  readonly paperColumns: () => number;
  readonly customers: OfficeCustomers;
  readonly floor: OfficeFloor;
  readonly tills: OfficeTills;
  readonly backups: OfficeBackups;
  readonly printers: OfficePrinters;
  readonly terminals: OfficeTerminals;
  readonly stock: OfficeStock;
  /** Returns the people by rising number, with disabled ones. */
  readonly people: () => Result<ReadonlyArray<OfficePerson>, Refusal>;
  /** Returns the roles by rising name. */
  readonly roles: () => ReadonlyArray<OfficeRole>;
  readonly changeRole: (wish: RoleWish) => Result<void, Refusal>;
  readonly giveRole: (given: Pick<NewPerson, "number" | "role">) => Result<void, Refusal>;
  /** Whether it would be any use to ask for that PIN once more. */
  readonly mayAdd: (person: NewPerson & { readonly pin: string }) => Result<void, Refusal>;
  readonly maySetPin: (person: {
    readonly number: string;
    readonly pin: string;
  }) => Result<void, Refusal>;
  /** Takes the time of a PIN's hash. */
  readonly addPerson: (
    person: NewPerson & { readonly pin: string },
  ) => Promise<Result<void, Refusal>>;
  readonly setPin: (pin: {
    readonly number: string;
    readonly pin: string;
  }) => Promise<Result<void, Refusal>>;
  readonly setActive: (number: string, active: boolean) => Result<void, Refusal>;
  /** Null takes it away. */
  readonly setBadge: (number: string, badge: string | null) => Result<void, Refusal>;
  /** Sets the language of another person's screens; null is the shop's. */
  readonly setLanguage: (number: string, language: Locale | null) => Result<void, Refusal>;
}
