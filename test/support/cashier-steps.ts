/**
 * What a cashier at a busy counter may do next, at random from a seed: mostly what sales are made of,
 * now and then anything at all. Each step is data, so that what was done can be done again.
 */

import { receiptBarcode } from "../../src/domain/goods/barcode.ts";
import { type RegisterState } from "../../src/tui/register-state.ts";
import { type Dice } from "./dice.ts";
import { KEYS } from "./keyboard.ts";

export type CashierStep =
  /** By name, or the sign that it types; `isHasty`: it waits for no log-in. */
  | { readonly type: "press"; readonly key: string; readonly isHasty?: boolean }
  | { readonly type: "scan"; readonly code: string }
  | { readonly type: "paste"; readonly text: string }
  /** Time passes without a key. */
  | { readonly type: "later"; readonly ms: number }
  /** Printers get the time that they take. */
  | { readonly type: "papers" }
  | { readonly type: "resize"; readonly isTooSmall: boolean }
  | { readonly type: "printer"; readonly id: "receipt" | "kitchen"; readonly isOn: boolean }
  /** Another program on the store does something to the order of that number among those there. */
  | { readonly type: "beside"; readonly act: BesideAct; readonly nth: number }
  /** The till is closed and opened again. */
  | { readonly type: "restart" };

export type BesideAct = (typeof BESIDE_ACTS)[number];

/** What the next steps depend on. */
export interface Scene {
  readonly state: RegisterState;
  /** How many numbers were given. */
  readonly issued: number;
}

type Phrase = (dice: Dice, scene: Scene) => ReadonlyArray<CashierStep>;

const STAFF = [
  ["1", "1111"],
  ["2", "2222"],
  ["3", "3333"],
  ["4", "4444"],
] as const;

export const BESIDE_ACTS = [
  "sells",
  "leaves an order open",
  "adds to an order",
  "voids a line",
  "gives a discount",
  "pays an order",
  "takes goods back",
  "changes a price",
  "sells out",
] as const;

const GOODS = (
  "100 101 104 lo fw 400 405 405 croissant brownie 7up 1664 h2o t-b 4_ch 3*lat 2*400 2*brownie " +
  "lat/2 la/2/7 100/oat 100=2.50 406=1.99 .35*600 0.350*604 0,5*602 900=4.20 900 420 521 525 542 " +
  "10%_k 3*st 3*sterne 1/2_h 196 licor licor_43 500/ 101/1 2*420/2 zzz 2_latte 86_salmon 99999 salmon 100?"
)
  .split(" ")
  .map(spaced);
const CHANGES = (
  "+ + +3 *3 *2 *0.35 *1 /2 /oat /7/8 /99 'no_ice ' =2.80 =0 -10% -10% -2.00 -0% --10% --10% --2.00 " +
  "--0% -10 -999.00 ; ; ;2 ;3 ;0 ;12 <100 &rossi"
)
  .split(" ")
  .map(spaced);
const ASKED = (
  "? ?100 100? ?zzz ?405 !salmon !salmon !*salmon !*salmon !405 !*405 !*100 !zzz !3*405 !2*400 " +
  "!croissant_4 !licor_4 !6*zzz !*400"
)
  .split(" ")
  .map(spaced);
const WORDS = (
  ":send :pay :pay_20 :card :card_5 :park :orders :park_2 :void :void_1 :void_2*1 :away :in :discount_10 " +
  ":price_3 :papers :papers_1 :reprint :return_1 :refund_2 :return :keep :undo :undo :clockin :clockin " +
  ":clockout :clockout :print :help :more :lock :logout :quit :table :bill_7 :fire :again :nonsense :"
)
  .split(" ")
  .map(spaced);
const SUMS = "5 10 20 50 100 1 2.50 0.01 17,50 0 -5 abc 9999 99999999 usd50 usd3 /3 +2 zz".split(
  " ",
);
const OBJECTS = "1 2 3 2*1 3*2 1+2 * ** 9 7*7 zz 20 100".split(" ");
const CODES = ["8712345000011", "8712345000028", "87123456", "012345678905", "8712345000103"];
const ODD_CODES = ["2100880003500", "0212345001500", "4006381333931", "9800000999997", "12345678"];
const SIGNS = Array.from("abcdefghilmnoprstz0123456789 *+-/=,.%?!'<>:;&()ßéå日本’×−€");
const KEY_NAMES = [...KEYS.keys()];
const DIGITS = Array.from("1234567890*");

