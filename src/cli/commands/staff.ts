/** `till staff list|add|set|set-pin|disable|enable|rescue`: who works here. */

import { type OpenTill } from "../../app/open-till.ts";
import { askToRescue, rescueStaff } from "../../app/people/rescue-staff.ts";
import {
  addStaff,
  askToAddStaff,
  askToSetPin,
  badgeReader,
  disableStaff,
  enableStaff,
  listEverybody,
  listStaff,
  setStaffBadge,
  setStaffLanguage,
  setStaffPin,
} from "../../app/people/staff-changes.ts";
import { type NamedStaff, type Till } from "../../app/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Locale, LOCALES } from "../../domain/locale.ts";
import { type Result } from "../../domain/result.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { type NewPinOptions, newPinSource } from "../new-pin.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type JsonOptions, type StaffOptions, whoActs, whoLooks, withTill } from "../with-till.ts";
import { proveSheet } from "./recovery.ts";

export type ChangeStaffOptions = JsonOptions & StaffOptions;

export type SetPinOptions = ChangeStaffOptions & NewPinOptions;

export interface RescueOptions extends JsonOptions, NewPinOptions {
  readonly codeFile?: string;
}

export interface AddStaffOptions extends SetPinOptions {
  readonly role: string;
  readonly badge?: string;
  readonly language?: string;
}

export interface SetStaffOptions extends ChangeStaffOptions {
  /** False takes it away. */
  readonly badge?: string | false;
  /** False is the shop's. */
  readonly language?: string | false;
}

type Done = "added" | "rescued" | "badge-set" | "language-set" | "pin-set" | "disabled" | "enabled";

export function listTheStaff(options: ChangeStaffOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const staff = listEverybody(till);
    const badgeOf = await badgesFor(till, options, console);
    if (options.json === true) {
      console.json({ staff: staff.map((member) => toJson(member, badgeOf)) });
    } else for (const member of staff) console.out(toText(member, badgeOf));
    return EXIT.fine;
  });
}

type BadgeOf = (member: NamedStaff) => string | undefined;

/** What a badge says is as good as half a log-in: it is for who may change it. */
async function badgesFor(
  till: Till,
  options: ChangeStaffOptions,
  console: Console,
): Promise<BadgeOf> {
  const actor = await whoLooks(till, options, console);
  return actor !== undefined && listStaff(till, actor).ok ? badgeReader(till) : noBadge;
}

function noBadge(): undefined {
  return undefined;
}

export function addToStaff(
  { number, name }: { readonly number: string; readonly name: string },
  options: AddStaffOptions,
  console: Console,
): Promise<ExitCode> {
  const newPin = newPinSource(options, console);
  const language = options.language === undefined ? undefined : readLanguage(options.language);
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const wish = { number, name: name.trim(), role: options.role };
    const rule = allowed(askToAddStaff(till, actor, wish), till);
    const pin = await newPin(wish.name, rule);
    allowed(await addStaff(open, actor, { ...wish, pin, badge: options.badge, language }), till);
    return tell(open, { number, done: "added" }, { options, console });
  });
}

export function setPin(
  number: string,
  options: SetPinOptions,
  console: Console,
): Promise<ExitCode> {
  const newPin = newPinSource(options, console);
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const rule = allowed(askToSetPin(till, actor, number), till);
    const pin = await newPin(till.staffName(number), rule);
    allowed(await setStaffPin(open, actor, { number, pin }), till);
    return tell(open, { number, done: "pin-set" }, { options, console });
  });
}

/** The sheet's code stands for a person: nobody is left who could sign in for it. */
export function rescuePerson(
  number: string,
  options: RescueOptions,
  console: Console,
): Promise<ExitCode> {
  const newPin = newPinSource(options, console);
  return withTill(options, console, async (open) => {
    const { till } = open;
    const rule = allowed(askToRescue(till, number), till);
    await proveSheet(till, { ...options, otherSheet: EXIT.refused }, console);
    const pin = await newPin(till.staffName(number), rule);
    allowed(await rescueStaff(open, { number, pin }), till);
    return tell(open, { number, done: "rescued" }, { options, console });
  });
}

