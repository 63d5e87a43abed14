import { expect, test } from "vitest";

import { refusalSentence } from "../../../src/app/register/refusal-sentence.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { stockQuantity } from "../../../src/domain/goods/stock-quantity.ts";
import { type BusinessDay, type EventId, type Origin } from "../../../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { LANGUAGES } from "../../support/languages.ts";
import { euro } from "../../support/small-shop.ts";

type Told = {
  readonly [Type in Refusal["type"]]: readonly [
    Omit<Extract<Refusal, { type: Type }>, "type">,
    string,
  ];
};

/** One of each: a new refusal without a sentence here doesn't compile. */
const TOLD: Told = {
  "stock/not-kept": [
    { name: "Croissant", sku: "CROISSANT" },
    "Croissant: no stock is kept. till catalog set CROISSANT stock=counted begins it.",
  ],
  "stock/count-it": [
    { name: "Croissant", sku: "CROISSANT" },
    "Croissant: its stock says what is left: till stock count CROISSANT counts it.",
  ],
  "stock/quantity": [{ name: "Croissant" }, "Croissant: above zero, and 10 million at most."],
  "stock/same-place": [{ name: "Croissant" }, "Croissant is at that place already."],
  "stock/no-recipe": [
    { name: "Soup", sku: "SOUP" },
    "Soup has no recipe: till catalog set SOUP recipe=… says what is in it.",
  ],
  "stock/recipe-broken": [
    { name: "Soup" },
    "Soup: its recipe names something whose stock nobody keeps.",
  ],
  "deposit/none": [{ name: "Bread" }, "Bread has no deposit."],
  "half/whole": [{ name: "Bread" }, "Bread is not sold by halves."],
  "half/same": [{ name: "Funghi" }, "Both halves are Funghi: type it as one."],
  "voucher/unknown": [{}, "No voucher is known here under that."],
  "voucher/mistyped": [{}, "That code is mistyped: look at its digits again."],
  "voucher/wait": [{ waitMs: 4200 }, "Too many unknown codes here: wait 5 seconds."],
  "voucher/no-key": [{}, "What keeps voucher codes is not here yet: connect this till to another."],
  "voucher/reason": [{}, "Say why: --reason."],
  "voucher/few": [
    { number: "7K2QPX", till: "Bar", has: minor(1000) },
    "Bar has 10.00 of voucher 7K2QPX.",
  ],
  "voucher/amount": [{ amount: minor(0) }, "A voucher can't be of 0.00."],
  "voucher/empty": [{ number: "7K2QPX" }, "Nothing is left of voucher 7K2QPX."],
  "voucher/blocked": [
    { number: "7K2QPX", to: "4XYZAB" },
    "Voucher 7K2QPX is blocked; 4XYZAB stands in its place.",
  ],
  "voucher/expired": [
    { number: "7K2QPX", until: "2026-11-19" as BusinessDay },
    "Voucher 7K2QPX was valid until 2026-11-19.",
  ],
  "voucher/back": [
    { name: "Gift card" },
    "Gift card is a voucher: `till voucher cash NUMBER` pays out what is left.",
  ],
  "voucher/buys-voucher": [{}, "A voucher buys no voucher."],
  "voucher/used": [{}, "Each of its vouchers was redeemed from: no money goes back for it."],
  "voucher/too-much": [
    { number: "7K2QPX", due: minor(720), amount: minor(1000) },
    "10.00 is more than the 7.20 that voucher 7K2QPX can pay.",
  ],
  "voucher/too-little": [{ number: "7K2QPX", left: minor(500) }, "Voucher 7K2QPX has 5.00."],
  "voucher/none-here": [
    {
      number: "7K2QPX",
      id: "7k2qpx",
      here: minor(500),
      lacks: minor(1500),
      other: {
        till: "Bar",
        has: minor(2000),
        origin: "a.b" as Origin,
        heard: { wallMs: 1_764_162_120_000, offsetMinutes: 60, isTwice: false },
      },
    },
    "Voucher 7K2QPX: 5.00 can be redeemed here now; Bar has 20.00, not heard since 14:02.",
  ],
  "voucher/correct": [{}, "Money of a voucher goes back onto it: take the goods back instead."],
  "stock/none-here": [
    {
      name: "Croissant",
      here: thousandths(0),
      sku: "CROISSANT",
      lacks: stockQuantity(1_000_000),
      unheard: [],
      other: {
        till: "Bar",
        has: thousandths(3000),
        origin: "a.b" as Origin,
        heard: { wallMs: 1_764_162_120_000, offsetMinutes: 60, isTwice: false },
      },
    },
    "Croissant: none left here; Bar has 3, not heard since 14:02.",
  ],
  "stock/not-guarded": [
    { name: "Croissant", sku: "CROISSANT" },
    "Croissant is not guarded: till catalog set CROISSANT stock=guarded.",
  ],
  "stock/rights-few": [
    { name: "Croissant", till: "Bar", has: thousandths(2500) },
    "Croissant: Bar has only 2.500, as far as is known here.",
  ],
  "stock/found-few": [
    { name: "Croissant", has: thousandths(1000) },
    "Croissant: counts found only 1 that nobody has yet.",
  ],
  "stock/rights-own": [
    { name: "Croissant" },
    "Croissant: that is this till itself. Name another one.",
  ],
  "stock/reason": [{ name: "Croissant" }, "Croissant: say why it was thrown away."],
  "purchase/unknown": [
    { number: "PA9" },
    "There is no order PA9: till stock orders --all shows them.",
  ],
  "purchase/no-goods": [{}, "Say which goods: ARTICLE=QUANTITY, such as MILK=2crate."],
  "purchase/many": [{ most: 200 }, "At most 200 articles at once: make two of it."],
  "purchase/closed": [{ number: "PA1" }, "Order PA1 is closed: book what comes now without it."],
  "stocktake/unknown": [
    { number: "A7" },
    "There is no sheet A7: till stock sheet list shows them.",
  ],
  "stocktake/no-articles": [
    {},
    "No stock is kept of these goods: till catalog set SKU stock=counted begins it.",
  ],
  "stocktake/closed": [
    { number: "A7" },
    "Sheet A7 is approved: what is counted now goes on another sheet.",
  ],
  "stocktake/nothing": [
    { number: "A7" },
    "Nothing is left to approve on sheet A7: enter what was counted first.",
  ],
  "stocktake/changed": [
    { number: "A7" },
    "Something was entered on sheet A7 meanwhile: look at it again.",
  ],
  "stocktake/contradicted": [
    { name: "Croissant" },
    "Croissant was counted anew at two tills, and differs: enter it once more, instead.",
  ],
  "stocktake/many": [
    { name: "Croissant", most: 100 },
    "Croissant has 100 entries: enter all of it once, instead of them.",
  ],
  "terminal/unknown": [
    { text: "bar", terminals: ["main"] },
    "There is no card terminal bar: one of main.",
  ],
  "terminal/none": [
    { terminals: ["main"] },
    "This till has no card terminal: till card add, or till card take main.",
  ],
  "terminal/taken": [{ name: "Bar" }, "There is a card terminal Bar already: choose another name."],
  "terminal/id-invalid": [
    { text: "Bar 1" },
    "“Bar 1” names no card terminal: small letters and digits, with hyphens between.",
  ],
  "terminal/name-invalid": [{ max: 40 }, "A card terminal needs a name of at most 40 characters."],
  "terminal/lacks": [
    { name: "Bar", fields: ["poiid", "ca"] },
    "A Nexo terminal needs poiid, ca as well.",
  ],
  "terminal/same": [{ name: "Bar" }, "Bar is so already: nothing was changed."],
  "terminal/elsewhere": [{ name: "Bar" }, "Bar is driven by another till: pay there."],
  "card/back-open": [
    { amount: minor(260) },
    "A terminal may have given back 2.60 already: till card list says more.",
  ],
  "terminal/driven-here": [{ name: "Bar" }, "Bar is driven by this till already."],
  "terminal/bound": [
    { name: "Bar" },
    "Bar is bound to its till, and no other takes it over: take cash.",
  ],
  "terminal/at-work": [
    { name: "Bar", amount: minor(720) },
    "Bar is at work (7.20): wait for its answer, or take cash.",
  ],
  "terminal/unsettled": [
    { name: "Bar", amount: minor(720) },
    "Bar has 7.20 of which nobody knows: ask with till card query first.",
  ],
  "terminal/end-unknown": [
    { name: "Bar" },
    "Nobody knows whether Bar has ended its day: look there; again tomorrow.",
  ],
  "settlement/known": [{}, "That settlement was imported before: till reconcile compares it."],
  "settlement/empty": [{}, "That file has no payment of an acquirer in it: look at the mapping."],
  "terminal/end-by-person": [
    { name: "Bar" },
    "The last end of day of Bar has no answer: till card settle.",
  ],
  "card/unknown": [{ text: "A12" }, "There is no card payment A12: till card list shows them."],
  "card/known": [{}, "What became of that card payment is known: till card list says it."],
  "card/waits": [
    { name: "Bar", amount: minor(720), isUnknown: false },
    "Bar was asked for 7.20 and may take it.",
  ],
  "due/none": [{}, "This order is not for later: nothing waits to be collected."],
  "due/past": [
    { day: "2026-11-19" as BusinessDay, time: "10:00" },
    "2026-11-19 10:00 is over: say a time to come.",
  ],
  "due/paid": [{}, "It is paid: its receipt comes when it is collected (:collect)."],
  "due/parts": [{}, "What is for later is paid in parts once it is collected."],
  "forfeit/nothing": [{}, "Nothing was paid for it: void its goods instead."],
  "forfeit/receipt": [{}, "Goods of it have a receipt: there is no deposit of all of it."],
  "forfeit/reason": [{}, "Say why the shop keeps the deposit."],
  "forfeit/early": [
    { day: "2026-11-21" as BusinessDay, time: "10:00" },
    "It is for 2026-11-21 10:00: the guest may still come.",
  ],
  "forfeit/class": [{ text: "lost" }, "There is no tax class lost: set forfeit-class anew."],
  "due/taxes": [
    { before: minor(519), after: minor(564) },
    "It was paid with 5.19 of tax, and is handed over with 5.64 at the same price.",
  ],
  "due/rest": [{ due: minor(500) }, "5.00 is still to pay: it is collected once all is paid."],
  "tab/none": [{}, "The order has no tab by card: open one by :cardtab, or till card tab open."],
  "tab/open": [
    { name: "Bar", amount: minor(5000) },
    "The order has a tab already: 50.00 at Bar. Raise it, book it or release it.",
  ],
  "tab/booked": [
    { name: "Bar", amount: minor(2500) },
    "The tab at Bar is booked already, with 25.00.",
  ],
  "tab/released": [
    { name: "Bar", amount: minor(5000) },
    "The tab of 50.00 at Bar is released already.",
  ],
  "tab/waits": [
    { name: "Bar", amount: minor(5000) },
    "Bar has not said yet what became of the tab (50.00): ask it again.",
  ],
  "tab/limit": [
    { name: "Bar", amount: minor(5000) },
    "The tab at Bar holds 50.00 and no more: raise it, or book less.",
  ],
  "tab/nameless": [
    { name: "Bar" },
    "The till has no receipt of this tab: book or release it at Bar itself.",
  ],
  "card/needs-word": [
    {},
    "Look at the terminal, then till card said; till card query asks it again.",
  ],
  "tip/not-by-card": [
    {},
    "A tip is typed later only for a payment by card that nobody has corrected.",
  ],
  "tip/late": [{}, "Too late for that tip: the day is over, or the terminal has ended its own."],
  "tip/same": [{}, "That tip is what it is already."],
  "slip/invalid": [
    {},
    "A slip's number has up to 10 letters or digits; of its card only 4 digits.",
  ],
  "slip/not-by-hand": [{}, "No slip is typed for it: a terminal was asked, or no card was taken."],
  "card/not-offline": [
    {},
    "That card payment was not approved offline: there is nothing to say of it.",
  ],
  "card/number-used": [
    { number: "0471" },
    "Another payment of today has the terminal's receipt 0471: look again.",
  ],
  "card/number-digits": [
    {},
    "Type the number of the terminal's receipt: up to 12 digits, such as 0471.",
  ],
  "bill/empty": [{}, "Nothing is on it yet: ring up goods, and then print the bill."],
  "table/unknown": [
    { text: "99", tables: ["1", "2", "3", "4", "5", "6", "7"] },
    "There is no table 99: one of 1, 2, 3, 4, 5, 6, ….",
  ],
  "table/name-invalid": [
    { text: "7*4", max: 12 },
    "“7*4” names no table: letters and digits, 12 at most.",
  ],
  "table/taken": [{ name: "12" }, "There is a table 12 already: choose another name."],
  "table/in-use": [
    { name: "12", order: "A7" },
    "Order A7 is open at table 12: wait until it is paid.",
  ],
  "table/too-many": [{ max: 500 }, "There are 500 tables, and there can't be more."],
  "area/unknown": [{ text: "roof", areas: ["Terrace"] }, "There is no area roof: one of Terrace."],
  "area/name-invalid": [
    { text: "", max: 24 },
    "“” names no area: it begins with a letter, 24 at most.",
  ],
  "area/taken": [{ name: "Terrace" }, "There is an area Terrace already: choose another name."],
  "area/in-use": [
    { name: "Terrace", count: 3 },
    "There are tables in Terrace (3): give them another area, or remove them.",
  ],
  "area/too-many": [{ max: 30 }, "There are 30 areas, and there can't be more."],
  "printer/unknown": [
    { text: "bar", printers: ["receipt"] },
    "There is no printer bar: one of receipt.",
  ],
  "printer/taken": [
    { name: "bar" },
    "There is a printer bar already: change that one, or choose another.",
  ],
  "printer/id-invalid": [
    { text: "Bar!" },
    "Bar! is no id of a printer: small letters and digits, with hyphens between.",
  ],
  "printer/name-invalid": [{ max: 40 }, "A printer needs a name of at most 40 characters."],
  "printer/same": [{ name: "Bar" }, "Bar is so already: nothing was changed."],
  "printer/elsewhere": [{ name: "Bar" }, "Bar is another till's printer: do that there."],
  "printer/no-profile": [
    { text: "ibm", profiles: ["generic"] },
    "There is no model ibm: one of generic.",
  ],
  "printer/no-buzzer": [
    { name: "Epson TM-T88", text: "epson-tm-t88" },
    "This model has no known buzzer: Epson TM-T88 (epson-tm-t88). Take another one.",
  ],
  "printer/no-station": [
    { text: "sushi", stations: ["grill"] },
    "There is no station sushi: one of grill.",
  ],
  "paper/unknown": [{ text: "A-000009" }, "There is no paper A-000009 in the queue."],
  "paper/done": [{ text: "A-000009" }, "Nothing of A-000009 waits: it is done."],
  "paper/printing": [{ text: "A-000009" }, "A-000009 is being printed: look at its printer."],
  "device/revoked": [
    { reason: "stolen by Joe" },
    "This till is revoked (stolen by Joe): sell on another one.",
  ],
  "device/not-admitted": [
    {},
    "Who let this till in counts no more, nor does this till: sell on another one, and let it in anew.",
  ],
  "device/in-question": [
    {},
    "This till began anew more often than anybody vouched for: sell on another one, and answer `till attention` there.",
  ],
  "order/in-question": [
    {},
    "It is written, but this till's words are in question now: answer `till attention`, and begin a new order.",
  ],
  "device/unknown": [{ text: "Q" }, "The shop has no till Q: `till mesh list` shows them all."],
  "device/ambiguous": [
    { text: "Bar", letters: ["B", "C"] },
    "Bar is the name of several tills: say one of B, C.",
  ],
  "device/already-authority": [{ name: "B Bar" }, "B Bar is an authority already."],
  "device/not-revoked": [
    { name: "B Bar" },
    "Nothing of B Bar is thrown away while it belongs to the shop: revoke it first.",
  ],
  "device/already-revoked": [{ name: "B Bar" }, "B Bar is revoked already, for ever."],
  "device/no-letters": [
    { name: "A Bar" },
    "A Bar has given all of its letters: let another authority take the till in.",
  ],
  "device/last-authority": [
    {},
    "This till is the last authority: promote another one first, or nobody could enrol a till.",
  ],
  "device/reason-needed": [{ name: "B Bar" }, "Say why B Bar goes: others will ask."],
  "refund/no-receipt": [{}, "That receipt is not known here: check its number; is its till heard?"],
  "staff/language-same": [
    { staff: "1" },
    "The screens of Mia speak that already: nothing was changed.",
  ],
  "refund/reason-needed": [{}, "Say why the goods come back."],
  "refund/nothing-left": [{ name: "Tarte" }, "Tarte: nothing of it is left to give back."],
  "refund/too-much": [
    { name: "Tarte", left: thousandths(2000), isPiece: true },
    "Tarte: only 2 of it can come back.",
  ],
  "refund/only-whole": [
    { name: "Tarte" },
    "Tarte was changed on another till since it was paid: take it back as a whole.",
  ],
  "refund/only-share": [
    { name: "Tarte" },
    "Tarte was paid in shares: take all of this one back, without a quantity.",
  ],
  "refund/which": [
    { name: "A-000001", amount: minor(500) },
    "Of A-000001, 5.00 were paid too much: say whether goods come back, or that money.",
  ],
  "attention/reason-needed": [{}, "Money is in it: say why it is settled (--note in a shell)."],
  "refund/no-tip": [
    { name: "A-000001" },
    "No tip goes back with A-000001: none of a card typed by hand, or not all of it comes back.",
  ],
  "refund/none-beyond": [
    { name: "A-000001" },
    "Nothing was paid too much for A-000001: see its order.",
  ],
  "refund/beyond-card": [
    { amount: minor(500), left: minor(200) },
    "5.00 is more than the 2.00 that were paid by card: give cash, or take less back.",
  ],
  "exchange/twice": [
    { name: "A-000012" },
    "Goods of A-000012 come back here already: :keep, then scan it and + anew.",
  ],
  "exchange/many": [
    { max: 9 },
    "Goods of 9 receipts come back here, and no more can: pay the order first.",
  ],
  "exchange/worth-nothing": [
    { name: "A-000012" },
    "Those goods of A-000012 bring nothing, because what stays has no promotion any more: give them back without an exchange.",
  ],
  "exchange/none": [{}, "No goods of a receipt come back on this order."],
  "exchange/changed": [
    { name: "A-000012" },
    "Of A-000012 something came back elsewhere: :keep, then scan it and + anew.",
  ],
  "entry/unknown": [
    { of: "category", id: "tee" },
    "There is no category tee: look it up in the catalogue.",
  ],
  "entry/taken": [
    { of: "product", id: "LATTE" },
    "There is a product LATTE already: change that one, or choose another id.",
  ],
  "entry/wrong": [{ field: "price", message: '"abc" is no amount' }, 'Price "abc" is no amount.'],
  "entry/same": [{ name: "Latte" }, "Latte says so already: nothing was changed."],
  "product/no-price": [
    { name: "Mulled wine" },
    "Mulled wine has no price yet: say the one of now, and it is on sale.",
  ],
  "plan/not-later": [
    { day: "2026-11-20" },
    "Today is 2026-11-20: a price for today is set, one for later needs a later day.",
  ],
  "plan/too-far": [
    { max: "2028-11-20" },
    "Nothing can be planned beyond 2028-11-20: say an earlier day.",
  ],
  "plan/unknown": [{ name: "Latte" }, "Latte has no other price planned for then."],
  "setting/unknown": [
    { text: "x", keys: ["lock-after", "tax-half"] },
    'There is no setting "x": there are lock-after, tax-half.',
  ],
  "setting/wrong": [
    { key: "lock-after", message: "is one value, not several" },
    "Lock-after is one value, not several.",
  ],
  "setting/never": [
    { key: "currency" },
    "The currency never changes: found another shop for another one.",
  ],
  "setting/at-once": [
    { key: "language" },
    "language changes at once and can't be planned: leave the day out.",
  ],
  "entry/at-once": [
    { name: "Bar" },
    "Only a price, or the taxes of a class, can be planned: change Bar without a day.",
  ],
  "dated/begun": [
    { next: "2026-11-21" },
    "That changes with a business day that nobody has begun: from 2026-11-21 on, or later.",
  ],
  "dated/unknown": [{ name: "Food" }, "Food has nothing else planned for then."],
  "setting/not-here": [
    { key: "scale-labels" },
    "scale-labels can't be changed here: it stays as it is.",
  ],
  "setting/same": [{ key: "lock-after" }, "lock-after says so already: nothing was changed."],
  "chain/unknown": [
    { text: "1f" },
    "Nothing in question is named 1f alone: `till ledger quarantine list` shows all.",
  ],
  "chain/not-settled-so": [
    { text: "1f" },
    "1f can't be admitted or retired: `till ledger quarantine list` says what it needs.",
  ],
  "attention/none": [{}, "Nobody needs to settle that any more: look at the list again."],
  "chain/no-authority": [
    {},
    "This till may not decide that: use one that may, or the recovery sheet.",
  ],
  "customer/name-invalid": [
    { max: 80 },
    "A customer's name has a letter or digit and at most 80 characters: say it anew.",
  ],
  "customer/phone-invalid": [
    { max: 30 },
    "A phone number is digits, such as +43 660 123456, at most 30 characters.",
  ],
  "customer/email-invalid": [
    { max: 100 },
    "An e-mail address is such as anna@example.org, at most 100 characters.",
  ],
  "customer/card-invalid": [
    { max: 24 },
    "The number of a customer's card is 4 to 24 letters and digits.",
  ],
  "customer/text-invalid": [
    { field: "taxId", max: 30 },
    "A tax number is one line of at most 30 characters.",
  ],
  "invoice/no-receipt": [{}, "There is no such receipt here: a refund has no invoice."],
  "invoice/exists": [
    { number: "A-000012" },
    "Receipt A-000012 has its invoice: copies are printed of it.",
  ],
  "invoice/no-address": [{}, "An invoice needs the customer's address."],
  "customer/group-invalid": [
    { max: 20 },
    "A group is one word of letters, digits and hyphens, at most 20 characters.",
  ],
  "text/card-number": [
    {},
    "That looks like a bank card's number, which is kept nowhere: leave it out.",
  ],
  "customer/unknown": [
    { text: "rossi" },
    "There is no customer rossi: `till customer list` shows them all.",
  ],
  "customer/erased": [{}, "That customer was erased: add them anew, if they want it."],
  "pin/no-pepper": [
    {},
    "What PINs are checked by isn't at this till yet: set it at another till, or connect this one first.",
  ],
  "customer/unreadable": [
    {},
    "What is known of that customer can't be read on this till: its key is not here.",
  ],
  "customer/inactive": [{}, "That customer comes no more: set them active first."],
  "customer/same": [{}, "It says so already: nothing was changed."],
  "customer/card-taken": [
    { name: "Rossi, Anna" },
    "Rossi, Anna has that card: take it off there first.",
  ],
  "customer/there": [{}, "That customer is on this order already."],
  "customer/nobody": [{}, "No customer is on this order."],
  "customer/on-receipts": [
    { count: 3 },
    "3 receipts of theirs may have to be kept by law: print what must be, then say --with-receipts.",
  ],
  "permission/missing": [
    { permission: "void", staff: "1" },
    "Mia may not void what was sent to the kitchen: ask someone who may.",
  ],
  "discount/beyond-limit": [
    { staff: "1", rate: milliPercent(20_000), limit: milliPercent(12_500) },
    "Mia may give at most 12.5% off: ask someone who may more.",
  ],
  "discount/reason-needed": [
    { limit: milliPercent(12_500) },
    "More than 12.5% off needs a reason: say why.",
  ],
  "charge/unknown": [
    { text: "Tip", names: ["Service", "Coperto"] },
    "There is no charge called “Tip”: Service, Coperto.",
  ],
  "charge/same": [{ name: "Service", isOn: false }, "Service isn't on the order."],
  "charge/reason-needed": [{}, "Taking a charge off needs a reason: say why."],
  "exempt/number": [
    { max: 40 },
    "The number of a buyer who owes no taxes has 1 to 40 letters, digits or signs.",
  ],
  "promotion/unknown": [
    { id: "three" },
    "There is no promotion three: till promotion list has them.",
  ],
  "promotion/taken": [
    { id: "three" },
    "There is a promotion three already: till promotion set three changes it.",
  ],
  "coupon/unknown": [{}, "No coupon that is offered has this code."],
  "coupon/there": [{ name: "Hello" }, "The coupon Hello is on the order already."],
  "coupon/not-there": [{}, "The order has no coupon of this code."],
  "coupon/not-now": [
    { name: "Hello" },
    "The coupon Hello does not hold now: look at its days and hours.",
  ],
  "coupon/full": [{ max: 20 }, "An order has at most 20 coupons."],
  "points/off": [{}, "Points take nothing off in this shop: points-worth of the settings is 0."],
  "points/nobody": [{}, "The order is for nobody: put a customer on it, then their points."],
  "points/invalid": [{ points: 0 }, "0 is no number of points to spend: type 1 or more."],
  "points/too-few": [
    { left: 1, wanted: 50 },
    "The customer has 1 point, not 50: spend fewer, or take them off.",
  ],
  "points/not-there": [{}, "The order has no points that could be taken off."],
  "points/none-here": [
    {
      customer: "9f",
      here: 0,
      other: {
        till: "Bar",
        has: 40,
        origin: "a.b" as Origin,
        heard: { wallMs: 1_764_162_120_000, offsetMinutes: 60, isTwice: false },
      },
    },
    "Points that can be spent here now: 0; Bar has 40, not heard since 14:02.",
  ],
  "promotion/same": [{ name: "Three" }, "Three says so already: nothing was changed."],
  "exempt/same": [{ text: "DE 12" }, "The order is tax exempt by DE 12 already."],
  "exempt/none": [{}, "The order is not tax exempt."],
  "exempt/paid": [
    {},
    "Something of it is paid as it is: give it back first, or open another order.",
  ],
  "comp/reason-needed": [{}, "Goods given away need a reason: say why."],
  "comp/beyond-budget": [
    { staff: "1", left: minor(450) },
    "Mia may give away 4.50 more today: ask someone who may vouch for it.",
  ],
  "approval/changed": [{}, "It is not what was approved any more: look again, and ask anew."],
  "staff/unknown": [{ staff: "9" }, "Nobody has the staff number 9: check the number."],
  "staff/inactive": [{ staff: "1" }, "Mia can't sign in any more: ask a manager."],
  "staff/number-invalid": [
    { text: "07" },
    '"07" is no staff number: say 1 to 6 digits, the first one not 0.',
  ],
  "staff/number-taken": [
    { staff: "1", active: false },
    "Mia had the staff number 1: choose another one, or `till staff enable 1`.",
  ],
  "staff/name-invalid": [
    { max: 40 },
    "A name begins with a letter and has at most 40 characters: say it anew.",
  ],
  "staff/already-active": [{ staff: "1" }, "Mia can sign in already."],
  "staff/already-disabled": [{ staff: "1" }, "Mia is disabled already."],
  "staff/last-one": [
    { staff: "1" },
    "Nobody but Mia may change staff: add somebody else who may first.",
  ],
  "badge/invalid": [
    { text: "12" },
    '"12" is no badge: 6 to 40 letters and digits, or at least 9 digits.',
  ],
  "badge/taken": [
    { badge: "STAFF-0001", staff: "1" },
    "STAFF-0001 is the badge of Mia: choose another one.",
  ],
  "badge/goods": [
    { badge: "8712345000011", name: "Cola" },
    "8712345000011 is the barcode of Cola: choose another badge.",
  ],
  "badge/same": [{ staff: "1" }, "The badge of Mia is so already."],
  "role/unknown": [
    { text: "boss", roles: ["cashier", "manager"] },
    "There is no role boss: choose one of cashier, manager.",
  ],
  "staff/same-role": [
    { staff: "1", role: "cashier" },
    "Mia has that role already: nothing was changed.",
  ],
  "role/taken": [
    { id: "cashier" },
    "There is a role cashier already: change that one, or choose another id.",
  ],
  "role/id-invalid": [
    { text: "A B" },
    '"A B" is no id: small letters and digits, with hyphens between.',
  ],
  "role/name-invalid": [
    { max: 40 },
    "The name of a role begins with a letter or digit and has at most 40 characters: say it anew.",
  ],
  "role/name-taken": [{ name: "Cashier" }, "There is a role Cashier already: choose another name."],
  "role/same": [{ name: "Cashier" }, "Cashier says so already: nothing was changed."],
  "role/last-one": [
    { name: "Manager" },
    "Then nobody could change staff any more: give that right to another role first, or leave it with Manager.",
  ],
  "pin/digits": [{ min: 6, max: 8 }, "A PIN of 6 to 8 digits is needed: choose another one."],
  "pin/guessable": [
    { why: "repeats" },
    "That PIN is guessed soon, because it repeats itself: choose another one.",
  ],
  "pin/wrong": [{ staff: "1", waitMs: 0 }, "Wrong PIN for Mia: try again."],
  "pin/wait": [{ staff: "1", waitMs: 14_001 }, "Too many wrong PINs for Mia: wait 15 seconds."],
  "pin/none": [{ staff: "1" }, "Mia has no PIN here yet: somebody who may change staff sets one."],
  "pin/busy": [
    { staff: "1" },
    "Another program on this till doesn't come to an end with a PIN: try again.",
  ],
  "product/unknown": [
    { text: "flatwite", nearest: ["Flat white", "Batch brew"] },
    'There is no product "flatwite": did you mean Flat white, Batch brew?',
  ],
  "course/same": [{ course: 2 }, "That is course 2 already."],
  "product/inactive": [{ name: "Stollen" }, "Stollen is not sold any more: take it off the order."],
  "product/sold-out": [{ name: "Salmon" }, "Salmon is sold out."],
  "product/stock-known": [
    { name: "Salmon", left: thousandths(0), soldBy: "each" },
    "Salmon is sold out already.",
  ],
  "product/only-left": [
    { name: "Salmon", left: thousandths(2500), soldBy: "weight" },
    "Salmon: only 2.500 kg left.",
  ],
  "product/no-tax": [
    { name: "Coffee", taxClass: "food" },
    'Coffee has no tax class "food": mend the catalogue first.',
  ],
  "quantity/invalid": [
    { name: "Coffee", quantity: thousandths(500) },
    "Coffee can't be sold in that quantity: whole pieces from 1 to 9999, or a weight.",
  ],
  "price/needed": [
    { name: "Sundries" },
    "Sundries has no fixed price: type it after =, such as Sundries=2.50.",
  ],
  "discount/no-goods": [{ text: "moon" }, "No product or category moon: type its name."],
  "discount/none-of-it": [{ name: "Bakery" }, "No Bakery left to pay on this order: add it first."],
  "comp/by-line": [{}, "Goods are given away line by line, or all of the order: leave them out."],
  "discount/too-much": [
    { name: "Cola", gross: minor(325) },
    "Cola costs 3.25: more than that can't be taken off.",
  ],
  "price/invalid": [
    { name: "Coffee" },
    "Coffee can't cost that: below zero, or too much for a line.",
  ],
  "modifiers/invalid": [
    { name: "Steak", group: "Cooking", min: 1, max: 1 },
    "Steak: choose exactly 1 of Cooking.",
  ],
  "modifier/unknown": [{ name: "Coffee", modifier: "rare" }, 'Coffee can\'t be had with "rare".'],
  "line/unknown": [{}, "There is no such line in the order: look at its number."],
  "line/voided": [{ name: "Coffee" }, "Coffee is off the order already."],
  "line/paid": [{ name: "Coffee" }, "Coffee is paid already: refund it instead."],
  "reason/needed": [
    { name: "Steak", knownBy: "kitchen" },
    "The kitchen knows of Steak: say why it goes.",
  ],
  "order/none": [{}, "There is no order yet: ring up goods first."],
  "order/unknown": [{ text: "Z9" }, "There is no order Z9: `till order list` shows them all."],
  "order/empty": [{}, "The order has nothing to pay: ring up goods first."],
  "order/paid": [{}, "The order is paid: begin a new one."],
  "order/prices-same": [{}, "Every line costs what it would cost now: nothing was changed."],
  "order/no-round": [{}, "There is no round on this order to serve again: ring up goods first."],
  "order/nothing-to-send": [{}, "The kitchen knows of everything in this order already."],
  "line/no-station": [{ name: "Bun" }, "No station makes Bun: nobody waits with it."],
  "line/begun": [{ name: "Steak" }, "The kitchen has Steak already: take it off to stop it."],
  "line/waits": [{ name: "Steak" }, "The kitchen waits with Steak: fire its course."],
  "line/not-made": [{ name: "Bun" }, "No station makes Bun: nobody can make it again."],
  "line/not-sent": [{ name: "Steak" }, "The kitchen has heard nothing of Steak yet: send it."],
  "line/fewer-made": [{ name: "Steak" }, "The kitchen was not told to make that many of Steak."],
  "line/held-same": [{ name: "Steak" }, "Steak is so already: nothing was changed."],
  "fire/nothing": [{ course: 2 }, "Nothing of course 2 waits to be fired."],
  "payment/goods-held": [
    {
      goods: [
        { name: "Steak", quantity: thousandths(2000), soldBy: "each" },
        { name: "Fish", quantity: thousandths(350), soldBy: "weight" },
      ],
    },
    "The kitchen still waits with 2 × Steak, 0.350 kg × Fish: make it now, or keep waiting?",
  ],
  "cash/too-little": [
    { due: minor(980), tendered: minor(500) },
    "5.00 is too little for 9.80: 4.80 EUR more.",
  ],
  "tender/unknown": [
    { text: "Voucher" },
    "No tender is called Voucher: the back office and `till tender list` have them.",
  ],
  "tender/too-much": [
    { name: "Voucher", amount: minor(1000), due: minor(450) },
    "10.00 is more than the 4.50 due: Voucher gives no change.",
  ],
  "refund/beyond-tender": [
    { name: "Voucher", amount: minor(1000), left: minor(450) },
    "At most 4.50 can go back by Voucher: give the rest in cash.",
  ],
  "currency/no-rate": [
    { currency: "USD" },
    "No rate for USD yet: see the back office, or till currency set USD 0.92.",
  ],
  "cash/no-coin": [
    { tendered: minor(231), coin: minor(5) },
    "2.31 can't be given in coins, the smallest is 0.05: type what was given.",
  ],
  "amount/invalid": [{ amount: minor(-500) }, "-5.00 is no sum: say what was given."],
  "order/no-kitchen": [
    {},
    "Nothing on this order is made in a kitchen or at a bar: no paper tells of it.",
  ],
  "tip/unusual": [
    { tip: minor(9_999_900), due: minor(340) },
    "A tip of 99999.00 on 3.40? If it is right: F9 at the register, --yes in a shell.",
  ],
  "line/unusual": [
    { name: "Steak", gross: minor(206_400) },
    "Steak comes to 2064.00: is that right?",
  ],
  "line/age": [
    { name: "Beer", age: 18, born: "2008-11-20" as BusinessDay },
    "Born on 2008-11-20 or before? Beer is for 18 and over.",
  ],
  "line/serial": [
    { name: "Phone", line: "A:1:x" as EventId },
    "Phone is sold by its serial number: say it first.",
  ],
  "line/serial-sold": [
    { name: "Phone", serial: "SN-1", number: "A-000001" },
    "Phone SN-1 was sold already, on A-000001: is it right?",
  ],
  "line/serial-text": [
    { text: "*", max: 40 },
    "* is no serial number: at most 40 letters and digits, with . _ / : + # - between them.",
  ],
  "line/no-serial": [{ name: "Cable" }, "Cable is sold without a serial number."],
  "line/serials-left": [{ serial: "SN-2" }, "No goods are left for the serial number SN-2."],
  "correction/no-payment": [
    {},
    "That order has no payment that can be corrected: nothing was taken for it.",
  ],
  "correction/reason-needed": [{}, "Say why it is corrected: the reason is recorded."],
  "correction/which": [
    {},
    "It was paid by several tenders: say which was booked wrongly, with --from.",
  ],
  "reassign/which": [{}, "Several people sold it: say whose it was not, with --from."],
  "reassign/nothing": [
    { staff: "4" },
    "Staff number 4 sold nothing of that order, and has no tip of it.",
  ],
  "correction/not-taken": [
    {},
    "Only money taken is corrected: what was handed out or exchanged stays.",
  ],
  "correction/in-z": [{}, "The Z with that payment is closed: give it back and sell it anew."],
  "correction/other-day": [
    {},
    "It was paid on another business day: take the goods back, sell them anew.",
  ],
  "correction/same": [{}, "It is booked so already: nothing was changed."],
  "correction/too-much": [
    { amount: minor(900), left: minor(340) },
    "At most 3.40 can be corrected: the rest was paid otherwise, or went back.",
  ],
  "correction/only-whole": [
    {},
    "Cash of another currency is corrected as a whole: leave the amount out.",
  ],
  "payment/final": [
    {},
    "The step before took money: `till order correct` if it came otherwise, else take the goods off and pay.",
  ],
  "payment/owes": [{ refundDue: minor(300) }, "3.00 is to be given back: nothing is to be taken."],
  "payment/nothing-back": [{}, "Nothing is to be given back."],
  "give-back/none": [
    {},
    "No payment of it may go back so: receipts use them, or nothing was paid.",
  ],
  "give-back/which": [
    {
      payments: [
        { method: "cash", amount: minor(500) },
        { method: "card", amount: minor(871) },
      ],
    },
    "Say which payment, by number or amount: 1: in cash (5.00), 2: by card (8.71).",
  ],
  "give-back/at-terminal": [
    { amount: minor(871) },
    "A terminal took it: `till card refund --payment`, or say --by-hand.",
  ],
  "payment/came-otherwise": [
    {
      owed: [
        { method: "card", amount: minor(700) },
        { method: "own-voucher", name: "Voucher", amount: minor(300) },
      ],
    },
    "It came by card (7.00), as Voucher (3.00): it goes back so, and by another way for a reason.",
  ],
  "card/cash-back": [
    { back: minor(155), most: minor(0) },
    "The shop gives no cash back for a card: take 1.55 less, or as a tip.",
  ],
  "card/too-much": [
    { amount: minor(1200), due: minor(980) },
    "12.00 is more than the 9.80 that are due: a card gives no change.",
  ],
  "shift/already-in": [
    { staff: "1", since: "09:00" },
    "Mia is clocked in since 09:00: clock out first.",
  ],
  "shift/not-in": [{ staff: "1" }, "Mia is not clocked in: clock in first."],
  "staff/no-rate": [{ staff: "1" }, "Mia has no rate: nothing was changed."],
  "tips/none": [{}, "Nobody took tips on these days: there is nothing to share."],
  "tips/nobody": [{}, "Nobody worked on these days: clock people in, or share by points."],
  "tips/still-in": [
    { staff: "1", day: "2026-11-20" as BusinessDay },
    "Mia is still clocked in on 2026-11-20: clock out first.",
  ],
  "tips/days": [{ most: 31 }, "A pool has 31 days at most: share fewer at once."],
  "tips/pooled": [
    {
      from: "2026-11-19" as BusinessDay,
      to: "2026-11-20" as BusinessDay,
      staff: "1",
      amount: minor(18_347),
    },
    "Tips of 2026-11-19 to 2026-11-20 were shared out already: 183.47, by Mia.",
  ],
  "shift/forgotten": [
    { staff: "1", since: "2026-11-20 17:00" },
    "Mia is clocked in since 2026-11-20 17:00: say until when, as :clockin 23:30.",
  ],
  "shift/forgot-to-leave": [
    { staff: "1", since: "2026-11-20 17:00" },
    "Mia is clocked in since 2026-11-20 17:00: say until when, as :clockout 23:30.",
  ],
  "shift/on-break": [
    { staff: "1", since: "12:00" },
    "Mia is on a break since 12:00: end that first.",
  ],
  "shift/no-break": [{ staff: "1" }, "Mia is not on a break."],
  "shift/unknown": [
    { shift: "1/2026-11-20" },
    "There is no shift 1/2026-11-20: clock list names them.",
  ],
  "shift/no-reason": [{}, "Say why the shift is corrected."],
  "shift/times-odd": [
    { staff: "1" },
    "Mia can't have worked so: within a day, breaks in it, none to come.",
  ],
  "shift/overlaps": [
    { staff: "1", since: "2026-11-20 17:00" },
    "Mia was in another shift then, since 2026-11-20 17:00.",
  ],
  "move/same": [{}, "That is where it is already."],
  "move/not-so-much": [
    { name: "Cola", left: thousandths(2000) },
    "Only 2 of Cola are here to move.",
  ],
  "move/returns": [{}, "Goods come back for it: pay it, or take them off first."],
  "move/exempt": [{}, "One is tax exempt and the other not so: make them alike first."],
  "move/not-merged": [{}, "It is on no other bill."],
  "move/in-use": [
    { text: "9", number: "A1", orders: ["A2"] },
    "9 is in use by A2: merge the two, or go there beside it.",
  ],
  "move/since": [{}, "It has gone on since: move it from where it is now."],
  "move/paid-since": [{}, "Something was paid there since: move it by hand."],
  "move/bill-since": [{}, "A bill was printed there since: move it by hand."],
  "line/elsewhere-too": [
    { name: "Cola" },
    "Some of Cola is on another bill: put it on one bill first.",
  ],
  "line/fixed": [{ name: "Deposit", deed: "priced" }, "The price of Deposit is fixed."],
  "line/part-paid": [
    { name: "Cola" },
    "Some of Cola is paid: take something off the rest, or move it.",
  ],
  "split/count": [{ max: 99 }, "A bill is split into 2 to 99 parts."],
  "split/together": [{ parts: 3 }, "Of the 3 parts that are left 2 to 3 are put together."],
  "split/begun": [{}, "A part of it is paid: split what is left of it anew."],
  "split/billed": [{}, "A bill of a part is printed: split it anew, and print new bills (F8)."],
  "split/nothing": [{}, "Nothing is left to pay on it."],
  "split/none": [{}, "The bill is not split."],
  "split/share": [{ name: "Cake" }, "There is not so much left of Cake: take a part of it."],
  "split/whole": [{}, "That is all of the bill: take less of it, or pay it as one."],
  "split/amount": [
    { rest: minor(4735) },
    "A part is less than what is left: type less than 47.35.",
  ],
  "split/no-seats": [{}, "No line has a seat: type *2 and F7 before what seat 2 orders."],
  "split/seat-empty": [{ seat: 3 }, "Nothing is left to pay for seat 3."],
  "split/returns": [{}, "Goods come back for it: pay it as one, or take them off first."],
  "split/part-unknown": [{ text: "5", parts: 4 }, "There is no part 5: take 1 to 4."],
  "split/part-paid": [{}, "That part is paid already: take another one."],
  "split/part-empty": [{}, "Nothing is on that part: take another one."],
  "drawer/unknown": [{}, "There is no such drawer: till drawer list shows them."],
  "drawer/no-such": [{ text: "12" }, "12 is no number of a drawer: 1 to 9."],
  "drawer/open-already": [
    {
      opened: { by: "1", wallMs: 8 * 3_600_000, offsetMinutes: 60, isTwice: true },
    },
    "The drawer is open since 09:00+01:00 (Mia): count and close it first.",
  ],
  "drawer/counted-since": [
    {},
    "That drawer was counted again since: the cash is in the safe, or was counted.",
  ],
  "drawer/closed-already": [{}, "That drawer is closed: what is counted now stands beside it."],
  "drawer/not-counted": [{}, "Nobody has counted the drawer yet: count it first."],
  "drawer/others-pouch": [{ staff: "1" }, "It is the pouch of Mia: take a drawer of the till."],
  "drawer/elsewhere": [{}, "The drawer stands at another till: count it, but sell from one here."],
  "drawer/taken-already": [{}, "You sell from that drawer already."],
  "drawer/amount": [
    { max: minor(999_999_999) },
    "That is no sum of cash: from 0 to 9999999.99, and pieces that make it up.",
  ],
  "drawer/no-coin": [
    { amount: minor(198), coin: minor(5), near: minor(200) },
    "1.98 can't be made up of coins, the smallest is 0.05: the nearest sum is 2.00.",
  ],
  "drawer/reason-needed": [{}, "Say why: it stands in the day's report."],
  "drawer/difference": [
    { difference: minor(-620) },
    "It differs by -6.20: say why, or close it all the same.",
  ],
  "drawer/not-so-much": [
    { amount: minor(9000) },
    "There should not be 90.00 in the drawer: take less.",
  ],
  "drawer/no-cash-here": [
    { cashTill: "A Front counter" },
    "This till takes no cash: F12, or pay at A Front counter.",
  ],
  "drawer/none-open": [{ isAsked: false }, "No drawer is open here: open one first."],
  "z/nothing": [{}, "Nothing was done here since the last Z."],
  "z/unknown": [{ text: "A-9" }, "There is no Z A-9: till z list shows them."],
  "day/not-come": [{ day: "2026-12-24" }, "2026-12-24 has not come yet."],
  "day/before-shop": [{ day: "2020-01-01" }, "The shop did not exist on 2020-01-01."],
  "day/without-heard": [
    { name: "B Bar" },
    "B Bar is connected and makes its own Z: close the day with it.",
  ],
  "day/history-awaited": [
    {},
    "This till has not heard the shop's past yet: close the day once it has.",
  ],
  "report/history-awaited": [
    {},
    "This till has not heard the shop's past yet: figures of days come once it has.",
  ],
  "day/without-reason": [
    { name: "B Bar" },
    "Say why nothing more is heard of B Bar: it stands in the close.",
  ],
  "day/counted-beyond": [
    { name: "B Bar", day: "2026-11-20", closer: "C Terrace", known: 60, here: 50 },
    "C Terrace closed 2026-11-20 with B Bar up to 60, and only 50 is here: connect C Terrace first.",
  ],
  "day/counted-before": [
    { name: "B Bar", day: "2026-11-20", closer: "C Terrace", known: 60 },
    "C Terrace closed 2026-11-20 with B Bar up to 60, and a closed day keeps what it counts: say a later time, or none.",
  ],
  "covers/invalid": [{ max: 999 }, "Say how many guests there are: 1 to 999."],
  "seat/invalid": [
    { max: 99 },
    "Seats have the numbers 1 to 99, and 0 is the whole table: say one of these.",
  ],
  "table/no-name": [
    { text: "12345" },
    "12345 is no table: a number of up to four digits, perhaps with a letter.",
  ],
  "table/several": [
    { text: "7", orders: ["A1", "B4"] },
    "7 has several bills: say which one, A1, B4.",
  ],
  "name/unreadable": [{}, "Nobody could read that name: take letters or digits."],
  "name/sign": [
    { sign: "/" },
    "A tab begins with a letter or a digit: / begins commands of other keys.",
  ],
  "order/has-goods": [{}, "There are goods or money on the order: take the goods off, or pay."],
  "order/nobody-there": [{}, "Nobody is at this order any more: nothing was changed."],
  "order/there": [{}, "The guests are there: nothing was changed."],
  "owner/same": [{ staff: "1" }, "Mia has that already: nothing was changed."],
  "owner/nothing": [{ staff: "1" }, "Mia has no open table: there is nothing to hand over."],
  "order/full": [{ max: 200 }, "An order has at most 200 lines: begin another one."],
  "text/too-long": [{ what: "note", max: 200 }, "The note is too long: at most 200 characters."],
  "day/far-jump": [
    { from: "2026-11-20", to: "2026-12-24" },
    "The clock says 2026-12-24, the last business day was 2026-11-20: set the clock, or confirm the day.",
  ],
};

