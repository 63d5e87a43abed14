/**
 * The scanner's input, which goes to the goods and to nothing else: never to a PIN, to money or to
 * a list. Text that stood on the line before the scan stays there.
 */

import { readScan } from "../domain/entry/entry.ts";
import { parseReceiptBarcode } from "../domain/goods/barcode.ts";
import { readGs1 } from "../domain/goods/gs1.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { localDate } from "../domain/text/locale.ts";
import { entrySentence, wordsFor } from "../words/screen-words.ts";
import { takeCard } from "./customer-actions.ts";
import { addGoods, pendingOf } from "./entry-actions.ts";
import { planEntry, priceAnswer } from "./entry-plan.ts";
import { type InputEvent, type KeyInput } from "./keys/key-event.ts";
import { performAct, performTyped } from "./perform-act.ts";
import {
  fieldOf,
  hinted,
  NOT_REFUSED,
  refused,
  type RegisterState,
  SERIAL_WORD,
  withField,
} from "./register-state.ts";
import { openReceipt } from "./return-goods.ts";
import { scannedDelivery, scannedOnSheet } from "./stock-on-line.ts";
import { type TillContext } from "./till-context.ts";
import { askWeight, lackingGoods } from "./weighing.ts";

/** A stack of codes that nobody has looked at is not what anybody wanted to sell. */
const KEPT_SCANS_MAX = 20;

type Scan = Extract<KeyInput, { type: "scan" }>;

/** A burst that no scanner made: fast typing in one read, which is text and Enter. */
export function isTyped(till: TillContext, state: RegisterState, { code }: Scan): boolean {
  const { session } = state;
  if (isPin(till, state, code)) return true;
  if (/^\d+$/u.test(code) || readScan(code, till.index()) !== undefined) return false;
  return session?.vouchers.isCoupon(code) !== true;
}

/** Quick digits where a PIN is asked are one: an article that is scanned meanwhile is known. */
function isPin(
  till: TillContext,
  { screen, logIn, approval }: RegisterState,
  code: string,
): boolean {
  const asked = screen === "log-in" ? logIn : approval?.person;
  if (asked?.step !== "pin" || !PIN.test(code) || !asked.pin.endsWith(code)) return false;
  return readScan(code, till.index()) === undefined;
}

/** As long as a PIN may be. */
const PIN = /^\d{1,8}$/u;

/**
 * Whether a refused scan should sound, because the person looks at the goods and not at the screen.
 * Unknown letters are read as typed text.
 */
export function isRefusedScan(
  event: InputEvent,
  before: RegisterState,
  { message }: RegisterState,
): boolean {
  if (event.type !== "scan" || !/^\d+$/u.test(event.code)) return false;
  return message !== before.message && message?.level === "error";
}

/** The echo of the burst, taken back from where it was typed. */
export function withoutEcho(state: RegisterState, { echoed }: Scan): RegisterState {
  const typed = fieldOf(state);
  for (let length = echoed.length; length > 0; length -= 1) {
    if (typed.endsWith(echoed.slice(0, length))) return withBefore(state, typed.slice(0, -length));
  }
  return state;
}

/** A refused text that only the echo has replaced stands there again, refused as it was. */
function withBefore(state: RegisterState, before: string): RegisterState {
  const { replacedText } = state;
  if (before !== "" || replacedText === undefined || state.list !== undefined) {
    return withField(state, before);
  }
  return { ...withField(state, replacedText), isTextRefused: true };
}

/** The state is without the echo already. */
export function takeScan(till: TillContext, state: RegisterState, code: string): RegisterState {
  if (state.screen === "payment" && readScan(code, till.index()) === undefined) {
    return takeCard(till, state, code) ?? keepScan(till, state, code);
  }
  if (state.screen !== "register") return keepScan(till, state, code);
  if (parseReceiptBarcode(code) !== undefined) return openReceipt(state, code);
  const beside =
    scannedOnSheet(state, code) ?? scannedDelivery(state, code) ?? scannedSerial(till, state, code);
  if (beside !== undefined) return beside;
  const before = foldText(state.text);
  if (/^(?:<<?|<{0,2} ?[\d.,]{1,7}\*)$/u.test(before))
    return addScanned(till, state, { text: before + code, keepsText: false });
  if (before === "?") return answerScanned(till, state, code);
  if (/^! ?(?:[\d.,]{0,8} ?\*)?$/u.test(before)) return countScanned(till, state, before + code);
  if (before === "&") {
    const none = till.words.customer.none({ typed: code });
    return takeCard(till, withField(state, ""), code) ?? refused(state, none);
  }
  // Goods first: nobody waits for the customers to be read while they scan goods.
  if (readScan(code, till.index()) !== undefined) {
    return addScanned(till, state, { text: code, keepsText: true });
  }
  // The card of whoever is being added.
  if (/^&\+.*\p{L}/u.test(before)) return withField(state, `${state.text.trim()} /${code}`);
  return (
    takeCard(till, state, code) ??
    takeCoupon(till, state, code) ??
    refused(state, unknownCode(state, code))
  );
}

