/** The till as the screens see it. */

import { err, ok } from "../../domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decideCash } from "../../domain/commands/money/pay-order.ts";
import { decideAddGoods } from "../../domain/commands/order/add-goods.ts";
import { foldDrafts, shiftContext } from "../../domain/commands/order/drafted-order.ts";
import { noCashHere } from "../../domain/drawer/cashless-tills.ts";
import { compareInLedger } from "../../domain/events/event.ts";
import { makeReadyForTrade } from "../../domain/events/kinds.ts";
import { isTraining } from "../../domain/events/series.ts";
import { type Catalogue, type Product } from "../../domain/goods/catalogue.ts";
import { type EventId, eventIdSchema } from "../../domain/identity.ts";
import { minor, oneUnit, zeroMinor } from "../../domain/money/amounts.ts";
import { openBills } from "../../domain/order/gathered-order.ts";
import { NO_LOOKUPS, toOrderView } from "../../domain/order/order-view.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { floorView } from "../../domain/settings/floor.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { clockTextAt } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type BoxFinding } from "../../tui/ports/doctor-port.ts";
import { type OrderHere } from "../../tui/ports/order-port.ts";
import { type TillPort, type ShopFacts } from "../../tui/ports/till-port.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import { examine } from "../attention/checks.ts";
import { createLedgerNews, type LedgerNews } from "../attention/ledger-news.ts";
import { wrongClock } from "../attention/wrong-clock.ts";
import { type Finding } from "../finding.ts";
import { createFarPrinters } from "../mesh/far-printers.ts";
import { lookAtInvitation } from "../mesh/mesh-invitation.ts";
import { meshFields } from "../mesh/mesh-words.ts";
import { shopTills } from "../mesh/register-tills.ts";
import { type OpenTill } from "../open-till.ts";
import { createOrderReady } from "../orders/order-ready.ts";
import { orderView } from "../orders/orders.ts";
import { openTables } from "../orders/tables.ts";
import { createUndoStack, type UndoStack } from "../orders/undo-stack.ts";
import { shownShifts } from "../people/at-work.ts";
import { forgetErased } from "../people/erased-customers.ts";
import { badgeOwners } from "../people/staff-changes.ts";
import { type HolderAnswer } from "../printing/duties-holder.ts";
import { findPrinters } from "../printing/printer-finding.ts";
import { stayResident } from "../resident/stay-resident.ts";
import { createLowNote } from "../stock/low-note.ts";
import { tryStore } from "../store-errors.ts";
import { type Till } from "../till/till.ts";
import { followCards } from "./card-follower.ts";
import { askForTime, createDayToBegin, createHeardTurns } from "./day-at-log-in.ts";
import { createDayClosings } from "./day-closings.ts";
import { refusalSentence } from "./refusal-sentence.ts";
import { vouchingFor } from "./register-approval.ts";
import { attentionLists } from "./register-attention.ts";
import { clockActions } from "./register-clock.ts";
import { askDay } from "./register-day.ts";
import { type DeskDeps } from "./register-desk.ts";
import { paperActions } from "./register-papers.ts";
import { queueList } from "./register-queue.ts";
import { receiptActions } from "./register-receipts.ts";
import { createRegisterSession } from "./register-session.ts";

const LAST_STAFF_KEY = "last-staff";
const SCREEN_ORDER_KEY = "order-on-screen";

const MINUTE_MS = 60_000;

export interface RegisterPortOptions {
  /** PINs that may be shown, because the shop is a demo made from files, or one for learning. */
  readonly demoStaff: ReadonlyArray<{ readonly number: number | string; readonly pin: string }>;
  /** Looks for printers; on the network and on this box unless said otherwise. */
  readonly findPrinters?: DeskDeps["findPrinters"];
  /** Called with log lines about links to other tills. */
  readonly onLog?: (line: string) => void;
}

/** A paper that is out is out: Ctrl-Z says so, instead of taking an older act back. */
function keeping(undos: UndoStack, screen: DeskDeps["screen"]): Parameters<typeof paperActions>[1] {
  return { onReprint: () => undos.push(screen.order(), [{ type: "stays", what: "other" }]) };
}

