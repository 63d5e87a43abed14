/** The one place that reads the process's environment, once, into what the program knows of it. */

import { homedir } from "node:os";
import path from "node:path";

import type { Signs } from "../../tui/terminal/cell-text.ts";

export interface Environment {
  /** The folder of stores unless a command names another. */
  readonly dataDir: string;
  /** Logs. */
  readonly stateDir: string;
  /** `TILL_HOME`: the store. */
  readonly store: string | undefined;
  readonly staff: string | undefined;
  readonly pin: string | undefined;
  /** `TILL_PASSPHRASE_FILE`: holds what opens the store. */
  readonly passphraseFile: string | undefined;
  /** `CREDENTIALS_DIRECTORY`: where systemd puts what it hands to a service. */
  readonly credentialsDir: string | undefined;
  readonly colour: boolean;
  /** The signs that the terminal can show. */
  readonly signs: Signs;
  readonly isTerminal: boolean;
  readonly isInputTerminal: boolean;
  readonly isOutputTerminal: boolean;
  /** Whether the terminal can only write one line after another. */
  readonly isDumb: boolean;
  /** Whether talk goes to a terminal on which a line can be wiped and written anew. */
  readonly isTalkLive: boolean;
}

export function readEnvironment(): Environment {
  const { env, stdin, stdout, stderr } = process;
  const data = absolute(env["XDG_DATA_HOME"]) ?? path.join(homeFolder(), ".local", "share");
  return {
    dataDir: path.join(data, "tillmesh"),
    stateDir: readStateDir(),
    store: emptyToUndefined(env["TILL_HOME"]),
    staff: emptyToUndefined(env["TILL_STAFF"]),
    pin: emptyToUndefined(env["TILL_PIN"]),
    passphraseFile: emptyToUndefined(env["TILL_PASSPHRASE_FILE"]),
    credentialsDir: emptyToUndefined(env["CREDENTIALS_DIRECTORY"]),
    ...screenOf(env),
    isTerminal: stdin.isTTY && stdout.isTTY,
    isInputTerminal: stdin.isTTY,
    isOutputTerminal: stdout.isTTY,
    isTalkLive: stderr.isTTY && env["TERM"] !== "dumb",
  };
}

/** Returns the language that the box is set to, such as `de_DE.UTF-8`; empty when none is set. */
export function readLanguageName(): string {
  const { env } = process;
  const names = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].map(emptyToUndefined);
  return names.find(isSet) ?? "";
}

/**
 * `TILL_MESH_HOST`: the one address on which a box takes links, where it must not be on all of them; then
 * it says nothing by multicast.
 */
export function readMeshHost(): string | undefined {
  return emptyToUndefined(process.env["TILL_MESH_HOST"]);
}

/** What says who is at the till, and opens the store. */
const SECRETS: ReadonlySet<string> = new Set([
  "TILL_STAFF",
  "TILL_PIN",
  "TILL_PASSPHRASE_FILE",
  "CREDENTIALS_DIRECTORY",
]);

/** The environment of programs that are not ours: this one's, without what signs in by it. */
export function environmentOfOthers(): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !SECRETS.has(name)));
}

/** Returns the user's home; `/` for a user whom the system does not know, as in a container. */
export function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return "/";
  }
}

/** Returns the folder of logs, for callers who must not touch the terminal. */
export function readStateDir(): string {
  const state =
    absolute(process.env["XDG_STATE_HOME"]) ?? path.join(homeFolder(), ".local", "state");
  return path.join(state, "tillmesh");
}

/** Returns the abilities of a terminal of that name in that locale. */
export function screenOf(
  env: Readonly<Record<string, string | undefined>>,
): Pick<Environment, "colour" | "signs" | "isDumb"> {
  const term = env["TERM"] ?? "";
  // An empty variable counts as not set.
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"]].map(emptyToUndefined).find(isSet);
  const hasColour = !/^(?:dumb|vt\d+)/u.test(term);
  return {
    colour: hasColour && emptyToUndefined(env["NO_COLOR"]) === undefined,
    signs: signsOf(term, /utf-?8/iu.test(locale ?? "")),
    isDumb: term === "dumb",
  };
}

function signsOf(term: string, isUtf8: boolean): Signs {
  if (!isUtf8 || /^(?:dumb|vt\d+)/u.test(term)) return "ascii";
  return term.startsWith("linux") ? "western" : "all";
}

function isSet(text: string | undefined): boolean {
  return text !== undefined;
}

/**
 * A base folder that is not absolute counts as not set: else the store would lie where one happens to stand.
 * XDG Base Directory Specification 0.8, "All paths set in these environment variables must be absolute".
 */
function absolute(folder?: string): string | undefined {
  return folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
}

function emptyToUndefined(text?: string): string | undefined {
  return text === "" ? undefined : text;
}
