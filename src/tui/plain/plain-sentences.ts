/**
 * Every sentence that the line dialogue says of its own, in one place. What the steps say is theirs;
 * `key-words.ts` puts its keys into words.
 */

import { type Screen } from "../register-state.ts";

export const SAYS = {
  whichOne: "More than one is called so: Enter takes the first, :2 the second; :back none.",
  locked: "Locked.",
  moreOfName: "More than one is called so: type more of the name, or its number.",
  noOffice:
    "The back office needs a screen: till catalog, customer, staff, settings, mesh do the same.",
  noLastLine: "No line has been typed before this one.",
  listEnd: "A digit and Enter chooses, a word searches, :back leaves.",
  emptyOrder: "The order is empty.",
  emptyCatalogue: "The catalogue is empty.",
  goodsEnd: ":goods 1 tells the first of them.",
  training: "TRAINING: everybody's PIN is 0000, and nothing gets into the books.",
  trainingPrompt: "TRAINING ",
  demo: "A demo shop: the PINs are for everybody.",
  moreHits: "And more: type more of the name.",
  noChange: "No change.",
  helpEnd: "? and a word after :help tells what has it: :help pay.",
} as const;

export function noSuchHit(number: number): string {
  return `Nothing was listed as ${number}.`;
}

export function noSuchLine(position: string): string {
  return `There is no line ${position} on this order.`;
}

export function noSuchRow(text: string): string {
  return `The list has nothing called ${text}; :back leaves it.`;
}

export function noSuchWord(word: string): string {
  return `There is no :${word}; ? tells what there is.`;
}

export function noSuchGoods(page: string): string {
  return `There is no category ${page}; :goods tells them.`;
}

/** Of Ctrl-C: on a locked till, or while somebody is there. */
export function howToLeave(isLocked: boolean): string {
  const how = `${isLocked ? "" : ":lock, then "}:quit and a PIN leave the register`;
  return `${how}; Ctrl-C again ends it at once, and an order stays open.`;
}

export function attention(text: string): string {
  return `Attention: ${text}`;
}

export function lockedAt(shop: string, device: string): string {
  return `${shop}, ${device}. Locked: staff number or name, then the PIN. ? helps.`;
}

export function personRow(number: string, name: string, pin: string | undefined): string {
  return pin === undefined ? `${number} ${name}` : `${number} ${name}, PIN ${pin}`;
}

export function mayApprove(names: string): string {
  return `${names} may approve it; :back leaves it.`;
}

export function lineSum(position: number, gross: string): string {
  return `Line ${position}: ${gross}.`;
}

export function lineIs(position: number, goods: string, gross: string): string {
  return `Line ${position}: ${goods}, ${gross}.`;
}

/** Of the lines that follow. */
export function courseIs(course: string): string {
  return `${course}:`;
}

export function kitchenHas(text: string): string {
  return `${text} The kitchen has it.`;
}

export function noPaperYet(text: string): string {
  return `${text} Sent; no paper yet.`;
}

export function noPaper(text: string): string {
  return `${text} Its kitchen ticket was put aside.`;
}

export function kitchenWaits(text: string): string {
  return `${text} The kitchen waits with it.`;
}

export interface OrderSums {
  readonly number: string;
  readonly lines: number;
  readonly total: string;
  /** Empty where nothing is paid yet. */
  readonly due: string;
  readonly giveBack: string;
}

export function orderIs({ number, lines, total, due, giveBack }: OrderSums): string {
  const rest = due === "" ? "" : `, to pay ${due}`;
  const back = giveBack === "" ? "" : `, to give back ${giveBack}`;
  return `Order ${number}: ${countOf(lines)}, ${total}${rest}${back}.`;
}

export function orderServed(number: string, service: string): string {
  return `Order ${number}, ${service}.`;
}

export function orderFor(customer: string): string {
  return `For ${customer}.`;
}

export function discountOf(off: string): string {
  return `Off the order: ${off}.`;
}

export function taxOf(label: string, tax: string): string {
  return `${label}: ${tax}.`;
}

export function lessWith(off: string): string {
  return `${off} off`;
}

export function changeIs(change: string): string {
  return `Change ${change}.`;
}

export function paidBy(order: string, receipt: string): string {
  return receipt === "" ? `Order ${order} is paid.` : `Order ${order} is paid, receipt ${receipt}.`;
}

export function paidBefore(order: string, change: string): string {
  return `Order ${order} is paid: change ${change}.`;
}

