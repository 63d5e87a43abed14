/** `1 receipt`, `2 receipts`; `2 tries` where the plural is said. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
