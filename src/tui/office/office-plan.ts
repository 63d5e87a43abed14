/**
 * What Enter would do in the back office: the preview shows it, and Enter does exactly that.
 */

import { assertNever } from "../../domain/assert-never.ts";
import { readDay } from "../../domain/day-text.ts";
import { newEntryId, newSku } from "../../domain/entry-id.ts";
import { foldName } from "../../domain/entry-text.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { languageOf, type Locale, LOCALES } from "../../domain/locale.ts";
import { entriesOf, entryFields, fieldsAfter, planEdit } from "../../domain/office/entry-edit.ts";
import {
  type EntryWish,
  type FieldText,
  type EditFault,
  type EntryName,
} from "../../domain/office/entry-wish.ts";
import { fieldSentence } from "../../domain/office/field-text.ts";
import { likeProduct } from "../../domain/office/like-product.ts";
import { ONE_PRICE } from "../../domain/office/list-edit.ts";
import { readSettingText } from "../../domain/office/setting-text.ts";
import { readBadge } from "../../domain/people/badge.ts";
import { isStaffNumber } from "../../domain/people/staff-number.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type SettingKey } from "../../domain/settings.ts";
import { LANGUAGE_NAMES } from "../language-names.ts";
import { NOT_REFUSED, type RegisterState, said } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import {
  addEntry,
  cancelPlan,
  changeField,
  planPrice,
  setActive,
  setBadge,
  setSetting,
  notDone,
  personOf,
} from "./office-changes.ts";
import { planErase, planNewCustomer, planNobody } from "./office-customers.ts";
import { planDatedRow, readDated } from "./office-dated.ts";
import {
  chooseOne,
  type OfficePlan,
  ready,
  refusedPlan,
  TAKE_AWAY,
  type Typed,
} from "./office-enter.ts";
import { FIRST_FIELD } from "./office-entry-rows.ts";
import { planFloorRemoval, planNewFloor } from "./office-floor.ts";
import { listDetail, NEW_PRICE, listFieldName } from "./office-list-rows.ts";
import { openPage, withOffice, noteChange, spentHere } from "./office-moves.ts";
import { enterPin, withNewPerson } from "./office-people.ts";
import {
  isPrinterAct,
  isPrinterRow,
  planAddress,
  planPrinterAct,
  planPrinterRow,
} from "./office-printer-plan.ts";
import { meantRow, typedAddress } from "./office-printer-rows.ts";
import { planRecord } from "./office-record.ts";
import { whoMayLook } from "./office-rights.ts";
import { planNewRole, planPersonRole } from "./office-roles.ts";
import { labelOf, labelsOf, type OfficeRow, type RowTarget, selectedRow } from "./office-row.ts";
import { officeRows } from "./office-rows.ts";
import { findEntries, type FoundEntry } from "./office-search.ts";
import { settingShown, settingTyped } from "./office-setting-words.ts";
import { type OfficePage } from "./office-state.ts";
import { planInvite, planTillRow } from "./office-till-plan.ts";
import { whyNoTills } from "./office-till-rows.ts";
import { dayText, valueText, officeWords, type OfficeWords, fieldName } from "./office-words.ts";

type NameTarget = Extract<RowTarget, { readonly type: "field" | "record" }>;

export function planOffice(till: TillContext, state: RegisterState): OfficePlan {
  const w = officeWords(till);
  const { office } = state;
  if (office === undefined) return { type: "idle" };
  const row = meantRow(officeRows(till, state), office);
  if (row === undefined) {
    const names = whoMayLook(state);
    if (names !== undefined) return refusedPlan(w.onlyLook({ names }));
    if (office.page.type === "customers") return planNobody(state, office.text);
    const why = whyNoTills(till, office.page);
    if (why !== undefined) return refusedPlan(why);
    return office.text === "" ? { type: "idle" } : { type: "refused", why: w.emptyList };
  }
  const { target, label } = row;
  const typed = office.text.trim();
  if (target.type === "page") {
    const address = typedAddress(row, typed);
    if (address !== "") return planAddress(state, address);
    return ready(label, (now) => openAt(till, now, target));
  }
  if (target.type === "create") return planNew(till, state, { page: target.page, label });
  if (isName(office.page, target)) return planName(till, state, { target, label, typed, office });
  if (target.type === "till-invite" && typed === "") return planInvite(state);
  // In a list what is typed has found the row.
  const isList = office.page.type === "printers" || office.page.type === "printer-find";
  const isMeant = typed === "" || isList;
  if (isMeant && isPrinterAct(target)) return planPrinterAct(state, target);
  if (typed === "") return { type: "idle" };
  return planTyped(till, state, { target, label, typed, office });
}