export function rounded(cash: string, due: string): string {
  return `To pay ${cash} in cash, rounded from ${due}.`;
}

/** What an empty line would do now. */
export function enterDoes(preview: string): string {
  return `${preview}: Enter does it.`;
}

export function enterTakes(preview: string): string {
  return `${preview}: Enter takes it.`;
}

export function hitRow(number: number, name: string, price: string): string {
  return `:${number} ${name}, ${price}`;
}

export function customerRow(number: number, customer: string): string {
  return `:${number} ${customer}`;
}

export function listRow(sign: string, label: string, detail: string): string {
  return detail === "" ? `${sign} ${label}` : `${sign} ${label}, ${detail}`;
}

export function listTitle(title: string, filter: string): string {
  return filter === "" ? title : `${title} (${filter})`;
}

export function categoryRow(number: number, name: string, count: number): string {
  return `:goods ${number} ${name}, ${count}`;
}

export function goodsRow(code: string, name: string, price: string): string {
  return code === "" ? `${name}, ${price}` : `${code} ${name}, ${price}`;
}

export function printerIsOff(name: string): string {
  return `Printer ${name} is off: its papers wait.`;
}

export function printerAsks(name: string): string {
  return `Papers of ${name} wait for you: :print prints them.`;
}

export function isWell(name: string): string {
  return `Printer ${name} is well again.`;
}

/** After one of them was missing, or its clock wrong. */
export function tillsAreWell(status: string): string {
  return `The other tills are well again: ${status}.`;
}

export function inputEnded(order: string | undefined): string {
  const kept = order === undefined ? "" : ` Order ${order} stays open.`;
  return `The input has ended and the till is locked.${kept}`;
}

export function halfLine(text: string): string {
  return `The last line had no Enter and was not done: ${text}`;
}

export const PROMPTS = {
  number: "staff number > ",
  pin: "PIN > ",
  newOrder: "new order > ",
  list: "choose > ",
} as const;

export function orderPrompt(number: string, lines: number, total: string): string {
  return `order ${number}, ${countOf(lines)}, ${total} > `;
}

export function weightPrompt(name: string): string {
  return `${name}, kg > `;
}

export function payPrompt(number: string, due: string): string {
  return `pay ${number}, ${due} > `;
}

function countOf(lines: number): string {
  return lines === 1 ? "1 line" : `${lines} lines`;
}

type Help = ReadonlyArray<readonly [typed: string, meaning: string]>;

/** What may be typed besides the words of the commands. */
export const HELP_BY_SCREEN: Readonly<Record<Screen, Help>> = {
  "log-in": [
    ["1", "your staff number or name; then your PIN"],
    [":back", "from the PIN back to who it is"],
    [":quit", "asks for a PIN and leaves the register"],
  ],
  register: [
    ["100, lo, latte", "number, short code or beginning of a name; or scan"],
    ["3*100, 0.350*88", "so many, so much by weight"],
    ["100/2/3, 100=2.50", "with options 2 and 3, at another price"],
    ["+, +3, *3", "of the line: one more, three more, three"],
    ["/oat, =2.80, 'no ice", "of the line: option (/2 by number), price, note"],
    [";, ;3", "from here on the next course, course 3; ;0 each in its own"],
    ["-10%, -2.00", "off the line; --10% off the order; -0% takes that back"],
    ["?100", "the price, and how many are left, adding nothing"],
    ["!100, !6*100", "sold out; six left; !*100 is no limit again"],
    ["&rossi, &0660 12", "a customer by name, phone or card; & alone takes them off"],
    ["&+Rossi, Anna 0660 12", "a new customer, and the phone"],
    [":2", "the second of what was listed"],
    [":line 2", "line 2 is the one that is meant; else the last one"],
    [":show", "the order, line by line"],
    [":goods, :goods 2", "what there is, by categories"],
  ],
  payment: [
    ["Enter", "the rest in cash, exactly"],
    ["20, 17.50", "what was given; less than due is a part"],
    [":card, :card 20", "the rest by card, 20 of it by card"],
    [":back", "back to the order"],
  ],
  office: [],
};

export const HELP_ALWAYS: Help = [
  [":back", "one step back, as Esc"],
  [":last", "does the last line again"],
  [":status", "printers, the other tills, backups"],
];

export function helpRow(typed: string, meaning: string): string {
  return `${typed}: ${meaning}.`;
}
