/** `till join`: this box becomes a till of a shop that has invited it. */

import { depsToFound } from "../../app/backup/store-keys.ts";
import { type JoinProblem } from "../../app/founding/join-problem.ts";
import {
  hasJoinedUnheard,
  joinTheShop,
  type JoinWish,
  readInvite,
  readDialAddress,
  tellMistyped,
} from "../../app/founding/join-shop.ts";
import { addressSpans, hostsOf } from "../../app/mesh/mesh-search.ts";
import { hasStore } from "../../app/open-till.ts";
import { askLine } from "../../app/system/prompt.ts";
import { type CodeFault } from "../../domain/base/crockford.ts";
import { ok } from "../../domain/base/result.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { askCode } from "../ask-code.ts";
import { interrupted } from "../ask-secret.ts";
import { type Console } from "../console.ts";
import { deviceNameFrom } from "../device-name.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conflictFault, notFoundFault, unreachableFault, usageFault } from "../fault.ts";
import { codeFaultSentence } from "../first-start/code-fault.ts";
import { type FirstStartWords, firstStartWords } from "../first-start/words.ts";
import { hearShop, problemSentence, withCount } from "../join-talk.ts";
import { chosenForNew } from "../key-choice.ts";
import { quoted } from "../one-line.ts";
import { type Sentence } from "../sentence.ts";
import { sentencesOf } from "../sentences-of.ts";
import { unlock } from "../unlock.ts";
import { type JsonOptions, storeDir } from "../with-till.ts";

const said = sentencesOf(cliBoxWords);

export interface JoinOptions extends JsonOptions {
  readonly device?: string;
  readonly at?: string;
  readonly search?: boolean;
  readonly resume?: boolean;
  readonly wait: boolean;
  readonly passphrase?: boolean;
  readonly credential?: boolean | string;
}

export async function join(
  text: string | undefined,
  options: JoinOptions,
  console: Console,
): Promise<ExitCode> {
  const dir = storeDir(options, console);
  if (options.resume === true) {
    if (!hasStore(dir)) throw notFoundFault(said(({ join: words }) => words.noShop({ dir })));
    return await hear(dir, options, console);
  }
  if (hasStore(dir)) return await goOn(dir, options, console);
  if (options.device === undefined) {
    throw usageFault(said(({ join: words }) => words.sayName));
  }
  const deviceName = deviceNameFrom(options.device, "--device");
  const at = options.at === undefined ? undefined : readDialAddress(options.at);
  if (options.at !== undefined && at === undefined) {
    const place = quoted(options.at);
    throw usageFault(said(({ join: words }) => words.noPlace({ text: place })));
  }
  if (at !== undefined && options.search === true) {
    throw usageFault(said(({ join: words }) => words.atOrSearch));
  }
  const code = await codeFrom(text, at, console);
  const deps = depsToFound(await chosenForNew(options, console), console.environment);
  const progress = console.progress(options);
  const texts = firstStartWords(console.locale());
  const { joining } = texts;
  const wish: JoinWish = {
    dir,
    deviceName,
    code,
    ...(at === undefined ? {} : { at }),
    search: options.search === true ? addressSpans() : undefined,
    onLooking: (secondsLeft) => {
      progress.show(joining.looking({ seconds: secondsLeft }));
    },
    onAsking: ({ asked, all }) => {
      progress.show(joining.asks({ asked, all }));
    },
    onProved: () => {
      progress.show(joining.proved);
    },
  };
  const joined = await joinOrSearch(wish, deps, console);
  progress.end();
  if (!joined.ok) throw unreachableFault(joinSentence(joined.fault, texts));
  const { name, code: letters } = joined.value;
  if (options.json !== true)
    console.out(joining.isTill({ till: `${letters} ${deviceName}`, shop: name }));
  return await hear(dir, { ...options, letters }, console);
}

/** A power cut may have come once it had joined, and before it knew of it. */
async function goOn(dir: string, options: JoinOptions, console: Console): Promise<ExitCode> {
  if (!hasJoinedUnheard(dir, await unlock(dir, options, console))) {
    throw conflictFault(said(({ join: words }) => words.shopThere({ dir })));
  }
  console.say(said(({ join: words }) => words.goesOn));
  return await hear(dir, options, console);
}