/** How often each comes up in the register. */
const IN_REGISTER: ReadonlyArray<readonly [number, Phrase]> = [
  [34, goods],
  [6, (dice, scene) => [...cleared(scene), ...typed(dice.pick(GOODS)), press("F3")]],
  [12, (dice, scene) => [...cleared(scene), ...entered(dice.pick(CHANGES))]],
  [5, discountByKey],
  [9, voids],
  [1, voidsSent],
  [5, (_, scene) => [...cleared(scene), press("F2")]],
  [7, parks],
  [14, paysCash],
  [6, paysCard],
  [3, papers],
  [6, takesBack],
  [2, putsRight],
  [1, putsReceiptRight],
  [
    7,
    (dice) => Array.from({ length: 1 + dice.nat(3) }, () => [press("Ctrl-Z"), later(200)]).flat(),
  ],
  [5, scans],
  [3, (dice, scene) => [...cleared(scene), ...entered(dice.pick(ASKED))]],
  [6, (dice, scene) => [...cleared(scene), ...entered(dice.pick(WORDS))]],
  [3, more],
  [3, printsAsked],
  [2, (dice) => [press("F1"), press(dice.pick(["PgDn", "Down", "Up"])), press("Esc")]],
  [5, hits],
  [6, noise],
  [1, () => [press("Ctrl-L")]],
  [1, (dice, scene) => [...cleared(scene), press(dice.pick(STAFF)[0]), press("Ctrl-L")]],
];

const IN_PAYMENT: ReadonlyArray<readonly [number, Phrase]> = [
  [12, () => [later(800), press("Enter")]],
  [9, (dice) => [later(800), ...entered(dice.pick(SUMS))]],
  [4, (dice) => [later(800), press(dice.pick(["F9", "F12"]))]],
  [4, (dice) => [...typed(dice.pick(SUMS)), later(800), press("F12")]],
  [2, () => [press("Down"), press("Down"), later(800), press("Enter")]],
  [4, (dice) => [...typed(dice.pick(["", "1", ...SUMS])), later(800), ...tender(dice)]],
  [2, (dice) => [scan(dice.pick(CODES))]],
  [2, (dice) => entered(dice.pick([":card", ":pay", ":send", ":zz", ":lock"]))],
  [5, () => [press("Esc"), press("Esc")]],
  [3, noise],
];

const IN_LIST: ReadonlyArray<readonly [number, Phrase]> = [
  [14, (dice) => [press(dice.pick(DIGITS))]],
  [3, (dice) => [press("Down"), press(dice.pick(["Down", "Up", "PgDn"])), press("Enter")]],
  [2, (dice) => [...typed(dice.pick(["me", "ch", "oat", "cro", "1", "zz"])), press("Enter")]],
  [6, () => [press("Esc"), press("Esc")]],
  [4, (dice) => [press(dice.pick(["F9", "F12"])), press(dice.pick(DIGITS))]],
  [1, (dice) => [press(dice.pick(["F1", "F5", "F6", "F10", "Ctrl-P", "Ctrl-Z", "Ctrl-L", "F2"]))]],
  [1, (dice) => [scan(dice.pick(CODES))]],
  [2, noise],
];

const IN_LOG_IN: ReadonlyArray<readonly [number, Phrase]> = [
  [30, logsIn],
  [2, (dice, { state }) => [...reachPin(state, dice.pick(STAFF)[0]), ...entered("0000")]],
  [1, (dice) => [scan(dice.pick(CODES))]],
  [1, () => [later(15_000)]],
  [1, noise],
];

/** Somebody's PIN is awaited for what this one may not do. */
const IN_APPROVAL: ReadonlyArray<readonly [number, Phrase]> = [
  [10, (dice) => vouches(dice.pick([STAFF[2], STAFF[3]]))],
  [2, (dice) => vouches(dice.pick(STAFF))],
  [1, () => vouches(["3", "0000"])],
  [4, () => [press("Esc"), press("Esc")]],
  [1, (dice) => [press(dice.pick(["F9", "F5", "Ctrl-L", "Ctrl-Z", "Alt-1"]))]],
  [1, (dice) => [scan(dice.pick(CODES))]],
  [1, noise],
];

