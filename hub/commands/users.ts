/** `till hub users`: who may log in to the page of the office. */

import path from "node:path";

import { systemClock } from "../../src/app/system/clock.ts";
import { readNamedText } from "../../src/app/system/named-file.ts";
import { askLine } from "../../src/app/system/prompt.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { qrLines } from "../../src/app/words/qr-text.ts";
import { askSecret, interrupted } from "../../src/cli/ask-secret.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import {
  CommandFault,
  conflictFault,
  notFoundFault,
  refusedFault,
  usageFault,
} from "../../src/cli/fault.ts";
import { quoted } from "../../src/cli/one-line.ts";
import { type Sentence } from "../../src/cli/sentence.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { type Result } from "../../src/domain/base/result.ts";
import { LOCALES } from "../../src/domain/languages/codes.ts";
import { cliWords } from "../../src/words/made/cli/all.ts";
import { cliGroupsWords } from "../../src/words/made/cliGroups/all.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { groupsIn } from "../groups/group-folder.ts";
import { isHub } from "../hub-folder.ts";
import { codeUri, newCodeSecret, stepOfCode } from "../users/codes.ts";
import {
  addUser,
  isUserName,
  makePassword,
  PASSWORD_CHARACTERS_MAX,
  PASSWORD_CHARACTERS_MIN,
  readUsers,
  removeUser,
  setUser,
  type User,
  type UsersFault,
  UsersError,
} from "../users/users.ts";
import { type HubOptions, noHub } from "./options.ts";

const said = sentencesOf(cliHubWords);

interface ReachOptions extends HubOptions {
  readonly group?: ReadonlyArray<string>;
  readonly allShops?: boolean;
  readonly language?: string;
}

interface CodeOptions extends HubOptions {
  readonly off?: boolean;
}

interface PasswordOptions extends HubOptions {
  readonly passwordFile?: string;
}

export function listUsers(options: HubOptions, console: Console): ExitCode {
  const users = usersOf(officeOf(options));
  if (options.json === true) console.json({ users: users.map(toJson) });
  else if (users.length === 0) console.out(said(({ users: words }) => words.nobody));
  else for (const user of users) console.out(rowOf(user));
  return EXIT.fine;
}

export async function addNewUser(
  name: string,
  options: ReachOptions & PasswordOptions,
  console: Console,
): Promise<ExitCode> {
  const hub = officeOf(options);
  if (!isUserName(name)) {
    throw usageFault(said(({ users: words }) => words.noName({ name: quoted(name) })));
  }
  const reach = reachOf(hub, options);
  if (usersOf(hub).some((user) => user.name === name))
    throw faultOf({ type: "users/exists", name });
  const password = await passwordFor(name, options, console);
  const user: User = { groups: null, language: null, codes: null, ...reach, name, password };
  return tell(valueOf(addUser(hub, user)), options, {
    console,
    sentence: said(({ users: words }) => words.added({ name })),
  });
}

export function changeUser(name: string, options: ReachOptions, console: Console): ExitCode {
  const hub = officeOf(options);
  const reach = reachOf(hub, options);
  if (Object.keys(reach).length === 0) throw usageFault(said(({ users: words }) => words.nothing));
  const user = valueOf(setUser(hub, name, reach));
  return tell(user, options, { console, sentence: rowOf(user) });
}

export async function changePassword(
  name: string,
  options: PasswordOptions,
  console: Console,
): Promise<ExitCode> {
  const hub = officeOf(options);
  if (!usersOf(hub).some((user) => user.name === name)) {
    throw faultOf({ type: "users/unknown", name });
  }
  const password = await passwordFor(name, options, console);
  return tell(valueOf(setUser(hub, name, { password })), options, {
    console,
    sentence: said(({ users: words }) => words.changed({ name })),
  });
}

/** Without a terminal nobody is asked for a code: whoever reads the secret has to keep it. */
export async function setCodes(
  name: string,
  options: CodeOptions,
  console: Console,
): Promise<ExitCode> {
  const hub = officeOf(options);
  if (!usersOf(hub).some((user) => user.name === name)) {
    throw faultOf({ type: "users/unknown", name });
  }
  if (options.off === true) {
    return tell(valueOf(setUser(hub, name, { codes: null })), options, {
      console,
      sentence: said(({ users: words }) => words.codesOff({ name })),
    });
  }
  const secret = newCodeSecret(systemRandom);
  const uri = codeUri(name, secret);
  if (options.json === true) {
    console.json({ ...toJson(valueOf(setUser(hub, name, { codes: secret }))), secret, uri });
    return EXIT.fine;
  }
  const { environment, out, text } = console;
  out(said(({ users: words }) => words.scan));
  if (environment.signs !== "ascii") for (const line of qrLines(uri)) out(line);
  out(secret);
  out(uri);
  if (environment.isTerminal) {
    const typed = await askLine({
      prompt: `${text(said(({ users: words }) => words.sayCode))}: `,
      isShown: true,
    });
    if (typed === undefined) throw interrupted();
    if (stepOfCode(secret, typed, systemClock.nowMs()) === undefined) {
      throw refusedFault(said(({ users: words }) => words.wrongCode));
    }
  }
  return tell(valueOf(setUser(hub, name, { codes: secret })), options, {
    console,
    sentence: said(({ users: words }) => words.codesOn({ name })),
  });
}

