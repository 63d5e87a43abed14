/** `1 receipt`, `2 receipts`; `2 tries` where the plural is said. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `1 paper waits`, `2 papers wait`; what stands between, as in `1 paper still waits`. */
export function papersWait(count: number, between = ""): string {
  return `${counted(count, "paper")}${between} ${count === 1 ? "waits" : "wait"}`;
}
