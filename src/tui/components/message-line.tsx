import { Text } from "ink";
import { type ReactNode } from "react";

import { drawable } from "../cell-text.ts";
import { type Message } from "../register-state.ts";
import { useScreen } from "./screen-context.ts";

export interface MessageLineProps {
  readonly message: Message | undefined;
}

const SIGNS = { done: "+", hint: "?", error: "!" } as const;

/** What happened and what to do; the sign says the level where there is no colour. */
export function MessageLine({ message }: MessageLineProps): ReactNode {
  const { style } = useScreen();
  if (message === undefined) return <Text> </Text>;
  const text = ` ${SIGNS[message.level]} ${drawable(message.text, style.ascii)}`;
  return <Text wrap="truncate">{style[message.level](text)}</Text>;
}
