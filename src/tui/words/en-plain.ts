/** English: what only the dialogue in lines says. What is typed is taken in every language. */

import { type HelpLines } from "./en-help.ts";

export interface OrderSums {
  readonly number: string;
  readonly lines: number;
  readonly total: string;
  /** Empty where nothing is paid yet. */
  readonly due: string;
  readonly giveBack: string;
}

function countOf(lines: number): string {
  return lines === 1 ? "1 line" : `${lines} lines`;
}

const NONE: ReadonlyArray<string> = [];

export const enPlain = {
  plain: {
    whichOne: "More than one is called so: Enter takes the first, :2 the second; :back none.",
    locked: "Locked.",
    moreOfName: "More than one is called so: type more of the name, or its number.",
    noOffice:
      "The back office needs a screen: till catalog, customer, staff, settings, mesh do the same.",
    noTraining: "A training in lines begins in a shell: till train --plain.",
    noLastLine: "No line has been typed before this one.",
    listEnd: "A digit and Enter chooses, a word searches, :back leaves.",
    goodsEnd: ":goods 1 tells the first of them.",
    moreHits: "And more: type more of the name.",
    noChange: "No change.",
    helpEnd: "? and a word after :help tells what has it: :help pay.",
    noHit: (number: number) => `Nothing was listed as ${number}.`,
    noLine: (position: string) => `There is no line ${position} on this order.`,
    noRow: (text: string) => `The list has nothing called ${text}; :back leaves it.`,
    noWord: (word: string) => `There is no :${word}; ? tells what there is.`,
    noCategory: (page: string) => `There is no category ${page}; :goods tells them.`,
    /** Of Ctrl-C, and a second one: on a locked till, or while somebody is there. */
    howToLeave: (isLocked: boolean) =>
      `${isLocked ? "" : ":lock, then "}:quit and a PIN leave the register; Ctrl-C again ends it at once, and an order stays open.`,
    attention: (text: string) => `Attention: ${text}`,
    lockedAt: (shop: string, device: string) =>
      `${shop}, ${device}. Locked: staff number or name, then the PIN. ? helps.`,
    personPin: (person: string, pin: string) => `${person}, PIN ${pin}`,
    mayApprove: (names: string) => `${names} may approve it; :back leaves it.`,
    lineSum: (position: number, gross: string) => `Line ${position}: ${gross}.`,
    lineIs: (position: number, goods: string, gross: string) =>
      `Line ${position}: ${goods}, ${gross}.`,
    /** Of the lines that follow. */
    courseIs: (course: string) => `${course}:`,
    kitchenHas: (text: string) => `${text} The kitchen has it.`,
    perhapsOnPaper: (text: string) => `${text} Sent; perhaps on paper: look.`,
    noPaperYet: (text: string) => `${text} Sent; no paper yet.`,
    noPaper: (text: string) => `${text} Its kitchen ticket was put aside.`,
    kitchenWaits: (text: string) => `${text} The kitchen waits with it.`,
    orderIs: ({ number, lines, total, due, giveBack }: OrderSums) => {
      const rest = due === "" ? "" : `, to pay ${due}`;
      const back = giveBack === "" ? "" : `, to give back ${giveBack}`;
      return `Order ${number}: ${countOf(lines)}, ${total}${rest}${back}.`;
    },
    orderServed: (number: string, service: string) => `Order ${number}, ${service}.`,
    orderFor: (customer: string) => `For ${customer}.`,
    discountOf: (off: string) => `Off the order: ${off}.`,
    taxOf: (label: string, tax: string) => `${label}: ${tax}.`,
    lessWith: (off: string) => `${off} off`,
    quoted: (note: string) => `“${note}”`,
    changeIs: (change: string) => `Change ${change}.`,
    paidBy: (order: string, receipt: string) =>
      receipt === "" ? `Order ${order} is paid.` : `Order ${order} is paid, receipt ${receipt}.`,
    paidBefore: (order: string, change: string) => `Order ${order} is paid: change ${change}.`,
    rounded: (cash: string, due: string) => `To pay ${cash} in cash, rounded from ${due}.`,
    /** What an empty line would do now. */
    enterDoes: (preview: string) => `${preview}: Enter does it.`,
    enterAsks: (preview: string) => `${preview} Enter asks first.`,
    enterTakes: (preview: string) => `${preview}: Enter takes it.`,
    printerIsOff: (name: string) => `Printer ${name} is off: its papers wait.`,
    printerAsks: (name: string) => `Papers of ${name} wait for you: :print prints them.`,
    isWell: (name: string) => `Printer ${name} is well again.`,
    /** After one of them was missing, or its clock wrong. */
    tillsAreWell: (status: string) => `The other tills are well again: ${status}.`,
    inputEnded: "The input has ended and the till is locked.",
    staysOpen: (order: string) => `Order ${order} stays open.`,
    halfLine: (text: string) => `The last line had no Enter and was not done: ${text}`,
    trainingPrompt: "TRAINING",
    newOrderPrompt: "new order",
    listPrompt: "choose",
    orderPrompt: (number: string, lines: number, total: string) =>
      `order ${number}, ${countOf(lines)}, ${total}`,
    pricePrompt: (name: string) => `${name}, price`,
    weightPrompt: (name: string) => `${name}, kg`,
    payPrompt: (number: string, due: string) => `pay ${number}, ${due}`,
    helpRow: (typed: string, meaning: string) => `${typed}: ${meaning}.`,
  },
  /** What may be typed besides the words of the commands. */
  /** Typed after `:` besides the English ones, folded; of `:status` the command has them. */
  plainVerbs: {
    back: NONE,
    last: NONE,
    line: NONE,
    show: NONE,
    goods: NONE,
    status: NONE,
  },
  plainHelp: {
    "log-in": [
      ["1", "your staff number or name; then your PIN"],
      [":back", "from the PIN back to who it is"],
      [":quit", "asks for a PIN and leaves the register"],
    ] as HelpLines,
    register: [
      ["100, lo, latte", "number, short code or beginning of a name; or scan"],
      ["3*100, 0.350*88", "so many, so much by weight"],
      ["100/2/3, 100=2.50", "with options 2 and 3, at another price"],
      ["+, +3, *3", "of the line: one more, three more, three"],
      ["/oat, =2.80, 'no ice", "of the line: option (/2 by number), price, note"],
      [";, ;3", "from here on the next course, course 3; ;0 each in its own"],
      ["-10%, -2.00", "off the line; --10% off the order; -0% takes that back"],
      ["?100", "the price, and how many are left, adding nothing"],
      ["!100, !6*100", "sold out; six left; !*100: on sale again, not counted"],
      ["&rossi, &0660 12", "a customer by name, phone or card; & alone takes them off"],
      ["&+Rossi, Anna 0660 12", "a new customer, and the phone"],
      [":2", "the second of what was listed"],
      [":line 2", "line 2 is the one that is meant; else the last one"],
      [":show", "the order, line by line"],
      [":goods, :goods 2", "what there is, by categories"],
    ] as HelpLines,
    payment: [
      ["Enter", "the rest in cash, exactly"],
      ["20, 17.50", "what was given; less than due is a part"],
      ["usd50, usd 7.50", "cash of another currency, by the shop's rate"],
      ["+2, %10, =50", "a tip: so much, a share of what is due, up to 50 together"],
      [":card, :card 20", "the rest by card, 20 of it by card"],
      [":back", "back to the order"],
    ] as HelpLines,
    drawer: [
      ["20*10", "twenty of 10.00: how many first, as everywhere"],
      ["3x0.50", "three full rolls of 0.50"],
      ["612.40", "all of it in one sum"],
      ["usd50, card 120", "another currency; the slips of a tender"],
      ["=50", "50 stays in it when it is closed"],
      ["12.50 milk", "of cash that goes in or out: why, at once"],
      [":undo", "takes the last back"],
      [":pay", "writes the count, closes, opens"],
      [":back", "back to the order; the count is kept"],
    ] as HelpLines,
    office: [] as HelpLines,
    always: [
      [":back", "one step back, as Esc"],
      [":last", "does the last line again"],
      [":status", "printers, the other tills, backups"],
    ] as HelpLines,
  },
};
