/** People and roles: somebody new, PINs, which are typed twice and never shown, and what roles allow. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { PERMISSIONS } from "../../domain/events/permission.ts";
import { formatRate, parseRate } from "../../domain/money/rates.ts";
import { readBadge } from "../../domain/people/badge.ts";
import { isStaffNumber } from "../../domain/people/staff-number.ts";
import { newEntryId } from "../../domain/text/entry-id.ts";
import { LOCALES } from "../../domain/text/locale.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { type OfficePage, type Saving } from "../office-state.ts";
import {
  type NewPerson,
  type OfficePerson,
  type OfficeRole,
  type OfficeSession,
} from "../ports/office-port.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { hinted, NOT_REFUSED, refused, refusedBy, type RegisterState } from "../register-state.ts";
import { choiceRow, type Field, fieldRow, openAt, planChange, type View } from "./office-form.ts";
import {
  actRow,
  type Choices,
  foundByName,
  labelOf,
  LANGUAGE_CHOICES,
  type OfficePlan,
  type OfficeRow,
  pageRow,
  readCalled,
  ready,
  refusedPlan,
  rowOf,
  type Rows,
  withOffice,
  yesNo,
  yesOrNo,
} from "./office-row.ts";
import { officeWords, type OfficeWords } from "./office-words.ts";

type NewPersonPage = OfficePage & { readonly type: "new-person" };
type PersonPage = OfficePage & { readonly type: "person" | "new-person" };

export function peopleRows({ office, text, w }: View): Rows {
  const people = office.people();
  if (!people.ok) return [];
  const { name: called, isNew } = readCalled(text);
  const names = new Map(office.roles().map((role) => [role.id, role.name]));
  const numbered = people.value.filter(({ number }) => number === called);
  const found = [...new Set([...numbered, ...foundByName(people.value, text)])];
  const rows = (isNew ? [] : found).map(({ number, name, role, active, hasPin }) => {
    const marks = [names.get(role) ?? role];
    if (!active) marks.push(w.disabled);
    if (!hasPin) marks.push(w.noPin);
    return pageRow(`${number} ${name}`, { type: "person", number }, { detail: marks.join(", ") });
  });
  if (!/^\p{L}/u.test(called) || rows.length > 0) return rows;
  const page = { type: "new-person", name: called, number: freeNumber(people.value) } as const;
  return [pageRow(w.newRow({ called }), page)];
}

/** Returns the lowest staff number that nobody has or had. */
function freeNumber(people: ReadonlyArray<OfficePerson>): string {
  const taken = new Set(people.map(({ number }) => number));
  let free = 1;
  while (taken.has(String(free))) free += 1;
  return String(free);
}

export function personRows(view: View<{ readonly number: string }>): Rows {
  const { office, w, words, page } = view;
  const { number } = page;
  const person = personOf(office, number);
  if (person === undefined) return [];
  const { name, active, hasPin, badge, role, language = "" } = person;
  const fields: ReadonlyArray<Field> = [
    {
      id: "active",
      label: w.canSignIn,
      text: yesOrNo(active),
      choices: yesNo(w),
      write: (office, text) => office.setActive(number, text === "yes"),
      done: (text) => w.signsIn({ name, active: text === "yes" }),
      undone: w.signsIn({ name, active }),
    },
    {
      id: "badge",
      label: w.badge,
      text: badge,
      clears: true,
      hints: [w.badgeHint, w.clearHint],
      read: (typed) => {
        const code = typed === "" ? "" : readBadge(typed);
        return code === undefined ? err(w.noBadge) : ok(code);
      },
      write: (office, text) => office.setBadge(number, text === "" ? null : text),
      done: (text) => w.badgeSet({ name, badge: text }),
      undone: w.badgeSet({ name, badge }),
    },
    {
      id: "role",
      label: w.role,
      text: role,
      choices: roleChoices(view),
      write: (office, text) => office.giveRole({ number, role: text }),
      notes: (text, now) => pinWarning(w, roleOf(now, role), roleOf(now, text)),
      now: (office) => personOf(office, number)?.role,
    },
    {
      id: "language",
      label: words.labels.language,
      text: language,
      choices: LANGUAGE_CHOICES,
      clears: true,
      hints: [w.ownLanguageHint, w.clearHint],
      write: (office, text) =>
        office.setLanguage(number, LOCALES.find((locale) => locale === text) ?? null),
      done: (text) => w.languageSet({ name, language: labelOf(LANGUAGE_CHOICES, text) }),
      undone: w.languageSet({ name, language: labelOf(LANGUAGE_CHOICES, language) }),
    },
  ];
  return [
    pinRow(w, w.newPin, hasPin ? "" : w.noPin),
    ...fields.map((field) => fieldRow(view, { ...field, stays: true })),
  ];
}

