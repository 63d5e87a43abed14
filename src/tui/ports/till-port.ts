/**
 * What the screens need from the till, declared here because they need it; `app` fits it.
 *
 * Every action commits before it returns. A refusal is one sentence that says what happened and what
 * to do, and means that nothing was written. Only log-in takes time (the PIN's hash): it is async.
 */

import { type Result } from "../../domain/base/result.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { type NoCashHere } from "../../domain/drawer/cashless-tills.ts";
import { type ScaleRule } from "../../domain/goods/barcode.ts";
import { type Service } from "../../domain/goods/catalogue.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Sure } from "../../domain/questions.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type AttentionPort, type AttentionSession } from "./attention-port.ts";
import { type BillSession } from "./bill-port.ts";
import { type CardPort, type CardSession } from "./card-port.ts";
import { type CountDesk } from "./count-port.ts";
import { type CourseSession, type ReadyPort } from "./course-port.ts";
import { type CustomerSession } from "./customer-port.ts";
import { type DayDesk, type DayPort } from "./day-port.ts";
import { type DeliveryDesk } from "./delivery-port.ts";
import { type DrawerDesk } from "./drawer-port.ts";
import { type EveningDesk } from "./evening-port.ts";
import { type GoodsPort } from "./goods-port.ts";
import { type HistoryDesk } from "./history-port.ts";
import { type OfficeSession } from "./office-port.ts";
import { type OrderPort, type OrderSession } from "./order-port.ts";
import { type PaperPort } from "./paper-port.ts";
import { type PaymentSession } from "./payment-port.ts";
import { type ApproverClaim, type PeoplePort, type PersonSession } from "./people-port.ts";
import { type QueueSession } from "./queue-port.ts";
import { type Refusal } from "./refusal-port.ts";
import { type ReportDesk } from "./report-port.ts";
import { type ReturnSession } from "./return-port.ts";
import { type StatusPort } from "./status-port.ts";
import { type TablePort, type TableSession } from "./table-port.ts";
import { type TipsDesk } from "./tips-port.ts";
import { type VoucherDesk } from "./voucher-port.ts";

export interface ShopFacts {
  readonly name: string;
  readonly device: string;
  readonly currency: string;
  readonly demo: boolean;
  /** For learning: nothing that is done here is in the books. */
  readonly training: boolean;
  /** Of the locked screen, and of whoever has chosen no other. */
  readonly locale: Locale;
  /** What is recorded in words, such as why something was taken back, is in this language. */
  readonly recordsIn: Locale;
  /** How a new order is served unless the cashier says otherwise. */
  readonly defaultService: Service;
  /** What a card may pay beyond the bill, to go out in cash; 0 for nothing. */
  readonly cashBackMost: MinorUnits;
  /** Why this till takes no cash; undefined where it does. */
  readonly noCash: NoCashHere | undefined;
  /** Without a key; 0 never locks. */
  readonly lockAfterMinutes: number;
  /** What its tables are called, as the plan shows them; none where nobody has said which there are. */
  readonly tables: ReadonlyArray<string>;
  /** How the shop's scales write their labels. */
  readonly scaleLabels: ReadonlyArray<ScaleRule>;
  /** Notes and coins of the currency, largest first, for quick cash. */
  readonly denominations: ReadonlyArray<MinorUnits>;
}

/** A person at the till. Every action carries who did it and checks that it is permitted. */
export interface TillSession
  extends
    PersonSession,
    OrderSession,
    CourseSession,
    PaymentSession,
    ReturnSession,
    TableSession,
    AttentionSession {
  /**
   * The same person with another one's word for exactly that act, once the PIN was right. It holds for
   * no other act, so it is asked for each.
   */
  readonly approvedBy: (claim: ApproverClaim) => Promise<Result<TillSession, Refusal>>;
  /** The same person, who was asked and has answered that. */
  readonly knowing: (answer: Sure) => TillSession;
  /** What this one has answered; missing for nothing. */
  readonly sure?: ReadonlySet<Sure>;
  readonly bills: BillSession;
  readonly office: OfficeSession;
  readonly cards: CardSession;
  readonly customers: CustomerSession;
  readonly queue: QueueSession;
  readonly reports: ReportDesk;
  readonly history: HistoryDesk;
  readonly tips: TipsDesk;
  readonly counts: CountDesk;
  readonly deliveries: DeliveryDesk;
  readonly vouchers: VoucherDesk;
  readonly evening: EveningDesk;
  readonly drawers: DrawerDesk;
  readonly day: DayDesk;
}

/** What the till says is in the language that is asked for, else in the shop's. */
export interface TillPort
  extends
    PeoplePort,
    GoodsPort,
    OrderPort,
    TablePort,
    ReadyPort,
    PaperPort,
    StatusPort,
    AttentionPort,
    DayPort {
  readonly shop: ShopFacts;
  readonly cards: CardPort;
  /** Returns why a decision was refused, in a sentence. */
  readonly refusalSentence: (refusal: RefusalFacts, locale: Locale) => string;
  /** The shop's time, such as `14:32`. */
  readonly timeOf: (atMs: number) => string;
  /** Returns the shop's wall now, such as `2026-12-05T10:00`. */
  readonly wall: () => string;
  /** Whole ones, by this box's clock; zero for what another's clock has in the future. */
  readonly minutesSince: (atMs: number) => number;
  /** `isConfirming`: the refusal before was a question, and the same person answers it with yes. */
  readonly logIn: (
    staffNumber: string,
    pin: string,
    isConfirming?: boolean,
  ) => Promise<Result<TillSession, Refusal>>;
  /**
   * `21.11. 8:30`, where the machine's clock can't be right; `by`: the staff number of who says it. Answers
   * what it is now, in a sentence.
   */
  readonly setClock: (
    typed: string,
    who: { readonly by: string; readonly locale: Locale },
  ) => Result<string, Refusal>;
  /** To be called before what may take seconds, in which no key is heard: who watches then waits. */
  readonly longWork: () => void;
  /** What is read inside belongs together up to what is written inside, and is read quicker. */
  readonly together: <Value>(work: () => Value) => Value;
  /** Called after anything changed that a screen shows; returns the unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void;
}
