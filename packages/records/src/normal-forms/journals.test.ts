import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { isJournalAbbreviation, isSameJournal, journalKey } from "./journals.ts";

describe("isJournalAbbreviation", () => {
  test.each([
    ["J Clin Oncol", "Journal of clinical oncology : official journal of the American Society of Clinical Oncology"],
    ["Lancet", "Lancet (London, England)"],
    ["BMJ", "BMJ (Clinical research ed.)"],
    ["Cochrane Database Syst Rev", "The Cochrane database of systematic reviews"],
    ["Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences of the United States of America"],
    ["J Appl Physiol (1985)", "Journal of applied physiology (Bethesda, Md. : 1985)"],
    ["Otolaryngol Head Neck Surg", "Otolaryngology--head and neck surgery : official journal of American Academy of Otolaryngology"],
    ["Eur Arch Otorhinolaryngol", "European archives of oto-rhino-laryngology"],
    ["MMWR Morb Mortal Wkly Rep", "MMWR. Morbidity and mortality weekly report"],
    ["Dtsch Arztebl Int", "Deutsches Arzteblatt international"],
    ["Health Technol Assess", "Health technology assessment (Winchester, England)"],
    ["Ann. Intern. Med.", "Annals of Internal Medicine"],
    ["N Engl J Med", "The New England Journal of Medicine"],
    ["JAMA", "Journal of the American Medical Association"],
    ["Biol Mood Anxiety Disord", "Biology of Mood & Anxiety Disorders"],
    ["Trials", "Trials [electronic resource]"],
  ])("%j of %j", (short, full) => expect(isJournalAbbreviation(short, full)).toBe(true)); // prettier-ignore

  test.each([
    ["J Clin Oncol", "Journal of clinical psychiatry"],
    ["J Clin Psychiatry", "Journal of clinical psychology"],
    ["Am J Psychiatry", "American journal of psychiatry and neurology"],
    ["Br J Surg", "British journal of plastic surgery"],
    ["For Sci", "Science"],
    ["Science", "Social science"],
    ["", "Science"],
  ])("not %j of %j", (short, full) => expect(isJournalAbbreviation(short, full)).toBe(false));

  test("cutting words anywhere and leaving small ones out gives an abbreviation; another order does not", () => {
    const word = fc.stringMatching(/^[a-z]{5,10}$/).filter((text) => new Set(text).size > 3);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 5, selector: (text) => text[0]! }), fc.nat(4), (words, cut) => {
        const short = words.map((each) => each.slice(0, Math.min(each.length, cut + 2)));
        expect(isJournalAbbreviation(short.join(" "), `The ${words.join(" of the ")} (London)`)).toBe(true);
        expect(isJournalAbbreviation([...short].reverse().join(" "), words.join(" "))).toBe(false);
        expect(isJournalAbbreviation(short.slice(1).join(" "), words.join(" "))).toBe(false);
      }),
    ); // prettier-ignore
  });
});

test.each([
  ["The Lancet (London, England)", "Lancet"],
  ["Biology of Mood & Anxiety Disorders", "Biology of mood and anxiety disorders"],
  ["Trials [electronic resource]", "TRIALS"],
  ["Revista Española de Salud Pública", "Revista Espanola de Salud Publica"],
])("%j and %j have one key", (one, other) => {
  expect(journalKey(one)).toBe(journalKey(other));
  expect(isSameJournal(one, other)).toBe(true);
});

/** Abbreviation (TA) and title (JT) of the MEDLINE records below a folder, each pair once. */
function medlinePairs(root: string): readonly (readonly [short: string, full: string])[] {
  const pairs = new Map<string, readonly [string, string]>();
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => /\.(?:nbib|ris|txt)$/.test(name))) {
    const text = readFileSync(join(root, file), "utf8").replace(/\r\n?/g, "\n");
    for (const entry of text.split(/\n(?=PMID- )/)) {
      const full = /^JT {2}- (.*(?:\n {6}.*)*)/m.exec(entry)?.[1]?.replace(/\n\s+/g, " ");
      const short = /^TA {2}- (.*)/m.exec(entry)?.[1];
      if (full !== undefined && short !== undefined) pairs.set(`${short}|${full}`, [short, full]);
    }
  }
  return [...pairs.values()];
}

describeShared("journals of real MEDLINE records", ["corpora", "records"], (root) => {
  test("97 in 100 abbreviations are known as such, and 5 in 1000 pairs of different journals at most", () => {
    const pairs = medlinePairs(root);
    expect(pairs.length).toBeGreaterThan(100);
    const known = pairs.filter(([short, full]) => isJournalAbbreviation(short, full));
    expect(known.length / pairs.length).toBeGreaterThan(0.97);
    const others = pairs.flatMap(([short]) => pairs.map(([other, full]) => [short, other, full] as const));
    const strangers = others.filter(([short, other]) => short !== other);
    const wrong = strangers.filter(([short, , full]) => isJournalAbbreviation(short, full));
    expect(wrong.length / strangers.length).toBeLessThan(0.005);
  });
});
