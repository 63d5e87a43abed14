/**
 * One till: the ledger with everything that a person does at it.
 *
 * Each use case is one commit. Who acts is looked up again inside it, so that a permission taken away
 * on another till counts from the moment in which it is heard.
 */

import { lazy } from "../../domain/base/lazy.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Approval, decideAlone, decideApproved } from "../../domain/commands/approval.ts";
import { type Decision, type DecisionContext, isSure } from "../../domain/commands/decision.ts";
import { withCharges } from "../../domain/commands/order/charge-order.ts";
import { withDeposits } from "../../domain/commands/order/deposits.ts";
import { withPromotions } from "../../domain/commands/order/promote-order.ts";
import { lacksShift } from "../../domain/commands/people/clock-staff.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { guardDrafts } from "../../domain/commands/stock/take-rights.ts";
import { type Doubts, CLOCK_DOUBTED_MS } from "../../domain/doubts/doubts.ts";
import { drawerIdInUse } from "../../domain/drawer/drawers.ts";
import { refusedCash } from "../../domain/drawer/refused-cash.ts";
import { type ShopFounded } from "../../domain/events/control-events.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { codeOf, isTraining, seriesOf } from "../../domain/events/series.ts";
import { type Catalogue, type PriceList, type Product } from "../../domain/goods/catalogue.ts";
import { halfPrice, halvesOf } from "../../domain/goods/halves.ts";
import { lineLimit } from "../../domain/goods/line-limit.ts";
import { taxLettersOf } from "../../domain/goods/tax-letters.ts";
import {
  type BusinessDay,
  type DeviceId,
  type EventId,
  type Origin,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type AdmittedDevice, hasOtherTills, mayWrite } from "../../domain/membership/admission.ts";
import { type Peer } from "../../domain/membership/peer.ts";
import { type CashRule } from "../../domain/money/cash-rounding.ts";
import { type Currency, currenciesByCode, smallestCoin } from "../../domain/money/currency.ts";
import { wallText } from "../../domain/order/due-at.ts";
import { joinsIn } from "../../domain/order/equal-lines.ts";
import { type PaperFacts } from "../../domain/order/receipt-view.ts";
import { holdCardNumber } from "../../domain/people/card-numbers.ts";
import { groupOfCustomer } from "../../domain/people/customers.ts";
import { readStaff, readStaffMember, type StaffMember } from "../../domain/people/staff.ts";
import { type Clock, type Random, type Calendar } from "../../domain/ports.ts";
import {
  choosePrice,
  type ChosenPrice,
  listsInForce,
  type PricingMoment,
} from "../../domain/prices/price-lists.ts";
import { wholesNow } from "../../domain/prices/price-of-halves.ts";
import { type SupplyTime } from "../../domain/prices/supply-taxes.ts";
import { type Sure } from "../../domain/questions.ts";
import { readSetting, readSettingOn } from "../../domain/settings/settings.ts";
import {
  shopTimeOn,
  suggestedDay,
  type ShopMoment,
  shopMoment,
} from "../../domain/settings/shop-time.ts";
import { isTwice, type OffsetAt } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type BatchWork, commitBatch } from "../../ledger/commit-batch.ts";
import { type CommitContext, type Committed, type Ledger } from "../../ledger/ledger.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { shortRevocation } from "../membership/revocation.ts";
import { pastProgress } from "../membership/shop-past.ts";
import { peerNamed, unheardPeers } from "../membership/till-name.ts";
import { systemRandom } from "../system/random.ts";
import { type BusinessDays, createBusinessDays } from "./begin-day.ts";
import { createCustomers, type Customers } from "./customers.ts";
import { createGoodsReads, type GoodsReads } from "./goods-reads.ts";
import { type KeptCatalogue, keepCatalogue } from "./kept-catalogue.ts";
import { notedAheadMs } from "./noted-clock.ts";
import { createFindShiftFacts, type FindShiftFacts } from "./open-shifts.ts";
import { peppersOf } from "./person-secrets.ts";
import { createRefusalNotes, type RefusalNotes } from "./refusal-notes.ts";
import { openText } from "./sealed-text.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";
import { staffMemberName } from "./staff-member-name.ts";
import { createVoucherCodes, type VoucherCodes } from "./voucher-codes.ts";