export function createRegisterPort(open: OpenTill, options: RegisterPortOptions): TillPort {
  const { till, printing, backups } = open;
  const { ledger } = till;
  const { store } = ledger;
  const listeners = new Set<() => void>();

  const statusWords = statusWordsOf(till);

  const ready = createOrderReady(till);

  function notify(): void {
    if (listeners.size > 0) ready.look();
    far.lookAgain();
    for (const listener of listeners) listener();
  }

  const screen = createScreen(ledger);
  const undos = createUndoStack();
  const news = createLedgerNews(open);
  const others = createOthersNews(open);
  const invitation = createInvitationNews(open);
  const far = createFarPrinters(open);
  const closings = createDayClosings(open, notify);
  const onLog = options.onLog ?? (() => undefined);
  const cardsHere = followCards(open, { undos, changed: notify, onLog });

  ledger.onChange(notify);
  stayResident(open, {
    onChange: notify,
    onLook: () => {
      if ([news, others, invitation, far].map(({ look }) => look()).includes(true)) notify();
    },
    onLog,
  });

  return {
    shop: shopFacts(till),
    refusalSentence: (refusal, locale) => refusalSentence(refusal, till, locale),
    ...peopleActions(open, options),
    lastStaffNumber: () => store.local(LAST_STAFF_KEY),
    vouching: (staffNumber, act) => vouchingFor(till, staffNumber, act),
    logIn: createLogIn(open, {
      screen,
      undos,
      news,
      findPrinters: options.findPrinters ?? findPrinters,
      changed: notify,
      closings,
      cardsHere: cardsHere.here,
    }),
    cards: cardsHere.port,
    dayNews: closings.take,
    ...lookUps(till, screen),
    readyOrders: ready.take,
    ...orderLooks(open),
    printers: printing.printers,
    farPrinters: far.list,
    printAsking: printing.printAsking,
    ...paperActions(open, keeping(undos, screen)),
    ...queueList(open),
    ...receiptActions(open),
    ...attentionLists(open),
    ...clockActions(open),
    ...boxStatus(open, statusWords),
    ledgerNews: (locale) => news.fields(statusWords(locale)),
    ledgerTroubles: (locale) => news.troubles(statusWords(locale)),
    ...meshLooks(open, statusWords),
    ...boxFindings(open),
    backup: backups.age,
    ...times(open),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function orderLooks({ mesh }: OpenTill): Pick<TillPort, "looksAt" | "lookedAtBy"> {
  return {
    looksAt: (look) => mesh.show(look === undefined ? [] : [look]),
    lookedAtBy: (order) =>
      mesh.seenLooks().flatMap((look) => (look.order === order ? look.staff : [])),
  };
}

function times({ till, clock }: OpenTill): Pick<TillPort, "timeOf" | "minutesSince" | "wall"> {
  return {
    wall: till.wall,
    timeOf: (atMs) => clockTextAt(atMs, till.offsetMinutes),
    minutesSince: (atMs) => Math.max(0, Math.floor((clock.nowMs() - atMs) / MINUTE_MS)),
  };
}

/** Who may sign in, and by which badge. */
function peopleActions(
  { till, clock }: OpenTill,
  { demoStaff }: RegisterPortOptions,
): Pick<TillPort, "staff" | "shifts" | "badgeOwners"> {
  return {
    shifts: () => shownShifts(till, clock.nowMs()),
    staff: () =>
      till
        .staff()
        .filter(({ active }) => active)
        .map(({ number, shownName: name, isPinChanged }) => {
          const pin = demoStaff.find((member) => String(member.number) === number)?.pin;
          return till.founding.demo && pin !== undefined && !isPinChanged
            ? { number, name, demoPin: pin }
            : { number, name };
        }),
    badgeOwners: (code) =>
      badgeOwners(till, code).map(({ number, shownName: name }) => ({ number, name })),
  };
}

type LookUp =
  | "longWork"
  | "together"
  | "readGoodsAhead"
  | "catalogue"
  | "left"
  | "stockLeft"
  | "tellLow"
  | "priceNow"
  | "listsNow"
  | "groupOf"
  | "customer"
  | "staffName"
  | "ordersHere";

/** A plan of two hundred tables names whoever serves each, with each key. */
function keptNames({ ledger, staffName }: Till): Till["staffName"] {
  let revision: string | undefined;
  let known = new Map<string, string>();
  return (number) => {
    // A name is sealed: it may be read once its key is here.
    const staff = ledger.read((view) => view.revision("staff"));
    const now = `${staff} ${ledger.secrets.revision()}`;
    if (now !== revision) known = new Map();
    revision = now;
    const name = known.get(number) ?? staffName(number);
    known.set(number, name);
    return name;
  };
}

function lookUps(till: Till, screen: DeskDeps["screen"]): Pick<TillPort, LookUp> {
  return {
    longWork: till.ledger.db.longWork,
    together: till.ledger.db.together,
    readGoodsAhead: () => {
      const isMore = till.readAhead();
      if (!isMore) {
        rehearseSale(till);
        till.ledger.read(openTables);
      }
      return isMore;
    },
    catalogue: till.catalogue,
    left: till.left,
    stockLeft: till.stockLeft,
    tellLow: createLowNote(till),
    priceNow: (product, sale) => {
      const { price, from } = till.priceNow(product, sale);
      return { price, list: from?.list.name ?? "" };
    },
    groupOf: till.groupOf,
    listsNow: (sale) =>
      till
        .listsNow(sale)
        .map(({ id }) => id)
        .join(" "),
    customer: till.customers.look,
    staffName: keptNames(till),
    ordersHere: () => ordersHere(till, screen.order()),
  };
}

/** A ledger tells of what its own process writes; what another one wrote is found when somebody looks. */
function createOthersNews(open: OpenTill): Pick<LedgerNews, "look"> {
  const { store } = open.till.ledger;
  let seen = store.lastArrival();
  return {
    look: () => {
      const last = store.lastArrival();
      const isNew = last !== seen;
      seen = last;
      if (isNew) forgetErased(open);
      return isNew;
    },
  };
}

/** Wrong codes are written down, and time passes, without a word of the ledger. */
function createInvitationNews({ till, clock }: OpenTill): Pick<LedgerNews, "look"> {
  let seen = "";
  return {
    look: () => {
      const now = JSON.stringify(lookAtInvitation(till.ledger, clock.nowMs())) ?? "";
      const isNew = now !== seen;
      seen = now;
      return isNew;
    },
  };
}

function statusWordsOf(till: Till): (locale?: Locale) => Words["status"] {
  return (locale = till.shopLocale()) => wordsFor({ locale }).status;
}

function meshLooks(
  open: OpenTill,
  words: (locale?: Locale) => Words["status"],
): Pick<TillPort, "mesh" | "tills"> {
  return {
    mesh: (locale) => meshFields(open, words(locale)),
    tills: () => shopTills(open),
  };
}

function boxStatus(
  open: OpenTill,
  statusWords: (locale?: Locale) => Words["status"],
): Pick<TillPort, "clockStatus" | "printStatus" | "diskStatus"> {
  const { printing, till } = open;
  return {
    clockStatus: (locale) => {
      const says = wrongClock(open);
      const words = statusWords(locale);
      if (says !== undefined) return words.clockWrong({ says: says.slice(0, 10) });
      return till.isDayAhead() ? words.dayAhead({ day: till.days().now }) : "";
    },
    printStatus: (locale) => silenceStatus(statusWords(locale), printing.silence()),
    diskStatus: (locale) => {
      const { diskNone, diskScarce } = statusWords(locale);
      return { plenty: "", scarce: diskScarce, none: diskNone }[till.ledger.room.state()];
    },
  };
}

function silenceStatus(
  { printingHangs }: Words["status"],
  silence: ReturnType<OpenTill["printing"]["silence"]>,
): string {
  return silence === undefined ? "" : printingHangs({ process: String(silence.pid ?? "") });
}

/** A full disk keeps nobody out: they may look, and hear why nothing can be sold. */
function createLogIn(
  open: OpenTill,
  {
    screen,
    undos,
    news,
    ...around
  }: Pick<DeskDeps, "screen" | "undos" | "findPrinters" | "changed" | "closings" | "cardsHere"> & {
    readonly news: LedgerNews;
  },
): TillPort["logIn"] {
  const { till, printing, random, clock } = open;
  const { store } = till.ledger;
  let askedDay: string | undefined;

  return async (staffNumber, pin, isConfirming = false) => {
    const actor = await till.signIn(staffNumber, pin, "remember");
    if (!actor.ok) {
      return err({ message: refusalSentence(actor.fault, till, till.shopLocale()) });
    }
    // Whom it greets next time is worth no refusal.
    tryStore(() => store.setLocal(LAST_STAFF_KEY, staffNumber));
    let own = ownLanguage(till, staffNumber);
    function locale(): Locale {
      return own ?? till.shopLocale();
    }
    const { suggested } = till.days();
    // A person who was asked and signs in again without an answer leaves the question to somebody
    // else, and sells.
    if (askedDay === suggested && !isConfirming) tryStore(till.doubtClock);
    const confirmed = isConfirming ? askedDay : undefined;
    const beginDay = createDayToBegin(open, { actor: actor.value, locale }, confirmed);
    const day = beginDay();
    if (!day.ok && !day.fault.isForNow) {
      askedDay = suggested;
      return err({ message: day.fault.message, isQuestion: true });
    }
    const turns = createHeardTurns(open);
    const session = createRegisterSession({
      till,
      turns,
      open,
      actor: actor.value,
      locale,
      speak: (language) => {
        own = language;
      },
      screen,
      undos,
      random,
      wakePrinters: printing.wake,
      tryPrinters: printing.tryNow,
      ...around,
      prepare: () => {
        const begun = beginDay();
        if (!begun.ok) return err({ message: begun.fault.message });
        const turn = tryStore(() => turns.look(actor.value), locale());
        if (typeof turn === "string") return err({ message: turn });
        return turn.type === "asks" ? askDay(till, turn, locale()) : ok(undefined);
      },
    });
    const notice = day.ok
      ? (news.takeNotice(locale()) ?? askForTime(open, locale()))
      : day.fault.message;
    // No terminal keeps anybody waiting who has just logged in.
    if (!isTraining(till.founding)) clock.after(0, around.cardsHere.look);
    return ok({ ...session, locale: own, ...(notice === undefined ? {} : { notice }) });
  };
}

/** Returns the language of a person's own screens; undefined for the shop's. */
function ownLanguage({ ledger }: Till, number: string): Locale | undefined {
  return ledger.read((view) => readStaffMember(view, number))?.language;
}

/** The order on the screen is remembered for the next start, where there is room for that. */
function createScreen({ store, db }: Ledger): DeskDeps["screen"] {
  /** Shown instead of the one that is remembered, as long as that is. */
  let unsaved: { readonly order: EventId | undefined; readonly over: string } | undefined;

  function saved(): string {
    return store.local(SCREEN_ORDER_KEY) ?? "";
  }

  function save(order: EventId | undefined): void {
    store.setLocal(SCREEN_ORDER_KEY, order ?? "");
  }

  return {
    order: () => {
      const text = saved();
      if (unsaved?.over === text) return unsaved.order;
      // The value is kept, because each key asks for it, and between two guests there is none.
      return text === "" ? undefined : eventIdSchema.safeParse(text).data;
    },
    show: (order) => {
      // The change of the screen is written with the commit, or the commit fails.
      if (db.isUnderWay()) save(order);
      else unsaved = isFull(() => save(order)) ? { order, over: saved() } : undefined;
    },
  };
}

function isFull(save: () => void): boolean {
  return typeof tryStore(save) === "string";
}

/**
 * Returns the findings of `till doctor` for the register, without checks that take longer than a
 * guest waits.
 */
function boxFindings(open: OpenTill): Pick<TillPort, "findings"> {
  return {
    findings: (locale = open.till.shopLocale()) =>
      examine(open, { holder: holderOf(open), skipsLedger: true, locale })
        // Which process has the printers is known to whoever asks them all.
        .filter(({ check, state }) => check !== "printing" || state === "wrong")
        .map(toBoxFinding),
  };
}

/** Returns the holder as this process knows it, without waiting for an answer. */
function holderOf({ printing }: OpenTill): HolderAnswer {
  const silence = printing.silence();
  if (silence !== undefined) return { type: "silent", pid: silence.pid };
  const facts = { printers: [], mesh: printing.mesh() };
  return { type: "answered", pid: process.pid, isResident: true, ...facts };
}

function toBoxFinding({ check, name = "", state, sentence }: Finding): BoxFinding {
  return { check, name, state, sentence };
}

/* What is not settled at a till: whoever comes to it sees that, before they log in too. */

/** The one on the screen first, whichever till opened it; then this till's own, the newest first. */
export function ordersHere(till: Till, onScreen: EventId | undefined): ReadonlyArray<OrderHere> {
  const ownPrefix = `${till.ledger.identity.origin}:`;
  return till.ledger.read((view) =>
    openBills(view)
      .flatMap(({ opened }) => opened ?? [])
      .filter(({ id }) => id === onScreen || id.startsWith(ownPrefix))
      .toSorted(
        (a, b) => Number(b.id === onScreen) - Number(a.id === onScreen) || compareInLedger(b, a),
      )
      .flatMap(({ id, wallMs: openedMs }) => {
        const order = orderView(view, id);
        if (order?.status !== "open") return [];
        const { number, due, refundDue, day } = order;
        const owner = { number: order.owner, name: till.staffName(order.owner) };
        // By the clock: the locked till has begun no day yet.
        const earlierDay = day < till.days().suggested ? day : undefined;
        return { id, number, owner, due, refundDue, openedMs, earlierDay };
      }),
  );
}

/** Returns the shop's facts for the screens, by its present settings. */
function shopFacts({ ledger, founding, currency, deviceName, shopLocale }: Till): ShopFacts {
  return {
    name: founding.name,
    device: deviceName(),
    currency: currency.code,
    demo: founding.demo,
    training: isTraining(founding),
    get locale() {
      return shopLocale();
    },
    get recordsIn() {
      return shopLocale();
    },
    get defaultService() {
      return ledger.read((view) => readSetting(view, "default-service"));
    },
    get cashBackMost() {
      return ledger.read((view) => minor(readSetting(view, "cash-back")));
    },
    get noCash() {
      return ledger.read((view) =>
        noCashHere(view, ledger.admission(), ledger.identity.key.device),
      );
    },
    get lockAfterMinutes() {
      return ledger.read((view) => readSetting(view, "lock-after"));
    },
    get tables() {
      return ledger.read((view) => floorView(view).tables.map(({ name: table }) => table));
    },
    scaleLabels: ledger.read((view) => readSetting(view, "scale-labels")),
    denominations: currency.denominations.map(minor),
  };
}

/*
 * A sale that is played through and not written. What is done for the first time after a start is found,
 * made and compiled first, which takes ten times as long as the doing: no guest shall wait for it.
 */

/**
 * False where there is nothing to sell, or nobody to sell it: the first sale takes its time then. Also
 * where something fails below: the sale itself will say so, if it does, to somebody who needs it.
 */
export function rehearseSale(till: Till): boolean {
  try {
    return rehearse(till);
  } catch {
    return false;
  }
}

function rehearse(till: Till): boolean {
  makeReadyForTrade();
  const catalogue = till.catalogue();
  const product = catalogue.productsBySku.values().find(isPlain);
  const member = till.staff().find(({ active }) => active);
  if (product === undefined || member === undefined) return false;
  const actor = { number: member.number, name: member.shownName };
  return till.rehearse(actor, "rehearse", (context) => decideSale(context, catalogue, product));
}

/** Whether the goods have a price and need no question. */
function isPlain({ active, soldBy, openPrice, modifierGroups, price }: Product): boolean {
  return active && soldBy === "each" && !openPrice && modifierGroups.length === 0 && price > 0;
}

function decideSale(context: DecisionContext, catalogue: Catalogue, product: Product): Decision {
  const service = readSetting(context.view, "default-service");
  const goods = { kind: "goods", product, quantity: oneUnit } as const;
  const added = decideAddGoods(context, { catalogue, order: undefined, goods, service, course: 0 });
  if (!added.ok) return added;
  const order = foldDrafts(context, undefined, added.value);
  const due = toOrderView(order, NO_LOOKUPS)?.due ?? zeroMinor;
  const later = shiftContext(context, added.value.length);
  const paid = decideCash(later, order, { tendered: due, tip: zeroMinor });
  return paid.ok ? ok([...added.value, ...paid.value]) : paid;
}
