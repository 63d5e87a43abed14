/** `till mesh list|promote|revoke`: who belongs to the shop. */

import { isSelfRevoked } from "../../app/membership/own-revocation.ts";
import { type Revocation } from "../../app/membership/revocation.ts";
import {
  listDevices,
  promoteBySheet,
  promoteDevice,
  revokeDevice,
  type ShopDevice,
} from "../../app/mesh/devices.ts";
import { secretFindings } from "../../app/mesh/mesh-checks.ts";
import { meshStanding, peerOf } from "../../app/mesh/mesh-report.ts";
import { canAnswer, type SparedAct, sparedActs } from "../../app/mesh/spared-acts.ts";
import { costLines } from "../../app/mesh/till-cost-text.ts";
import { type TillCost, tillCosts } from "../../app/mesh/till-costs.ts";
import { wallToText, wallToWords } from "../../app/orders/order-json.ts";
import { askLine } from "../../app/system/prompt.ts";
import { type Till } from "../../app/till/till.ts";
import { findingsIn } from "../../app/words/findings-in.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { findDevice } from "../../domain/commands/office/find-device.ts";
import { type DeviceId, businessDaySchema } from "../../domain/identity.ts";
import { civilTime, wallMsAt } from "../../domain/text/civil-time.ts";
import { type ClockReading, momentText } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { meshChangeWords } from "../../words/made/meshChange/all.ts";
import { type MeshChangeWords } from "../../words/made/meshChange/words.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { interruptedFault, usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
import { proveSheet } from "./recovery.ts";

const said = sentencesOf(cliBoxWords);

export type ChangeOptions = JsonOptions & StaffOptions;

export interface RevokeOptions extends ChangeOptions {
  readonly reason: string;
  readonly before?: string;
  readonly yes?: boolean;
}

const FINGERPRINT_DIGITS = 8;

export function listTheDevices(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till, printing }) => {
    const devices = listDevices(till);
    const standing = meshStanding(till.ledger, await printing.askHolder());
    const view = standing.type === "linked" ? standing.view : undefined;
    const costOf = tillCosts(till.ledger, view);
    const locale = console.locale();
    const found = findingsIn(locale);
    const differences = view === undefined ? [] : secretFindings({ till, locale }, view, found);
    if (options.json === true) {
      const rows = devices.map((device) => ({
        ...toJson(device),
        secretsDifferForMs: peerOf(view, device.device)?.secretsDifferForMs ?? null,
        cost: costJson(costOf(device.device)),
      }));
      console.json({ devices: rows });
      return EXIT.fine;
    }
    for (const device of devices) {
      const cost = costOf(device.device);
      for (const line of toText(console, device)) console.out(line);
      for (const line of costLines(cost, wordsOf(console).cost, console.locale())) {
        console.out(`    ${line}`);
      }
    }
    for (const { sentence } of differences) console.out(sentence);
    return EXIT.fine;
  });
}

export interface PromoteOptions extends ChangeOptions {
  /** Whether the recovery sheet is used. */
  readonly sheet?: boolean;
  readonly codeFile?: string;
}

export function promote(
  text: string,
  options: PromoteOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const { device } = named(till, text);
    const actor = await whoActs(till, options, console);
    const isBySheet = options.sheet === true || options.codeFile !== undefined;
    const sheet = isBySheet
      ? await proveSheet(till, { ...options, otherSheet: EXIT.refused }, console)
      : undefined;
    const done =
      sheet === undefined
        ? promoteDevice(till, actor, device)
        : promoteBySheet(till, actor, { device, code: sheet.code });
    valueOf(done, till);
    const now = shown(till, device);
    if (options.json === true) console.json({ ...toJson(now), done: "device/promoted" });
    else {
      console.out(wordsOf(console).promoted({ till: deviceName(now) }));
      if (now.isSelf && isSelfRevoked(till.ledger)) console.out(wordsOf(console).answersNext);
    }
    return EXIT.fine;
  });
}

