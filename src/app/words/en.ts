/** What the till itself says, in English; to the command line in no other language. */

import { type CatalogueType } from "../../domain/catalogue-view.ts";
import { fieldSentence } from "../../domain/office/field-text.ts";
import { type CustomerField } from "../../domain/people/customers.ts";
import { counted } from "../counted.ts";
import { HAPPENED } from "../loss-sentence.ts";
import { billRefusals } from "./bill-refusals.ts";
import { deviceRefusals } from "./device-refusals.ts";
import { discountRefusals } from "./discount-refusals.ts";
import { drawerRefusals } from "./drawer-refusals.ts";
import { enCorrection } from "./en-correction.ts";
import { limits, seconds } from "./en-numbers.ts";
import { enPapers } from "./en-papers.ts";
import { enPayment } from "./en-payment.ts";
import { permissions } from "./en-permissions.ts";
import { floorRefusals } from "./floor-refusals.ts";
import { enMisdeeds } from "./misdeed-words.ts";
import { splitUndone } from "./split-words.ts";
import { tableRefusals, tableUndone } from "./table-words.ts";
import { type GuessedBecause, type TillWords } from "./words-shape.ts";

const ENTRY_WORDS: Readonly<Record<CatalogueType, string>> = {
  product: "product",
  category: "category",
  "modifier-group": "group of options",
  station: "station",
  "tax-class": "tax class",
  "price-list": "price list",
};

const GUESSED_BECAUSE: GuessedBecause = {
  repeats: "repeats itself",
  run: "is a run of digits",
  year: "is a year",
  number: "is the staff number",
};

const CUSTOMER_FIELD_WORDS: Readonly<Record<CustomerField, string>> = {
  name: "A name",
  phone: "A phone number",
  email: "An e-mail address",
  card: "The number of a card",
  taxId: "A tax number",
  note: "A note",
};