/** The page keeps all that is said of somebody new until the PIN is there. */
export function newPersonRows(view: View<NewPersonPage>): Rows {
  const { w, page, office } = view;
  const { number = "", role = "" } = page;
  const choices = roleChoices(view);
  return [
    rowOf(w.number, {
      detail: number,
      hints: [w.numberHint],
      take: (typed) => {
        if (!isStaffNumber(typed)) return refusedPlan(w.noNumber({ typed }));
        const owner = personOf(office, typed);
        return owner === undefined
          ? ready(`${w.number} ${typed}`, (now) => withNewPerson(now, { number: typed }))
          : refusedPlan(w.numberTaken({ name: owner.name }));
      },
    }),
    choiceRow(view, { label: w.role, detail: labelOf(choices, role), choices }, ({ text, label }) =>
      ready(`${w.role} ${label}`, (now) => withNewPerson(now, { role: text })),
    ),
    pinRow(w, w.pin, ""),
  ];
}

function withNewPerson(
  state: RegisterState,
  change: Partial<Pick<NewPerson, "number" | "role">>,
): RegisterState {
  const { office } = state;
  if (office?.page.type !== "new-person") return state;
  const page = { ...office.page, ...change };
  const cleared = { ...state, ...NOT_REFUSED, message: undefined };
  return withOffice(cleared, { page, text: "", at: office.at + 1 });
}

function pinRow(w: OfficeWords, label: string, detail: string): OfficeRow {
  const hints = [w.pinHint];
  return rowOf(label, { detail, hints, take: (pin) => ready(w.pin, (now) => enterPin(now, pin)) });
}

const NEW_PIN_ROW = 2;

/** Says whether the typed text must not be seen. */
export function isPinRow({ office }: RegisterState): boolean {
  if (office?.page.type === "new-person") return office.at >= NEW_PIN_ROW;
  return office?.page.type === "person" && office.at === 0;
}

/** The first time the PIN is kept to be typed again; the second time it is written. */
function enterPin(state: RegisterState, typed: string): RegisterState {
  const w = officeWords(state);
  const { office, session } = state;
  const page = office?.page;
  if (session === undefined || (page?.type !== "person" && page?.type !== "new-person"))
    return state;
  const cleared = withOffice({ ...state, ...NOT_REFUSED }, { text: "" });
  if (page.pin === undefined) {
    const asked = mayAsk(session.office, page, typed);
    if (asked === undefined) return refused(cleared, w.pinFirst);
    if (!asked.ok) return refusedBy(cleared, asked.fault);
    return hinted(withOffice(cleared, { page: { ...page, pin: typed } }), w.typeAnew);
  }
  const { pin, ...again } = page;
  const next = withOffice(cleared, { page: again });
  return pin === typed
    ? withOffice(next, { saving: savingOf(state, session.office, { ...again, pin }) })
    : refused(next, w.pinsDiffer);
}

function mayAsk(
  office: OfficeSession,
  page: PersonPage,
  pin: string,
): Result<void, Refusal> | undefined {
  if (page.type === "person") return office.maySetPin({ number: page.number, pin });
  const { number, role, name } = page;
  if (number === undefined || role === undefined) return undefined;
  return office.mayAdd({ number, role, name, pin });
}

/** The PIN's hash takes time. */
function savingOf(
  state: RegisterState,
  before: OfficeSession,
  page: PersonPage & { readonly pin: string },
): Saving {
  const w = officeWords(state);
  const { number = "", pin } = page;
  const texts = { meanwhile: w.savingPin, failed: wordsFor(state).logIn.failed };
  if (page.type === "person") {
    const { name = number } = personOf(before, number) ?? {};
    return {
      ...texts,
      work: (office) => office.setPin({ number, pin }),
      done: () => ({ text: w.pinSet({ name }) }),
    };
  }
  const { role = "", name } = page;
  return {
    ...texts,
    work: (office) => office.addPerson({ number, role, name, pin }),
    done: () => ({
      text: w.personAdded({ name }),
      leadsTo: "people",
      undo: {
        what: w.signsIn({ name, active: false }),
        takeBack: (office) => office.setActive(number, false),
      },
    }),
  };
}

/** Esc has said that somebody half made would go. */
const DROPS = "drop-person";

