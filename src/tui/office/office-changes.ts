/** Changes of the back office: each is one act of the till, told in a sentence, and can be taken back. */

import { type BusinessDay } from "../../domain/identity.ts";
import { entryFields } from "../../domain/office/entry-edit.ts";
import { type EntryName, type EntryWish, type FieldText } from "../../domain/office/entry-wish.ts";
import { ONE_PRICE } from "../../domain/office/list-edit.ts";
import { err, type Result } from "../../domain/result.ts";
import { type SettingKey } from "../../domain/settings.ts";
import { type OfficePerson, type OfficeSession } from "../ports/office-port.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type RegisterState, refused, refusedBy, said } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { listFieldName } from "./office-list-rows.ts";
import { noteChange, replacePage, spentHere, withOffice } from "./office-moves.ts";
import { officeRows } from "./office-rows.ts";
import { fieldName, officeWords } from "./office-words.ts";

/** Of a new product, and of a new price list. */
const ASKED_NEXT = new Set(["category", "days"]);

interface Told {
  /** What Enter does, as the preview has it. */
  readonly what: string;
}

export function changeField(
  till: TillContext,
  state: RegisterState,
  { wish, what }: Told & { readonly wish: EntryWish },
): RegisterState {
  const w = officeWords(till);
  const before = fieldsOf(till, wish);
  const done = state.session?.office.changeEntry(wish);
  if (done?.ok !== true) return notDone(state, done, what);
  const after = fieldsOf(till, wish);
  const undone = differences(after, before);
  const changed = noteChange(spentHere(state), {
    what: w.isAsBefore({ label: nameOfField(till, wish) }),
    takeBack: (office) => {
      // Whoever changed it since has not seen this press.
      const isSame = differences(fieldsOf(till, wish), after).length === 0;
      if (!isSame) return err({ message: w.changedSince });
      return office.changeEntry({ ...wish, fields: undone });
    },
  });
  return nextRow(till, withWarnings(changed, what, done.value));
}

function nameOfField(till: TillContext, { type, fields: [first] }: EntryWish): string {
  const field = first?.field ?? "";
  return type === "price-list" ? listFieldName(till, field) : fieldName(till, field);
}

export function addEntry(
  till: TillContext,
  state: RegisterState,
  { wish, what }: Told & { readonly wish: EntryWish },
): RegisterState {
  const w = officeWords(till);
  const done = state.session?.office.changeEntry(wish);
  if (done?.ok !== true) return notDone(state, done, what);
  const { type, id } = wish;
  const isAsked = state.office?.page.type === "new-entry";
  const page = { type: "entry", name: { type, id } } as const;
  const shown = isAsked
    ? replacePage(state, page, 0)
    : withOffice(state, { page, at: 0, text: "" });
  // The next field after those that were typed.
  const rows = officeRows(till, shown);
  const first = rows.findIndex(
    ({ target }) => target.type === "field" && ASKED_NEXT.has(target.field),
  );
  const at = Math.max(0, first);
  const placed = isAsked ? withOffice(shown, { at }) : openedFrom(state, shown, at);
  const named = wish.fields.find(({ field }) => field === "name")?.text ?? id;
  const noted =
    type === "product"
      ? noteChange(placed, {
          what: w.offSale({ name: named }),
          takeBack: (office) => takeOffSale(office, wish),
        })
      : placed;
  return withWarnings(noted, what, done.value);
}

/** One whose price is still to come is not sold before: without that price it never is. */
function takeOffSale(
  office: OfficeSession,
  { type, id, fromDay }: EntryWish,
): Result<unknown, Refusal> {
  if (fromDay !== undefined) return office.cancelPlans({ sku: id, fromDay });
  const fields = [{ field: "active", text: "no" }];
  return office.changeEntry({ type, id, isNew: false, fields });
}

export function planPrice(
  till: TillContext,
  state: RegisterState,
  {
    what,
    ...plan
  }: Told & { readonly sku: string; readonly price: string; readonly fromDay: BusinessDay },
): RegisterState {
  const w = officeWords(till);
  const { sku, fromDay } = plan;
  const before = state.session?.office.planned(sku).find((it) => it.fromDay === fromDay);
  const done = state.session?.office.planPrice(plan);
  if (done?.ok !== true) return notDone(state, done, what);
  const noted = noteChange(spentHere(state), {
    what:
      before === undefined
        ? w.planGone({ day: fromDay })
        : w.plannedOf({ price: till.money(before.price), day: fromDay }),
    takeBack: (office) =>
      before === undefined
        ? office.cancelPlans({ sku, fromDay })
        : office.planPrice({ sku, fromDay, price: till.money(before.price) }),
  });
  return said(noted, "done", `${what}.`);
}

export function cancelPlan(
  state: RegisterState,
  {
    price,
    ...plan
  }: { readonly sku: string; readonly fromDay: BusinessDay; readonly price: string },
): RegisterState {
  const w = officeWords(state);
  const what = w.planGone({ day: plan.fromDay });
  const done = state.session?.office.cancelPlans(plan);
  if (done?.ok !== true) return notDone(state, done, what);
  const noted = noteChange(spentHere(state), {
    what: w.plannedOf({ price, day: plan.fromDay }),
    takeBack: (office) => office.planPrice({ ...plan, price }),
  });
  return said(noted, "done", `${what}.`);
}