const refusals: TillWords["refusals"] = {
  "permission/missing": ({ staff, permission }, { staffName }) =>
    `${staffName(staff)} may not ${permissions[permission]}: ask someone who may.`,
  ...billRefusals.en,
  ...deviceRefusals.en,
  ...discountRefusals.en,
  ...drawerRefusals.en,
  ...floorRefusals.en,
  ...tableRefusals.en,
  "approval/changed": () => "It is not what was approved any more: look again, and ask anew.",
  "staff/unknown": ({ staff }) => `Nobody has the staff number ${staff}: check the number.`,
  "staff/inactive": ({ staff }, { staffName }) =>
    `${staffName(staff)} can't sign in any more: ask a manager.`,
  "staff/number-invalid": ({ text }) =>
    `"${text}" is no staff number: say 1 to 6 digits, the first one not 0.`,
  "staff/number-taken": ({ staff, active }, { staffName }) =>
    active
      ? `${staffName(staff)} has the staff number ${staff}: choose another one.`
      : `${staffName(staff)} had the staff number ${staff}: choose another one, or \`till staff enable ${staff}\`.`,
  "staff/name-invalid": ({ max }) =>
    `A name begins with a letter and has at most ${max} characters: say it anew.`,
  "staff/already-active": ({ staff }, { staffName }) => `${staffName(staff)} can sign in already.`,
  "staff/already-disabled": ({ staff }, { staffName }) =>
    `${staffName(staff)} is disabled already.`,
  "badge/invalid": ({ text }) =>
    `"${text}" is no badge: 6 to 40 letters and digits, or at least 9 digits.`,
  "badge/taken": ({ badge, staff }, { staffName }) =>
    `${badge} is the badge of ${staffName(staff)}: choose another one.`,
  "badge/goods": ({ badge, name }) => `${badge} is the barcode of ${name}: choose another badge.`,
  "badge/same": ({ staff }, { staffName }) => `The badge of ${staffName(staff)} is so already.`,
  "staff/language-same": ({ staff }, { staffName }) =>
    `The screens of ${staffName(staff)} speak that already: nothing was changed.`,
  "staff/last-one": ({ staff }, { staffName }) =>
    `Nobody but ${staffName(staff)} may change staff: add somebody else who may first.`,
  "entry/unknown": ({ of, id }) =>
    `There is no ${ENTRY_WORDS[of]} ${id}: look it up in the catalogue.`,
  "entry/taken": ({ of, id }) =>
    `There is a ${ENTRY_WORDS[of]} ${id} already: change that one, or choose another id.`,
  "entry/wrong": ({ field, message }) => fieldSentence(field, message),
  "entry/at-once": ({ name }) =>
    `Only a price, or the taxes of a class, can be planned: change ${name} without a day.`,
  "customer/name-invalid": ({ max }) =>
    `A customer's name has a letter or digit and at most ${max} characters: say it anew.`,
  "customer/phone-invalid": ({ max }) =>
    `A phone number is digits, such as +43 660 123456, at most ${max} characters.`,
  "customer/email-invalid": ({ max }) =>
    `An e-mail address is such as anna@example.org, at most ${max} characters.`,
  "customer/card-invalid": ({ max }) =>
    `The number of a customer's card is 4 to ${max} letters and digits.`,
  "customer/text-invalid": ({ field, max }) =>
    `${CUSTOMER_FIELD_WORDS[field]} is one line of at most ${max} characters.`,
  "customer/group-invalid": ({ max }) =>
    `A group is one word of letters, digits and hyphens, at most ${max} characters.`,
  "text/card-number": () =>
    "That looks like a bank card's number, which is kept nowhere: leave it out.",
  "customer/unknown": ({ text }) =>
    `There is no customer ${text}: \`till customer list\` shows them all.`,
  "customer/erased": () => "That customer was erased: add them anew, if they want it.",
  "customer/unreadable": () =>
    "What is known of that customer can't be read on this till: its key is not here.",
  "customer/inactive": () => "That customer comes no more: set them active first.",
  "customer/same": () => "It says so already: nothing was changed.",
  "customer/card-taken": ({ name }) => `${name} has that card: take it off there first.`,
  "customer/there": () => "That customer is on this order already.",
  "customer/nobody": () => "No customer is on this order.",
  "customer/on-receipts": ({ count }) =>
    `${counted(count, "receipt")} of theirs may have to be kept by law: print what must be, then say --with-receipts.`,
  "entry/same": ({ name }) => `${name} says so already: nothing was changed.`,
  "product/no-price": ({ name }) =>
    `${name} has no price yet: say the one of now, and it is on sale.`,
  "plan/not-later": ({ day }) =>
    `Today is ${day}: a price for today is set, one for later needs a later day.`,
  "plan/too-far": ({ max }) => `Nothing can be planned beyond ${max}: say an earlier day.`,
  "plan/unknown": ({ name }) => `${name} has no other price planned for then.`,
  "setting/unknown": ({ text, keys }) =>
    `There is no setting "${text}": there are ${keys.join(", ")}.`,
  "setting/wrong": ({ key, message }) => fieldSentence(key, message),
  "setting/never": ({ key }) =>
    key === "demo"
      ? "A demo stays one for ever, and a real shop never becomes one: found another shop."
      : "The currency never changes: found another shop for another one.",
  "setting/at-once": ({ key }) => `${key} changes at once and can't be planned: leave the day out.`,
  "dated/begun": ({ next }) =>
    `That changes with a business day that nobody has begun: from ${next} on, or later.`,
  "dated/unknown": ({ name }) => `${name} has nothing else planned for then.`,
  "setting/not-here": ({ key }) => `${key} can't be changed here: it stays as it is.`,
  "setting/same": ({ key }) => `${key} says so already: nothing was changed.`,
  "printer/unknown": ({ text, printers }) =>
    printers.length === 0
      ? `There is no printer ${text}, nor any other: till printer add.`
      : `There is no printer ${text}: one of ${printers.join(", ")}.`,
  "paper/unknown": ({ text }) => `There is no paper ${text} in the queue.`,
  "paper/done": ({ text }) => `Nothing of ${text} waits: it is done.`,
  "paper/printing": ({ text }) => `${text} is being printed: look at its printer.`,
  "printer/taken": ({ name }) =>
    `There is a printer ${name} already: change that one, or choose another.`,
  "printer/id-invalid": ({ text }) =>
    `${text} is no id of a printer: small letters and digits, with hyphens between.`,
  "printer/name-invalid": ({ max }) => `A printer needs a name of at most ${max} characters.`,
  "printer/same": ({ name }) => `${name} is so already: nothing was changed.`,
  "printer/elsewhere": ({ name }) => `${name} is another till's printer: do that there.`,
  "printer/no-profile": ({ text, profiles }) =>
    `There is no model ${text}: one of ${profiles.join(", ")}.`,
  "printer/no-buzzer": ({ name, text }) =>
    `${name} (${text}) has no known buzzer: take another model.`,
  "printer/no-station": ({ text, stations }) =>
    `There is no station ${text}: one of ${stations.join(", ")}.`,
  "role/unknown": ({ text, roles }) =>
    `There is no role ${text}: choose one of ${roles.join(", ")}.`,
  "staff/same-role": ({ staff }, { staffName }) =>
    `${staffName(staff)} has that role already: nothing was changed.`,
  "role/taken": ({ id }) => `There is a role ${id} already: change that one, or choose another id.`,
  "role/id-invalid": ({ text }) =>
    `"${text}" is no id: small letters and digits, with hyphens between.`,
  "role/name-invalid": ({ max }) =>
    `The name of a role begins with a letter or digit and has at most ${max} characters: say it anew.`,
  "role/name-taken": ({ name }) => `There is a role ${name} already: choose another name.`,
  "role/same": ({ name }) => `${name} says so already: nothing was changed.`,
  "role/last-one": ({ name }) =>
    `Then nobody could change staff any more: give that right to another role first, or leave it with ${name}.`,
  "pin/wrong": ({ staff, waitMs }) =>
    waitMs === 0
      ? `Wrong PIN for staff number ${staff}: try again.`
      : `Wrong PIN for staff number ${staff}: wait ${seconds(waitMs)}, then try again.`,
  "pin/wait": ({ staff, waitMs }, { staffName }) =>
    `Too many wrong PINs for ${staffName(staff)}: wait ${seconds(waitMs)}.`,
  "pin/busy": () => "Another program on this till doesn't come to an end with a PIN: try again.",
  "pin/digits": ({ min, max }) => `A PIN of ${min} to ${max} digits is needed: choose another one.`,
  "pin/guessable": ({ why }) =>
    `That PIN is guessed soon, because it ${GUESSED_BECAUSE[why]}: choose another one.`,
  "shift/already-in": ({ staff, since }, { staffName }) =>
    `${staffName(staff)} is clocked in since ${since}: clock out first.`,
  "shift/not-in": ({ staff }, { staffName }) =>
    `${staffName(staff)} is not clocked in: clock in first.`,
  "order/none": () => "There is no order yet: ring up goods first.",
  "order/unknown": ({ text }) => `There is no order ${text}: \`till order list\` shows them all.`,
  "order/empty": () => "The order has nothing to pay: ring up goods first.",
  "order/prices-same": () => "Every line costs what it would cost now: nothing was changed.",
  "order/no-round": () => "There is no round on this order to serve again: ring up goods first.",
  "order/nothing-to-send": () => "The kitchen knows of everything in this order already.",
  "order/no-kitchen": () =>
    "Nothing on this order is made in a kitchen or at a bar: no paper tells of it.",
  "line/no-station": ({ name }) => `No station makes ${name}: nobody waits with it.`,
  "line/begun": ({ name }) => `The kitchen has ${name} already: take it off to stop it.`,
  "line/waits": ({ name }) => `The kitchen waits with ${name}: fire its course.`,
  "line/not-made": ({ name }) => `No station makes ${name}: nobody can make it again.`,
  "line/not-sent": ({ name }) => `The kitchen has heard nothing of ${name} yet: send it.`,
  "line/fewer-made": ({ name }) => `The kitchen was not told to make that many of ${name}.`,
  "line/held-same": ({ name }) => `${name} is so already: nothing was changed.`,
  "fire/nothing": ({ course }) =>
    course === undefined
      ? "Nothing on this order waits to be fired."
      : `Nothing of course ${course} waits to be fired.`,
  "order/full": ({ max }) => `An order has at most ${max} lines: begin another one.`,
  "text/too-long": ({ what, max }) => `The ${what} is too long: at most ${max} characters.`,
  "day/far-jump": ({ from, to }, { day }) =>
    `The clock says ${day(to)}, the last business day was ${day(from)}: set the clock, or confirm the day.`,
  "device/revoked": ({ reason = "", replacedBy }) =>
    replacedBy === undefined
      ? `This till is revoked${reason === "" ? "" : ` (${reason})`}: sell on another one.`
      : `This till was replaced by ${replacedBy}: sell there.`,
  "device/unknown": ({ text }) =>
    `The shop has no till ${text}: \`till mesh list\` shows them all.`,
  "device/ambiguous": ({ text, letters }) =>
    `${text} is the name of several tills: say one of ${letters.join(", ")}.`,
  "device/already-authority": ({ name }) => `${name} is an authority already.`,
  "device/no-letters": ({ name }) =>
    `${name} has given all of its letters: let another authority take the till in.`,
  "device/last-authority": () =>
    "This till is the last authority: promote another one first, or nobody could enrol a till.",
  "device/reason-needed": ({ name }) => `Say why ${name} goes: others will ask.`,
  "chain/unknown": ({ text }) =>
    `Nothing in question is named ${text} alone: \`till ledger quarantine list\` shows all.`,
  "chain/not-settled-so": ({ text }) =>
    `${text} can't be admitted or retired: \`till ledger quarantine list\` says what it needs.`,
  "chain/no-authority": () =>
    "This till may not decide that: do it on a till that may enrol others.",
  "course/same": ({ course }) =>
    course === 0
      ? "All goods are in their own courses already."
      : `That is course ${course} already.`,
  "line/unknown": () => "There is no such line in the order: look at its number.",
  ...enCorrection,
  ...enPayment,
  "refund/no-receipt": () => "That receipt is not known here: check its number; is its till heard?",
  "attention/none": () => "Nobody needs to settle that any more: look at the list again.",
  "refund/reason-needed": () => "Say why the goods come back.",
  "refund/nothing-left": ({ name }) => `${name}: nothing of it is left to give back.`,
  "refund/too-much": ({ name, left, isPiece }, { quantity }) =>
    `${name}: only ${quantity(left, isPiece ? "each" : "weight")} of it can come back.`,
  "exchange/twice": ({ name }) =>
    `Goods of ${name} come back here already: :keep, then scan it and + anew.`,
  "exchange/many": ({ max }) =>
    `Goods of ${max} receipts come back here, and no more can: pay the order first.`,
  "exchange/none": () => "No goods of a receipt come back on this order.",
  "exchange/changed": ({ name }) =>
    `Of ${name} something came back elsewhere: :keep, then scan it and + anew.`,
  "product/unknown": ({ text, nearest }) =>
    nearest.length === 0
      ? `There is no product "${text}": look it up in the catalogue.`
      : `There is no product "${text}": did you mean ${nearest.join(", ")}?`,
  "product/inactive": ({ name }) => `${name} is not sold any more: take it off the order.`,
  "product/sold-out": ({ name }) => `${name} is sold out.`,
  "product/stock-known": ({ name, left, soldBy }, { measure }) => {
    if (left === null) return `${name} is there already.`;
    return left === 0
      ? `${name} is sold out already.`
      : `${name}: ${measure(left, soldBy)} left already.`;
  },
  "product/only-left": ({ name, left, soldBy }, { measure }) =>
    `${name}: only ${measure(left, soldBy)} left.`,
  "product/no-tax": ({ name, taxClass }) =>
    `${name} has no tax class "${taxClass}": mend the catalogue first.`,
  "quantity/invalid": ({ name }) =>
    `${name} can't be sold in that quantity: whole pieces from 1 to 9999, or a weight.`,
  "price/needed": ({ name }) =>
    `${name} has no fixed price: type it after =, such as ${name}=2.50.`,
  "price/invalid": ({ name }) => `${name} can't cost that: below zero, or too much for a line.`,
  "discount/too-much": ({ name, gross }, { money }) =>
    `${name} costs ${money(gross)}: more than that can't be taken off.`,
  "modifiers/invalid": ({ name, group, min, max }) =>
    `${name}: choose ${limits(min, max)} of ${group}.`,
  "modifier/unknown": ({ name, modifier }) => `${name} can't be had with "${modifier}".`,
};