/** Takes a scan as the serial number that the line asks for; undefined where it asks for none. */
function scannedSerial(
  till: TillContext,
  state: RegisterState,
  code: string,
): RegisterState | undefined {
  return state.text.trimStart() === SERIAL_WORD
    ? performTyped(till, state, { act: "serial", typed: { serial: code } })
    : undefined;
}

/** Undefined for a code that is of no coupon. Text on the line stays there. */
function takeCoupon(
  till: TillContext,
  state: RegisterState,
  code: string,
): RegisterState | undefined {
  if (state.session?.vouchers.isCoupon(code) !== true) return undefined;
  const { order, text, lastText } = state;
  if (order === undefined) return refused(state, till.words.whyNot.orderEmpty);
  const next = performTyped(till, state, { act: "coupon", typed: { code } });
  return { ...next, text, lastText };
}

/** Keeps a scan that can't be sold now; one that is no goods is only reported. */
export function keepScan(till: TillContext, state: RegisterState, code: string): RegisterState {
  const found = readScan(code, till.index());
  if (found === undefined) return refused(state, unknownCode(state, code));
  const { keptLogIn, keptPayment, keptRegister, keptOffice, keptTooMany } = till.words.scan;
  if (state.keptScans.length >= KEPT_SCANS_MAX) {
    return refused(state, keptTooMany({ count: KEPT_SCANS_MAX, name: found.product.name }));
  }
  const keptScans = [...state.keptScans, code];
  const say = {
    "log-in": keptLogIn,
    payment: keptPayment,
    register: keptRegister,
    office: keptOffice,
    drawer: till.words.drawer.scanKept,
  }[state.screen];
  return hinted({ ...state, keptScans }, say({ name: found.product.name }));
}

/** Puts one kept scan on the empty line, for Enter to add or Esc to drop. */
export function offerKept(till: TillContext, state: RegisterState): RegisterState {
  const [code, ...rest] = state.keptScans;
  if (code === undefined || state.screen !== "register" || state.list !== undefined) return state;
  if (state.text !== "" || state.approval !== undefined) return state;
  const next = { ...state, ...NOT_REFUSED, text: code, keptScans: rest };
  const name = readScan(code, till.index())?.product.name ?? till.words.scan.code({ code });
  return hinted(next, till.words.scan.offered({ name }));
}

function addScanned(
  till: TillContext,
  state: RegisterState,
  { text, keepsText }: { readonly text: string; readonly keepsText: boolean },
): RegisterState {
  const code = text.replace(/^.*[<*]/u, "");
  const past = text.startsWith("<") ? readScan(code, till.index().inactive()) : undefined;
  if (readScan(code, till.index()) === undefined && past === undefined) {
    return refused(state, till.words.scan.unknown({ code }));
  }
  const reading = till.read(text);
  if (reading.type === "goods") {
    const added = addGoods(till, state, pendingOf(reading, { keepsText }));
    return withExpiry(added, reading.product.name, readGs1(code)?.expires ?? null);
  }
  const lacking = reading.type === "nothing" ? lackingGoods(reading.fault, text) : undefined;
  if (lacking !== undefined && state.text === "") return askWeight(till, state, lacking);
  const why =
    reading.type === "nothing"
      ? entrySentence(till.words, reading.fault)
      : till.words.scan.unknownCode({ code });
  return refused(state, why);
}

/** Says of what was scanned just now that its last day is over; whoever sells it looks at the goods and decides. */
function withExpiry(
  state: RegisterState,
  name: string,
  expires: BusinessDay | null,
): RegisterState {
  const today = state.session?.office.today();
  const isOver = expires !== null && today !== undefined && expires < today;
  if (!isOver || state.message?.level === "error") return state;
  const said = wordsFor(state).scan.expired({ name, day: localDate(expires, state.locale) });
  return hinted(state, `${state.message?.text ?? ""} ${said}`.trim());
}

function answerScanned(till: TillContext, state: RegisterState, code: string): RegisterState {
  const product = readScan(code, till.index())?.product;
  if (product === undefined) return refused(state, till.words.scan.unknownCode({ code }));
  return hinted(withField(state, ""), priceAnswer(till, product));
}

/** Sold out, so many left, or no limit, as the sign before it says. */
function countScanned(till: TillContext, state: RegisterState, text: string): RegisterState {
  const plan = planEntry(till, { ...state, text });
  if (plan.type === "refused") return refused(state, plan.why);
  if (plan.type !== "ready" || plan.act.type !== "act" || plan.act.planned.request.act !== "left")
    return state;
  return performAct(till, state, plan.act.planned);
}

/** A fast PIN looks like a scan, and must not be read out. */
function unknownCode(state: RegisterState, code: string): string {
  const { unknown, unknownHidden } = wordsFor(state).scan;
  const isHidden = state.screen === "log-in" || state.approval !== undefined;
  return isHidden ? unknownHidden : unknown({ code });
}