export function removeOldUser(name: string, options: HubOptions, console: Console): ExitCode {
  const hub = officeOf(options);
  return tell(valueOf(removeUser(hub, name)), options, {
    console,
    sentence: said(({ users: words }) => words.removed({ name })),
  });
}

function tell(
  user: User,
  { json }: HubOptions,
  { console, sentence }: { readonly console: Console; readonly sentence: Sentence },
): ExitCode {
  if (json === true) console.json(toJson(user));
  else console.out(sentence);
  return EXIT.fine;
}

/** Nothing that opens a door is told. */
function toJson({ name, groups, language, codes }: User) {
  return { name, groups, language, codes: codes !== null };
}

function rowOf({ name, groups, codes }: User): Sentence {
  return said(({ users: words }) =>
    words.row({ name, groups: groups?.join(", "), codes: codes === null ? "no" : "yes" }),
  );
}

function reachOf(
  hub: string,
  { group, allShops, language }: ReachOptions,
): Partial<Pick<User, "groups" | "language">> {
  if (group !== undefined && allShops === true) {
    throw usageFault(said(({ users: words }) => words.both));
  }
  const groups = group === undefined ? undefined : [...new Set(group)];
  const there = groups === undefined ? [] : groupsIn(hub);
  const strange = groups?.find((name) => !there.includes(name));
  if (strange !== undefined) {
    const facts = { name: quoted(strange) };
    throw notFoundFault(sentencesOf(cliGroupsWords)((words) => words.noGroup(facts)));
  }
  return {
    ...(groups === undefined ? {} : { groups }),
    ...(allShops === true ? { groups: null } : {}),
    ...(language === undefined ? {} : { language: localeOf(language) }),
  };
}

function localeOf(text: string): User["language"] {
  if (text === "browser") return null;
  const locale = LOCALES.find((each) => each === text);
  if (locale !== undefined) return locale;
  const facts = { text: quoted(text), all: LOCALES.join(", ") };
  throw usageFault(said(({ users: words }) => words.noLanguage(facts)));
}

async function passwordFor(
  name: string,
  { passwordFile }: PasswordOptions,
  { environment, text }: Console,
): Promise<User["password"]> {
  if (passwordFile === undefined && !environment.isTerminal) {
    throw usageFault(said(({ users: words }) => words.sayPassword));
  }
  const password =
    passwordFile === undefined ? await askTwice(name, text) : firstLineOf(passwordFile);
  const { length } = Array.from(password);
  if (length < PASSWORD_CHARACTERS_MIN || length > PASSWORD_CHARACTERS_MAX) {
    throw usageFault(said(({ users: words }) => words.badPassword));
  }
  return makePassword(name, password, { random: systemRandom });
}

async function askTwice(name: string, text: Console["text"]): Promise<string> {
  const password = await askSecret(text(said(({ users: words }) => words.newPassword({ name }))));
  const again = text(sentencesOf(cliWords)(({ ask }) => ask.again));
  if ((await askSecret(again)) === password) return password;
  throw usageFault(said(({ users: words }) => words.differ));
}

const STDIN = 0;

function firstLineOf(file: string): string {
  try {
    const [line = ""] = readNamedText(file === "-" ? STDIN : file).split(/\r?\n/u, 1);
    return line;
  } catch {
    throw usageFault(said(({ users: words }) => words.file({ file })));
  }
}

function officeOf({ hub }: HubOptions): string {
  if (!isHub(hub)) throw noHub(hub);
  return path.resolve(hub);
}

function usersOf(hub: string): ReadonlyArray<User> {
  return withUsers(() => readUsers(hub));
}

function withUsers<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof UsersError)) throw cause;
    const { file } = cause;
    throw new CommandFault(
      EXIT.damaged,
      said(({ users: words }) => words.broken({ file })),
    );
  }
}

function valueOf(changed: Result<User, UsersFault>): User {
  if (changed.ok) return changed.value;
  throw faultOf(changed.fault);
}

function faultOf(fault: UsersFault): CommandFault {
  switch (fault.type) {
    case "users/exists":
      return conflictFault(said(({ users: words }) => words.exists({ name: quoted(fault.name) })));
    case "users/unknown":
      return notFoundFault(said(({ users: words }) => words.unknown({ name: quoted(fault.name) })));
    default:
      return conflictFault(said(({ users: words }) => words.taken));
  }
}