test.for(Object.entries(TOLD))("%s is one sentence", ([type, [facts, sentence]]) => {
  const refusal = { type, ...facts } as Refusal;

  const told = refusalSentence(refusal, { currency: euro, staffName: () => "Mia" });

  expect(told).toBe(sentence);
  expect(told).toMatch(/^[^\n]{10,120}[.?]$/u);
});

test.for(Object.entries(TOLD))("%s is said in German too", ([type, [facts]]) => {
  const refusal = { type, ...facts } as Refusal;
  const context = { currency: euro, staffName: () => "Mia" };

  const german = refusalSentence(refusal, context, "de");

  expect(german).toMatch(/^[^\n]{10,130}[.?]$/u);
  expect(refusalSentence(refusal, context, "de-CH")).not.toContain("ß");
  expect(german === refusalSentence(refusal, context)).toBe(ENGLISH.test(type));
});

/** It has a sentence of the rules of the sheet in it. */
const ENGLISH = /^(?:entry|setting)\/wrong$/u;

test("goods that nobody has, as far as is known, may be at a till that is not heard", () => {
  const refusal = {
    type: "stock/none-here",
    name: "Croissant",
    here: thousandths(0),
    sku: "CROISSANT",
    lacks: stockQuantity(1_000_000),
    other: undefined,
    unheard: [
      { till: "Bar", heard: { wallMs: 1_764_162_120_000, offsetMinutes: 60, isTwice: false } },
    ],
  } as const;

  expect(refusalSentence(refusal, { currency: euro, staffName: () => "Mia" })).toBe(
    "Croissant: none left here; Bar not heard since 14:02.",
  );
});