/** A person who proved at this till who they are. */
export interface Actor {
  readonly number: string;
  readonly name: string;
  /** The approval of another person for one act. */
  readonly approval?: Approval;
  /** What the person was asked, and has answered; missing for nothing. */
  readonly sure?: ReadonlySet<Sure>;
  /** The act has happened, and is only written down: a terminal has the money, whatever the person may do by now. */
  readonly hasHappened?: boolean;
}

/** The same person, who has answered that besides. */
export function knowing(actor: Actor, ...answers: ReadonlyArray<Sure>): Actor {
  return { ...actor, sure: new Set([...(actor.sure ?? []), ...answers]) };
}

export interface NamedStaff extends StaffMember {
  readonly shownName: string;
}

export interface Till extends TillPrices, KeptCatalogue, GoodsReads, BusinessDays {
  readonly ledger: Ledger;
  readonly founding: ShopFounded;
  readonly currency: Currency;
  /** The language of the shop's papers, and of its screens until somebody chooses another. */
  readonly shopLocale: () => Locale;
  /** Returns what shifts of the last weeks ask a person. */
  readonly shiftFacts: FindShiftFacts;
  readonly staff: () => ReadonlyArray<NamedStaff>;
  readonly staffName: (number: string) => string;
  readonly customers: Customers;
  readonly voucherCodes: VoucherCodes;
  /** The letter of this till, and its name. */
  readonly code: () => string;
  readonly deviceName: () => string;
  readonly paperFacts: (view: LedgerView) => PaperFacts;
  readonly signIn: SignIn;
  /** The refused acts, for the technical journal. */
  readonly refusals: RefusalNotes;
  /**
   * Writes one decision of a person, durable when it returns. With an approval it has the rights of
   * both, and asks for no second one.
   */
  readonly act: (
    actor: Actor,
    name: string,
    decide: (context: DecisionContext) => Decision,
  ) => Result<Committed, Refusal>;
  /** Does the same on a revoked till, which thus answers the till that revoked it. */
  readonly answer: Till["act"];
  /** Says why an act would be refused now, and writes nothing. */
  readonly ask: (...act: Parameters<Till["act"]>) => Result<undefined, Refusal>;
  /** Does all of an act except the write, so that the first real one is fast; false where it is refused. */
  readonly rehearse: (...act: Parameters<Till["act"]>) => boolean;
  /**
   * Writes work that may be too big for one decision: it counts as a whole or not at all. `gate` is
   * asked before anything is written.
   */
  readonly actAtLength: <Fault>(
    actor: Actor,
    work: LongWork<Fault>,
  ) => Result<undefined, Refusal | Fault>;
  /**
   * Runs `also` inside the write transaction of each act of this process, until the returned
   * function is called.
   */
  readonly whileCommitting: (also: (committed: Committed) => void) => () => void;
  /** The minutes to add to UTC on the shop's wall, in the zone of the till's business day. */
  readonly offsetMinutes: (atMs: number) => number;
  /** The business day that the clock suggests and the one that the till is on. */
  /** Returns the business day that a clock at that moment suggests. */
  readonly dayAt: (atMs: number) => BusinessDay;
  readonly days: () => { readonly now: BusinessDay; readonly suggested: BusinessDay };
  /** Returns the shop's wall now, such as `2026-12-05T10:00`. */
  readonly wall: () => string;
}

/** A till that is open in this process, with what is of the machine. */
export interface TillHere {
  /** Its store. */
  readonly dir: string;
  readonly till: Till;
  readonly clock: Clock;
  readonly random: Random;
}

export interface LongWork<Fault> extends Pick<
  BatchWork<Fault>,
  "name" | "events" | "also" | "onProgress"
