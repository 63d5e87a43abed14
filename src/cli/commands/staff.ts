/** `till staff list|add|set|set-pin|disable|enable|rescue`: who works here. */

import { readAmount } from "../../acts/shell-money.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { staffToText } from "../../app/people/people-text.ts";
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
  rateReader,
  setStaffBadge,
  setStaffLanguage,
  setStaffName,
  setStaffPin,
  setStaffRate,
} from "../../app/people/staff-changes.ts";
import { speechOf } from "../../app/speech.ts";
import { type NamedStaff, type Till } from "../../app/till/till.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { type PinRule } from "../../domain/people/pin-rule.ts";
import { type Locale, LOCALES } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { cliPeopleWords } from "../../words/made/cliPeople/all.ts";
import { peopleWords } from "../../words/made/people/all.ts";
import { type PeopleWords } from "../../words/made/people/words.ts";
import { actFault } from "../act-fault.ts";
import { askSecret, readSecretFile } from "../ask-secret.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, type StaffOptions, whoActs, whoLooks, withTill } from "../with-till.ts";
import { proveSheet } from "./recovery.ts";

const said = sentencesOf(cliPeopleWords);

export type ChangeStaffOptions = JsonOptions & StaffOptions;

export type SetPinOptions = ChangeStaffOptions & NewPinOptions;

export interface RescueOptions extends JsonOptions, NewPinOptions {
  readonly codeFile?: string;
}

export interface AddStaffOptions extends SetPinOptions {
  readonly role: string;
  readonly badge?: string;
  readonly language?: string;
  /** False: without one. */
  readonly pin?: boolean;
}

export interface SetStaffOptions extends ChangeStaffOptions {
  readonly name?: string;
  /** False takes it away. */
  readonly badge?: string | false;
  /** False is the shop's. */
  readonly language?: string | false;
  /** False takes it away. */
  readonly rate?: string | false;
}

type Done =
  | "added"
  | "rescued"
  | "name-set"
  | "badge-set"
  | "rate-set"
  | "language-set"
  | "pin-set"
  | "disabled"
  | "enabled";

export function listTheStaff(options: ChangeStaffOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const staff = listEverybody(till);
    const seen = await seenOf(till, options, console);
    if (options.json === true) {
      console.json({ staff: staff.map((member) => toJson(member, seen)) });
    } else {
      for (const line of staffToText(staff, console.locale(), seen.badgeOf)) console.out(line);
    }
    return EXIT.fine;
  });
}

/** What only a person who may change staff sees: a badge's code is as good as half a log-in. */
interface Seen {
  readonly badgeOf: (member: NamedStaff) => string | undefined;
  readonly rateOf: (member: NamedStaff) => MinorUnits | undefined;
}

function allOf(till: Till): Seen {
  return { badgeOf: badgeReader(till), rateOf: rateReader(till) };
}

async function seenOf(till: Till, options: ChangeStaffOptions, console: Console): Promise<Seen> {
  const actor = await whoLooks(till, options, console);
  return actor !== undefined && listStaff(till, actor).ok ? allOf(till) : NOTHING_SEEN;
}

function nothing(): undefined {
  return undefined;
}

const NOTHING_SEEN: Seen = { badgeOf: nothing, rateOf: nothing };

export function addToStaff(
  [number, name]: readonly [string, string],
  options: AddStaffOptions,
  console: Console,
): Promise<ExitCode> {
  const isWithout = options.pin === false;
  if (isWithout && options.newPinFile !== undefined) {
    throw usageFault(said(({ staff }) => staff.pinOrNone));
  }
  const newPin = isWithout ? noPin : newPinSource(options, console);
  const language = options.language === undefined ? undefined : readLanguage(options.language);
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const wish = { number, name: name.trim(), role: options.role };
    const rule = valueOf(askToAddStaff(till, actor, wish), till);
    const pin = await newPin(wish.name, rule);
    valueOf(await addStaff(open, actor, { ...wish, pin, badge: options.badge, language }), till);
    return tell(open, { number, done: "added" }, { options, console });
  });
}

function noPin(): Promise<undefined> {
  return Promise.resolve(undefined);
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
    const rule = valueOf(askToSetPin(till, actor, number), till);
    const pin = await newPin(till.staffName(number), rule);
    valueOf(await setStaffPin(open, actor, { number, pin }), till);
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
    const rule = valueOf(askToRescue(till, number), till);
    const { code } = await proveSheet(till, { ...options, otherSheet: EXIT.refused }, console);
    const pin = await newPin(till.staffName(number), rule);
    valueOf(await rescueStaff(open, { number, pin, code }), till);
    return tell(open, { number, done: "rescued" }, { options, console });
  });
}

