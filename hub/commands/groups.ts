/** `till hub group`: groups of shops, their models, and what a shop may change by itself. */

import path from "node:path";

import { depsToOpen } from "../../src/app/backup/store-keys.ts";
import { refusalSentence } from "../../src/app/register/refusal-sentence.ts";
import { readSecretFile } from "../../src/cli/ask-secret.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import {
  type CommandFault,
  conflictFault,
  notFoundFault,
  unreachableFault,
  usageFault,
} from "../../src/cli/fault.ts";
import { quoted } from "../../src/cli/one-line.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { currenciesByCode } from "../../src/domain/money/currency.ts";
import { wordsIn } from "../../src/domain/text/words-in.ts";
import { cliGroupsWords } from "../../src/words/made/cliGroups/all.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { askGroups } from "../groups/ask-groups.ts";
import { fieldNames } from "../groups/entry-fields.ts";
import { groupFolder } from "../groups/group-folder.ts";
import { type GroupAnswer, type GroupFault, type GroupView } from "../groups/groups-app.ts";
import { type HubOptions, noHub } from "./options.ts";

const said = sentencesOf(cliGroupsWords);

export async function listGroups(options: HubOptions, console: Console): Promise<ExitCode> {
  const groups = await askedOf<ReadonlyArray<GroupView>>(options, { deed: "" }, console);
  if (options.json === true) {
    console.json({ groups });
    return EXIT.fine;
  }
  const { list: words } = wordsIn(cliGroupsWords, console.locale());
  if (groups.length === 0) console.out(words.none);
  for (const { name, store, shops, free } of groups) {
    console.out(words.group({ name, store, count: shops.length }));
    for (const shop of shops) console.out(`  ${shop.name} (${shop.shop})`);
    const fields = free.join(", ");
    console.out(`  ${free.length === 0 ? words.nothingFree : words.free({ fields })}`);
  }
  return EXIT.fine;
}

export interface AddGroupOptions extends HubOptions {
  readonly from?: string;
  readonly fixture?: string;
  readonly ownerName?: string;
  readonly ownerPinFile?: string;
}

export async function addGroup(
  name: string,
  options: AddGroupOptions,
  console: Console,
): Promise<ExitCode> {
  const { hub, from, fixture, ownerName, ownerPinFile } = options;
  const isCopy = from !== undefined && ownerName !== undefined && ownerPinFile !== undefined;
  if (isCopy === (fixture !== undefined)) {
    const store = groupFolder(path.resolve(hub), name);
    throw usageFault(said(({ add: words }) => words.sayHow({ store })));
  }
  const wish = isCopy
    ? { name, from, owner: { name: ownerName, pin: readSecretFile("PIN", ownerPinFile) } }
    : { name, fixture };
  const { store, recoveryCode } = await groupAnswer<{
    readonly store: string;
    readonly recoveryCode: string;
  }>(options, { deed: "add", wish }, console);
  if (options.json === true) console.json({ name, store, recoveryCode });
  else {
    console.out(said(({ add: words }) => words.added({ name, store })));
    console.out(said(({ add: words }) => words.code({ code: recoveryCode })));
  }
  return EXIT.fine;
}

export function putIntoGroup(
  [name, shop]: readonly [string, string],
  options: HubOptions,
  console: Console,
): Promise<ExitCode> {
  return moveShop({ name, shop, isOut: false }, options, console);
}

export function takeOutOfGroup(
  [name, shop]: readonly [string, string],
  options: HubOptions,
  console: Console,
): Promise<ExitCode> {
  return moveShop({ name, shop, isOut: true }, options, console);
}

async function moveShop(
  wish: { readonly name: string; readonly shop: string; readonly isOut: boolean },
  options: HubOptions,
  console: Console,
): Promise<ExitCode> {
  const moved = await groupAnswer<{ readonly shop: string; readonly name: string }>(
    options,
    { deed: "put", wish },
    console,
  );
  if (options.json === true) console.json({ group: wish.name, ...moved });
  else {
    const facts = { name: wish.name, shop: moved.name };
    console.out(said(({ put: words }) => (wish.isOut ? words.outOf(facts) : words.into(facts))));
  }
  return EXIT.fine;
}

export interface FreeOptions extends HubOptions {
  readonly nothing?: boolean;
}

