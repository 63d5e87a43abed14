/** The back office behind a person at the register. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  decideChangeFloor,
  decideRemoveFromFloor,
} from "../../domain/commands/office/change-floor.ts";
import {
  decideDisableStaff,
  decideEnableStaff,
  decideSetLanguage,
} from "../../domain/commands/people/change-staff.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { SETTING_KEYS, settingTexts } from "../../domain/office/setting-text.ts";
import { type CustomerView } from "../../domain/people/customer-search.ts";
import { checkNewPin, type PinRule } from "../../domain/people/pin-rule.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { type Random } from "../../domain/ports.ts";
import { nextDay } from "../../domain/settings/dated-values.ts";
import { VALUE_FIELD } from "../../domain/state/entry-state.ts";
import { isContested } from "../../domain/state/register.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type AddedBackup, type OfficeBackups } from "../../tui/ports/backups-port.ts";
import { type OfficeSession, type OfficeCustomers } from "../../tui/ports/office-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import { createBackupBook } from "../backup/backup-book.ts";
import { addPlace, type PlaceRefusal, removePlace } from "../backup/backup-places.ts";
import { placeStatuses } from "../backup/backup-status.ts";
import {
  entryChange,
  fieldsInQuestion,
  goodsWarnings,
  planCancelling,
  plannedPrices,
  plannedSettings,
  plannedTaxes,
  pricePlanning,
  settingCancelling,
  settingChange,
  settingNow,
  taxCancelling,
} from "../catalogue/catalogue-changes.ts";
import { floorInQuestion, floorOf } from "../catalogue/floor-changes.ts";
import { conditionsOf, promotionsOfProduct } from "../catalogue/promotions.ts";
import {
  customerAdding,
  customerChange,
  customerErasing,
  mayLookUp,
  receiptsOfCustomer,
} from "../people/customer-changes.ts";
import { pointsEverHad } from "../people/customer-points.ts";
import { eraseAfterDays, leaveNoTrace } from "../people/erased-customers.ts";
import { listRoles, roleChange, roleGiving } from "../people/role-changes.ts";
import {
  addStaff,
  askToAddStaff,
  askToSetPin,
  badgeReader,
  listStaff,
  setStaffBadge,
  setStaffPin,
} from "../people/staff-changes.ts";
import { ownPrinters } from "../printing/printer-drive.ts";
import { tryStore } from "../store-errors.ts";
import { type Customers, LISTED_MAX } from "../till/customers.ts";
import { performCustomerAct } from "./register-customers.ts";
import { type Desk } from "./register-desk.ts";
import { officePrinters } from "./register-office-printers.ts";
import { officeStock } from "./register-office-stock.ts";
import { officeTerminals } from "./register-office-terminals.ts";
import { officeTills, mayChangeDevices } from "./register-office-tills.ts";

/** The columns of a receipt in a shop without a printer for receipts. */
const USUAL_COLUMNS = 48;

export function officeActions(desk: Desk, random: Random): OfficeSession {
  const { till } = desk;
  const { ledger } = till;
  const act = actsBeside(desk);
  return {
    today: () => till.days().now,
    nextDay: () => ledger.read((view) => nextDay(view, till.days().now)),
    whoMay: (permission) => {
      const member = ledger.read((view) => readStaffMember(view, desk.actor.number));
      if (member?.permissions.has(permission) === true) return undefined;
      return till
        .staff()
        .filter(({ active, permissions }) => active && permissions.has(permission))
        .map(({ shownName }) => shownName);
    },
    noteRefusedLook: (permission) => {
      const { number: staff } = desk.actor;
      till.refusals.note({ type: "permission/missing", permission, staff });
    },
    changeEntry: (wish) => {
      const done = act(entryChange(till, wish));
      return done.ok
        ? ok(wish.type === "product" ? goodsWarnings(till, wish.id, desk.locale()) : [])
        : done;
    },
    planPrice: (plan) => act(pricePlanning(till, plan)),
    cancelPlans: (plan) => act(planCancelling(till, plan)),
    planned: (sku) => plannedPrices(till, sku),
    promotions: (sku) =>
      promotionsOfProduct(till, sku).map((promotion) => {
        return { name: promotion.facts.name, conditions: conditionsOf(promotion) };
      }),
    plannedTaxes: (id) => plannedTaxes(till, id),
    cancelTaxes: (plan) => act(taxCancelling(till, plan)),
    inQuestion: (name) => fieldsInQuestion(till, name),
    settings: () =>
      ledger.read((view) =>
        SETTING_KEYS.map((key) => {
          const register = view.state("set", key).fields[VALUE_FIELD];
          const inQuestion = register !== undefined && isContested(register);
          const texts = settingTexts(key, settingNow(till, key), till.currency);
          return { key, texts, inQuestion, coming: plannedSettings(till, key) };
        }),
      ),
    changeSetting: (wish) => act(settingChange(till, wish)),
    cancelSetting: (plan) => act(settingCancelling(plan)),
    paperColumns: () =>
      ownPrinters(ledger).find(({ prints }) => prints.includes("receipts"))?.columns ??
      USUAL_COLUMNS,
    ...peopleActions(desk, random),
    roles: () => listRoles(till).toSorted((a, b) => compareText(a.name, b.name)),
    changeRole: (wish) => act(roleChange(wish)),
    giveRole: (given) => act(roleGiving(given)),
    customers: officeCustomers(desk),
    floor: {
      look: () => floorOf(till),
      inQuestion: (type, id) => floorInQuestion(till, type, id),
      change: (wish) =>
        act({ name: "change the tables", decide: (context) => decideChangeFloor(context, wish) }),
      remove: (name) =>
        act({ name: "remove a table", decide: (context) => decideRemoveFromFloor(context, name) }),
    },
    tills: officeTills(desk),
    backups: officeBackups(desk, random),
    printers: officePrinters(desk),
    terminals: officeTerminals(desk),
    stock: officeStock(desk),
  };
}

