/**
 * The state that a register leaves to the one that replaces it when it hangs: the state that
 * locking would keep. Nothing of a log-in is in it, so no PIN can be.
 */

import { readScan } from "../domain/entry/entry.ts";
import { type Service } from "../domain/goods/catalogue.ts";
import { productCalled } from "../domain/goods/halves.ts";
import { type PackWeight } from "../domain/goods/measure.ts";
import { type MinorUnits, type Thousandths } from "../domain/money/amounts.ts";
import { type BegunCount } from "./drawer-state.ts";
import { withTextKept } from "./drawer-step.ts";
import { addGoods } from "./entry-actions.ts";
import { type InputEvent } from "./keys/key-event.ts";
import { courseAhead, laidDrawer, laidInput, laidOffice } from "./lock.ts";
import { firstOffice, type OfficePosition } from "./office-state.ts";
import { goodsAskedIn, type PendingGoods } from "./register-list.ts";
import {
  hinted,
  type LaidDrawer,
  type LaidInput,
  type LaidOffice,
  type PaidSale,
  type RegisterState,
  type WeighedGoods,
} from "./register-state.ts";
import { keepScan } from "./scan.ts";
import { type TillContext } from "./till-context.ts";
import { type Progress } from "./training-progress.ts";

export interface KeptScreen {
  /** Staff number of whose input it is, for that person alone; nobody's is kept. */
  readonly owner?: string;
  readonly ownScans?: ReadonlyArray<string>;
  readonly text: string;
  readonly lastText: string;
  readonly service: Service;
  readonly paid?: PaidSale;
  readonly keptScans: ReadonlyArray<string>;
  /** The goods that wait for their options. */
  readonly goods?: KeptGoods;
  /** The goods that wait for their weight or their price. */
  readonly weighs?: WeighedGoods;
  /** Chosen before the first goods. */
  readonly course?: number;
  readonly office?: KeptOffice;
  /** The counts of drawers that are not written yet, and the person who made one. */
  readonly counts?: ReadonlyArray<BegunCount>;
  readonly drawer?: LaidDrawer;
  /** The exercises of a training that are done. */
  readonly exercises?: Progress;
}

/** The product by its SKU: the catalogue has the rest, as it is by then. */
export interface KeptGoods {
  readonly sku: string;
  readonly quantity: Thousandths;
  readonly price?: MinorUnits;
  readonly isPack?: true;
  readonly packWeight?: PackWeight;
  readonly isEmpties?: true;
  readonly numbers: ReadonlyArray<number>;
  readonly service?: Service;
  readonly keepsText: boolean;
}

/** The person's place in the back office, for that person alone; what Ctrl-Z would undo there is not in it. */
export interface KeptOffice {
  readonly staffNumber: string;
  /** The pages from the menu on; the last one is where they were. */
  readonly places: ReadonlyArray<OfficePosition>;
  readonly renames: boolean;
  readonly like?: string;
}

/** The state that this register takes over. */
export interface Takeover {
  readonly before: "hung" | "died";
  readonly screen: KeptScreen | undefined;
}

/** Tells of a state that keeps other things than the one before it. */
export function createKeeper(
  first: RegisterState,
  tell: (screen: KeptScreen) => void,
): (state: RegisterState) => void {
  let before = first;
  return (state) => {
    if (!keepsSame(state, before)) tell(keptScreen(state));
    before = state;
  };
}

/** Restores the screen as a locked one: the person logs in again. */
export function takenOver(
  till: TillContext,
  state: RegisterState,
  { before, screen }: Takeover,
): RegisterState {
  const start = hinted(state, till.words.logIn[before]);
  if (screen === undefined) return start;
  const { service, paid, keptScans, office, course = 0, counts = [], drawer } = screen;
  return {
    ...start,
    begunCounts: counts,
    laidDrawer: drawer,
    service,
    paid,
    keptScans,
    nextCourse: course,
    laidInput: keptInput(till, start, screen),
    laidOffice: office && officeOf(office),
  };
}

function keptInput(
  till: TillContext,
  start: RegisterState,
  { owner, ownScans = [], goods, text, lastText, weighs }: KeptScreen,
): LaidInput | undefined {
  if (owner === undefined) return undefined;
  const list = goods && choiceOf(till, start, goods);
  return { staffNumber: owner, text, lastText, weighs, keptScans: ownScans, list };
}

function officeOf({ staffNumber, places, renames, like }: KeptOffice): LaidOffice | undefined {
  const here = places.at(-1);
  if (here === undefined) return undefined;
  const trail = places.slice(0, -1);
  return { staffNumber, office: { ...firstOffice, ...here, renames, like, trail } };
}

/**
 * Handles keys from before this screen was shown. They were meant for a register that hung, or for
 * nobody, so they do nothing, least of all as a PIN. Scanned goods are in somebody's bag, so they
 * are kept.
 */
