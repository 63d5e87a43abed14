/** `till close --nightly`: closes what is left, reconciles it, and hands the result on. Nobody is there. */

import { closedToJson, closedToText, tillNamed } from "../../app/day/close-text.ts";
import { closeNights, type Night, noteNotified } from "../../app/day/nights.ts";
import { isSelfRevoked } from "../../app/membership/own-revocation.ts";
import { type Notified, notify } from "../../app/notify/notify-command.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { closedDay } from "../../domain/day/closed-day.ts";
import { type BusinessDay, deviceOf, type EventId } from "../../domain/identity.ts";
import { escapedJson } from "../../domain/text/clean-text.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { closeWords } from "../../words/made/close/all.ts";
import { askMesh, closingDeps, type CloseOptions, closeSpeech } from "../closing.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { reconcileDay } from "../reconciled-day.ts";
import { refusalFault } from "../refusal-fault.ts";
import { requireWholePast } from "../require-whole-past.ts";
import { withTill } from "../with-till.ts";

/** The worst of several nights is the result of all. */
const WORST_FIRST: ReadonlyArray<ExitCode> = [EXIT.damaged, EXIT.incomplete, EXIT.foundWrong];

/** The result that is handed to the shop's command, and printed with --json. */
interface NightResult {
  /** The id stays the same when the result is handed on again, so that the receiver can drop the second one. */
  readonly id: EventId;
  readonly day: BusinessDay;
  readonly shop: string;
  /** Letter of the till that closed it, or tells of it. */
  readonly till: string;
  /** The exit code of `till reconcile` for that day. */
  readonly exit: ExitCode;
  readonly close: Readonly<Record<string, unknown>> | null;
  readonly report: Readonly<Record<string, unknown>>;
}

export function closeNightly(options: CloseOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    if (isSelfRevoked(till.ledger)) throw refusalFault({ type: "device/revoked" }, till);
    // Another till closes the days, or this one tomorrow.
    requireWholePast(till);
    const nights = await closeNights(closingDeps(open));
    const words = wordsIn(closeWords, console.locale());
    const results: Array<NightResult & { readonly notified: Notified | null }> = [];
    for (const night of nights) {
      if (night.type === "left") {
        const day = localDate(night.day, console.locale());
        console.say(words.leftTo({ till: tillNamed(till, night.to), day }));
        continue;
      }
      const result = await resultOf(open, night, console);
      if (options.json !== true) tellNight(open, night, console);
      const notified = await handOn(open, { result, command: options.notifyCommand }, console);
      results.push({ ...result, notified });
    }
    if (options.json === true) console.json({ currency: till.currency.code, nights: results });
    else if (nights.length === 0) console.say(words.nothingToClose);
    return WORST_FIRST.find((code) => results.some(({ exit }) => exit === code)) ?? EXIT.fine;
  });
}

type OwnNight = Exclude<Night, { readonly type: "left" }>;

async function resultOf(open: OpenTill, night: OwnNight, console: Console): Promise<NightResult> {
  const { till } = open;
  const [day, id] =
    night.type === "closed" ? [night.done.day, night.done.close] : [night.day, night.close];
  // The box itself sees what should lie in the drawers: whoever is told is not the one who counts.
  const view = await askMesh(open);
  const { json, code } = reconcileDay(open, { day, view, seesCash: true }, console);
  return {
    id,
    day,
    shop: till.founding.name,
    till: till.code(),
    exit: code,
    close: night.type === "closed" ? closedToJson(night.done, till) : null,
    report: json,
  };
}

function tellNight(open: OpenTill, night: OwnNight, console: Console): void {
  const { till } = open;
  if (night.type === "closed") {
    for (const line of closedToText(night.done, closeSpeech(open, console))) console.words(line, 4);
    return;
  }
  const { closes } = till.ledger.read((view) => closedDay(view, night.day));
  const last = closes.at(-1);
  if (last === undefined) return;
  const words = wordsIn(closeWords, console.locale());
  console.say(
    words.wasClosed({
      day: localDate(night.day, console.locale()),
      till: tillNamed(till, deviceOf(last.till)),
    }),
  );
}

/** Hands the result on at least once: a failed one is handed on again the next night, with the same id. */
async function handOn(
  { till, clock }: OpenTill,
  { result, command }: { readonly result: NightResult; readonly command: string | undefined },
  console: Console,
): Promise<Notified | null> {
  if (command === undefined) {
    noteNotified(till, result.day, result.id);
    return null;
  }
  const notified = await notify(command, `${escapedJson(result)}\n`, { clock });
  if (notified.type === "sent") noteNotified(till, result.day, result.id);
  else {
    const words = wordsIn(closeWords, console.locale());
    const why =
      notified.type === "hung"
        ? words.notifyHung({ seconds: notified.seconds })
        : words.notifyExit({ code: notified.code });
    console.say(words.notifyFailed({ command, why }));
  }
  return notified;
}