/** An act with its name. */
interface NamedAct {
  readonly name: string;
  readonly decide: Parameters<Desk["actBeside"]>[1];
}

/** Does it in the name of the person at the till. */
function actsBeside(desk: Desk): (act: NamedAct) => Result<void, Refusal> {
  return ({ name, decide }) => nothingOf(desk.actBeside(name, decide));
}

type PeopleActions = Pick<
  OfficeSession,
  | "people"
  | "mayAdd"
  | "maySetPin"
  | "addPerson"
  | "setPin"
  | "setActive"
  | "setBadge"
  | "setLanguage"
>;

function peopleActions(desk: Desk, random: Random): PeopleActions {
  const { till, actor } = desk;
  const act = actsBeside(desk);

  function answered<Value>(result: Result<Value, RefusalFacts>): Result<void, Refusal> {
    return nothingOf(result.ok ? result : desk.refused(result.fault));
  }

  function mayBe(
    pin: string,
    number: string,
    rule: Result<PinRule, RefusalFacts>,
  ): Result<void, Refusal> {
    return answered(rule.ok ? checkNewPin(pin, rule.value, number) : rule);
  }

  async function written(
    work: () => Promise<Result<undefined, RefusalFacts>>,
  ): Promise<Result<void, Refusal>> {
    const prepared = desk.prepare();
    return prepared.ok ? answered(await work()) : prepared;
  }

  return {
    people: () => {
      const staff = listStaff(till, actor);
      if (!staff.ok) return desk.withheld(staff.fault);
      return ok(
        staff.value.map((member) => {
          const { number, shownName: name, role, active, verifierId, language } = member;
          const badge = badgeReader(till)(member) ?? "";
          return { number, name, role, active, hasPin: verifierId !== undefined, badge, language };
        }),
      );
    },
    mayAdd: ({ pin, ...person }) => mayBe(pin, person.number, askToAddStaff(till, actor, person)),
    maySetPin: ({ number, pin }) => mayBe(pin, number, askToSetPin(till, actor, number)),
    addPerson: (person) => written(() => addStaff({ till, random }, actor, person)),
    setPin: (pin) => written(() => setStaffPin({ till, random }, actor, pin)),
    setActive: (number, active) =>
      active
        ? act({
            name: "enable staff",
            decide: (context) => decideEnableStaff(context, number, badgeReader(till)),
          })
        : act({
            name: "disable staff",
            decide: (context) => decideDisableStaff(context, number),
          }),
    setBadge: (number, badge) => {
      const prepared = desk.prepare();
      if (!prepared.ok) return prepared;
      return answered(setStaffBadge({ till, random }, actor, { number, badge }));
    },
    setLanguage: (number, language) =>
      act({
        name: "set language",
        decide: (context) => decideSetLanguage(context, number, language),
      }),
  };
}

function nothingOf(done: Result<unknown, Refusal>): Result<void, Refusal> {
  return done.ok ? ok(undefined) : err(done.fault);
}

