/** The steps at a cash drawer, with the text typed there: kept until it is written, whoever comes meanwhile. */

import { type BegunCount, type DrawerPage, type DrawerStep, FLOAT } from "./drawer-state.ts";
import { type DrawerName, type OpenDrawer } from "./ports/drawer-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import { hinted, type RegisterState, withEntryDone } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** F10 7. */
export function listDrawer(
  state: RegisterState,
  page: DrawerPage = { type: "menu" },
): RegisterState {
  const list = { type: "drawer" as const, page, filter: "", at: 0 };
  return { ...state, list, showsHelp: false, message: undefined };
}

/** `drawer 2`, `Mia's pouch`, `drawer 1 at Bar`. */
export function drawerName(
  { words: { drawer } }: TillContext,
  { no, pouch, elsewhere }: DrawerName,
): string {
  const name = pouch === undefined ? drawer.named({ no: no ?? 1 }) : drawer.pouch({ name: pouch });
  return elsewhere === undefined ? name : drawer.at({ drawer: name, till: elsewhere });
}

/** The one that somebody sells from; else the first one that is open. */
export function drawerMeant(session: TillSession): OpenDrawer | undefined {
  const all = session.drawers.list();
  return all.find(({ isInUse }) => isInUse) ?? all[0];
}

/** The text on the line stays with the step that it was typed in. */
export function toStep(till: TillContext, state: RegisterState, step: DrawerStep): RegisterState {
  const before = state.screen === "drawer" ? withTextKept(state) : withEntryDone(state);
  const begun = begunBy(before, step);
  const next: RegisterState = {
    ...before,
    screen: "drawer",
    drawer: step,
    text: begun?.text ?? "",
    isTextRefused: false,
    hit: undefined,
    list: undefined,
    showsHelp: false,
    message: undefined,
  };
  const isBegun = begun !== undefined && begun.typed.length > 0;
  const name = stepName(till, next);
  return hinted(
    next,
    isBegun ? till.words.drawer.goesOn({ drawer: name }) : howTo(till, step, name),
  );
}

/** Returns how to go on, for a person who hears the screen and does not see it. */
function howTo({ words: { drawer } }: TillContext, step: DrawerStep, name: string): string {
  switch (step.type) {
    case "float":
      return `${drawer.f9Opens} ${drawer.opening({ drawer: name })}`;
    case "count":
      return `${step.closes ? drawer.f9Closes : drawer.f9Counts} ${drawer.counting({ drawer: name })}`;
    case "move":
      return `${name}. ${step.way === "tips" ? drawer.typeTips : drawer.typeSum}`;
    default:
      return `${name}. ${drawer.typeSum}`;
  }
}

/** Returns the name of the step. */
export function stepName(till: TillContext, { drawer: step, session }: RegisterState): string {
  if (step === undefined) return "";
  if (step.type === "move") return till.words.cashWays[step.way];
  if (step.type === "float") {
    const pouch = step.no === null ? session?.staffName : undefined;
    return drawerName(till, { no: step.no ?? undefined, pouch, elsewhere: undefined });
  }
  const open = session?.drawers.list().find(({ id }) => id === step.session);
  return open === undefined ? till.words.drawer.title : drawerName(till, open.name);
}

/** Undefined for a step that nothing is kept of. */
function keyOf(step: DrawerStep): string | undefined {
  if (step.type === "counted") return undefined;
  if (step.type === "move") return `move/${step.way}`;
  return step.type === "float" ? FLOAT : step.session;
}

export function begunOf({ begunCounts }: RegisterState, of: string): BegunCount | undefined {
  return begunCounts.find((begun) => begun.of === of);
}

function begunBy(state: RegisterState, step: DrawerStep | undefined): BegunCount | undefined {
  const of = step && keyOf(step);
  return of === undefined ? undefined : begunOf(state, of);
}

/** Returns the typed lines of the count on the screen. */
export function begunHere(state: RegisterState): BegunCount | undefined {
  return begunBy(state, state.drawer);
}

function withBegun(state: RegisterState, begun: BegunCount): RegisterState {
  const others = state.begunCounts.filter(({ of }) => of !== begun.of);
  const isEmpty = begun.typed.length === 0 && begun.text === "";
  return { ...state, begunCounts: isEmpty ? others : [...others, begun] };
}

export function withTyped(state: RegisterState, typed: ReadonlyArray<string>): RegisterState {
  const of = state.drawer && keyOf(state.drawer);
  return of === undefined ? state : withBegun(state, { of, typed, text: "" });
}

/** The line as well: whoever goes on finds all of it. */
export function withTextKept(state: RegisterState): RegisterState {
  const of = state.screen === "drawer" && state.drawer ? keyOf(state.drawer) : undefined;
  if (of === undefined) return state;
  const typed = begunOf(state, of)?.typed ?? [];
  return { ...withBegun(state, { of, typed, text: state.text }), text: "" };
}

/** Returns to the step before the till was locked, with its text; the drawer may be closed by now. */
export function backAtDrawer(state: RegisterState, step: DrawerStep): RegisterState {
  const isOpen =
    step.type === "float" || step.type === "move"
      ? true
      : (state.session?.drawers.list().some(({ id }) => id === step.session) ?? false);
  if (!isOpen) return state;
  return { ...state, screen: "drawer", drawer: step, text: begunBy(state, step)?.text ?? "" };
}

/** Esc: the count waits. */
export function leaveDrawer(till: TillContext, state: RegisterState): RegisterState {
  const { drawer } = till.words;
  const kept = withTextKept(state);
  const begun = begunHere(kept);
  const next = onRegister(kept);
  if (begun === undefined || begun.typed.length === 0) return next;
  const say =
    begun.of === FLOAT ? drawer.keptFloat : drawer.kept({ drawer: stepName(till, state) });
  return hinted(next, say);
}

export function onRegister(state: RegisterState): RegisterState {
  return {
    ...state,
    screen: "register",
    drawer: undefined,
    text: "",
    isTextRefused: false,
    list: undefined,
    message: undefined,
  };
}

/** The state of the line after its text was used. */
export const EMPTY_LINE = { text: "", isTextRefused: false, message: undefined } as const;
