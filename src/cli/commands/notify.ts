/** `till notify test|list`: whether the shop's hook works, and what it was handed. */

import { hookOf, hookState } from "../../app/notify/hook-state.ts";
import { createNoticeBook, type Notice, stateOf } from "../../app/notify/notice-book.ts";
import { momentOf, noticeText, testNotice } from "../../app/notify/notice-text.ts";
import { failureText, type Notified } from "../../app/notify/notify-command.ts";
import { callHook } from "../../app/notify/notify-hook.ts";
import { shopTimeText } from "../../app/shop-time-text.ts";
import { type Till } from "../../app/till/till.ts";
import { hookName } from "../../domain/settings/notify-rules.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { attentionListWords } from "../../words/made/attentionList/all.ts";
import { noticesWords } from "../../words/made/notices/all.ts";
import { type NoticesWords } from "../../words/made/notices/words.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conflictFault } from "../fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

const said = sentencesOf(noticesWords);
/** The column of a notice's text, behind its id. */
const ID_CELLS = 14;

export function testNotify(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ dir, till, clock }) => {
    const { locale } = speechIn(console, till);
    const hook = hookOf(till);
    if (hook === undefined) throw conflictFault(said((words) => words.noHook));
    const nowMs = clock.nowMs();
    const sentence = wordsIn(noticesWords, till.shopLocale()).test({
      till: `${till.code()} ${till.deviceName()}`,
    });
    const notice = testNotice({ nowMs, sentence, device: till.ledger.identity.key.device });
    const done = await callHook(hook, noticeText(till, notice), { dir, clock });
    const name = hookName(hook);
    if (options.json === true) console.json({ id: notice.id, hook: name, ...doneToJson(done) });
    else console.out(doneText(wordsIn(noticesWords, locale), { name, id: notice.id, done }));
    return done.type === "sent" ? EXIT.fine : EXIT.foundWrong;
  });
}

function doneToJson(done: Notified): Readonly<Record<string, unknown>> {
  return { result: done.type, why: done.type === "sent" ? null : failureText(done) };
}

function doneText(
  words: NoticesWords,
  { name: hook, id, done }: { readonly name: string; readonly id: string; readonly done: Notified },
): string {
  if (done.type === "sent") return words.sent({ hook, id });
  return done.type === "hung"
    ? words.hung({ hook, seconds: done.seconds })
    : words.failed({ hook, why: done.code });
}

export function listNotices(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill({ ...options, onlyLooks: true }, console, ({ till, clock }) => {
    const { locale } = speechIn(console, till);
    const nowMs = clock.nowMs();
    const hook = hookState(till, nowMs);
    const notices = createNoticeBook(till.ledger.store)
      .notices()
      .toSorted((one, other) => one.notedMs - other.notedMs);
    if (options.json === true) {
      console.json({ hook: hook ?? null, notices: notices.map((it) => toJson(till, it, nowMs)) });
    } else {
      const words = wordsIn(noticesWords, locale);
      if (hook === undefined) console.say(words.noHook);
      else if (notices.length === 0) console.say(words.nothing);
      for (const notice of notices) {
        const { addressee } = wordsIn(attentionListWords, locale);
        const called = wordsIn(tillWords, locale).attention.who[notice.to];
        const row = words.row({
          sentence: notice.sentence,
          who: addressee({ id: notice.to, called }),
          state: words.states[stateOf(notice, nowMs)],
          tries: notice.tries,
          why: notice.failure ?? "",
          due: shopTimeText({ offsetMinutes: till.offsetMinutes, locale }, notice.dueMs, nowMs),
        });
        console.words(`${notice.id.padEnd(ID_CELLS - 2)}  ${row}`, ID_CELLS);
      }
    }
    return (hook?.failing ?? 0) > 0 ? EXIT.foundWrong : EXIT.fine;
  });
}

function toJson(till: Till, notice: Notice, nowMs: number): Readonly<Record<string, unknown>> {
  const { id, kind, to, isUrgent, knownTo, sentence, sinceMs, dueMs } = notice;
  const { toldMs, overMs, tries, failure } = notice;
  return {
    id,
    kind,
    to,
    urgent: isUrgent,
    knownTo,
    state: stateOf(notice, nowMs),
    sentence,
    since: momentOf(till, sinceMs),
    due: momentOf(till, dueMs),
    told: toldMs === undefined ? null : momentOf(till, toldMs),
    over: overMs === undefined ? null : momentOf(till, overMs),
    tries,
    failure: failure ?? null,
  };
}