export function setSetting(
  state: RegisterState,
  change: Told & {
    readonly key: SettingKey;
    readonly texts: ReadonlyArray<string>;
    readonly before: ReadonlyArray<string>;
    readonly isAsBefore: string;
  },
): RegisterState {
  const w = officeWords(state);
  const { key, texts, before, what } = change;
  const done = state.session?.office.changeSetting({ key, texts });
  if (done?.ok !== true) return notDone(state, done, what);
  const after = textsOf(state.session?.office, key);
  const noted = noteChange(spentHere(state), {
    what: change.isAsBefore,
    takeBack: (office) =>
      textsOf(office, key) === after
        ? office.changeSetting({ key, texts: before })
        : err({ message: w.changedSince }),
  });
  const { at = 0 } = state.office ?? {};
  return withOffice(said(noted, "done", `${what}.`), {
    at: at + Number(texts.length >= before.length),
  });
}

export function setActive(state: RegisterState, active: boolean): RegisterState {
  const w = officeWords(state);
  const page = state.office?.page;
  if (page?.type !== "person") return state;
  const { number } = page;
  const name = personOf(state, number)?.name ?? number;
  const done = state.session?.office.setActive(number, active);
  if (done?.ok !== true) return notDone(state, done, w.signsIn({ name, active }));
  const noted = noteChange(spentHere(state), {
    what: w.signsIn({ name, active: !active }),
    takeBack: (office) => office.setActive(number, !active),
  });
  return said(noted, "done", w.signsIn({ name, active }));
}

/** Null takes it away. */
export function setBadge(state: RegisterState, badge: string | null): RegisterState {
  const w = officeWords(state);
  const page = state.office?.page;
  if (page?.type !== "person") return state;
  const { number } = page;
  const { name = number, badge: before = "" } = personOf(state, number) ?? {};
  const what = w.badgeSet({ name, badge: badge ?? "" });
  const done = state.session?.office.setBadge(number, badge);
  if (done?.ok !== true) return notDone(state, done, what);
  const noted = noteChange(spentHere(state), {
    what: w.badgeSet({ name, badge: before }),
    takeBack: (office) => office.setBadge(number, before === "" ? null : before),
  });
  return said(noted, "done", what);
}

export function personOf({ session }: RegisterState, number: string): OfficePerson | undefined {
  const people = session?.office.people();
  return people?.ok === true ? people.value.find((it) => it.number === number) : undefined;
}

/** Ctrl-Z. */
export function takeBackChange(state: RegisterState): RegisterState {
  const w = officeWords(state);
  const { office, session } = state;
  const last = office?.changes.at(-1);
  if (last === undefined || session === undefined) return refused(state, w.nothingToTakeBack);
  const done = last.takeBack(session.office);
  if (!done.ok) return refusedBy(state, done.fault, last.what);
  return said(
    withOffice(state, { changes: office?.changes.slice(0, -1) ?? [] }),
    "done",
    last.what,
  );
}

function fieldsOf(till: TillContext, name: EntryName): ReadonlyArray<FieldText> {
  return entryFields(name, { catalogue: till.catalogue(), currency: till.currency }) ?? [];
}

/** What makes of `from` what `to` is; an option that is gone there comes as a new one. */
function differences(
  from: ReadonlyArray<FieldText>,
  to: ReadonlyArray<FieldText>,
): ReadonlyArray<FieldText> {
  const wanted = new Map(to.map(({ field, text }) => [field, text]));
  const there = new Map(from.map(({ field, text }) => [field, text]));
  const changed = from.flatMap(({ field, text }) => {
    const other = wanted.get(field) ?? "";
    return other === text ? [] : [{ field, text: other }];
  });
  const back = to.flatMap(({ field, text }) =>
    there.has(field) ? [] : [{ field: againAs(field), text }],
  );
  return [...changed, ...back];
}

/** A new option; a price is still that of its product. */
function againAs(field: string): string {
  return field.startsWith(ONE_PRICE) ? field : field.replace(/:.*$/u, "");
}

function textsOf(office: OfficeSession | undefined, key: SettingKey): string {
  return JSON.stringify(office?.settings().find((it) => it.key === key)?.texts);
}

export function nextRow(till: TillContext, state: RegisterState): RegisterState {
  const { at = 0 } = state.office ?? {};
  return withOffice(state, { at: Math.min(at + 1, officeRows(till, state).length - 1) });
}

/** The list stays behind it, for Esc. */
export function openedFrom(before: RegisterState, shown: RegisterState, at: number): RegisterState {
  const { office } = before;
  if (office === undefined) return shown;
  const place = { page: office.page, at: office.at, text: "" };
  return withOffice(shown, { at, trail: [...office.trail, place] });
}

export function notDone(
  state: RegisterState,
  done: Result<unknown, Refusal> | undefined,
  what: string,
): RegisterState {
  return done === undefined || done.ok ? state : refusedBy(state, done.fault, `${what}.`);
}

export function withWarnings(
  state: RegisterState,
  what: string,
  warnings: ReadonlyArray<string>,
): RegisterState {
  return warnings.length === 0
    ? said(state, "done", `${what}.`)
    : said(state, "hint", `${what}. ${warnings.join(" ")}`);
}