export function revoke(text: string, options: RevokeOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till, clock }) => {
    const target = named(till, text);
    const isMeant = saysThatItIsMeant(options, console);
    const { before, reason } = options;
    const now = { nowMs: clock.nowMs(), offsetMinutes: till.offsetMinutes };
    const beforeMs = before === undefined ? undefined : momentOf(before, now);
    const actor = await whoActs(till, options, console);
    // A till that is revoked already is refused, and not asked about.
    const isRefused = target.revoked && before === undefined;
    if (!isMeant && !isRefused) await confirm(till, target, console);
    const { device } = target;
    const ends = valueOf(revokeDevice(till, actor, { device, reason, beforeMs }), till);
    const shut = shown(till, device);
    if (options.json === true) {
      const left = { canAnswer: canAnswer(till.ledger, device), spared: sparedJson(till, device) };
      console.json({ ...toJson(shut), done: "device/revoked", counting: ends, ...left });
      return EXIT.fine;
    }
    const words = wordsOf(console);
    console.out(words.revoked({ till: deviceName(shut) }));
    for (const { origin, seq, hash } of ends) {
      const digits = hash.slice(0, FINGERPRINT_DIGITS);
      console.out(`  ${words.countsUpTo({ chain: chainName(origin), seq, hash: digits })}`);
    }
    if (ends.length === 0) console.out(`  ${words.saidNothing}`);
    for (const line of sparedText(till, shut, console)) console.out(line);
    return EXIT.fine;
  });
}

/** Whether the person confirmed it. Where nobody can be asked an option has to, before any other question. */
export function saysThatItIsMeant(
  { yes }: { readonly yes?: boolean },
  { environment }: Console,
): boolean {
  if (yes !== true && !environment.isTerminal) {
    throw usageFault(said((words) => words.mesh.sayYes));
  }
  return yes === true;
}

/** Nobody revokes a till by a slip of the thumb: its letters have to be typed. */
export async function confirm(till: Till, target: ShopDevice, console: Console): Promise<void> {
  const { say } = console;
  const words = wordsOf(console);
  for (const line of words.forEver({
    till: deviceName(target),
    chains: target.chains.length,
    isSelf: target.isSelf,
  })) {
    say(line);
  }
  if (canAnswer(till.ledger, target.device)) say(words.canAnswer({ till: deviceName(target) }));
  const typed = await askLine({
    prompt: words.typeLetters({ letters: target.code }),
    isShown: true,
  });
  if (typed?.trim().toUpperCase() !== target.code) {
    throw interruptedFault(words.nothingRevoked);
  }
}

/**
 * Returns the decisions of a till that was revoked just now, which go on counting, and that it may
 * make more.
 */
export function sparedText(
  till: Till,
  { device, ...target }: ShopDevice,
  console: Console,
): ReadonlyArray<string> {
  const words = wordsOf(console);
  const acts = sparedActs(till.ledger, device);
  return [
    ...(canAnswer(till.ledger, device) ? [words.canAnswer({ till: deviceName(target) })] : []),
    ...(acts.length === 0 ? [] : [words.spared]),
    ...acts.flatMap((act) => sparedLines(act, words, console)),
  ];
}

/** Whom it took in goes on by itself, with whom that one took in. */
function sparedLines(
  { kind, name, code }: SparedAct,
  words: MeshChangeWords,
  { text }: Console,
): ReadonlyArray<string> {
  const line = `  ${words.sparedAct[kind]({ till: name })}`;
  return kind === "device/enrolled"
    ? [line, `      ${text(said(({ mesh }) => mesh.revokeToo({ code })))}`]
    : [line];
}

function sparedJson(till: Till, device: DeviceId) {
  return sparedActs(till.ledger, device).map(({ kind, device: fingerprint, name }) => {
    return { kind, fingerprint, name };
  });
}

export function wordsOf({ locale }: Pick<Console, "locale">): MeshChangeWords {
  return wordsIn(meshChangeWords, locale());
}

