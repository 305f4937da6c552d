import {
  DEFAULT_STOPPING_RULE,
  lookAt,
  lookPlaces,
  type LabelSequence,
  type StoppingLook,
} from "@coppice/screening";

/** What the stopping rule said when it was last asked. */
export interface Advice {
  /** None before the first look. */
  readonly look: StoppingLook | undefined;
  /** Records to read until it is asked again; 0 where all are read. */
  readonly untilNext: number;
}

/**
 * Asks the default stopping rule at its own times, evenly spaced over all records: asked after every vote it would sooner or later
 * say stop by chance.
 */
export function stopAdvisor(total: number): (labels: LabelSequence) => Advice {
  const places = lookPlaces(DEFAULT_STOPPING_RULE, total);
  let last: { readonly labels: string; readonly look: StoppingLook } | undefined;
  return (labels) => {
    const place = places.findLast((each) => each <= labels.length);
    const next = places.find((each) => each > labels.length);
    const untilNext = next === undefined ? 0 : next - labels.length;
    if (place === undefined) return { look: undefined, untilNext };
    const read = labels.slice(0, place);
    const key = read.join("");
    if (last?.labels !== key) last = { labels: key, look: lookAt(DEFAULT_STOPPING_RULE, read, total) };
    return { look: last.look, untilNext };
  };
}