> {
  readonly gate: (context: DecisionContext) => Result<undefined, Refusal | Fault>;
  /** The source of the batch's name. */
  readonly random: Random;
}

export interface TillDeps {
  /** The folder of the store. */
  readonly dir: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly offsetMinutes: (zone: string, atMs: number) => number;
  /** Puts the papers of what was committed into the queue, in the same write transaction. */
  readonly queuePapers: (till: Till, committed: Committed) => void;
  /** Whether the paper of a ticket is in the queue, and no byte of it on its way; missing where there is no queue. */
  readonly isQueued?: (ticket: EventId) => boolean;
  /** Returns when a till was last heard, in milliseconds since 1970; undefined for one that is heard now, and where nobody knows. */
  readonly heardAtMs?: (device: DeviceId) => number | undefined;
  /** Whether another till of the shop is not heard now; missing where no tills are. */
  readonly isApart?: () => boolean;
  readonly random?: Random;
  /** An act of a person was refused. */
  readonly onRefused?: (refusal: Refusal) => void;
}

/** Throws when the device has not heard of its shop yet: there is nothing to sell then. */
export function createTill(deps: TillDeps): Till {
  const { ledger } = deps;
  const founding = ledger.founding();
  if (founding === undefined) throw new Error("This device has not heard of its shop yet.");
  const kept = keepCatalogue(ledger, founding.firstDay);
  const time = timeOf(deps, founding);
  const voucherCodes = createVoucherCodes({
    peppers: () => peppersOf(ledger.secrets).map(({ key }) => key),
    store: ledger.store,
    clock: deps.clock,
    random: deps.random ?? systemRandom,
  });
  const shop = shopOf(deps, founding, { ...time, catalogue: kept.catalogue, voucherCodes });

  const companions = new Set<(committed: Committed) => void>();
  const usedApprovals = new WeakSet<Approval>();

  function actOnce(...act: Parameters<Till["act"]>): ReturnType<Till["act"]> {
    const { device } = ledger.identity.key;
    if (!isSelfRevoked(ledger)) return write(...act, false);
    return err({ type: "device/revoked", ...shortRevocation(ledger, device) });
  }

  function write(
    ...[actor, name, decide, answers]: [...Parameters<Till["act"]>, answers: boolean]
  ): ReturnType<Till["act"]> {
    const { approval } = actor;
    if (approval !== undefined && usedApprovals.has(approval)) {
      return err({ type: "approval/changed" });
    }
    const done = ledger.commit({
      by: actor.number,
      ...(approval === undefined ? {} : { approved: approval.by }),
      name,
      decide: (context) =>
        decideAs(actor, { ...context, ...shop, answers }, (own) =>
          decideWithRights({ ...own, catalogue: shop.catalogue }, decide, approval),
        ),
      also: (committed) => {
        deps.queuePapers(till, committed);
        for (const also of companions) also(committed);
      },
    });
    if (!done.ok) deps.onRefused?.(done.fault);
    if (done.ok && approval !== undefined) usedApprovals.add(approval);
    return done;
  }

  const till: Till = {
    ledger,
    founding,
    currency: shop.currency,
    shopLocale: () => ledger.read((view) => readSetting(view, "language")),
    ...kept,
    ...pricesOf(deps, founding, kept.catalogue),
    ...createGoodsReads(ledger, kept.catalogue),
    shiftFacts: createFindShiftFacts(),
    ...staffOf(ledger),
    customers: createCustomers(ledger),
    voucherCodes,
    code: () => ledger.admission().get(ledger.identity.key.device)?.code ?? "?",
    deviceName: () => ledger.admission().get(ledger.identity.key.device)?.name ?? "",
    paperFacts: (view) => paperFacts(till, view),
    ...guardOf(deps, founding),
    act: actOnce,
    answer: (...act) => write(...act, true),
    ...actsOf(shop),
    whileCommitting: (also) => {
      companions.add(also);
      return () => companions.delete(also);
    },
    ...time,
  };
  return till;
}

