/** The rows of the people who work here. */

import { LANGUAGE_NAMES } from "../language-names.ts";
import { type RegisterState } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { rolesOf } from "./office-role-rows.ts";
import {
  type Choice,
  isFound,
  labelOf,
  LANGUAGE_CHOICES,
  type OfficeRow,
  readCalled,
  yesNo,
} from "./office-row.ts";
import { type OfficePage } from "./office-state.ts";
import { officeWords } from "./office-words.ts";

export function peopleRows(state: RegisterState, text: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const people = state.session?.office.people();
  if (people?.ok !== true) return [];
  const { name: called, isNew } = readCalled(text);
  const names = new Map(rolesOf(state).map((role) => [role.id, role.name]));
  const rows = people.value
    .filter(({ number, name }) => !isNew && (number === called || isFound(name, text)))
    .map(({ number, name, role, active, hasPin }): OfficeRow => {
      const marks = [
        names.get(role) ?? role,
        ...(active ? [] : [w.disabled]),
        ...(hasPin ? [] : [w.noPin]),
      ];
      const target = { type: "page", page: { type: "person", number } } as const;
      return { label: `${number} ${name}`, detail: marks.join(", "), target };
    });
  if (!/^\p{L}/u.test(called) || rows.length > 0) return rows;
  const page: OfficePage = { type: "new-person", name: called };
  return [{ label: w.newRow({ called }), detail: "", target: { type: "create", page } }];
}

export function personRows(state: RegisterState, number: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const people = state.session?.office.people();
  const person = people?.ok === true ? people.value.find((it) => it.number === number) : undefined;
  if (person === undefined) return [];
  const { active, hasPin, badge, role, language = null } = person;
  const choices = roleChoices(state);
  return [
    { label: w.newPin, detail: hasPin ? "" : w.noPin, target: { type: "pin" } },
    {
      label: w.canSignIn,
      detail: active ? w.yes : w.no,
      target: { type: "person-active", active, choices: yesNo(w) },
    },
    { label: w.badge, detail: badge, target: { type: "badge", text: badge } },
    {
      label: w.role,
      detail: labelOf(choices, role),
      target: { type: "person-role", text: role, choices },
    },
    {
      label: wordsFor(state).labels.language,
      detail: language === null ? "" : LANGUAGE_NAMES[language],
      target: { type: "person-language", language, choices: LANGUAGE_CHOICES },
    },
  ];
}

export function newPersonRows(
  state: RegisterState,
  { number = "", role = "" }: Extract<OfficePage, { type: "new-person" }>,
): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const choices = roleChoices(state);
  return [
    { label: w.number, detail: number, target: { type: "person-number" } },
    { label: w.role, detail: labelOf(choices, role), target: { type: "person-role", choices } },
    { label: w.pin, detail: "", target: { type: "pin" } },
  ];
}

function roleChoices(state: RegisterState): ReadonlyArray<Choice> {
  return rolesOf(state).map(({ id, name }) => ({ text: id, label: name }));
}
