/**
 * The rules of notices, which tell people who stand at no till: the hook that carries them, who is told,
 * when nobody is, and how long something lasts before it is one.
 *
 * A command is named, never written out: a till that somebody took along can change settings of the shop,
 * and must not choose what other boxes run.
 */

import { err, ok, type Result } from "../base/result.ts";
import { ADDRESSEES, type Addressee } from "../state/attention.ts";

/** HTTPS; plain HTTP only to the box itself, where a relay may stand. A shown one (`…`) is none. */
const WEBHOOK =
  /^(?<host>https:\/\/[^\s/?#@…]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?)(?<rest>[/?][^\s…]*)?$/u;
const COMMAND = /^command:(?<name>[a-z0-9][a-z0-9_.-]{0,39})$/u;
export const HOOK_LENGTH_MAX = 500;

export type NotifyHook =
  | { readonly type: "webhook"; readonly url: string }
  /** A program of that name in the folder `hooks` of each box's store. */
  | { readonly type: "command"; readonly name: string };

/** Undefined for a text that names no hook. */
export function readHook(text: string): NotifyHook | undefined {
  const name = COMMAND.exec(text)?.groups?.["name"];
  if (name !== undefined) return { type: "command", name };
  return WEBHOOK.test(text) ? { type: "webhook", url: text } : undefined;
}

/** Returns the text that the settings have of a hook. */
export function hookText(hook: NotifyHook): string {
  return hook.type === "command" ? `command:${hook.name}` : hook.url;
}

/** Returns what a person reads of a hook, such as `https://ntfy.example`: behind its host a secret may stand. */
export function hookName(hook: NotifyHook): string {
  if (hook.type === "command") return hookText(hook);
  return WEBHOOK.exec(hook.url)?.groups?.["host"] ?? "";
}

/** Returns a hook's text as lists of settings show it: `https://ntfy.example/…`, `none`. */
export function shownHook(text: string): string {
  const { host, rest = "" } = WEBHOOK.exec(text)?.groups ?? {};
  if (host === undefined) return text === "" ? "none" : text;
  return rest.length <= 1 ? text : `${host}/…`;
}

/** `lead=anna@example.org`: the address goes along for the receiver; `cashier=none` tells them nothing. */
const RECEIVER = /^(?<to>[a-z]+)=(?<address>\S{1,120})$/u;
export const RECEIVERS_MAX = 20;

export function isReceiverRule(rule: string): boolean {
  return receiverOf(rule) !== undefined;
}

function receiverOf(
  rule: string,
): { readonly to: Addressee; readonly address: string } | undefined {
  const { to: who, address = "" } = RECEIVER.exec(rule)?.groups ?? {};
  const to = ADDRESSEES.find((it) => it === who);
  return to === undefined ? undefined : { to, address };
}

/** Returns the addresses of a role, none for a role without; undefined where nobody of it is told. */
export function receivers(
  rules: ReadonlyArray<string>,
  to: Addressee,
): ReadonlyArray<string> | undefined {
  const addresses = rules.flatMap((rule) => {
    const receiver = receiverOf(rule);
    return receiver?.to === to ? [receiver.address] : [];
  });
  // A cashier reads it on the screen.
  const isUsuallyTold = to !== "cashier" || addresses.length > 0;
  return isUsuallyTold && !addresses.includes("none") ? addresses : undefined;
}

const QUIET = /^(?<from>(?:[01][0-9]|2[0-3]):[0-5][0-9])-(?<to>(?:[01][0-9]|2[0-3]):[0-5][0-9])$/u;

export function isQuietRule(text: string): boolean {
  return text === "" || QUIET.test(text);
}

/** Whether a time of day, such as `23:40`, lies in the quiet hours, which may go over midnight. */
export function isQuietAt(rule: string, timeOfDay: string): boolean {
  const { from, to } = QUIET.exec(rule)?.groups ?? {};
  if (from === undefined || to === undefined || from === to) return false;
  return from < to ? from <= timeOfDay && timeOfDay < to : from <= timeOfDay || timeOfDay < to;
}

/** How long a till is silent or a printer down (minutes), a backup old (hours), how full a disk is (percent). */
const LIMITS = {
  till: { usual: 15, max: 1440 },
  printer: { usual: 5, max: 1440 },
  backup: { usual: 24, max: 720 },
  disk: { usual: 90, max: 100 },
} as const;
export type NotifyLimit = keyof typeof LIMITS;
export const NOTIFY_LIMITS = Object.keys(LIMITS) as ReadonlyArray<NotifyLimit>;
const LIMIT = /^(?<key>[a-z]+)=(?<value>[0-9]{1,4})$/u;

export function isLimitRule(rule: string): boolean {
  return limitOf(rule) !== undefined;
}

function limitOf(rule: string): { readonly key: NotifyLimit; readonly value: number } | undefined {
  const { key: name, value: digits = "" } = LIMIT.exec(rule)?.groups ?? {};
  const key = NOTIFY_LIMITS.find((it) => it === name);
  const value = Number(digits);
  if (key === undefined || value < 1 || value > LIMITS[key].max) return undefined;
  return { key, value };
}

/** Returns a limit; the last rule that names it holds. */
export function notifyLimit(rules: ReadonlyArray<string>, key: NotifyLimit): number {
  const said = rules.map(limitOf).findLast((limit) => limit?.key === key);
  return said?.value ?? LIMITS[key].usual;
}

/* As somebody types them. */

/** `none` for no hook. */
export function readHookText(text: string): Result<string, string> {
  if (text === "none") return ok("");
  if (text.length <= HOOK_LENGTH_MAX && readHook(text) !== undefined) return ok(text);
  const how =
    "https://… or command:NAME (a program in the folder hooks of the store); none for none";
  return err(`"${text.slice(0, SHOWN_MAX)}" is no hook: ${how}`);
}

/** `none` for no quiet hours. */
export function readQuietText(text: string): Result<string, string> {
  if (text === "none") return ok("");
  if (text !== "" && isQuietRule(text)) return ok(text);
  return err(
    `"${text.slice(0, SHOWN_MAX)}" are no quiet hours: such as 23:00-08:00; none for none`,
  );
}

export function readReceivers(texts: ReadonlyArray<string>): Result<string[], string> {
  const how = `${ADDRESSEES.join(", ")}, such as lead=anna@example.org or cashier=none; none for the usual`;
  return readRules(texts, isReceiverRule, `is no rule for who is told: ${how}`);
}

export function readLimits(texts: ReadonlyArray<string>): Result<string[], string> {
  const how =
    "till=15 printer=5 (minutes), backup=24 (hours), disk=90 (percent); none for the usual";
  return readRules(texts, isLimitRule, `is no limit: such as ${how}`);
}

function readRules(
  texts: ReadonlyArray<string>,
  isRule: (rule: string) => boolean,
  wrong: string,
): Result<string[], string> {
  const rules = texts.flatMap((text) => text.split(/[\s,;]+/u)).filter((text) => text !== "");
  if (rules.length === 1 && rules[0] === "none") return ok([]);
  const bad = rules.find((rule) => !isRule(rule));
  if (bad !== undefined || rules.length === 0) {
    return err(`"${(bad ?? "").slice(0, SHOWN_MAX)}" ${wrong}`);
  }
  return rules.length <= RECEIVERS_MAX ? ok(rules) : err(`has more than ${RECEIVERS_MAX} rules`);
}

/** As much of what was typed as a sentence shows. */
const SHOWN_MAX = 40;
