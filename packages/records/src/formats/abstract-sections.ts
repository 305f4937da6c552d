import type { AbstractSection } from "../model.ts";

/** Words of which each label of a structured abstract has one; a label without any is taken for text. */
const LABEL_WORDS =
  /\b(?:ABSTRACT|AIMS?|ANALYS[IE]S|APPROACH|BACKGROUND|CASES?|CLINICAL|CONCLUSIONS?|CONTEXT|CONTRIBUTIONS?|DATA|DESIGN|DISCUSSION|ELIGIBILITY|EVALUATION|EVIDENCE|EXPERIMENTAL|FINDINGS?|FUNDING|GOALS?|HYPOTHES[IE]S|IMPACT|IMPLICATIONS?|IMPORTANCE|INTERPRETATION|INTERVENTIONS?|INTRODUCTION|LIMITATIONS?|MATERIALS?|MEASUREMENTS?|MEASURES?|METHODOLOGY|METHODS?|OBJECTIVES?|OUTCOMES?|PARTICIPANTS?|PATIENTS?|POPULATION|PROCEDURES?|PURPOSE|QUESTIONS?|RATIONALE|RECOMMENDATIONS?|REGISTRATION|RELEVANCE|RESULTS?|SAMPLES?|SEARCH|SELECTION|SETTINGS?|SIGNIFICANCE|SOURCES?|STUDY|SUBJECTS?|SUMMARY|SYNTHESIS|TRIAL|VALUE)\b/;

const LONGEST_LABEL = 70;
const SPACE = 32;

/**
 * The parts of a structured abstract that was printed as one text, "BACKGROUND: … METHODS: …". Labels are in capitals, at
 * the beginning or after the end of a sentence, each with a word that such labels have; there are at least two, and the
 * first stands at the beginning. Undefined where that does not hold. Joined as "LABEL: text" they are the text again.
 *
 * @example splitAbstract("AIM: To see. RESULTS: Seen.") // [{ label: "AIM", text: "To see." }, { label: "RESULTS", … }]
 */
export function splitAbstract(text: string): AbstractSection[] | undefined {
  const first = text.indexOf(": ");
  if (first < 3 || first > LONGEST_LABEL || labelStart(text, first) !== 0) return undefined;
  const sections: { label: string; text: string }[] = [];
  let label = text.slice(0, first);
  let from = first + 2;
  for (let colon = text.indexOf(": ", from); colon >= 0; colon = text.indexOf(": ", colon + 2)) {
    const start = labelStart(text, colon);
    if (start <= from) continue;
    sections.push({ label, text: text.slice(from, start - 1) });
    label = text.slice(start, colon);
    from = colon + 2;
  }
  if (sections.length === 0) return undefined;
  sections.push({ label, text: text.slice(from) });
  return sections;
}

/** Where the label that ends before a colon begins; -1 where the words before it are none. */
function labelStart(text: string, colon: number): number {
  let at = colon;
  const stop = Math.max(0, colon - LONGEST_LABEL);
  while (at > stop && isLabelCharacter(text.charCodeAt(at - 1))) at -= 1;
  while (at < colon && !isCapital(text.charCodeAt(at))) at += 1;
  if (colon - at < 3) return -1;
  const isBegun =
    at === 0 || (at > 1 && text.charCodeAt(at - 1) === SPACE && ".?!)]%".includes(text[at - 2]!));
  return isBegun && LABEL_WORDS.test(text.slice(at, colon)) ? at : -1;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Capitals, blanks and the marks between words: ' & , - / ( ) and the typographic apostrophe. */
function isLabelCharacter(code: number): boolean {
  return (
    isCapital(code) ||
    code === SPACE ||
    (code >= 38 && code <= 41) ||
    code === 44 ||
    code === 45 ||
    code === 47 ||
    code === 0x2019
  );
}