function openAt(
  till: TillContext,
  state: RegisterState,
  { page, setting }: Extract<RowTarget, { readonly type: "page" }>,
): RegisterState {
  const opened = openPage(state, page);
  if (setting === undefined) return opened;
  const at = officeRows(till, opened).findIndex(({ target }) => settingOf(target) === setting);
  return withOffice(opened, { at: Math.max(0, at) });
}

function settingOf(target: RowTarget): SettingKey | undefined {
  if (target.type === "setting") return target.key;
  return target.type === "dated" && target.of.type === "setting" ? target.of.key : undefined;
}

function isName({ type }: OfficePage, target: RowTarget): target is NameTarget {
  if (target.type === "record") return target.field.field === "name";
  return type === "entry" && target.type === "field" && target.field === "name";
}

/** A name is where everybody arrives: what is typed there renames nothing before Enter has said so. */
function planName(
  till: TillContext,
  state: RegisterState,
  { target, ...row }: Typed<NameTarget>,
): OfficePlan {
  const w = officeWords(till);
  const { typed, label, office } = row;
  const { text } = target.type === "record" ? target.field : target;
  if (!office.renames && typed === "") {
    return ready(w.rename({ name: text }), (now) =>
      withOffice({ ...now, ...NOT_REFUSED, message: undefined }, { text, renames: true }),
    );
  }
  const isAsked = selectedRow(officeRows(till, state), office)?.inQuestion === true;
  if (typed === "" || (office.renames && typed === text && !isAsked)) return { type: "idle" };
  const plan = planTyped(till, state, { target, ...row });
  if (office.renames || plan.type !== "ready") return plan;
  return ready(w.enterTwice({ change: w.changeOf({ label, before: text, after: typed }) }), (now) =>
    said(withOffice(now, { renames: true }), "hint", w.renamesAnew({ name: text })),
  );
}

function planTyped(
  till: TillContext,
  state: RegisterState,
  { target, ...typed }: Typed<OfficeRow["target"]>,
): OfficePlan {
  const w = officeWords(till);
  if (isPrinterRow(target)) return planPrinterRow(state, { ...typed, target });
  switch (target.type) {
    case "field":
      return planField(till, state, { ...typed, target });
    case "plan":
      return planPlan(till, { ...typed, target });
    case "dated":
      return planDatedRow(till, state, { ...typed, target });
    case "setting":
      return planSetting(till, state, { ...typed, target });
    case "pin":
      return ready(w.pin, (now) => enterPin(now, typed.typed));
    case "badge":
      return planBadge(w, { ...typed, target });
    case "person-language":
      return planLanguage(state, { ...typed, target });
    case "person-number":
      return isStaffNumber(typed.typed)
        ? ready(`${typed.label} ${typed.typed}`, (now) =>
            withNewPerson(now, { number: typed.typed }),
          )
        : { type: "refused", why: w.noSuch({ label: typed.label, typed: typed.typed }) };
    case "person-role":
      return planPersonRole(till, state, { ...typed, target });
    case "record":
      return planRecord(till, { ...typed, target });
    case "floor-remove":
      return planFloorRemoval(state, { ...typed, target });
    case "person-active": {
      const chosen = chooseOne(officeWords(state), target.choices, typed);
      if (!chosen.ok) return { type: "refused", why: chosen.fault };
      const active = chosen.value.text === "yes";
      const words = [target.active, active].map((is) => (is ? w.yes : w.no));
      return ready(
        w.changeOf({ label: typed.label, before: words[0] ?? "", after: words[1] ?? "" }),
        (now) => setActive(now, active),
      );
    }
    case "customer-erase":
      return planErase(state, { ...typed, target });
    case "told":
    case "till-shut-out":
    case "till-replace":
    case "till-promote":
    case "till-invite":
    case "till-sheet":
    case "till-address":
    case "backup-place":
      return planTillRow(till, state, { ...typed, target });
    case "page":
    case "create":
      return { type: "idle" };
    default:
      return assertNever(target, "row");
  }
}

function planBadge(
  w: OfficeWords,
  { target, label, typed }: Typed<Extract<RowTarget, { type: "badge" }>>,
): OfficePlan {
  const isGone = typed === TAKE_AWAY;
  const badge = isGone ? null : readBadge(typed);
  if (badge === undefined) return { type: "refused", why: w.noBadge };
  return ready(w.changeOf({ label, before: target.text, after: badge ?? "" }), (now) =>
    setBadge(now, badge),
  );
}

