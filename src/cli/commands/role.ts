/** `till role list|show|add|set`, `till staff set-role`: what people may do. */

import { changeRole, giveRole, type KnownRole, listRoles } from "../../app/people/role-changes.ts";
import { type Till } from "../../app/till/till.ts";
import { padEnd } from "../../app/words/text-columns.ts";
import { readRoleTexts } from "../../domain/commands/people/role-text.ts";
import { PERMISSIONS } from "../../domain/events/permission.ts";
import { formatRate } from "../../domain/money/rates.ts";
import { type FieldText } from "../../domain/office/entry-wish.ts";
import { type Locale, localRate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliPeopleWords } from "../../words/made/cliPeople/all.ts";
import { type CliPeopleWords } from "../../words/made/cliPeople/words.ts";
import { answer } from "../answer.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { toFieldText } from "../field-text.ts";
import { oneLine } from "../one-line.ts";
import { isUnchanged, refusalFault } from "../refusal-fault.ts";
import { type Sentence } from "../sentence.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";

const said = sentencesOf(cliPeopleWords);

export type ChangeRoleOptions = JsonOptions & StaffOptions;

export function listTheRoles(options: JsonOptions, console: Console): Promise<ExitCode> {
  return answer(options, console, ({ till }) => {
    const roles = listRoles(till);
    return {
      json: () => ({ roles: roles.map(toJson) }),
      lines: () => roles.map((role) => said((words, locale) => toText(role, words, locale))),
    };
  });
}

export function showRole(id: string, options: JsonOptions, console: Console): Promise<ExitCode> {
  return answer(options, console, ({ till }) => {
    const role = known(till, id);
    return {
      json: () => ({ role: toJson(role) }),
      lines: () => linesOf(role, wordsIn(cliPeopleWords, console.locale()).inQuestion),
    };
  });
}

export function setRole(
  [isNew, id, fields]: readonly [boolean, string, ReadonlyArray<string>],
  options: ChangeRoleOptions,
  console: Console,
): Promise<ExitCode> {
  const texts = fields.map(toFieldText);
  const read = readRoleTexts(isNew ? withName(id, texts) : texts);
  if (!read.ok) throw usageFault(read.fault);
  const wish = { id, isNew, ...read.value };
  return answer(options, console, async ({ till, who }) => {
    const isSame = isUnchanged(changeRole(till, await who(), wish), till, "role/same");
    const role = known(till, id);
    const done = isSame ? "unchanged" : isNew ? "added" : "changed";
    return {
      json: () => ({ done, role: toJson(role) }),
      lines: () => [said((words) => words.role.done({ name: oneLine(role.name), done }))],
      notes: () => (isSame ? [] : pinNotes(role)),
    };
  });
}

export function setRoleOf(
  [number, id]: readonly [string, string],
  options: ChangeRoleOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, who }) => {
    const given = giveRole(till, await who(), { number, role: id });
    const isSame = isUnchanged(given, till, "staff/same-role");
    const role = known(till, id);
    const name = oneLine(till.staffName(number));
    const done = isSame ? "unchanged" : "role-set";
    const facts = { name, role: role.name };
    return {
      json: () => ({ done, number, name, role: id }),
      lines: () => [said((words) => words.role[isSame ? "isAlready" : "isNow"](facts))],
      notes: () => (isSame ? [] : pinNotes(role)),
    };
  });
}

const PIN_DIGITS_USUAL = 4;
const COLUMNS = 14;

/** PINs that are set already hold, and nobody can tell how long they are. */
function pinNotes({ pinDigitsMin }: KnownRole): ReadonlyArray<Sentence> {
  if (pinDigitsMin <= PIN_DIGITS_USUAL) return [];
  return [said(({ role }) => role.longerPins({ count: pinDigitsMin }))];
}

function known(till: Till, id: string): KnownRole {
  const roles = listRoles(till);
  const role = roles.find((it) => it.id === id);
  if (role !== undefined) return role;
  const fault = { type: "role/unknown", text: id, roles: roles.map((it) => it.id) } as const;
  throw refusalFault(fault, till);
}

function withName(id: string, texts: ReadonlyArray<FieldText>): ReadonlyArray<FieldText> {
  return texts.some(({ field }) => field === "name")
    ? texts
    : [{ field: "name", text: id }, ...texts];
}

function toJson({ id, name, permissions, discountLimit, people, inQuestion }: KnownRole) {
  return { id, name, permissions: [...permissions], discountLimit, people, inQuestion };
}

function toText(
  { id, name, discountLimit, permissions, people }: KnownRole,
  { role: words }: CliPeopleWords,
  locale: Locale,
): string {
  const rate = localRate(discountLimit, locale);
  const limit = permissions.has("discount") ? words.discountTo({ rate }) : "";
  const columns = [id.padEnd(COLUMNS), padEnd(oneLine(name), 16), limit.padEnd(18), `${people}`];
  return columns.join("  ");
}

function linesOf(
  { name, permissions, discountLimit, people, inQuestion }: KnownRole,
  doubted: string,
): ReadonlyArray<string> {
  const denied = PERMISSIONS.filter((permission) => !permissions.has(permission));
  return [
    ["name", "name", oneLine(name)],
    ["limit", "discountLimit", formatRate(discountLimit)],
    ["allow", "permissions", [...permissions].join(", ")],
    ["deny", "permissions", denied.join(", ")],
    ["people", "", String(people)],
  ].map(([label = "", field = "", text = ""]) => {
    const mark = inQuestion.includes(field) ? `  ${doubted}` : "";
    return `${label.padEnd(COLUMNS)}  ${text}${mark}`.trimEnd();
  });
}
