/** How far long work is, in whole percents, so that it is told a hundred times at most. */
export function percent({
  done,
  total,
}: {
  readonly done: number;
  readonly total: number;
}): string {
  return `${total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total))} %`;
}
