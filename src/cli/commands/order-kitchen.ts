/** `till order send|hold|fire|refire`. */

import { type KitchenWish, tellKitchen } from "../../app/orders/order-kitchen.ts";
import { COURSE_MAX } from "../../domain/events/register-schemas.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { positionOf, quantityOf } from "../line-words.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(cliOrderWords);

export interface KitchenOptions extends ChangeOptions {
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
    throw usageFault(said((words) => words.holdWhat));
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
  return changeOrder(
    {
      act: (till, by) => tellKitchen(till, by, wish),
      faultOf: refusalFault,
      outcome: ({ order: { id } }) => ({ order: id }),
    },
    options,
    console,
  );
}

function courseOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const course = Number(text);
  if (/^[0-9]$/u.test(text) && course <= COURSE_MAX) return course;
  throw usageFault(said((words) => words.noCourseOption({ text: quoted(text), max: COURSE_MAX })));
}
