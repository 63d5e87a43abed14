/** English: why a text of the line does nothing, and how to say it. */

import { type EntryFault, type OptionFault } from "../../domain/entry/entry-fault.ts";

/** A message for each fault, made of its facts. */
type MessagesOf<Fault extends { readonly type: string }> = {
  readonly [Type in Fault["type"]]: (fault: Extract<Fault, { readonly type: Type }>) => string;
};

export type OptionWords = MessagesOf<OptionFault>;
/** What a `how` says is a message of its own. */
export type EntryWords = MessagesOf<Exclude<EntryFault, { readonly type: "how" | "option" }>>;
type How = Extract<EntryFault, { readonly type: "how" }>["sign"];
export type HowWords = Readonly<Record<How, string>>;

const entry: EntryWords = {
  "too-long": ({ max }) => `A line has at most ${max} signs.`,
  "nothing-called": ({ typed }) => `Nothing is called “${typed}”.`,
  "receipt-number": ({ number }) => `${number} is a receipt: :return ${number} opens it.`,
  "by-weight": ({ name, code }) => `${name} is sold by weight: 0.350*${code}.`,
  labelled: ({ name }) => `The label says how much ${name} it is.`,
  "by-piece": ({ name, code }) => `${name} is sold by the piece: 3*${code}.`,
  "too-heavy": ({ typed, code }) =>
    `${typed} kg? The till sells up to 99.999 kg a line; 0.200*${code} is 200 g.`,
  "barcode-no-quantity": ({ typed }) => `${typed} is a barcode and no quantity.`,
  "no-quantity": ({ typed }) => `${typed} is no quantity: 1 to 9999, for weight 0.350.`,
  "no-fixed-price": ({ name, code }) => `${name} has no fixed price: ${code}=2.50.`,
  "no-amount": ({ typed, code }) => `${typed} is no amount: ${code}=2.50.`,
  "so-many": ({ count, goods }) => `${count} of them: ${count}*${goods}.`,
  "of-what": ({ typed }) => `${typed} of what? ${typed}100 or ${typed}name.`,
  "takes-options": ({ name }) => `${name} takes /2 for an option and =2.50 for a price.`,
  "one-by-one": ({ name, code }) => `${code} is ${name}: Enter after it, then the next.`,
  "has-options": ({ name, code }) => `${code} is ${name}: ${code}/ shows its options.`,
  "with-option": ({ name, code, option, number }) => `${name} with ${option}: ${code}/${number}.`,
  "no-barcode": ({ typed }) => `No goods have the barcode ${typed}.`,
  "no-number": ({ typed }) => `${typed} is neither a PLU (up to 6 digits) nor a right barcode.`,
  "no-plu": ({ typed, first }) =>
    first === ""
      ? `No goods have the PLU ${typed}.`
      : `No goods have the PLU ${typed}: type on, or Down for ${first}.`,
  "no-line-price": () => "That is no amount: =2.80 sets the price of the line.",
  "rate-too-high": () => "At most -100% can be taken off.",
  "line-quantity": () => "A quantity is 1 to 9999; F5 takes the line away.",
  "no-sign": ({ sign }) => `Nothing begins with ${sign}: goods begin with a letter or digit.`,
  unfinished: ({ typed, forms }) => `“${typed}” is not finished: ${forms.join(" or ")}.`,
  "barcode-no-money": () => "Eight digits or more are a barcode, never money.",
  "no-tip": ({ typed }) =>
    `“${typed}” is no tip: +2 an amount, %10 a share, =50 up to 50 together.`,
  "no-split": ({ typed }) =>
    `“${typed}” is no split: /3 evenly, /** by seat, //2+5 lines, /-30 a sum.`,
  "no-currency": ({ code }) =>
    `${code} is no currency known here: usd50 is fifty dollars, 50 a sum.`,
  "no-money": ({ typed }) =>
    `“${typed}” is no amount: 20 or 17.50; Enter alone takes the rest exactly.`,
};

const option: OptionWords = {
  "no-options": () => "it has no options.",
  "too-many": ({ group, max }) => `at most ${max} of ${group}.`,
  "no-such-number": ({ number, count, first }) =>
    `it has no option ${number}, only /1 to /${count}; /1 is ${first}.`,
  "no-such-name": ({ typed, count, first }) =>
    `no option begins with “${typed}”: /1 to /${count}; /1 is ${first}.`,
  which: ({ count, first }) => `which option? /1 to /${count}; /1 is ${first}.`,
};

const how: HowWords = {
  "+": "+ adds one more of the line, +3 three more.",
  "*": "*3 makes it three of the line; a quantity is 1 to 9999.",
  "/": "/2 or /1/3 takes options by number, /oat one by name.",
  "!": "!salmon: sold out; !6*salmon: six left; !*salmon: on sale again, uncounted.",
  "=": "=2.80 sets the price of the line.",
  "-": "-10% or -2.00: off the line; --10% or --2.00: off the order.",
  ":": "A word follows the sign: :pay 20, :send, :help.",
  "<": "<100 takes goods back without a receipt, <3*100 three; with one: scan it.",
  ";": "; begins the next course, ;3 course 3 (1 to 9); ;0 each in its own again.",
};

export const enEntry = { entry, option, how };
