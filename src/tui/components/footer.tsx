import { Text } from "ink";
import { type ReactNode } from "react";

import { COMMANDS, keyLabel } from "../commands.ts";
import { type RegisterState } from "../register-state.ts";
import { useScreen } from "./screen-context.ts";

export interface FooterProps {
  readonly state: RegisterState;
}

/** The same keys at the same places on every screen; those that work now are marked. */
export function Footer({ state }: FooterProps): ReactNode {
  const { style } = useScreen();
  const keys = COMMANDS.filter(({ inFooter }) => inFooter).map((command) => {
    const key = command.keys[0];
    const label = key === undefined ? "" : keyLabel(key);
    const works = command.available(state) === true;
    return `${works ? style.reverse(label) : label} ${command.label}`;
  });
  return <Text wrap="truncate">{` ${keys.join("  ")}`}</Text>;
}