/** Makes the log-in, and the notes of what people were refused. */
function guardOf(deps: TillDeps, founding: ShopFounded): Pick<Till, "signIn" | "refusals"> {
  const { ledger, clock } = deps;
  const refusals = createRefusalNotes({
    ledger,
    clock,
    day: () => ledger.day() ?? founding.firstDay,
    isTraining: isTraining(founding),
  });
  return { refusals, signIn: createSignIn({ ...deps, refusals }) };
}

/** The shop's facts that every decision is given besides the state. */
interface Shop extends Pick<Till, "ledger" | "currency" | "catalogue">, MomentDep {
  readonly doubts: () => Doubts;
  readonly isQueued: TillDeps["isQueued"];
  readonly isApart: TillDeps["isApart"];
  readonly vouchers: VoucherCodes["makers"];
  readonly couponCodes: VoucherCodes["couponHashes"];
  readonly peer: (origin: Origin, offsetAt: OffsetAt) => Peer;
  readonly unheard: (offsetAt: OffsetAt) => ReadonlyArray<Peer>;
}

function shopOf(
  deps: TillDeps,
  founding: ShopFounded,
  time: BusinessDays & Pick<Till, "catalogue" | "voucherCodes">,
): Shop {
  return {
    ledger: deps.ledger,
    catalogue: time.catalogue,
    currency: currencyOf(founding),
    doubts: () => doubtsNow({ ...deps, ...time }),
    isQueued: deps.isQueued,
    isApart: deps.isApart,
    vouchers: time.voucherCodes.makers,
    couponCodes: time.voucherCodes.couponHashes,
    peer: (origin, offsetAt) =>
      peerNamed({ devices: deps.ledger.admission(), heardAtMs: deps.heardAtMs }, origin, offsetAt),
    unheard: (offsetAt) =>
      unheardPeers(
        { devices: deps.ledger.admission(), heardAtMs: deps.heardAtMs },
        deps.ledger.identity.key.device,
        offsetAt,
      ),
    ...momentDep(deps, founding),
  };
}

function staffOf(ledger: Ledger): Pick<Till, "staff" | "staffName"> {
  return {
    staff: () =>
      ledger
        .read(readStaff)
        .map((member) =>
          Object.assign(
            { shownName: staffMemberName(ledger.secrets, member.number, member) },
            member,
          ),
        ),
    staffName: (number) => {
      const member = ledger.read((view) => readStaffMember(view, number));
      return staffMemberName(ledger.secrets, number, member);
    },
  };
}

function actsOf(shop: Shop): Pick<Till, "ask" | "rehearse" | "actAtLength"> {
  return {
    ask: (...act) => askAct(shop, ...act),
    rehearse: (actor, name, decide) =>
      shop.ledger.rehearse({
        by: actor.number,
        name,
        decide: (context) =>
          decideAs(actor, { ...context, ...shop }, (own) => withGuard(own, decide(own))),
      }),
    actAtLength: (actor, work) => actAtLength(shop, actor, work),
  };
}

function askAct(
  shop: Shop,
  ...[actor, name, decide]: Parameters<Till["act"]>
): ReturnType<Till["ask"]> {
  let asked: Result<unknown, Refusal> = err(NOT_WRITTEN);
  shop.ledger.commit({
    by: actor.number,
    name,
    decide: (context) => {
      asked = decideAs(actor, { ...context, ...shop }, (own) =>
        decideWithRights({ ...own, catalogue: shop.catalogue }, decide, actor.approval),
      );
      return asked.ok ? err(NOT_WRITTEN) : asked;
    },
  });
  return asked.ok ? ok(undefined) : asked;
}

/** The refusal that ends a transaction which only asks. */
const NOT_WRITTEN = { type: "approval/changed" } as const;

function decideWithRights(
  { catalogue, ...context }: DecisionContext & Pick<Till, "catalogue">,
  decide: (context: DecisionContext) => Decision,
  approval: Approval | undefined,
): Decision {
  const decided = withDeposits(context, catalogue, decideOwn(context, decide, approval));
  return withCharges(context, withPromotions(context, decided));
}