export const en: TillWords = {
  refusals,
  permissions,
  undone: {
    off: (name) => `${name} is off again.`,
    asItWas: (name) => `${name} is as it was.`,
    back: (name) => `${name} is back.`,
    orderDiscount: "What is taken off the order is as it was.",
    course: "The courses are as they were.",
    prices: "The prices are as they were.",
    service: "The order is served as before.",
    customer: "The customer of the order is as before.",
    name: "The name of the order is as before.",
    ...tableUndone.en,
    ...splitUndone.en,
    returnOff: "The goods of the receipt stay with the guest again.",
    returnAgain: "The goods of the receipt come back again.",
    thereAgain: (name) => `${name} is there again.`,
    soldOut: (name) => `${name} is sold out again.`,
    left: (name, left) => `${name}: ${left} left again.`,
    stays: {
      kitchen: "The kitchen has heard of it: F5 takes goods off, with a reason.",
      bill: "A bill that is printed stays: a later one replaces it (F8).",
      money: "Money was given back last: a key can't take that back.",
      drawer: "Cash that was moved stays moved: pay the same in or out, with a reason (F10 7).",
      count: "What was counted or closed stays: count once more beside it (F10 7).",
      day: "A closed day stays closed: what comes later goes into its next Z (:close).",
      other: "What was done last can't be taken back by a key: it stays.",
    },
    line: "The line",
    nothing: "There is nothing to take back on this order.",
  },
  desk: {
    full: "The disk is full, and nothing was written: make room on it.",
    locked: "Another program holds the ledger: try again.",
    pastCutover: (time, from, to) => `It is past ${time}: go on with ${from}, or begin ${to}?`,
    confirmDay: (day, last) => `Is it ${day}? The last day was ${last}. Yes: PIN again. No: Esc.`,
    isRefund: (number) => `${number} is a refund itself: look for the receipt that it names.`,
    nothingBack: "Nothing was given back.",
    notOpen: (order) => `${order} is not open any more.`,
    thatOrder: "That order",
    lost: (cause) => `${HAPPENED[cause]} Sell on: numbers begin anew. Call a manager.`,
    clockAsks: (says) => `The clock says ${says}. Type what it is, such as :date 21.11. 8:30.`,
    clockIs: (says) => `It is ${says} now, until the clock of this box is set.`,
    clockRuns: (says) => `The clock says ${says}: if that is wrong, set the clock of this box.`,
    noMoment: (typed) => `“${typed}” is no date and time: such as 21.11. 8:30.`,
    dayIsFar: (day, days) =>
      `${day} is ${days} days after the last business day: the same once more, if it is so.`,
    dayIsOn: (day) => `The till is on ${day} already: say what it is today.`,
  },
  attention: {
    who: { cashier: "cashier", lead: "shift lead", manager: "manager", bookkeeper: "bookkeeper" },
    order: (order, what, money) => `Order ${order}: ${what}${money === "" ? "" : `: ${money}`}`,
    of: {
      "line/over-covered": "a line is paid beyond what it costs",
      "line/over-returned": "more was given for goods that came back than they are worth",
      "line/over-refunded": "goods of one receipt were taken back twice",
      "line/contested": "two tills changed a line differently",
      "line/voided-twice": "two tills voided a line for different reasons",
      "payment/over-used": "a payment is used for more than it was",
      "payment/over-corrected": "two tills corrected how a payment was made",
      "order/overpaid": "it is paid beyond what it costs",
      "order/over-granted": "an amount off it was granted twice: so much was given away",
      "order/contested": "two tills took something off it apart",
      "order/customer-contested": "two tills put different customers on it",
      "order/merged-contested": "two tills put it on different bills",
      "order/charges-contested": "two tills charged it differently for service or for each guest",
      "order/split-contested": "two tills split the bill differently",
      "part/paid-twice": "a part of the bill was paid twice",
      "receipt/exempt-otherwise": "taxes were taken, or not, against another till's word",
      "ticket/possible-duplicate": "two tills sent the same line to the kitchen",
    },
    question: (till, receipts, money) =>
      `Of ${till}, ${counted(receipts, "receipt")} count for nothing yet: ${money}`,
    bothAdmitted: (till, numbers) =>
      `${till} spoke with two voices, and both count: ${counted(numbers, "number")} on two papers`,
    admittedAndRetired: (till) => `What ${till} sold was admitted and retired as well: it counts`,
    oversold: (beyond, name, tills) =>
      tills === ""
        ? `${name}: ${beyond} more sold than there were`
        : `${name} was sold out: ${beyond} sold on ${tills}`,
    nobodysNumber: "a number that nobody has",
    missedPinsHour: (misses, till) => `${misses} wrong PINs within an hour at ${till}`,
    missedPins: (misses, person, till) => `${misses} wrong PINs in a row for ${person} at ${till}`,
    ...enMisdeeds,
    box: {
      clockWrong: (says) =>
        `The clock says ${says}, which can't be: type what it is (:date 21.11. 8:30), and set this box's clock`,
      clockOff: (off, isAhead) =>
        `This box's clock is ${off} ${isAhead ? "ahead of" : "behind"} the other tills: set it`,
      clocksDiffer: (till, off, isAhead) =>
        `This box's clock is ${off} ${isAhead ? "ahead of" : "behind"} that of ${till}: set the one that is wrong`,
      clockOffAt: (till, off, isAhead) =>
        `The clock of ${till} is ${off} ${isAhead ? "ahead of" : "behind"} the others: set it there`,
      unopened: (till) =>
        `${till} has joined, and no register was opened there yet: open it, or shut it out; until then each day is incomplete`,
      copied: (till) =>
        `${till} is in two boxes: its disk was copied. Let one join anew; if nobody knows why, shut it out`,
      noBackupPlace:
        "Sales are on this box alone: name a place for backups, such as a stick (F10, Back office, Tills, Backups)",
    },
    paper: enPapers,
    paperName: {
      receipt: "Receipt",
      refund: "Refund",
      ticket: "Ticket",
      report: "Slip",
      bill: "Bill",
    },
    answers: {
      settle: (money) => `seen, and it stays so${money === "" ? "" : `: ${money}`}`,
      "give-back": (money) => `give back ${money}`,
      "open-receipt": (number) => `take goods of ${number} back`,
      "open-order": (number) => `open order ${number}`,
      admit: (money) => `admit: ${money} counts`,
      retire: (money) => `set aside: ${money} stays out`,
      "none-left": (name) => `no ${name} is left`,
      "say-left": (name) => `say how many ${name} are left`,
      "open-till": (name) => `look at ${name}, and shut it out if it must go`,
      print: () => "print it, marked if it may be on paper",
      dismiss: () => "it is on paper, or not needed",
    },
    done: {
      settle: (money) => `Settled${money === "" ? "" : `: ${money}`}.`,
      "give-back": (money) => `GIVE BACK ${money}.`,
      admit: (money) => `Admitted: ${money} counts.`,
      retire: (money) => `Set aside: ${money} stays out.`,
      "none-left": (name) => `No ${name} is left.`,
      print: () => "It is being printed.",
      dismiss: () => "It is put aside.",
    },
    why: "looked at on the till",
  },
};
