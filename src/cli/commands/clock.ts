/** `till clock in|out|list`. */

import { clockIn, clockOut, listShifts } from "../../app/people/shifts.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { refusalFault } from "../refusal-fault.ts";
import {
  type JsonOptions,
  type StaffOptions,
  whoActs,
  withTill,
  type DayOptions,
} from "../with-till.ts";
import { dayOf } from "./order.ts";

export type ClockOptions = JsonOptions & StaffOptions;

export function clockStaff(
  way: "in" | "out",
  options: ClockOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const done = way === "in" ? clockIn(till, actor) : clockOut(till, actor);
    if (!done.ok) throw refusalFault(done.fault, till);
    const { number, name } = actor;
    if (options.json === true) console.json({ staff: number, name, way, at: done.value });
    else console.out(`${name} clocked ${way} at ${done.value}.`);
    return EXIT.fine;
  });
}

export function listTheShifts(options: DayOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const day = dayOf(options.day, till);
    const shifts = listShifts(till, day);
    if (options.json === true) console.json({ day, shifts });
    else if (shifts.length === 0) console.say(`Nobody has clocked in on ${day}.`);
    else {
      for (const shift of shifts) {
        console.out(
          [shift.staff.padEnd(4), shift.name.padEnd(16), shift.in, shift.out ?? "working"].join(
            "  ",
          ),
        );
      }
    }
    return EXIT.fine;
  });
}