export function named(till: Till, text: string): ShopDevice {
  return shown(till, valueOf(findDevice(till.ledger.admission(), text), till).device);
}

function shown(till: Till, device: DeviceId): ShopDevice {
  const found = listDevices(till).find((other) => other.device === device);
  if (found === undefined) throw new Error(`The device ${device} is not in the shop.`);
  return found;
}

function toJson(shown: ShopDevice) {
  const { device, code, name, rights, authority, revocation, isSelf, chains } = shown;
  return {
    code,
    name,
    fingerprint: device,
    rights,
    authority,
    revoked: revocation !== undefined,
    ...revocationJson(revocation),
    self: isSelf,
    chains: chains.map(({ origin, seq, hash, at }) => ({ origin, seq, hash, at: wallToText(at) })),
  };
}

/** Costs since the program began are null while no program is connected. */
function costJson({ transactions, bytes, chains, doubted, links }: TillCost) {
  return {
    transactions,
    bytes,
    chains,
    doubted,
    refused: links?.refused ?? null,
    workMs: links === undefined ? null : Math.round(links.workMs),
    linkBytes: links?.bytes ?? null,
    waits: links?.waits ?? null,
  };
}

function toText(console: Console, device: ShopDevice): ReadonlyArray<string> {
  const { device: id, rights, authority, revocation, isSelf, chains } = device;
  const words = wordsOf(console);
  const locale = console.locale();
  const facts = [
    ...(revocation === undefined
      ? [...(authority ? ["authority"] : []), ...rights].map((name) => words.right({ name }))
      : [words.isRevoked({ reason: revocation.reason, replacedBy: revocation.replacedBy })]),
    ...(isSelf ? [words.self] : []),
  ];
  return [
    `${deviceName(device)}: ${facts.join(", ")}`,
    `    ${words.fingerprint({ digits: id })}`,
    ...chains.map(
      ({ origin, seq, at }) =>
        `    ${words.chain({ name: chainName(origin), events: seq, when: wallText(at, locale) })}`,
    ),
  ];
}

/** Returns the time by that till's clock, in English with all that a script may need. */
export function wallText(at: ClockReading, locale: Locale): string {
  return locale === "en" ? wallToWords(at) : momentText(at, locale);
}

/** The part that tells the incarnations of one device apart. */
function chainName(origin: string): string {
  return origin.slice(origin.indexOf(".") + 1);
}

/** A revoked device, as the commands that list devices tell of it. */
function revocationJson(revocation: Revocation | undefined): {
  readonly revokedReason: string | null;
  readonly replacedBy: string | null;
} {
  return {
    revokedReason: revocation?.reason ?? null,
    replacedBy: revocation?.replacedBy ?? null,
  };
}

/* A time that has been, as commands take it. */

const MOMENT = /^(?:(?<date>\d{4}-\d{2}-\d{2})[T ])?(?<hours>[01]?\d|2[0-3]):(?<minutes>[0-5]\d)$/u;
const DAY_MS = 86_400_000;

/** Reads a time, in milliseconds since 1970. A time of day alone means the last one. */
export function momentOf(
  text: string,
  { nowMs, offsetMinutes }: Pick<Till, "offsetMinutes"> & { readonly nowMs: number },
): number {
  const { date, hours, minutes } = MOMENT.exec(text.trim())?.groups ?? {};
  const today = civilTime(nowMs, offsetMinutes(nowMs)).date;
  const day = date === undefined ? { data: today } : businessDaySchema.safeParse(date);
  if (hours === undefined || day.data === undefined) {
    throw usageFault(said((words) => words.mesh.noTime({ text: quoted(text) })));
  }
  const atMs = wallMsAt(day.data, Number(hours) * 60 + Number(minutes), offsetMinutes);
  if (atMs <= nowMs) return atMs;
  if (date === undefined) return atMs - DAY_MS;
  throw usageFault(said((words) => words.mesh.toCome({ text: quoted(text) })));
}