export function setPerson(
  number: string,
  options: SetStaffOptions,
  console: Console,
): Promise<ExitCode> {
  const { name, badge, language, rate } = options;
  if ([name, badge, language, rate].filter((it) => it !== undefined).length !== 1) {
    throw usageFault(said(({ staff }) => staff.oneThing));
  }
  const own = typeof language === "string" ? readLanguage(language) : null;
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    if (name !== undefined) {
      valueOf(setStaffName(open, actor, { number, name: name.trim() }), till);
      return tell(open, { number, done: "name-set" }, { options, console });
    }
    if (rate !== undefined) {
      const amount = rate === false ? null : rateOf(open, rate);
      valueOf(setStaffRate(open, actor, { number, rate: amount }), till);
      return tell(open, { number, done: "rate-set" }, { options, console });
    }
    if (badge === undefined) {
      valueOf(setStaffLanguage(till, actor, { number, language: own }), till);
      // The answer is in the new language for the person who chose it.
      console.speak(speechOf(till, actor).locale);
      return tell(open, { number, done: "language-set" }, { options, console });
    }
    valueOf(setStaffBadge(open, actor, { number, badge: badge === false ? null : badge }), till);
    return tell(open, { number, done: "badge-set" }, { options, console });
  });
}

function rateOf({ till }: OpenTill, text: string): MinorUnits {
  const amount = readAmount("--rate", text, till.currency);
  if (!amount.ok) throw actFault(amount.fault, till);
  return amount.value ?? zeroMinor;
}

function readLanguage(text: string): Locale {
  const language = LOCALES.find((locale) => locale.toLowerCase() === text.trim().toLowerCase());
  if (language !== undefined) return language;
  throw usageFault(said(({ staff }) => staff.noLanguage({ text: quoted(text), all: LOCALES })));
}

export function setActive(
  [way, number]: readonly ["disable" | "enable", string],
  options: ChangeStaffOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const change = way === "disable" ? disableStaff : enableStaff;
    valueOf(change(till, actor, number), till);
    return tell(open, { number, done: `${way}d` }, { options, console });
  });
}

function tell(
  { till }: OpenTill,
  { number, done }: { readonly number: string; readonly done: Done },
  { options, console }: { readonly options: JsonOptions; readonly console: Console },
): ExitCode {
  const member = till.staff().find((other) => other.number === number);
  if (member === undefined) throw new Error(`Nobody has the staff number ${number}.`);
  if (options.json === true) console.json({ ...toJson(member, allOf(till)), done });
  else console.out(doneText(done, member, wordsIn(peopleWords, console.locale())));
  return EXIT.fine;
}

function doneText(
  done: Done,
  { shownName: name, badge, language, rate }: NamedStaff,
  { done: words }: PeopleWords,
): string {
  switch (done) {
    case "added":
      return words.added({ name });
    case "rescued":
      return words.rescued({ name });
    case "name-set":
      return words.nameSet({ name });
    case "badge-set":
      return badge === undefined ? words.badgeGone({ name }) : words.badgeSet({ name });
    case "rate-set":
      return rate === undefined ? words.rateGone({ name }) : words.rateSet({ name });
    case "language-set":
      return words.languageSet({ name, code: language ?? "" });
    case "pin-set":
      return words.pinSet({ name });
    case "disabled":
      return words.disabled({ name });
    case "enabled":
      return words.enabled({ name });
    default:
      return assertNever(done, "change of staff");
  }
}

function toJson(member: NamedStaff, { badgeOf, rateOf }: Seen) {
  const { number, shownName: name, role, active, verifierId, language = null } = member;
  const badge = badgeOf(member) ?? null;
  const rate = rateOf(member) ?? null;
  return { number, name, role, active, pin: verifierId !== undefined, badge, language, rate };
}

/* A new PIN: the first line of a file, or asked for twice on the terminal; never an argument. */

interface NewPinOptions {
  readonly newPinFile?: string;
}

/** Asks nobody yet: a script hears what is missing before anything is done. */
function newPinSource(
  { newPinFile }: NewPinOptions,
  { environment, text }: Console,
): (who: string, rule: PinRule) => Promise<string> {
  if (newPinFile !== undefined) {
    const pin = readSecretFile("new-PIN", newPinFile).trim();
    return () => Promise.resolve(pin);
  }
  if (!environment.isTerminal) throw usageFault(said(({ staff }) => staff.sayNewPin));
  return (who, rule) => askTwice({ who, ...rule }, text);
}

async function askTwice(
  wish: PinRule & { readonly who: string },
  text: Console["text"],
): Promise<string> {
  const pin = await askSecret(text(said(({ staff }) => staff.newPin(wish))));
  const again = text(sentencesOf(cliWords)(({ ask }) => ask.again));
  if ((await askSecret(again)) === pin) return pin;
  throw usageFault(said(({ staff }) => staff.pinsDiffer));
}