/** The places for backups behind a person in the back office, as `till backup add` and `remove` set them. */
function officeBackups(desk: Desk, random: Random): OfficeBackups {
  const { open } = desk;
  const { ledger } = open.till;
  const book = createBackupBook(ledger);
  let last: AddedBackup | undefined;
  return {
    list: () =>
      placeStatuses(ledger, { book, nowMs: open.clock.nowMs(), timeText: () => "" }).map(
        ({ name, where, age, verified, trouble }) => ({
          name,
          where,
          hours: verified === undefined ? undefined : age.hours,
          hasTrouble: trouble !== undefined,
        }),
      ),
    add: async ({ name, folder }) => {
      const allowed = mayChangeDevices(desk);
      if (!allowed.ok) return allowed;
      const { dir, clock } = open;
      const deps = { dir, ledger, book, clock, random };
      const added = await addPlace(deps, name, { type: "folder", folder });
      if (!added.ok) return err({ message: refusalSentence(wordsOf(desk), added.fault, name) });
      last = { name, isOnSameDisk: added.value.isOnSameDisk };
      return ok(last);
    },
    added: () => last,
    remove: (name) => {
      const allowed = mayChangeDevices(desk);
      if (!allowed.ok) return allowed;
      const done = tryStore(() => ({ isGone: removePlace(book, name) }), desk.locale());
      return typeof done === "string" ? err({ message: done }) : ok(undefined);
    },
  };
}

function wordsOf(desk: Desk): Words["officeBackups"] {
  return wordsFor({ locale: desk.locale() }).officeBackups;
}

/** Returns the sentence of the command. */
function refusalSentence(w: Words["officeBackups"], refusal: PlaceRefusal, name: string): string {
  switch (refusal.type) {
    case "place/name":
      return w.badName;
    case "place/taken":
      return w.taken({ name });
    case "place/no-folder":
      return w.noFolder({ folder: refusal.folder });
    case "place/own-folder":
      return w.ownFolder({ folder: refusal.folder });
    case "place/unusable":
      return w.unusable[refusal.fault.type === "place/full" ? "full" : "other"];
    case "place/no-words":
      throw new Error("A folder is no command.");
    default:
      return assertNever(refusal, "refusal of a place");
  }
}

/** The list of customers behind a person in the back office: looked through, added, changed, erased. */
function officeCustomers(desk: Desk): OfficeCustomers {
  const { till, random, open } = desk;
  const { ledger, customers } = till;
  const receiptsOf = keepCount(ledger);

  function may(): Result<undefined, Refusal> {
    const allowed = mayLookUp(till, desk.actor);
    return allowed.ok ? allowed : desk.withheld(allowed.fault);
  }

  return {
    find: (typed) => {
      const allowed = may();
      return allowed.ok ? ok(listed(customers, typed)) : allowed;
    },
    contested: () => (may().ok ? customers.contested() : new Set()),
    look: (id) => {
      const view = may().ok ? customers.look(id) : undefined;
      if (typeof view !== "object") return undefined;
      return {
        ...view,
        inQuestion: customers.inQuestion(id),
        receipts: receiptsOf(id),
        points: pointsEverHad(till, id),
      };
    },
    add: (texts) => performCustomerAct(desk, () => customerAdding({ till, random }, texts)),
    change: (id, wish) =>
      nothingOf(performCustomerAct(desk, () => customerChange({ till, random }, id, wish))),
    erase: (id, how) => {
      const { jobs } = open;
      const erased = performCustomerAct(desk, () => ok(customerErasing({ till, jobs }, id, how)));
      // The overwritten text is gone from the disk now, or later where others are reading it.
      if (erased.ok) tryStore(() => leaveNoTrace({ till }));
      return erased.ok ? ok({ days: eraseAfterDays(till) }) : erased;
    },
  };
}

/** Customers with contested fields stand at the top, for the person who has to decide. */
function listed(customers: Customers, typed: string): ReadonlyArray<CustomerView> {
  const everybody = customers.everybody();
  if (typed.trim() !== "") return everybody.find(typed).hits;
  const contested = customers.contested();
  const asked = customers.all().filter(({ id }) => contested.has(id));
  const uncontested = everybody.first(LISTED_MAX).filter(({ id }) => !contested.has(id));
  return [...asked, ...uncontested].slice(0, LISTED_MAX);
}

/** The count is kept, because each frame asks for it, and a regular's count reads each of their orders. */
function keepCount(ledger: Ledger): (id: string) => number {
  let last: { readonly id: string; readonly revision: number; readonly count: number } | undefined;
  return (id) =>
    ledger.read((view) => {
      const revision = view.revision("order");
      if (last?.id === id && last.revision === revision) return last.count;
      last = { id, revision, count: receiptsOfCustomer(view, id).length };
      return last.count;
    });
}