/** Joins. Where the network filters multicast, each of its addresses is asked, once the person wants that. */
async function joinOrSearch(
  wish: JoinWish,
  deps: Parameters<typeof joinTheShop>[1],
  { environment, say, text, locale }: Console,
): ReturnType<typeof joinTheShop> {
  const joined = await joinTheShop(wish, deps);
  if (joined.ok || !SEARCHABLE.has(joined.fault.type) || wish.search !== undefined) return joined;
  const search = wish.at === undefined && environment.isTerminal ? addressSpans() : [];
  if (search.length === 0) return joined;
  say(problemSentence(joined.fault, firstStartWords(locale())));
  const count = hostsOf(search).length;
  const where = search.map((span) => span.text).join(", ");
  const prompt = text(said(({ join: words }) => words.askEach({ count, where })));
  const typed = await askLine({ prompt, isShown: true });
  if (typed === undefined || /^n/iu.test(typed.trim())) return joined;
  return await joinTheShop({ ...wish, search }, deps);
}

/** The problems that a network with filtered multicast causes. */
const SEARCHABLE = new Set<JoinProblem["type"]>(["deaf", "nobody-heard"]);

async function codeFrom(
  text: string | undefined,
  at: JoinWish["at"],
  console: Console,
): Promise<JoinWish["code"]> {
  const { environment } = console;
  if (text !== undefined) {
    const code = readInvite(text);
    if (!code.ok) throw usageFault(await wrongCode(code.fault, at, console));
    return code.value;
  }
  if (!environment.isTerminal) throw usageFault(said(({ join: words }) => words.sayCode));
  for (let before = console.text(said(({ join: words }) => words.codeStands)); ;) {
    const typed = await askCode({
      words: `${before}\n`,
      prompt: `${console.text(said(({ join: words }) => words.code))}: `,
      read: (line) => ok(line),
      interrupted,
    });
    const code = readInvite(typed);
    if (code.ok) return code.value;
    before = await wrongCode(code.fault, at, console);
  }
}

/** A code whose check character is wrong was meant as a code: the inviting till counts it. */
async function wrongCode(
  fault: CodeFault,
  at: JoinWish["at"],
  { environment, locale }: Console,
): Promise<string> {
  const words = firstStartWords(locale());
  const sentence = codeFaultSentence(fault, words);
  if (fault.type !== "code/mistyped") return sentence;
  const refusal = await tellMistyped(at, depsToFound({ type: "file" }, environment));
  return withCount(sentence, refusal, words.joining);
}

/** Everything that the others have, as far as they are there. */
async function hear(
  dir: string,
  options: JoinOptions & { readonly letters?: string },
  console: Console,
): Promise<ExitCode> {
  const deps = await unlock(dir, options, console);
  const progress = console.progress(options);
  const texts = firstStartWords(console.locale());
  const hearing = { words: texts, progress, waits: options.wait };
  const { fetched, far } = await hearShop(dir, hearing, deps);
  if (options.json === true) {
    const today = fetched !== "behind";
    const heard = fetched === "whole";
    console.json({ store: dir, code: options.letters ?? null, heard, today });
    return EXIT.fine;
  }
  const behind = texts.joining.goesOnBehind({ far });
  console.out(
    said(({ join: words }) => {
      if (fetched === "whole") return words.hasAll;
      if (fetched === "today") return words.hasToday;
      return fetched === "sells" ? words.hasSaid : words.canSell({ far, behind });
    }),
  );
  console.out(texts.goOn({ dir }));
  return EXIT.fine;
}

/** Returns the sentence, with the hint that the other box's address can be given. */
function joinSentence(problem: JoinProblem, texts: FirstStartWords): Sentence {
  const sentence = problemSentence(problem, texts);
  const byPlace = ["deaf", "nobody-heard", "no-such-code"].includes(problem.type);
  return byPlace ? said(({ join: words }) => words.byPlace({ sentence })) : sentence;
}