/** What happens around the till, whatever stands on its screen. */
const AROUND: ReadonlyArray<readonly [number, Phrase]> = [
  [30, (dice) => [beside(dice.pick(BESIDE_ACTS), dice.nat(8)), later(dice.pick([100, 5300]))]],
  [6, (dice) => [{ type: "printer", id: dice.pick(["receipt", "kitchen"]), isOn: false }]],
  [6, (dice) => [{ type: "printer", id: dice.pick(["receipt", "kitchen"]), isOn: true }]],
  [12, () => [{ type: "papers" }]],
  [6, smallWindow],
  [8, (dice) => [{ type: "paste", text: dice.pick(["croissant", "3*lat", "ab\ncd", "20", ""]) }]],
  [2, () => [later(130_000)]],
  [1, () => [{ type: "restart" }]],
];

/** In percent. */
const AROUND_CHANCE = 6;

export function nextSteps(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  const { state } = scene;
  if (dice.chance(AROUND_CHANCE)) return phrase(AROUND, dice, scene);
  if (state.askingJobs > 0 && isAtOrder(state) && dice.chance(20)) return entered(":print");
  if (state.approval !== undefined) return phrase(IN_APPROVAL, dice, scene);
  if (state.list !== undefined) return phrase(IN_LIST, dice, scene);
  if (state.screen === "log-in") return phrase(IN_LOG_IN, dice, scene);
  return phrase(state.screen === "payment" ? IN_PAYMENT : IN_REGISTER, dice, scene);
}

function isAtOrder({ screen, list, text }: RegisterState): boolean {
  return screen === "register" && list === undefined && text === "";
}

function phrase(
  weighted: ReadonlyArray<readonly [number, Phrase]>,
  dice: Dice,
  scene: Scene,
): ReadonlyArray<CashierStep> {
  let left = dice.nat(weighted.reduce((sum, [weight]) => sum + weight, 0));
  const [, chosen] = weighted.find(([weight]) => (left -= weight) < 0) ?? [0, noise];
  return chosen(dice, scene);
}

function goods(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  return [...cleared(scene), ...entered(dice.pick(GOODS))];
}

function discountByKey(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  const number = dice.pick(["10", "5", "2.50", "100", "zz"]);
  return [...cleared(scene), ...typed(number), press("F4"), press(dice.pick(DIGITS))];
}

function voids(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  const object = dice.chance(40) ? "" : dice.pick(OBJECTS);
  return [...cleared(scene), ...typed(object), press("F5")];
}

/** What the kitchen has takes a right, or somebody who vouches for it. */
function voidsSent(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  const sent = [...entered(dice.pick(["400", "405", "croissant"])), press("F2"), later(800)];
  return [...cleared(scene), ...sent, press("F5"), later(800), press("1")];
}

/** A paper that asks is looked at before long. */
function printsAsked(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  if (scene.state.askingJobs === 0) return goods(dice, scene);
  return [...cleared(scene), ...entered(":print")];
}

function parks(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  if (scene.state.order === undefined || dice.chance(30)) {
    const number = dice.pick(["", "", "rossi", "mia", String(1 + dice.nat(40))]);
    return [...cleared(scene), ...typed(number), press("F6"), later(200)];
  }
  const name = dice.pick(["", "", "", "Rossi", "Mia B"]);
  return [...cleared(scene), ...typed(name), press("F6"), later(200)];
}

function paysCash(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  if (dice.chance(50))
    return [...cleared(scene), later(800), press("F9"), later(100), press("Enter")];
  return [...cleared(scene), ...typed(dice.pick(SUMS)), later(800), press("F9")];
}

function tender(dice: Dice): ReadonlyArray<CashierStep> {
  return [press("F10"), press(dice.pick(["1", "2", "3"]))];
}

function paysCard(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  const sum = dice.chance(60) ? "" : dice.pick(SUMS);
  const again = dice.chance(70) ? [later(800), press("F12")] : [later(800), press("Enter")];
  return [...cleared(scene), ...typed(sum), later(800), press("F12"), ...again];
}

function papers(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  const number = dice.chance(60) ? "" : String(1 + dice.nat(20));
  return [...cleared(scene), ...typed(number), press("Ctrl-P"), press(dice.pick(DIGITS))];
}

function takesBack(dice: Dice, { issued }: Scene): ReadonlyArray<CashierStep> {
  const code = receiptBarcode({ deviceOrdinal: 0, number: 1 + dice.nat(issued + 1) });
  const lines = Array.from({ length: 1 + dice.nat(3) }, () => press(dice.pick(DIGITS)));
  const money = press(dice.pick(["F9", "F9", "F12", "+", "+"]));
  return [scan(code), ...lines, later(800), money, press(dice.pick(DIGITS))];
}