function decideOwn(
  context: DecisionContext,
  decide: (context: DecisionContext) => Decision,
  approval: Approval | undefined,
): Decision {
  function guarded(own: DecisionContext): Decision {
    return withGuard(own, decide(own));
  }

  if (approval === undefined) return decideAlone(context, guarded);
  const approver = readStaffMember(context.view, approval.by);
  return decideApproved(context, guarded, { approval, approver });
}

/** Whatever takes of guarded goods comes by here, as a sale, as waste or as a gift. */
function withGuard(context: DecisionContext, decision: Decision): Decision {
  return decision.ok ? guardDrafts(context, decision.value) : decision;
}

function currencyOf({ currency: code }: ShopFounded): Currency {
  const currency = currenciesByCode.get(code);
  if (currency === undefined) throw new Error(`The currency ${code} is unknown to this build.`);
  return currency;
}

function paperFacts(till: Till, view: LedgerView): PaperFacts {
  const { ledger, founding } = till;
  const devices = [...ledger.admission().values()];
  const stations = till.catalogue().stationsById;
  return {
    shopName: founding.name,
    head: readSetting(view, "receipt-head"),
    foot: readSetting(view, "receipt-foot"),
    currency: founding.currency,
    demo: founding.demo,
    training: isTraining(founding),
    tillName: (series) => devices.find(({ code }) => code === codeOf(series))?.name ?? series,
    deviceName: (device) => ledger.admission().get(device)?.name,
    staffName: till.staffName,
    isTwice: (at) => isTwice(at, till.offsetMinutes),
    joins: joinsIn(view),
    stationName: (id) => stations.get(id)?.name ?? id,
    taxLetters: lazy(() => taxLettersOf(till.catalogue().taxClassesById.values())),
    openText: (sealed) => openText(sealed, ledger.secrets),
  };
}

function actAtLength<Fault>(
  { ledger, ...shop }: Shop,
  actor: Actor,
  { name, events, also, onProgress, gate, random }: LongWork<Fault>,
): Result<undefined, Refusal | Fault> {
  return commitBatch<Refusal | Fault>(
    ledger,
    {
      by: actor.number,
      name,
      events,
      also,
      admit: (context) =>
        decideAs<Fault>(actor, { ...context, ...shop }, (decision) => {
          const open = gate(decision);
          return open.ok ? ok(events) : open;
        }),
      ...(onProgress === undefined ? {} : { onProgress }),
    },
    random,
  );
}

