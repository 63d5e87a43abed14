/** Every sentence of the first start, in one place, for whoever translates them: English, the reference. */

import { counted } from "../../../app/counted.ts";
import { type JoinRefusal } from "../../../app/founding/join-problem.ts";
import { type Locale } from "../../../domain/locale.ts";
import { TROUBLES } from "../../trouble-words.ts";

export const en = {
  /** Of what others say to it, such as why a PIN is none. */
  locale: "en" as Locale,
  interrupted: "Interrupted; no shop was made.",
  /** Where `till run` finds no shop. */
  noShop: (dir: string) => `There is no shop in ${dir} yet.`,
  lostShop: "A shop that was lost comes back with `till restore`.",
  which: {
    choices: [
      "1  a demo shop, to try everything: its papers say DEMO",
      "2  a real shop",
      "3  one more till of a shop that has others",
    ],
    prompt: "1, 2 or 3 [1]: ",
    wrong: "Type 1 for the demo, 2 for a real shop, 3 for one more till.",
  },
  /** What is typed for a choice; the English word is taken in every language. */
  said: {
    none: "none",
    find: "find",
    text: "text",
    bytes: "bytes",
    cafe: "cafe",
    type: "type",
    with: "with",
    without: "without",
  },
  /** What the first till of a shop is called. */
  device: "Front counter",
  /** Behind a question. */
  colon: ":",
  yes: { shown: "yes", taken: /^(?:y(?:es)?)$/iu },
  no: { taken: /^no?$/iu },
  yesOrNo: "Type yes or no.",
  /** In the summary, of each answer. */
  labels: {
    country: "country",
    language: "language",
    name: "name",
    currency: "currency",
    zone: "zone",
    cutover: "cutover",
    prices: "prices",
    tax: "tax",
    "key-layout": "key-layout",
    "owner-name": "owner-name",
    "owner-pin": "owner-pin",
    printer: "printer",
    catalogue: "catalogue",
    products: "products",
  },
  /** By its code, where it is called otherwise than in the list of countries. */
  countries: {} as Readonly<Record<string, string>>,
  troubles: TROUBLES,
  intro: [
    "A few questions, then you sell. Enter takes what stands in [ ].",
    "< goes one question back, ? explains, Ctrl-C leaves and nothing is made.",
  ],
  firstAlready: "This is the first question.",
  needsAnswer: "This has no usual answer: type one, or ? for help.",
  place: (number: number, all: number) => `${number} of ${all}`,

  country: {
    prompt: "Country",
    told: (list: string) => `Countries: ${list}, XX another one.`,
    help: "Its two letters or its name: it sets money, time, taxes and keys, each of which you can change.",
    wrong: (text: string) => `"${text}" is no country of the list: two letters such as DE, or XX.`,
  },
  language: {
    prompt: "Language",
    help: "Of screens and papers, and of these questions: en, de, de-CH, fr, fr-CH or es.",
    wrong: (text: string, list: string) => `"${text}" is no language of ours: ${list}.`,
  },
  name: {
    prompt: "Name of the shop",
    help: "As it stands at the top of every receipt.",
    wrong: (max: number) => `A shop needs a name of 1 to ${max} characters.`,
  },
  currency: {
    prompt: "Currency",
    help: "The money of all prices; it can never be changed afterwards.",
    wrong: (text: string, list: string) => `"${text}" is no currency of ours: ${list}.`,
  },
  zone: {
    prompt: "Time zone",
    told: (zones: string) => `Usual here: ${zones}.`,
    help: "Where the clock of the shop stands, such as Europe/Berlin: it sets the time on receipts.",
    wrong: (text: string) => `"${text}" is no time zone: a name such as Europe/Berlin.`,
  },
  cutover: {
    prompt: "The business day ends at",
    help: "Sales after midnight and before this time belong to the day before.",
    wrong: (text: string) => `"${text}" is no time: such as 04:00 or 0:30.`,
  },
  prices: {
    prompt: "Prices with or without tax",
    help: "with: the price on the card has the tax in it; without: the tax comes on top.",
    wrong: (text: string) => `"${text}" is neither: type with or without.`,
  },
  tax: {
    prompt: "Tax",
    told: (lines: { taxes: string; source: string; since: string; check: string }) => [
      ...(lines.taxes === "" ? [] : [`Usual, in per cent: ${lines.taxes}.`]),
      `From: ${lines.source} (${lines.since}).`,
      ...(lines.check === "" ? [] : [`Check: ${lines.check}.`]),
    ],
    usualShown: "these",
    help: "Enter takes the usual ones; or type name and per cent, such as Food 7; Drinks 19; where it differs, in the house / to take away: Food 19/7.",
    wrong: (text: string) =>
      `"${text}" is no tax: a name and per cent, such as Food 7; Drinks 19, or Food 19/7.`,
    tooHigh: (text: string) => `"${text}" is more than 100 per cent.`,
    tooMany: (max: number) => `More than ${max} taxes: name those that differ.`,
    twice: (text: string) => `"${text}" has a name that is there already: give it another.`,
    allGoods: "All goods",
  },
  keyLayout: {
    prompt: "Keyboard",
    help: "What is printed on its keys, or what is nearest: us, uk, de, fr, es or ch; scanners are best set to the same.",
    wrong: (text: string, list: string) => `"${text}" is no keyboard of ours: ${list}.`,
  },
  ownerName: {
    prompt: "Your name",
    help: "The owner's: it stands on the log-in screen and in what you do; you may do everything.",
    wrong: (max: number) => `A name has 1 to ${max} characters, with a letter.`,
  },
  ownerPin: {
    prompt: (min: number, max: number) => `Your PIN, ${min} to ${max} digits, not shown`,
    again: "The same again",
    hidden: "******",
    differ: "The two PINs differ: type it anew.",
    help: "Your staff number and this PIN open the register; nobody can read the PIN back.",
  },
  printer: {
    /** Of printers, where the language tells them from goods. */
    none: "none",
    prompt: "Receipt printer",
    told: [
      "none   receipts wait in the till until there is a printer",
      "find   looks on the network, on USB and on serial ports, and numbers what is there",
      "192.0.2.7 or /dev/usb/lp0: where it is, as `till printer add` takes it",
      "text   a roll as a text file beside the store, to read on the screen",
      "bytes  a file of the bytes that an Epson printer takes (ESC/POS), for another program",
    ],
    help: "Where receipts and kitchen tickets come out; a test paper is printed at once.",
    wrong: (text: string) =>
      `"${text}" is no printer of ours: none, where it is (192.0.2.7, /dev/usb/lp0, usb:04b8:0e15), text or bytes.`,
    looking: "Looks for some seconds …",
    noneFound: "None was found. One that is on can still be named by its address.",
    found: (number: number, at: string, name: string) => `${number}  ${at}  ${name}`.trimEnd(),
    printed: (file: string) => `A test paper is in ${file}.`,
    sent: "A test paper was sent to it.",
    failed: (file: string) => `The test paper could not be written to ${file}: choose again.`,
    inTrouble: (why: string) => `It can't print now: ${why}. See to it, or choose again.`,
    isTaken: "a till prints on it",
    shareIt:
      "A till prints on it, perhaps another shop's: the papers of both would come out of it. Print on it all the same? [no]",
    pictured: (letters: string) =>
      `It has no letters ${letters} of its own: lines with them are printed as pictures, which takes a moment longer.`,
    cameOut: "Did it come out? [yes]",
    notOut: "Then choose again: none is always possible.",
  },
  catalogue: {
    prompt: "Goods",
    told: [
      "none       none for now: till catalog import brings them later",
      "cafe       those of a café, to try; their prices are examples",
      "type       you type name and price, a line each",
      "FILE.csv   a file as docs/catalogue.md has it, such as /media/usb/goods.csv",
    ],
    help: "What you sell; all of it can be changed later, here it is for the first day.",
    wrong: (file: string, lines: string) => `${file} was not taken:\n${lines}`,
    nothing: "Name a file, or none, cafe or type.",
  },
  products: {
    prompt: (lines: number) =>
      lines === 0 ? "Name and price" : `Name and price (${counted(lines, "line")})`,
    told: (example: string, other: string, classes: string) => [
      `A line for each, such as: ${example}. An empty line ends, < takes the last one back.`,
      `With another tax at the end, such as: ${example} ${other}. There are: ${classes}.`,
    ],
    help: "Name, price and, where it is not the first one, the tax: Beer 4.50 Alcohol.",
    wrong: (text: string) => `"${text}" is not taken: a name, then a price, such as Espresso 2.40.`,
    noName: (text: string) => `"${text}" is no name: up to 60 characters, with a letter or digit.`,
    noPrice: (text: string, currency: string) => `"${text}" is no price in ${currency}.`,
    noClass: (text: string, list: ReadonlyArray<string>) =>
      `"${text}" is no tax of this shop: ${list.join(", ")}.`,
    twice: (text: string) => `"${text}" is there already.`,
    none: "Type one at least, or < and choose none.",
    takenBack: (text: string) => `Taken back: ${text}`,
  },

  summary: "This is the shop:",
  confirm: "Make it? [yes]",
  confirmWrong: "Type yes, or < to go back; Ctrl-C leaves and nothing is made.",
  ready: (name: string, dir: string, products: number) =>
    `${name} is ready in ${dir}: ${counted(products, "product")}.`,
  signIn: (number: number, name: string) =>
    `${name}: sign in with staff number ${number} and your PIN.`,
  legalHead: (country: string) => `To sell legally in ${country}:`,
  legal: (sentence: string, source: string, date: string) => `${sentence} (${source}; ${date})`,
  goOn: (dir: string) => `Open the register: till run --store ${dir}`,
  enterOpens: "Enter opens the register.",

  testPaper: [
    "TEST",
    "This printer prints.",
    "Accents: ä ö ü ß é è ç ñ å ø €",
    "Digits:  0123456789",
  ],

  /** The recovery sheet, from the till to the owner's paper and back. */
  sheet: {
    cameOut: (printer: string) => `The recovery sheet came out of printer ${printer}`,
    isFile: (file: string) => `The recovery sheet is on virtual paper, in the clear: ${file}`,
    written: (file: string) => `The recovery sheet is in ${file}: print it, then delete the file.`,
    shown: (shop: string) => [
      `RECOVERY SHEET of ${shop}`,
      "This code opens the shop again when every till is lost, stolen or broken.",
      "Write it on paper now, and keep the paper out of the shop:\n",
    ],
    wipes: "Written down? Enter wipes the screen.",
    readBack: "Now type the code from the paper, or scan it.",
    prompt: "Code: ",
    otherSheet: "This is the code of another sheet: it doesn't open this shop.",
    isRight: "The code is right: the sheet works.",
    interrupted: "Interrupted; no shop was made, and the code is void.",
  },
  /** What is wrong with a code that was typed. */
  code: {
    character: (character: string) =>
      `No code has the character ${character}: read that place again.`,
    length: (wanted: number, found: number) =>
      `The code has ${wanted} characters, ${found} were read: look for one too many or too few.`,
    mistyped: "The code doesn't check: a character is wrong, or two are swapped.",
  },

  /** One more till of a shop that has others. */
  joining: {
    intro: [
      "Three questions, then this box hears the shop and its register opens.",
      "Enter takes what stands in [ ], < or Esc goes one back, ? explains, Ctrl-C leaves.",
    ],
    interrupted: "Interrupted; this box has joined nobody.",
    name: {
      prompt: "Name of this till",
      usual: "Till",
      help: "What the others call it; before it stands the letter that the shop gives it, such as B Bar.",
      isCode: "That is the code, which is asked for next: a name, or Enter for the usual one.",
      wrong: (max: number) => `A till needs a name of 1 to ${max} characters.`,
    },
    code: {
      prompt: "Code",
      told: [
        "On the other till, type :invite, or run `till mesh invite`: it shows a code, good once, for ten minutes.",
        "Type it here, or scan the slip that came out there.",
      ],
      help: "16 characters and one that checks them; letters of either case, dashes as you like.",
    },
    place: {
      prompt: "Address of the other till",
      none: "look again",
      told: "Where multicast is filtered, its address does: such as 192.168.1.20, or with the port that stands beside its code. With * each address of this network is asked.",
      help: "Its screen says HOST:PORT below the code; `ip -brief address` on that box says its HOST.",
      wrong: (text: string) =>
        `"${text}" is no address: such as 192.168.1.20 or 192.168.1.20:7778.`,
    },
    looking: (seconds: number) => `Looking for the till that has invited (${seconds} s) …`,
    asks: (asked: number, all: number) =>
      `Asking each address for the till that has invited (${asked} of ${all}) …`,
    dials: "Asks the till that has invited …",
    proved: "The other till knows the code too …",
    isTill: (till: string, shop: string) => `This box is ${till} of ${shop}.`,
    hears: (far: string) => `Hearing the shop${far} …`,
    cutShort: "Interrupted: what has come is kept, and `till join --resume` goes on.",
    canSell: (far: string) => `Hearing the shop${far}: it can sell already, Ctrl-C waits no longer`,
    goesOnBehind: (far: string) =>
      `This box has only${far} of the shop. Until it has all, prices and people may be those of long ago: each order, receipt and refund says so, and the status line too.`,
    problem: {
      deaf: (silence: string) =>
        `This box can hear nobody by multicast (${silence}): check its cable.`,
      nobodyHeard: "Nobody at all is heard by multicast, as if the network filtered it.",
      noSuchCode:
        "No till here has this code: it is mistyped, used, or older than ten minutes. Read it again, or invite anew.",
      otherCode: (place: string) =>
        `The till at ${place} awaits a box with another code: this one is mistyped, used, or older than ten minutes. Read it again, or invite anew.`,
      counted: "The till that invites has counted it as a wrong code.",
      nobodyThere: (place: string) =>
        `Nobody awaits this box${place === "" ? "" : ` at ${place}`}: is the invitation open, and the box reachable?`,
      impostor:
        "Somebody there pretends to have invited this box: nothing was told to them. Try elsewhere.",
      refuses: (why: string) => `The till that has invited refuses: ${why}`,
      refusesAnew: (why: string) => `The till that has invited refuses (${why}): invite anew.`,
      brokenOff: (why: string) =>
        `The connection broke off (${why}); the code is used up: invite anew, and join here again. If this box is a till of the shop already, it stays that one.`,
      unfit: "What the other till told doesn't fit: update both to the same version.",
    },
    refused: {
      "wrong-code": "The code is wrong: type it again, as it stands on the other box.",
      expired:
        "The till there awaits nobody any more: an invitation is good for ten minutes. Invite anew.",
      used: "The invitation there has been used: each lets one box in. Invite anew.",
      burnt: "A wrong code was tried five times, so this one is void: invite anew.",
      "bad-request": "The other till doesn't understand this one: update both to the same version.",
      declined: "The till that has invited refuses.",
    } satisfies Record<JoinRefusal, string> as Readonly<Record<JoinRefusal, string>>,
  },
};

export type FirstStartWords = typeof en;