export async function freeFields(
  [name, fields]: readonly [string, ReadonlyArray<string>],
  options: FreeOptions,
  console: Console,
): Promise<ExitCode> {
  if ((fields.length === 0) !== (options.nothing === true)) {
    throw usageFault(said(({ free: words }) => words.sayFields));
  }
  const answer = await groupAnswer<{ readonly free: ReadonlyArray<string> }>(
    options,
    { deed: "free", wish: { name, free: fields } },
    console,
  );
  if (options.json === true) console.json({ group: name, ...answer });
  else {
    const text = answer.free.join(", ");
    console.out(
      said(({ list: words }) => (text === "" ? words.nothingFree : words.free({ fields: text }))),
    );
  }
  return EXIT.fine;
}

export function listFields(options: HubOptions, console: Console): ExitCode {
  const fields = fieldNames();
  if (options.json === true) console.json({ fields });
  else for (const field of fields) console.out(field);
  return EXIT.fine;
}

/** What the office is to do for a group: a deed of groups-app.ts. */
export interface GroupQuestion {
  readonly deed: string;
  readonly wish: Readonly<Record<string, unknown>> & { readonly name: string };
}

/** Returns the office's answer. Throws CommandFault: one sentence for why nothing was done. */
export async function groupAnswer<Answer extends object>(
  options: HubOptions,
  question: GroupQuestion,
  console: Console,
): Promise<Answer> {
  const answer = await askedOf<GroupAnswer<Answer>>(options, question, console);
  if ("fault" in answer) throw faultOf(answer.fault, question.wish);
  return answer;
}

async function askedOf<Answer>(
  { hub: folder }: HubOptions,
  { deed, wish }: Partial<GroupQuestion>,
  { environment }: Console,
): Promise<Answer> {
  const hub = path.resolve(folder);
  const store = depsToOpen({ credentialsDir: environment.credentialsDir });
  const asked = await askGroups<Answer>({ hub, store }, deed ?? "", wish);
  switch (asked.type) {
    case "answered":
      return asked.answer;
    case "none":
      throw noHub(hub);
    default:
      throw unreachableFault(sentencesOf(cliHubWords)((words) => words.silent({ hub })));
  }
}

const [ANY_CURRENCY] = [...currenciesByCode.values()];
if (ANY_CURRENCY === undefined) throw new Error("There is no currency.");
/** A refusal of a PIN names neither money nor people. */
const NOBODY = { currency: ANY_CURRENCY, staffName: String };

function faultOf(
  fault: GroupFault,
  {
    name,
    shop,
    from,
    day,
  }: {
    readonly name: string;
    readonly shop?: unknown;
    readonly from?: unknown;
    readonly day?: unknown;
  },
): CommandFault {
  switch (fault.type) {
    case "group/none":
      return notFoundFault(said((words) => words.noGroup({ name: quoted(name) })));
    case "group/taken":
      return conflictFault(said(({ add: words }) => words.taken({ name })));
    case "group/name":
      return usageFault(said(({ add: words }) => words.badName({ text: quoted(name) })));
    case "group/no-shop": {
      const facts = { shop: quoted(String(shop ?? from)), shops: fault.shops.join(", ") };
      return notFoundFault(said((words) => words.noShop(facts)));
    }
    case "group/other": {
      const { shop: shopName, group } = fault;
      return conflictFault(said(({ put: words }) => words.other({ shop: shopName, group })));
    }
    case "group/currency": {
      const { shop: shopName, currency } = fault;
      return conflictFault(said(({ put: words }) => words.currency({ shop: shopName, currency })));
    }
    case "group/no-field":
      return usageFault(said(({ free: words }) => words.noField({ field: quoted(fault.field) })));
    case "group/no-fixture":
      return usageFault(() => fault.sentence);
    case "group/clock": {
      const { shop: shopName, heard } = fault;
      return conflictFault(said((words) => words.clock({ shop: shopName, day: fault.day, heard })));
    }
    case "group/day-past":
      return usageFault(said((words) => words.dayPast({ day: String(day), today: fault.today })));
    case "group/none-kept":
      return notFoundFault(said((words) => words.noneKept({ day: String(day), name })));
    case "group/malformed":
      return usageFault(said((words) => words.noGroup({ name: quoted(name) })));
    default:
      return usageFault((locale) => refusalSentence(fault, NOBODY, locale));
  }
}
