/** `till role list|show|add|set`, `till staff set-role`: what people may do. */

import { changeRole, giveRole, type KnownRole, listRoles } from "../../app/people/role-changes.ts";
import { padEnd } from "../../app/text-columns.ts";
import { type Till } from "../../app/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { formatRate } from "../../domain/money/rates.ts";
import { type FieldText } from "../../domain/office/entry-wish.ts";
import { PERMISSIONS } from "../../domain/people/permission.ts";
import { type Result } from "../../domain/result.ts";
import { readRoleTexts } from "../../domain/role-text.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { toFieldText } from "../field-text.ts";
import { oneLine } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

export type ChangeRoleOptions = JsonOptions & StaffOptions;

export function listTheRoles(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const roles = listRoles(till);
    if (options.json === true) console.json({ roles: roles.map(toJson) });
    else for (const role of roles) console.out(toText(role));
    return EXIT.fine;
  });
}

export function showRole(id: string, options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const role = known(till, id);
    if (options.json === true) console.json({ role: toJson(role) });
    else for (const line of linesOf(role)) console.out(line);
    return EXIT.fine;
  });
}

export function setRole(
  { id, fields, isNew }: RoleWords,
  options: ChangeRoleOptions,
  console: Console,
): Promise<ExitCode> {
  const texts = fields.map(toFieldText);
  const said = readRoleTexts(isNew ? withName(id, texts) : texts);
  if (!said.ok) throw usageFault(said.fault);
  const wish = { id, isNew, ...said.value };
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const result = changeRole(till, actor, wish);
    // What says so already is as it was to be: a script may run twice.
    const isSame = isUnchanged(result, till, "role/same");
    const role = known(till, id);
    const done = isSame ? "unchanged" : isNew ? "added" : "changed";
    if (options.json === true) console.json({ done, role: toJson(role) });
    else console.out(`${oneLine(role.name)}: ${DONE_WORDS[done]}.`);
    if (!isSame) sayPins(role, console);
    return EXIT.fine;
  });
}

interface RoleWords {
  readonly id: string;
  readonly fields: ReadonlyArray<string>;
  readonly isNew: boolean;
}

export function setRoleOf(
  { number, role: id }: { readonly number: string; readonly role: string },
  options: ChangeRoleOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const isSame = isUnchanged(
      giveRole(till, actor, { number, role: id }),
      till,
      "staff/same-role",
    );
    const role = known(till, id);
    const name = oneLine(till.staffName(number));
    const done = isSame ? "unchanged" : "role-set";
    if (options.json === true) console.json({ done, number, name, role: id });
    else console.out(isSame ? `${name} is ${role.name} already.` : `${name} is ${role.name} now.`);
    if (!isSame) sayPins(role, console);
    return EXIT.fine;
  });
}

const DONE_WORDS = {
  added: "added",
  changed: "changed, from the next thing on that somebody with this role does",
  unchanged: "says so already, nothing was changed",
} as const;

const PIN_DIGITS_USUAL = 4;
const COLUMNS = 14;

/** PINs that are set already hold, and nobody can tell how long they are. */
function sayPins({ pinDigitsMin }: KnownRole, console: Console): void {
  if (pinDigitsMin <= PIN_DIGITS_USUAL) return;
  console.say(
    `Whoever may do so much needs a PIN of at least ${pinDigitsMin} digits: till staff set-pin.`,
  );
}

function isUnchanged(result: Result<unknown, Refusal>, till: Till, same: Refusal["type"]): boolean {
  if (result.ok) return false;
  if (result.fault.type === same) return true;
  throw refusalFault(result.fault, till);
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

function toText({ id, name, discountLimit, permissions, people }: KnownRole): string {
  const limit = permissions.has("discount") ? `discount to ${formatRate(discountLimit)}` : "";
  const columns = [id.padEnd(COLUMNS), padEnd(oneLine(name), 16), limit.padEnd(18), `${people}`];
  return columns.join("  ");
}

function linesOf({
  name,
  permissions,
  discountLimit,
  people,
  inQuestion,
}: KnownRole): ReadonlyArray<string> {
  const denied = PERMISSIONS.filter((permission) => !permissions.has(permission));
  return [
    ["name", "name", oneLine(name)],
    ["limit", "discountLimit", formatRate(discountLimit)],
    ["allow", "permissions", [...permissions].join(", ")],
    ["deny", "permissions", denied.join(", ")],
    ["people", "", String(people)],
  ].map(([label = "", field = "", text = ""]) => {
    const mark = inQuestion.includes(field) ? "  (tills have said otherwise: say which holds)" : "";
    return `${label.padEnd(COLUMNS)}  ${text}${mark}`.trimEnd();
  });
}