export function stepUnseen(
  till: TillContext,
  state: RegisterState,
  event: InputEvent,
): RegisterState {
  if (event.type !== "scan" || readScan(event.code, till.index()) === undefined) return state;
  return { ...keepScan(till, state, event.code), message: state.message };
}

/** Compares by reference only, because it runs at every key. */
function keepsSame(one: RegisterState, other: RegisterState): boolean {
  return (
    inputOf(one).text === inputOf(other).text &&
    inputOf(one).lastText === inputOf(other).lastText &&
    inputOf(one).weighs === inputOf(other).weighs &&
    inputOf(one).keptScans === inputOf(other).keptScans &&
    one.service === other.service &&
    one.paid === other.paid &&
    nobodysScans(one) === nobodysScans(other) &&
    shownOffice(one) === shownOffice(other) &&
    one.begunCounts === other.begunCounts &&
    shownDrawer(one) === shownDrawer(other) &&
    courseAhead(one) === courseAhead(other) &&
    one.exercise?.progress === other.exercise?.progress &&
    waitingGoods(one) === waitingGoods(other)
  );
}

export function keptScreen(state: RegisterState): KeptScreen {
  const { service, paid, session, exercise } = state;
  const own = laidInput(state);
  const { text = "", lastText = "", weighs, keptScans: ownScans = [] } = own ?? {};
  const keptScans = session === undefined ? state.keptScans : [];
  const goods = goodsAskedIn(own?.list);
  const course = courseAhead(state);
  const office = keptOffice(laidOffice(state));
  const drawer = laidDrawer(state);
  const counts = withTextKept(state).begunCounts;
  return {
    text,
    lastText,
    service,
    keptScans,
    ...(own === undefined ? {} : { owner: own.staffNumber }),
    ...(ownScans.length === 0 ? {} : { ownScans }),
    ...(paid === undefined ? {} : { paid }),
    ...(goods === undefined ? {} : { goods: toKeptGoods(goods) }),
    ...(weighs === undefined ? {} : { weighs }),
    ...(course === 0 ? {} : { course }),
    ...(office === undefined ? {} : { office }),
    ...(counts.length === 0 ? {} : { counts }),
    ...(drawer === undefined ? {} : { drawer }),
    ...(exercise === undefined ? {} : { exercises: exercise.progress }),
  };
}

/** Returns the values from which `laidOffice` is made. */
function shownOffice({ screen, session, office, laidOffice: laid }: RegisterState): unknown {
  if (session === undefined) return laid;
  return screen === "office" ? office : undefined;
}

/** Returns the values from which `laidDrawer` is made. */
function shownDrawer({ screen, session, drawer, laidDrawer: laid }: RegisterState): unknown {
  return session !== undefined && screen === "drawer" ? drawer : laid;
}

/** The code of an invitation ends with its register. */
function keptOffice(laid: LaidOffice | undefined): KeptOffice | undefined {
  if (laid === undefined) return undefined;
  const { staffNumber, office } = laid;
  const { page, at, text, trail, renames, like } = office;
  const places = [...trail, { page, at, text }].filter((place) => place.page.type !== "invitation");
  return {
    staffNumber,
    places: places.map(withoutPin),
    renames,
    ...(like === undefined ? {} : { like }),
  };
}

function withoutPin(place: OfficePosition): OfficePosition {
  if (place.page.type !== "person" && place.page.type !== "new-person") return place;
  const { pin: _pin, ...page } = place.page;
  return { ...place, page };
}

/** Returns the input of the present person, or of the last one. */
function inputOf({ session, laidInput: laid, ...state }: RegisterState): InputSeen {
  const seen = session === undefined ? laid : state;
  const { text = "", lastText = "", weighs, keptScans = NO_SCANS, list } = seen ?? {};
  return {
    text,
    lastText,
    weighs,
    keptScans: keptScans.length === 0 ? NO_SCANS : keptScans,
    list,
  };
}

/** Scanned while the till was locked. */
function nobodysScans({ session, keptScans }: RegisterState): ReadonlyArray<string> {
  return session !== undefined || keptScans.length === 0 ? NO_SCANS : keptScans;
}

type InputSeen = Pick<RegisterState, "text" | "lastText" | "weighs" | "keptScans" | "list">;

const NO_SCANS: ReadonlyArray<string> = [];

function waitingGoods(state: RegisterState): PendingGoods | undefined {
  return goodsAskedIn(inputOf(state).list);
}

/**
 * The consent to sell sold-out goods is not kept, because the schema has no field for it: the
 * person is asked again.
 */
function toKeptGoods({ product, ...goods }: PendingGoods): KeptGoods {
  return { sku: product.sku, ...goods };
}

/** Undefined when they are not sold any more, or need nothing any more. */
function choiceOf(
  till: TillContext,
  state: RegisterState,
  { sku, ...goods }: KeptGoods,
): RegisterState["list"] {
  const product = productCalled(till.catalogue(), sku);
  // Nobody is logged in: it opens a list, or does nothing.
  return product && addGoods(till, state, { product, ...goods }).list;
}