function decideAs<Fault = never>(
  actor: Actor,
  context: CommitContext & Omit<Shop, "ledger"> & { readonly answers?: boolean },
  decide: (context: DecisionContext) => Result<ReadonlyArray<Draft>, Refusal | Fault>,
): Result<{ readonly events: ReadonlyArray<Draft> }, Refusal | Fault> {
  const { view, idAt, origin, device, day, admission, incarnation, currency, wallMs, catalogue } =
    context;
  const member = readStaffMember(view, actor.number);
  if (member === undefined) return err({ type: "staff/unknown", staff: actor.number });
  const { hasHappened = false } = actor;
  if (!member.active && !hasHappened) return err({ type: "staff/inactive", staff: actor.number });
  const self = admission.get(device);
  const { answers = false } = context;
  // A revoked till would go on from the last number that counts, and so issue numbers that it has
  // issued already.
  if (self?.revoked === true && !answers) return err({ type: "device/revoked" });
  if (self === undefined) return err({ type: "device/not-admitted" });
  if (!context.counts && !answers) return err({ type: "device/in-question" });
  if (day === undefined) throw new Error("This device has not heard of a business day yet.");
  const series = seriesOf(self.code, origin, incarnation);
  const own: DecisionContext = {
    view,
    idAt,
    till: origin,
    device,
    series,
    day,
    staff: member,
    ...(actor.sure === undefined ? {} : { sure: actor.sure }),
    lineLimit: lazy(() => lineLimit(readSetting(view, "line-limit"), catalogue())),
    at: context.momentOf(view, day, wallMs),
    wall: { nowMs: wallMs, offsetAt: context.offsetOn(view, day) },
    doubts: context.doubts,
    hasOtherTills: hasOtherTills(admission, device),
    ...(context.isQueued === undefined ? {} : { isQueued: context.isQueued }),
    ...(context.isApart === undefined ? {} : { isApart: context.isApart }),
    vouchers: context.vouchers,
    couponCodes: context.couponCodes,
    storedTo: context.storedTo,
    peer: (of) => context.peer(of, context.offsetOn(view, day)),
    unheard: () => context.unheard(context.offsetOn(view, day)),
    drawer: lazy(() => drawerIdInUse(view, { device, staff: member.number })),
    refusesCash: (drafts) => {
      const isWithoutDrawer = isSure(actor, "drawer");
      return hasHappened
        ? undefined
        : refusedCash(view, drafts, { admission, device, isWithoutDrawer });
    },
    rules: {
      pricing: {
        rounding: readSettingOn(view, "tax-rounding", day),
        half: readSettingOn(view, "tax-half", day),
      },
      cash: cashRule(view, day),
      coin: smallestCoin(currency),
    },
  };
  const decision = decide(own);
  if (!decision.ok) return decision;
  const refused = own.refusesCash?.(decision.value);
  if (refused !== undefined) return err(refused);
  if (!hasHappened && lacksShift(view, member.number, decision.value)) {
    return err({ type: "shift/not-in", staff: member.number });
  }
  refuseForbidden(self, decision.value);
  if (holdCardNumber(decision.value, () => readSetting(view, "own-cards"))) {
    return err({ type: "text/card-number" });
  }
  return ok({ events: decision.value });
}

/** An act that others would quarantine, with all that follows it, must not be written at all. */
function refuseForbidden(self: AdmittedDevice | undefined, events: ReadonlyArray<Draft>): void {
  const forbidden = events.find(({ kind }) => self === undefined || !mayWrite(self, kind));
  if (forbidden !== undefined) throw new Error(`This device may not write ${forbidden.kind}.`);
}

export function cashRule(view: LedgerView, day: BusinessDay): CashRule {
  return {
    step: readSettingOn(view, "cash-step", day),
    direction: readSettingOn(view, "cash-direction", day),
  };
}

function timeOf(
  { ledger, clock, offsetMinutes }: TillDeps,
  founding: ShopFounded,
): Pick<Till, "days" | "dayAt" | "offsetMinutes" | "wall" | keyof BusinessDays> {
  function dayAt(atMs: number): BusinessDay {
    return ledger.read((view) => suggestedDay(view, founding, { atMs, offsetMinutes }));
  }

  function days(): ReturnType<Till["days"]> {
    return { now: ledger.day() ?? founding.firstDay, suggested: dayAt(clock.nowMs()) };
  }

  function offsetAt(atMs: number): number {
    const day = ledger.day() ?? founding.firstDay;
    const { zone } = ledger.read((view) => shopTimeOn(view, founding, day));
    return offsetMinutes(zone, atMs);
  }

  return {
    dayAt,
    days,
    ...createBusinessDays({ ledger, clock, days, dayAt }),
    offsetMinutes: offsetAt,
    wall: () => wallText(clock.nowMs(), offsetAt),
  };
}

interface DoubtDeps extends Pick<BusinessDays, "isClockWrong"> {
  readonly ledger: Pick<Ledger, "store" | "head" | "present">;
  readonly clock: Pick<Clock, "nowMs">;
}

/** Returns the reasons why this till's acts may have a wrong time or number now; each decision records them. */
export function doubtsNow(deps: DoubtDeps): Doubts {
  const { ledger } = deps;
  // What another till told of today is no guess.
  const past = ledger.present.facts() === undefined ? pastProgress(ledger) : undefined;
  return {
    ...clockDoubt(deps),
    ...(past === undefined ? {} : { behind: { events: past.known - past.held } }),
  };
}