/** How it was paid, and why: behind a payment, whose list comes by Ctrl-Z when nothing else is left to undo. */
function putsRight(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  const paid = dice.chance(70)
    ? [...entered(dice.pick(GOODS)), later(800), press(dice.pick(["F9", "F12"])), later(800)]
    : [];
  return [...cleared(scene), ...paid, press("Enter"), press("Ctrl-Z"), ...choosesTwice(dice)];
}

/** One that any till has issued. */
function putsReceiptRight(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  const receipt = [press(dice.pick(DIGITS)), later(800), press("4")];
  return [
    ...cleared(scene),
    ...entered(":receipts"),
    later(800),
    ...receipt,
    ...choosesTwice(dice),
  ];
}

function choosesTwice(dice: Dice): ReadonlyArray<CashierStep> {
  const [way, reason] = [dice.pick(["1", "1", "2", "3", "4"]), dice.pick(["1", "2", "3"])];
  return [later(800), press(way), later(800), press(reason), later(800)];
}

function scans(dice: Dice): ReadonlyArray<CashierStep> {
  const before = dice.pick(["", "", "", "3*", "?", "cro", "!", "2"]);
  const code = dice.pick([...CODES, ...CODES, ...ODD_CODES]);
  return [...typed(before), later(100), scan(code)];
}

function more(dice: Dice): ReadonlyArray<CashierStep> {
  const choice = dice.chance(50)
    ? [press(dice.pick(DIGITS))]
    : entered(dice.pick(["send", "clock", "park", "print", "take", "undo", "zz"]));
  return [press("F10"), ...choice];
}

function hits(dice: Dice, scene: Scene): ReadonlyArray<CashierStep> {
  const text = typed(dice.pick(["l", "co", "ca", "4", "zz", ""]));
  const chosen = dice.pick([
    ["Down", "Enter"],
    ["Down", "Down", "Enter"],
    ["Alt-2"],
    ["Up", "Enter"],
  ]);
  return [...cleared(scene), ...text, ...chosen.map((key) => press(key))];
}

function noise(dice: Dice): ReadonlyArray<CashierStep> {
  return Array.from({ length: 1 + dice.nat(5) }, () =>
    press(dice.chance(50) ? dice.pick(KEY_NAMES) : dice.pick(SIGNS)),
  );
}

function smallWindow(dice: Dice): ReadonlyArray<CashierStep> {
  const keys = [...typed(dice.pick(GOODS)), press(dice.pick(["Enter", "F9", "Backspace", "Esc"]))];
  return [{ type: "resize", isTooSmall: true }, ...keys, { type: "resize", isTooSmall: false }];
}

/** Now and then the next keys don't wait until the PIN was checked. */
function logsIn(dice: Dice, { state }: Scene): ReadonlyArray<CashierStep> {
  const [number, pin] = dice.pick(STAFF);
  const hasty = dice.chance(20)
    ? [...typed("100"), press("Enter")].map((step) => Object.assign(step, { isHasty: true }))
    : [];
  return [...reachPin(state, number), ...typed(pin), press("Enter"), ...hasty];
}

function vouches([number, pin]: readonly [string, string]): ReadonlyArray<CashierStep> {
  return [...entered(number), ...entered(pin)];
}

function reachPin({ logIn }: RegisterState, number: string): ReadonlyArray<CashierStep> {
  return logIn.step === "pin"
    ? [press("Esc"), press("Esc"), ...entered(number)]
    : [press("Esc"), ...entered(number)];
}

/** What stands on the line goes first, unless it was refused: then the next sign takes its place. */
function cleared({ state }: Scene): ReadonlyArray<CashierStep> {
  return state.text === "" || state.isTextRefused ? [] : [press("Esc")];
}

function entered(text: string): ReadonlyArray<CashierStep> {
  return [...typed(text), press("Enter")];
}

function typed(text: string): ReadonlyArray<CashierStep> {
  return Array.from(text, (sign) => press(sign));
}

function press(key: string): CashierStep {
  return { type: "press", key };
}

function scan(code: string): CashierStep {
  return { type: "scan", code };
}

function later(ms: number): CashierStep {
  return { type: "later", ms };
}

function beside(act: BesideAct, nth: number): CashierStep {
  return { type: "beside", act, nth };
}

function spaced(text: string): string {
  return text.replaceAll("_", " ");
}
