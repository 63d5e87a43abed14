/** `till order send|hold|fire|refire`. */

import { type KitchenWish, tellKitchen } from "../../app/order-kitchen.ts";
import { COURSE_MAX } from "../../domain/events/register-schemas.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { positionOf, quantityOf } from "../line-words.ts";
import { refusalFault } from "../refusal-fault.ts";
import { tellOrder } from "../told-order.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

export interface KitchenOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly course?: string;
}

export interface RefireOptions extends KitchenOptions {
  readonly quantity?: string;
  readonly reason?: string;
}

export interface HoldOptions extends KitchenOptions {
  readonly off?: boolean;
}

export function sendTheOrder(
  order: string,
  options: KitchenOptions,
  console: Console,
): Promise<ExitCode> {
  return perform({ order, act: { type: "send" } }, options, console);
}

export function fireTheOrder(
  order: string,
  options: KitchenOptions,
  console: Console,
): Promise<ExitCode> {
  const course = courseOf(options.course);
  return perform({ order, act: { type: "fire", course } }, options, console);
}

export function holdTheOrder(
  { order, lines }: { readonly order: string; readonly lines: ReadonlyArray<string> },
  options: HoldOptions,
  console: Console,
): Promise<ExitCode> {
  const course = courseOf(options.course);
  if (lines.length === 0 && course === undefined) {
    throw usageFault("Say what is to wait: the number of a line, or --course N.");
  }
  const positions = lines.map(positionOf);
  const held = options.off !== true;
  return perform(
    { order, act: { type: "hold", lines: positions, course, held } },
    options,
    console,
  );
}

/** What the station had to make is to be made once more, and is not charged again. */
export function refireTheLine(
  { order, line }: { readonly order: string; readonly line: string },
  { quantity: count, reason = "", ...options }: RefireOptions,
  console: Console,
): Promise<ExitCode> {
  const quantity = quantityOf(count);
  const act = { type: "refire", line: positionOf(line), quantity, reason } as const;
  return perform({ order, act }, options, console);
}

function perform(wish: KitchenWish, options: KitchenOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const done = await withApproval({ till, actor, console }, options, (by) =>
      tellKitchen(till, by, wish),
    );
    if (!done.ok) throw refusalFault(done.fault, till);
    await tellOrder(open, console, { order: done.value.order.id, json: options.json });
    return EXIT.fine;
  });
}

function courseOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const course = Number(text);
  if (/^[0-9]$/u.test(text) && course <= COURSE_MAX) return course;
  throw usageFault(`--course ${text} is no course: 1 to ${COURSE_MAX}, or 0 for what is in none.`);
}