function clockDoubt({ ledger: { store }, clock, isClockWrong }: DoubtDeps): Pick<Doubts, "clock"> {
  const aheadMs = Math.round(notedAheadMs(store, clock.nowMs()));
  if (Math.abs(aheadMs) > CLOCK_DOUBTED_MS) return { clock: { aheadMs } };
  return isClockWrong() ? { clock: { aheadMs: null } } : {};
}

interface TillPrices {
  /** Returns the price of the product now, for that customer and service; without modifiers. */
  readonly priceNow: (product: Product, sale: SaleKind) => ChosenPrice;
  /** Returns the price lists that hold now for that customer and service. */
  readonly listsNow: (sale: SaleKind) => ReadonlyArray<PriceList>;
  /** Returns the group of a customer, by the customer's id; empty for none. */
  readonly groupOf: (customer: string) => string;
  /** Returns the view with the day and the moment that goods are handed over at now. */
  readonly supplyTime: (view: LedgerView) => SupplyTime;
}

/** The service of a sale, and the group of its customer. */
type SaleKind = Pick<PricingMoment, "service" | "group">;

interface PriceDeps extends Pick<Calendar, "offsetMinutes"> {
  readonly ledger: Ledger;
  readonly clock: Clock;
}

interface MomentDep {
  /** Returns the moment on the shop's wall, in the zone of that business day. */
  readonly momentOf: (view: LedgerView, day: BusinessDay, wallMs: number) => ShopMoment;
  /** Returns the offsets of the shop's wall, in the zone of that business day. */
  readonly offsetOn: (view: LedgerView, day: BusinessDay) => OffsetAt;
}

/** Returns the moment that prices go by, from the till's own clock. */
function momentDep(
  { offsetMinutes }: Pick<Calendar, "offsetMinutes">,
  founding: ShopFounded,
): MomentDep {
  return {
    momentOf: (view, day, wallMs) => {
      const { zone, cutover } = shopTimeOn(view, founding, day);
      return shopMoment(wallMs, offsetMinutes(zone, wallMs), cutover);
    },
    offsetOn: (view, day) => {
      const { zone } = shopTimeOn(view, founding, day);
      return (atMs) => offsetMinutes(zone, atMs);
    },
  };
}

function pricesOf(deps: PriceDeps, founding: ShopFounded, catalogue: () => Catalogue): TillPrices {
  const { ledger, clock } = deps;
  const { momentOf } = momentDep(deps, founding);

  function supplyTime(view: LedgerView): ReturnType<TillPrices["supplyTime"]> {
    const day = ledger.day() ?? founding.firstDay;
    return { view, day, at: momentOf(view, day, clock.nowMs()) };
  }

  function pricing({ service, group }: SaleKind): PricingMoment {
    return ledger.read((view) => {
      const { day, at } = supplyTime(view);
      return { at, service, group, half: readSettingOn(view, "tax-half", day) };
    });
  }

  return {
    supplyTime,
    priceNow: (product, sale) => {
      const known = catalogue();
      const halves = halvesOf(known, product.sku);
      if (halves !== undefined) {
        const rule = ledger.read((view) => readSetting(view, "half-price"));
        return { price: halfPrice(rule, wholesNow(known, halves, pricing(sale)).prices) };
      }
      // Every frame asks for each of its goods, and most goods are on no list.
      return known.listedPrices.has(product.sku)
        ? choosePrice(known, product, pricing(sale))
        : { price: product.price };
    },
    listsNow: (sale) => {
      const known = catalogue();
      return known.priceListsById.size === 0 ? [] : listsInForce(known, pricing(sale));
    },
    // Every key asks, and most sales have no customer.
    groupOf: (customer) =>
      customer === "" ? "" : ledger.read((view) => groupOfCustomer(view, customer)),
  };
}
