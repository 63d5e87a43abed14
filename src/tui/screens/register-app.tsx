import { Text } from "ink";
import { type ReactNode, useMemo, useSyncExternalStore } from "react";

import { civilTime } from "../../domain/civil-time.ts";
import { ScreenContext } from "../components/screen-context.ts";
import { type RegisterStore } from "../register-store.ts";
import { type ScreenStyle } from "../screen-style.ts";
import { type TerminalSize } from "../terminal-guard.ts";
import { LogInScreen } from "./log-in-screen.tsx";
import { SaleScreen } from "./sale-screen.tsx";

export interface RegisterAppProps {
  readonly store: RegisterStore;
  readonly style: ScreenStyle;
  readonly size: TerminalSize;
  /** Minutes to add to UTC for the shop's local time at that instant. */
  readonly offsetMinutes: (atMs: number) => number;
}

const COLUMNS_MIN = 80;
const ROWS_MIN = 24;

/** The screen that the state asks for. */
export function RegisterApp({ store, style, size, offsetMinutes }: RegisterAppProps): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const { columns, rows } = size;
  const facts = useMemo(() => ({ style, columns, rows }), [style, columns, rows]);
  if (columns < COLUMNS_MIN || rows < ROWS_MIN) {
    const least = `${COLUMNS_MIN} by ${ROWS_MIN}`;
    return <Text>{`The window is ${columns} by ${rows}: make it ${least} or larger.`}</Text>;
  }
  const nowMs = store.nowMs();
  const time = civilTime(nowMs, offsetMinutes(nowMs)).time.slice(0, 5);
  const Screen = state.screen === "log-in" ? LogInScreen : SaleScreen;
  return (
    <ScreenContext value={facts}>
      <Screen till={store.till} state={state} time={time} />
    </ScreenContext>
  );
}
