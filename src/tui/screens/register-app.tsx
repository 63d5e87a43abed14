import { Text } from "ink";
import { type ReactNode, useMemo, useSyncExternalStore } from "react";

import { civilTime } from "../../domain/civil-time.ts";
import { ScreenContext } from "../components/screen-context.ts";
import { type RegisterStore } from "../register-store.ts";
import { type ScreenStyle } from "../screen-style.ts";
import { type TerminalSize } from "../terminal-guard.ts";
import { COLUMNS_MIN, ROWS_MIN, isTooSmall } from "../window-size.ts";
import { LogInScreen } from "./log-in-screen.tsx";
import { OfficeScreen } from "./office-screen.tsx";
import { SaleScreen } from "./sale-screen.tsx";

export interface RegisterAppProps {
  readonly store: RegisterStore;
  readonly style: ScreenStyle;
  readonly size: TerminalSize;
  /** Minutes to add to UTC for the shop's local time at that instant. */
  readonly offsetMinutes: (atMs: number) => number;
}

const SCREENS = {
  "log-in": LogInScreen,
  register: SaleScreen,
  payment: SaleScreen,
  office: OfficeScreen,
} as const;

/** The screen that the state asks for. */
export function RegisterApp({ store, style, size, offsetMinutes }: RegisterAppProps): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const { columns, rows } = size;
  const facts = useMemo(() => ({ style, columns, rows }), [style, columns, rows]);
  if (isTooSmall(size)) {
    const { port, words } = store.till;
    const { by, kept, tooSmall } = words.window;
    const training = port.shop.training ? `${words.training.bar}\n` : "";
    const told = tooSmall(by(columns, rows), by(COLUMNS_MIN, ROWS_MIN));
    return <Text>{`${training}${told}\n${kept}`}</Text>;
  }
  const nowMs = store.nowMs();
  const time = civilTime(nowMs, offsetMinutes(nowMs)).time.slice(0, 5);
  const Screen = SCREENS[state.screen];
  return (
    <ScreenContext value={facts}>
      <Screen till={store.till} state={state} time={time} />
    </ScreenContext>
  );
}