/** What has a field that it can't be without is asked for that first. */
function planNew(
  till: TillContext,
  state: RegisterState,
  { page, label }: { readonly page: OfficePage; readonly label: string },
): OfficePlan {
  if (page.type === "new-role") return planNewRole(till, state, page.called);
  if (page.type === "new-table" || page.type === "new-area") return planNewFloor(state, page);
  if (page.type === "new-customer") return planNewCustomer(state, page.called);
  if (page.type !== "new-entry" || FIRST_FIELD[page.of] !== undefined) {
    return ready(label, (now) => openPage(now, page));
  }
  const wish = newWish(till, page, []);
  return planAdd(till, wish, label);
}

function newWish(
  till: TillContext,
  { of, called }: Extract<OfficePage, { type: "new-entry" }>,
  fields: ReadonlyArray<FieldText>,
): EntryWish {
  const entries = entriesOf(till.catalogue(), of);
  const id =
    of === "product" ? newSku(called, entries) : newEntryId(called, new Set(entries.keys()));
  return { type: of, id, isNew: true, fields: [{ field: "name", text: called }, ...fields] };
}

function planAdd(till: TillContext, wish: EntryWish, preview: string): OfficePlan {
  const planned = planEdit(wish, { catalogue: till.catalogue(), currency: till.currency });
  if (!planned.ok) return { type: "refused", why: faultSentence(till, planned.fault) };
  return ready(preview, (now) => addEntry(till, now, { wish, what: preview }));
}

function planField(
  till: TillContext,
  state: RegisterState,
  row: Typed<Extract<RowTarget, { type: "field" }>>,
): OfficePlan {
  const w = officeWords(till);
  const { target, label, office } = row;
  const { field } = target;
  if (field === NEW_PRICE && office.page.type === "entry") {
    return planListed(till, row, office.page.name);
  }
  const value = valueOf(w, row);
  if (!value.ok) return { type: "refused", why: value.fault };
  const text = value.value;
  if (office.page.type === "new-entry") {
    const model = till.catalogue().productsBySku.get(office.like ?? "");
    const like = office.page.of === "product" ? likeProduct(till.catalogue(), model) : [];
    const { value: price, day } = field === "price" ? readDated(text) : { value: text };
    const wish = newWish(till, office.page, [{ field, text: price }, ...like]);
    const shown = field === "price" ? priceOf(till, wish) : ok(price);
    if (!shown.ok) return refusedPlan(shown.fault);
    const preview = w.addsOf({ called: office.page.called, text: shown.value });
    if (day === undefined) return planAdd(till, wish, preview);
    const fromDay = laterDayOf(till, state, day);
    if (!fromDay.ok) return refusedPlan(fromDay.fault);
    const dated = { ...wish, fromDay: fromDay.value };
    return planAdd(
      till,
      dated,
      w.fromDayOn({ change: preview, day: dayText(till, fromDay.value) }),
    );
  }
  if (office.page.type !== "entry") return { type: "idle" };
  const { name } = office.page;
  const { value: price, day } = readDated(text);
  if (field === "price" && day !== undefined) {
    return planDated(till, state, { sku: name.id, price, day });
  }
  const shop = { catalogue: till.catalogue(), currency: till.currency };
  const wish: EntryWish = { ...name, isNew: false, fields: [{ field, text }] };
  const planned = planEdit(wish, shop);
  if (!planned.ok) return { type: "refused", why: faultSentence(till, planned.fault) };
  const after = fieldsAfter(planned.value, shop).find((it) => it.field === field);
  const before = entryFields(name, shop)?.find((it) => it.field === field);
  const [old, now] = [before?.text ?? "", after?.text ?? (field === "option" ? text : "")];
  const isAsked = state.session?.office.inQuestion(name).includes(field) === true;
  if (old === now && !isAsked) {
    return { type: "refused", why: w.sameAlready({ label, text: valueText(till, field, now) }) };
  }
  const [was, is] = [old, now].map((it) =>
    name.type === "price-list"
      ? listDetail(till, field, it)
      : valueText(till, field, labelsOf(target, it)),
  );
  const isAdded = field === "option";
  const preview = isAdded
    ? `${label}: ${valueText(till, field, now)}`
    : w.changeOf({ label, before: was ?? "", after: is ?? "" });
  return ready(preview, (state) => changeField(till, state, { wish, what: preview }));
}