test("amounts and days in a refusal are written as the language does", () => {
  const context = { currency: euro, staffName: () => "Mia" };
  const cash = { type: "cash/too-little", due: minor(123_450), tendered: minor(2000) } as const;
  const day = { type: "day/far-jump", from: "2026-11-20", to: "2026-12-24" } as const;

  expect(refusalSentence(cash, context, "de")).toBe(
    "20,00 sind zu wenig für 1.234,50: es fehlen 1.214,50 EUR.",
  );
  expect(refusalSentence(day, context, "de-CH")).toContain("Do 24.12.2026");
});

test.each([
  ["en", "The order costs 3.25: more than that can't be taken off."],
  ["de", "Die Bestellung kostet 3,25: mehr Rabatt geht nicht."],
  ["fr", "La commande coûte 3,25 : la remise ne peut pas dépasser cela."],
  ["es", "El pedido cuesta 3,25: no se puede descontar más."],
] as const)("a discount beyond the whole order names it in %s", (locale, sentence) => {
  const refusal = { type: "discount/too-much", name: "", gross: minor(325) } as const;

  expect(refusalSentence(refusal, { currency: euro, staffName: () => "Mia" }, locale)).toBe(
    sentence,
  );
});

test("a wrong PIN that makes the next one wait says so", () => {
  const refusal = { type: "pin/wrong", staff: "1", waitMs: 1000 } as const;

  expect(refusalSentence(refusal, { currency: euro, staffName: () => "Mia" })).toBe(
    "Wrong PIN for Mia: wait 1 second, then try again.",
  );
});

