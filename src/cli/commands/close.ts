/** `till close`: the till's own Z and the shop's day. It begins no day. */

import { closeDay, type DayToClose } from "../../app/day/close-evening.ts";
import {
  closedToJson,
  closedToText,
  isAllThere,
  openToJson,
  openToText,
} from "../../app/day/close-text.ts";
import {
  askToClose,
  isAnythingOpen,
  mayClose,
  refuseDay,
  whatIsOpen,
  type WhatIsOpen,
} from "../../app/day/what-is-open.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { requireReason } from "../../domain/commands/decision.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { findDevice } from "../../domain/commands/office/find-device.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { askMesh, closingDeps, type CloseOptions, closeSpeech } from "../closing.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { withApproval } from "../with-approval.ts";
import { whoIsThere, whoLooks, withTill } from "../with-till.ts";
import { dayOf } from "./order.ts";

const said = sentencesOf(cliDayWords);

export async function closeTheDay(options: CloseOptions, console: Console): Promise<ExitCode> {
  refuseMixed(options);
  if (options.nightly === true) {
    const { closeNightly } = await import("./close-nightly.ts");
    return closeNightly(options, console);
  }
  return withTill(options, console, (open) =>
    options.dryRun === true ? tellOpen(open, options, console) : close(open, options, console),
  );
}

function refuseMixed({
  nightly,
  notifyCommand,
  dryRun,
  without = [],
  reason,
  day,
  approver,
}: CloseOptions): void {
  if (approver !== undefined && (nightly === true || dryRun === true)) {
    throw usageFault(said((words) => words.close.approver));
  }
  if (nightly !== true) {
    if (notifyCommand !== undefined) throw usageFault(said((words) => words.close.notify));
    if (without.length === 0 && reason !== undefined) {
      throw usageFault(said((words) => words.close.reason));
    }
    return;
  }
  if (dryRun === true || without.length > 0 || reason !== undefined || day !== "today") {
    throw usageFault(said((words) => words.close.nightlyAlone));
  }
}

/** Writes nothing. Whoever says who they are, and may, sees what should lie in the drawers. */
async function tellOpen(
  open: OpenTill,
  options: CloseOptions,
  console: Console,
): Promise<ExitCode> {
  const { till } = open;
  const day = dayOf(options.day, till);
  valueOf(refuseDay(till, day), till);
  const viewer = await whoLooks(till, options, console);
  const seesExpected = viewer !== undefined && mayClose(till, viewer).ok;
  const view = await askMesh(open);
  const found = whatIsOpen({ ...open, view }, { day, seesExpected });
  if (options.json === true) {
    console.json({ ...headOf(till, day), open: openToJson(found, till), closed: null });
  } else tell(openToText(found, closeSpeech(open, console)), console);
  if (found.tills.length > 0) return EXIT.incomplete;
  return isAnythingOpen(found) ? EXIT.foundWrong : EXIT.fine;
}

async function close(open: OpenTill, options: CloseOptions, console: Console): Promise<ExitCode> {
  const { till } = open;
  const day = dayOf(options.day, till);
  const actor = await whoIsThere(till, options, console);
  valueOf(refuseDay(till, day), till);
  const { approval } = valueOf(await mayAsk({ till, actor, console }, options), till);
  const without = withoutTills(till, options);
  const seesExpected = mayClose(till, actor).ok;
  const found = whatIsOpen({ ...open, view: await askMesh(open) }, { day, seesExpected });
  // The open things are printed as they were found before; tills that it goes without are named below.
  const openText = openToText(withoutThose(found, without), closeSpeech(open, console));
  const asked = approval?.by ?? actor.number;
  const closed = valueOf(await closeDay(closingDeps(open), { day, asked, without }), till);
  if (options.json === true) {
    console.json({
      ...headOf(till, day),
      open: openToJson(withoutThose(found, without), till),
      closed: closedToJson(closed, till),
    });
  } else tell([...openText, ...closedToText(closed, closeSpeech(open, console))], console);
  return isAllThere(closed) ? EXIT.fine : EXIT.incomplete;
}

/** Who may not close does it with the word of somebody who may, and that is who asked for it. */
function mayAsk(
  asking: Parameters<typeof withApproval>[0],
  options: CloseOptions,
): Promise<Result<Actor, Refusal>> {
  return withApproval(asking, options, (by): Result<Actor, Refusal> => {
    const asked = askToClose(asking.till, by);
    return asked.ok ? ok(by) : asked;
  });
}

function withoutTills(
  till: Till,
  { without = [], reason = "" }: CloseOptions,
): NonNullable<DayToClose["without"]> {
  return without.map((text) => {
    const found = valueOf(findDevice(till.ledger.admission(), text), till);
    const name = deviceName(found);
    const why = valueOf(requireReason(reason, { type: "day/without-reason", name }), till);
    return { device: found.device, reason: why };
  });
}

function withoutThose(open: WhatIsOpen, without: NonNullable<DayToClose["without"]>): WhatIsOpen {
  const gone = new Set(without.map(({ device }) => device));
  return { ...open, tills: open.tills.filter(({ device }) => !gone.has(device)) };
}

function headOf(till: Till, day: BusinessDay): Readonly<Record<string, unknown>> {
  return { currency: till.currency.code, day };
}

function tell(lines: ReadonlyArray<string>, console: Console): void {
  for (const line of lines) console.words(line, HANG);
}

/** The indent of a broken line. */
const HANG = 4;