/** The typed text as the field takes it. */
function valueOf(
  w: OfficeWords,
  { target, label, typed }: Typed<Extract<RowTarget, { type: "field" }>>,
): Result<string, string> {
  const { choices, several, clears, text, field } = target;
  if (typed === TAKE_AWAY && clears === true) return ok("");
  // From one day to another.
  if (field === "days" && /[-–]/u.test(typed)) return ok(typed);
  if (choices === undefined) return ok(field === "barcodes" ? toggled(text, typed) : typed);
  const chosen = chooseOne(w, choices, { label, typed });
  if (!chosen.ok) return chosen;
  return ok(several === true ? toggled(text, chosen.value.text) : chosen.value.text);
}

/** The words without it, or with it. */
function toggled(words: string, one: string): string {
  const all = words.split(" ").filter((word) => word !== "");
  return (all.includes(one) ? all.filter((word) => word !== one) : [...all, one]).join(" ");
}

function planDated(
  till: TillContext,
  state: RegisterState,
  { sku, price, day }: { readonly sku: string; readonly price: string; readonly day: string },
): OfficePlan {
  const w = officeWords(till);
  const later = laterDayOf(till, state, day);
  if (!later.ok) return refusedPlan(later.fault);
  const fromDay = later.value;
  const fields = [{ field: "price", text: price }];
  const shown = priceOf(till, { type: "product", id: sku, isNew: false, fields });
  if (!shown.ok) return refusedPlan(shown.fault);
  const preview = w.plannedOf({ price: shown.value, day: dayText(till, fromDay) });
  return ready(preview, (now) => planPrice(till, now, { sku, price, fromDay, what: preview }));
}

/** As it becomes, whatever was typed for it: `5,5` is 5.50. */
function priceOf(till: TillContext, wish: EntryWish): Result<string, string> {
  const shop = { catalogue: till.catalogue(), currency: till.currency };
  const planned = planEdit(wish, shop);
  if (!planned.ok) return err(faultSentence(till, planned.fault));
  const after = fieldsAfter(planned.value, shop).find(({ field }) => field === "price");
  return ok(valueText(till, "price", after?.text ?? ""));
}

function laterDayOf(
  till: TillContext,
  { session }: RegisterState,
  typed: string,
): Result<BusinessDay, string> {
  const w = officeWords(till);
  const today = session?.office.today();
  const day = today === undefined ? undefined : readDay(typed, today, languageOf(till.locale));
  if (today === undefined || day === undefined) return err(w.noDay({ typed }));
  return day <= today ? err(w.notLater({ day: dayText(till, today) })) : ok(day);
}

function planPlan(
  till: TillContext,
  { target, typed, office }: Typed<Extract<RowTarget, { type: "plan" }>>,
): OfficePlan {
  const w = officeWords(till);
  if (office.page.type !== "entry") return { type: "idle" };
  const { fromDay } = target;
  const sku = office.page.name.id;
  if (typed === TAKE_AWAY) {
    return ready(w.planGone({ day: dayText(till, fromDay) }), (now) =>
      cancelPlan(now, { sku, fromDay, price: target.text }),
    );
  }
  const fields = [{ field: "price", text: typed }];
  const shown = priceOf(till, { type: "product", id: sku, isNew: false, fields });
  if (!shown.ok) return refusedPlan(shown.fault);
  const what = w.plannedOf({ price: shown.value, day: dayText(till, fromDay) });
  return ready(what, (now) => planPrice(till, now, { sku, price: typed, fromDay, what }));
}

function planSetting(
  till: TillContext,
  state: RegisterState,
  { target, label, typed }: Typed<Extract<RowTarget, { type: "setting" }>>,
): OfficePlan {
  const w = officeWords(state);
  const { key, texts, line, choices } = target;
  let text = typed === TAKE_AWAY && line !== undefined ? "" : settingTyped(till, key, typed);
  if (choices !== undefined) {
    const chosen = chooseOne(w, choices, { label, typed });
    if (!chosen.ok) return { type: "refused", why: chosen.fault };
    ({ text } = chosen.value);
  }
  const after =
    line === undefined
      ? [text]
      : [...texts.slice(0, line), ...(text === "" ? [] : [text]), ...texts.slice(line + 1)];
  const read = readSettingText({ key, texts: after }, { currency: till.currency });
  if (!read.ok && "message" in read.fault) {
    return { type: "refused", why: fieldSentence(label, read.fault.message) };
  }
  const before =
    line === undefined
      ? texts.map((one) => settingShown(till, key, one)).join(", ")
      : (texts[line] ?? "");
  const columns = state.session?.office.paperColumns() ?? 0;
  const wide = line !== undefined && text.length > columns ? ` (${w.tooWide({ columns })})` : "";
  const preview =
    w.changeOf({
      label,
      before: labelOf(choices, before),
      after: labelOf(choices, settingShown(till, key, text)),
    }) + wide;
  return ready(preview, (now) =>
    setSetting(now, {
      key,
      texts: after,
      before: texts,
      what: preview,
      isAsBefore: w.isAsBefore({ label }),
    }),
  );
}