/** Esc on what nobody has saved: the first PIN is forgotten, then it is asked for once. */
export function leavePerson(state: RegisterState): RegisterState | undefined {
  const w = officeWords(state);
  const { office } = state;
  const page = office?.page;
  if (page?.type !== "person" && page?.type !== "new-person") return undefined;
  const { pin, ...unproven } = page;
  if (pin !== undefined) {
    return hinted(withOffice(state, { page: unproven }), w.pinAnew);
  }
  const isBegun = page.type === "new-person" && page.role !== undefined;
  if (!isBegun || office?.asked === DROPS) return undefined;
  return hinted(withOffice(state, { asked: DROPS }), w.dropsPerson({ name: page.name }));
}

export function personOf(office: OfficeSession, number: string): OfficePerson | undefined {
  const people = office.people();
  return people.ok ? people.value.find((it) => it.number === number) : undefined;
}

/* Roles: what each allows, and to which discount. */

/** The id of every row of permissions: tills write all of them together. */
const PERMISSION_FIELD = "permissions";

export function roleOf(office: OfficeSession, id: string): OfficeRole | undefined {
  return office.roles().find((role) => role.id === id);
}

function roleChoices({ office }: View): Choices {
  return office.roles().map(({ id, name }) => ({ text: id, label: name }));
}

export function roleRows(view: View): Rows {
  const { office, text, w } = view;
  const { name: called, isNew } = readCalled(text);
  const rows = (isNew ? [] : foundByName(office.roles(), text)).map(
    ({ id, name, permissions, discountLimit, people, inQuestion }) => {
      const count = w.peopleCount({ count: people });
      const limit = w.offUpTo({ rate: formatRate(discountLimit) });
      const detail = permissions.has("discount") ? `${limit}, ${count}` : count;
      return pageRow(name, { type: "role", id }, { detail, inQuestion: inQuestion.length > 0 });
    },
  );
  if (!/^[\p{L}\p{N}]/u.test(called) || rows.length > 0) return rows;
  return [actRow(w.newRow({ called }), () => planNewRole(view, called))];
}

function planNewRole(view: View, called: string): OfficePlan {
  const id = newEntryId(called, new Set(view.office.roles().map((role) => role.id)));
  const page = { type: "role", id } as const;
  return planChange(view, {
    what: view.w.newRow({ called }),
    write: (office) => office.changeRole({ id, isNew: true, name: called }),
    goesTo: (now) => openAt(view, now, { page, rows: rowsOfRole, ids: [PERMISSION_FIELD] }),
  });
}

export function rowsOfRole(view: View<{ readonly id: string }>): Rows {
  const { office, w, words, page } = view;
  const { id } = page;
  const role = roleOf(office, id);
  if (role === undefined) return [];
  const { name, permissions, discountLimit, inQuestion } = role;
  const limit = formatRate(discountLimit);
  const fields: ReadonlyArray<Field> = [
    {
      id: "name",
      label: words.officeFields.name,
      text: name,
      isName: true,
      hints: [w.renameHint],
      write: (now, text) => now.changeRole({ id, isNew: false, name: text }),
    },
    {
      id: "discountLimit",
      label: w.discountLimit,
      text: limit,
      detail: permissions.has("discount") ? limit : w.limitUnused({ rate: limit }),
      hints: [w.limitHint],
      read: (typed) => {
        const rate = readLimit(typed);
        return rate.ok ? ok(formatRate(rate.value)) : err(w.noRate({ typed }));
      },
      write: (now, text) => {
        const rate = readLimit(text);
        return rate.ok
          ? now.changeRole({ id, isNew: false, discountLimit: rate.value })
          : err({ message: w.noRate({ typed: text }) });
      },
    },
    ...PERMISSIONS.map((permission): Field => ({
      id: PERMISSION_FIELD,
      label: words.officePermissions[permission],
      text: yesOrNo(permissions.has(permission)),
      choices: yesNo(w),
      hints: [w.nextActHint],
      write: (now, text) =>
        now.changeRole({ id, isNew: false, [text === "yes" ? "allow" : "deny"]: [permission] }),
    })),
  ];
  return fields.map((field) =>
    fieldRow(view, {
      ...field,
      inQuestion: inQuestion.includes(field.id),
      notes: (_text, now) => pinWarning(w, role, roleOf(now, id)),
      now: (now) => {
        const is = roleOf(now, id);
        return is && JSON.stringify([is.name, is.discountLimit, [...is.permissions].toSorted()]);
      },
    }),
  );
}

function readLimit(typed: string): ReturnType<typeof parseRate> {
  return parseRate(typed.replace(/\s*%$/u, ""));
}

/** A role that may more needs a longer PIN. The one that is there holds, so somebody has to know. */
function pinWarning(
  w: OfficeWords,
  before?: OfficeRole,
  after?: OfficeRole,
): ReadonlyArray<string> {
  const digits = after?.pinDigitsMin ?? 0;
  return digits > (before?.pinDigitsMin ?? 0) ? [w.longerPin({ digits })] : [];
}