test("limits of a choice are told as they are", () => {
  const context = { currency: euro, staffName: () => "Mia" };
  const choice = { type: "modifiers/invalid", name: "Tea", group: "With" } as const;

  expect(refusalSentence({ ...choice, min: 0, max: 3 }, context)).toBe(
    "Tea: choose at most 3 of With.",
  );
  expect(refusalSentence({ ...choice, min: 1, max: 3 }, context)).toBe(
    "Tea: choose 1 to 3 of With.",
  );
});

test("a product that nothing is spelled like sends people to the catalogue", () => {
  const refusal = { type: "product/unknown", text: "qqq", nearest: [] } as const;

  expect(refusalSentence(refusal, { currency: euro, staffName: () => "" })).toBe(
    'There is no product "qqq": look it up in the catalogue.',
  );
});

test.each(LANGUAGES)("a model that has no maker's name is called in words, in %s", (locale) => {
  const name = "Unknown, 80 mm: prints nothing that only some understand";
  const refusal = { type: "printer/no-buzzer", name, text: "careful" } as const;

  const sentence = refusalSentence(refusal, { currency: euro, staffName: () => "" }, locale);

  expect(sentence.includes("Unknown, 80 mm")).toBe(ENGLISH_LOCALE === locale);
  expect(sentence).toContain("(careful)");
});

const ENGLISH_LOCALE = "en";

test.each(LANGUAGES)("what nobody may correct or type fits the message line, in %s", (locale) => {
  const context = { currency: euro, staffName: () => "Mia" };
  const refusals = [
    { type: "text/card-number" },
    { type: "correction/no-payment" },
    { type: "correction/not-taken" },
    { type: "correction/other-day" },
    { type: "correction/in-z" },
    { type: "correction/too-much", amount: minor(90_000), left: minor(34_000) },
  ] as const;

  const cut = refusals
    .map((refusal) => refusalSentence(refusal, context, locale))
    .filter((sentence) => sentence.length > MESSAGE_MAX);

  expect(cut).toEqual([]);
});

/** The sign before a message takes three of 80 columns. */
const MESSAGE_MAX = 77;