export function setPerson(
  number: string,
  options: SetStaffOptions,
  console: Console,
): Promise<ExitCode> {
  const { badge, language } = options;
  if ((badge === undefined) === (language === undefined)) {
    throw usageFault(
      "Say one thing to set: --badge CODE, --no-badge, --language CODE, or --no-language.",
    );
  }
  const own = typeof language === "string" ? readLanguage(language) : null;
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    if (badge === undefined) {
      allowed(setStaffLanguage(till, actor, { number, language: own }), till);
      return tell(open, { number, done: "language-set" }, { options, console });
    }
    allowed(setStaffBadge(open, actor, { number, badge: badge === false ? null : badge }), till);
    return tell(open, { number, done: "badge-set" }, { options, console });
  });
}

function readLanguage(text: string): Locale {
  const language = LOCALES.find((locale) => locale.toLowerCase() === text.trim().toLowerCase());
  if (language !== undefined) return language;
  throw usageFault(`${quoted(text)} is no language: one of ${LOCALES.join(", ")}.`);
}

export function setActive(
  way: "disable" | "enable",
  number: string,
  { options, console }: { readonly options: ChangeStaffOptions; readonly console: Console },
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const change = way === "disable" ? disableStaff : enableStaff;
    allowed(change(till, actor, number), till);
    return tell(open, { number, done: `${way}d` }, { options, console });
  });
}

function allowed<Value>(result: Result<Value, Refusal>, till: Till): Value {
  if (!result.ok) throw refusalFault(result.fault, till);
  return result.value;
}

function tell(
  { till }: OpenTill,
  { number, done }: { readonly number: string; readonly done: Done },
  { options, console }: { readonly options: JsonOptions; readonly console: Console },
): ExitCode {
  const member = till.staff().find((other) => other.number === number);
  if (member === undefined) throw new Error(`Nobody has the staff number ${number}.`);
  if (options.json === true) console.json({ ...toJson(member, badgeReader(till)), done });
  else console.out(`${member.shownName} ${wordsOf(done, member)}.`);
  return EXIT.fine;
}

function wordsOf(done: Done, { badge, language }: NamedStaff): string {
  if (done === "language-set") {
    return language === undefined
      ? "has screens in the shop's language, from the next log-in on"
      : `has screens in ${language}, from the next log-in on`;
  }
  return done === "badge-set" && badge === undefined ? "has no badge any more" : DONE_WORDS[done];
}

const DONE_WORDS: Readonly<Record<Exclude<Done, "language-set">, string>> = {
  added: "works here now",
  "badge-set": "has that badge now",
  rescued: "may change staff, with the new PIN",
  "pin-set": "has a new PIN",
  disabled: "can't sign in any more, on any till that hears of it",
  enabled: "can sign in again, with the PIN of before",
};

function toJson(member: NamedStaff, badgeOf: BadgeOf) {
  const { number, shownName: name, role, active, verifierId, language = null } = member;
  const badge = badgeOf(member) ?? null;
  return { number, name, role, active, pin: verifierId !== undefined, badge, language };
}

function toText(member: NamedStaff, badgeOf: BadgeOf): string {
  const { number, shownName, role, active, verifierId, language } = member;
  const badge = badgeOf(member);
  const marks = [
    ...(active ? [] : ["DISABLED"]),
    ...(verifierId === undefined ? ["no PIN"] : []),
    ...(badge === undefined ? [] : [`badge ${badge}`]),
    ...(language === undefined ? [] : [`language ${language}`]),
  ];
  const columns = [number.padStart(6), shownName.padEnd(16), role.padEnd(12), marks.join(", ")];
  return columns.join("  ").trimEnd();
}
