/** `till staff list|add|set-pin|disable|enable`: who works here. */

import { type OpenTill } from "../../app/open-till.ts";
import {
  addStaff,
  askToAddStaff,
  askToSetPin,
  disableStaff,
  enableStaff,
  listStaff,
  setStaffPin,
} from "../../app/staff-changes.ts";
import { type NamedStaff, type Till } from "../../app/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Result } from "../../domain/result.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type NewPinOptions, newPinSource } from "../new-pin.ts";
import { refusalFault } from "../refusal-fault.ts";
import {
  type JsonOptions,
  type StaffOptions,
  whoActs,
  whoIsThere,
  withTill,
} from "../with-till.ts";

export type ChangeStaffOptions = JsonOptions & StaffOptions;

export type SetPinOptions = ChangeStaffOptions & NewPinOptions;

export interface AddStaffOptions extends SetPinOptions {
  readonly role: string;
}

type Done = "added" | "pin-set" | "disabled" | "enabled";

export function listTheStaff(options: ChangeStaffOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoIsThere(till, options, console);
    const staff = allowed(listStaff(till, actor), till);
    if (options.json === true) console.json({ staff: staff.map(toJson) });
    else for (const member of staff) console.out(toText(member));
    return EXIT.fine;
  });
}

export function addToStaff(
  { number, name }: { readonly number: string; readonly name: string },
  options: AddStaffOptions,
  console: Console,
): Promise<ExitCode> {
  const newPin = newPinSource(options, console);
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const wish = { number, name: name.trim(), role: options.role };
    const rule = allowed(askToAddStaff(till, actor, wish), till);
    const pin = await newPin(wish.name, rule);
    allowed(await addStaff(open, actor, { ...wish, pin }), till);
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
  if (options.json === true) console.json({ ...toJson(member), done });
  else console.out(`${member.shownName} ${DONE_WORDS[done]}.`);
  return EXIT.fine;
}

const DONE_WORDS: Readonly<Record<Done, string>> = {
  added: "works here now",
  "pin-set": "has a new PIN",
  disabled: "can't sign in any more, on any till that hears of it",
  enabled: "can sign in again, with the PIN of before",
};

function toJson({ number, shownName: name, role, active, verifierId }: NamedStaff) {
  return { number, name, role, active, pin: verifierId !== undefined };
}

function toText({ number, shownName, role, active, verifierId }: NamedStaff): string {
  const marks = [...(active ? [] : ["DISABLED"]), ...(verifierId === undefined ? ["no PIN"] : [])];
  const columns = [number.padStart(6), shownName.padEnd(16), role.padEnd(12), marks.join(", ")];
  return columns.join("  ").trimEnd();
}