/** The price is what comes last. */
const GOODS_AND_PRICE = /^(?<goods>.*\S)\s+(?<price>[0-9]+(?:[.,][0-9]+)?\s?%?)$/u;

/** Goods that are put on a price list: `pilsner 2.50`, `pilsner 20%`. */
function planListed(
  till: TillContext,
  { label, typed }: Typed<Extract<RowTarget, { type: "field" }>>,
  name: EntryName,
): OfficePlan {
  const w = officeWords(till);
  const { goods = "", price = "" } = GOODS_AND_PRICE.exec(typed)?.groups ?? {};
  if (goods === "") return refusedPlan(w.listedHow);
  const found = findOne(till, goods, label);
  if (!found.ok) return refusedPlan(found.fault);
  const field = ONE_PRICE + found.value.id;
  const shop = { catalogue: till.catalogue(), currency: till.currency };
  const wish: EntryWish = { ...name, isNew: false, fields: [{ field, text: price }] };
  const planned = planEdit(wish, shop);
  if (!planned.ok) return refusedPlan(faultSentence(till, planned.fault));
  const [before = "", after = ""] = [entryFields(name, shop), fieldsAfter(planned.value, shop)].map(
    (fields) => fields?.find((it) => it.field === field)?.text,
  );
  if (before === after) return refusedPlan(w.sameAlready({ label: found.value.name, text: after }));
  const preview = w.changeOf({ label: found.value.name, before, after });
  return ready(preview, (state) => changeField(till, state, { wish, what: preview }));
}

/** By a code, by the whole name, or by words that nothing else has. */
function findOne(till: TillContext, goods: string, label: string): Result<FoundEntry, string> {
  const w = officeWords(till);
  const found = findEntries(till.entryNames().of("product"), goods);
  const folded = foldName(goods);
  const exact = found.filter(({ name }) => foldName(name) === folded);
  const [one, other] = exact.length === 1 ? exact : found;
  if (one === undefined) return err(w.noSuch({ label, typed: goods }));
  return other === undefined ? ok(one) : err(w.whichOf({ names: found.map(({ name }) => name) }));
}

function faultSentence(till: TillContext, fault: EditFault): string {
  const w = officeWords(till);
  if (fault.type === "entry/wrong") {
    const name = fault.field.startsWith(ONE_PRICE)
      ? listFieldName(till, fault.field)
      : fieldName(till, fault.field);
    return fieldSentence(name, fault.message);
  }
  return w.noSuch({ label: fault.of, typed: fault.id });
}

/** The language of somebody's own screens, in the back office: it holds from their next log-in on. */
function planLanguage(
  state: RegisterState,
  { target, label, typed }: Typed<Extract<RowTarget, { type: "person-language" }>>,
): OfficePlan {
  const w = officeWords(state);
  const before = nameOf(target.language);
  if (typed === TAKE_AWAY) {
    return ready(w.changeOf({ label, before, after: "" }), (now) => setLanguage(now, null));
  }
  const chosen = chooseOne(w, target.choices, { label, typed });
  if (!chosen.ok) return { type: "refused", why: chosen.fault };
  const language = LOCALES.find((locale) => locale === chosen.value.text) ?? null;
  const preview = w.changeOf({ label, before, after: chosen.value.label });
  return ready(preview, (now) => setLanguage(now, language));
}

/** Whoever is there now goes on as they are, also by Ctrl-Z. */
function setLanguage(state: RegisterState, language: Locale | null): RegisterState {
  const w = officeWords(state);
  const page = state.office?.page;
  if (page?.type !== "person") return state;
  const { number } = page;
  const { name = number, language: before = null } = personOf(state, number) ?? {};
  const what = w.languageSet({ name, language: nameOf(language) });
  const done = state.session?.office.setLanguage(number, language);
  if (done?.ok !== true) return notDone(state, done, what);
  const noted = noteChange(spentHere(state), {
    what: w.languageSet({ name, language: nameOf(before) }),
    takeBack: (office) => office.setLanguage(number, before),
  });
  return said(noted, "done", what);
}

function nameOf(language: Locale | null): string {
  return language === null ? "" : LANGUAGE_NAMES[language];
}
