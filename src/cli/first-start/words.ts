/** Every sentence of the first start, in one place, for whoever translates them. */

export const WORDS = {
  interrupted: "Interrupted; no shop was made.",
  noShop: (dir: string) => `There is no shop in ${dir} yet.`,
  lostShop: "A shop that was lost comes back with `till restore`.",
  demoOrReal: {
    choices: ["1  a demo shop, to try everything: its papers say DEMO", "2  a real shop"],
    prompt: "1 or 2 [1]: ",
    wrong: "Type 1 for the demo or 2 for a real shop.",
  },
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
    help: "Of screens and papers: en, de, de-CH, fr, fr-CH or es; these questions stay English.",
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
    prompt: "Name and price",
    told: (example: string, classes: string) => [
      `A line for each, such as: ${example}. An empty line ends, < takes the last one back.`,
      `With another tax at the end, such as: ${example} drinks. There are: ${classes}.`,
    ],
    help: "Name, price and, where it is not the first one, the tax: Beer 4.50 alcohol.",
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
  ready: (name: string, dir: string, products: string) =>
    `${name} is ready in ${dir}: ${products}.`,
  signIn: (number: number, name: string) =>
    `${name}: sign in with staff number ${number} and your PIN.`,
  legalHead: (country: string) => `To sell legally in ${country}:`,
  legal: (sentence: string, source: string, date: string) => `${sentence} (${source}; ${date})`,
  goOn: (dir: string) => `Open the register: till run --store ${dir}`,
  enterOpens: "Enter opens the register.",

  missingOptions: (options: string) =>
    `Say ${options}: docs/first-start.md has them, or use a terminal and be asked.`,
  wrongOption: (option: string, sentence: string) => `${option}: ${sentence}`,
  unusedOption: (option: string) => `${option} has no place among these answers: leave it out.`,
  oneOf: (option: string) => `${option} is for a real shop: say it without --demo and --fixture.`,
  testPaper: [
    "TEST",
    "This printer prints.",
    "Accents: ä ö ü ß é è ç ñ å ø €",
    "Digits:  0123456789",
  ],
} as const;
