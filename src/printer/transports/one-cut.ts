/** Whether a job's last act is its only cut: then one cut more on the printer's counter is this job. */

const GS = 0x1d;
const CUT = 0x56;
/** `GS V` with one byte behind it, or two. */
const LAST_BYTES_MAX = 4;

export function cutsOnceAtTheEnd(job: Uint8Array): boolean {
  const at = nextCut(job, 0);
  return at !== -1 && job.length - at <= LAST_BYTES_MAX && nextCut(job, at + 1) === -1;
}

function nextCut(job: Uint8Array, from: number): number {
  let at = job.indexOf(GS, from);
  while (at !== -1 && job[at + 1] !== CUT) at = job.indexOf(GS, at + 1);
  return at;
}
