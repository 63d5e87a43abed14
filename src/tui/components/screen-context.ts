/** What every component draws with: the look and the size of the terminal. */

import { createContext, useContext } from "react";

import { type ScreenStyle, createScreenStyle } from "../screen-style.ts";

export interface ScreenFacts {
  readonly style: ScreenStyle;
  readonly columns: number;
  readonly rows: number;
}

export const ScreenContext = createContext<ScreenFacts>({
  style: createScreenStyle({ ascii: true, color: false }),
  columns: 80,
  rows: 24,
});

export function useScreen(): ScreenFacts {
  return useContext(ScreenContext);
}
