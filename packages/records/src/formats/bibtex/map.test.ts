import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../model.ts";
import { readPieces } from "../reader.testing.ts";
import { bibtex } from "./format.ts";

const raw = String.raw;

function read(text: string): { readonly records: readonly BibRecord[]; readonly codes: readonly string[] } {
  const { records, problems } = readPieces(bibtex, [text], false);
  return { records, codes: problems.map(({ code }) => code) };
}

describe("a record", () => {
  test("of BibTeX's fields", () => {
    const { records, codes } = read(raw`
      @article{caddy2014,
        author = {Caddy, Caroline and Giaroli, Giovanni and {The Group}},
        editor = {Ed, Ann},
        title = {Ketamine {as} the prototype: na{\"\i}ve \textit{in vivo}},
        journal = {Therapeutic {\&} advances},
        year = 2014, month = apr, day = 3,
        volume = {4}, number = {2}, pages = {75--99},
        doi = {https://doi.org/10.1177/2045125313507739},
        pmid = {24688759}, pmcid = {PMC3952483},
        issn = {2045-1253, 2045-1261}, url = {https://x.org/a\_b},
        keywords = {ketamine, depression}, language = {eng},
        abstract = {Line one
          and $p<0.05$.}, note = {Read}, publisher = {Sage}, address = {London}
      }`);
    expect(codes).toEqual([]);
    expect(records[0]).toMatchObject({
      id: "pieces#1",
      source: { format: "bibtex", ordinal: 1, line: 2 },
      ids: { doi: "10.1177/2045125313507739", pmid: "24688759", pmcid: "PMC3952483", doiWitnesses: ["doi"] },
      title: "Ketamine as the prototype: naïve in vivo",
      authors: [
        { family: "Caddy", given: "Caroline" },
        { family: "Giaroli", given: "Giovanni" },
        { collective: "The Group" },
      ],
      editors: [{ family: "Ed", given: "Ann" }],
      journal: { title: "Therapeutic & advances", issn: [{ value: "2045-1253" }, { value: "2045-1261" }] },
      date: { year: 2014, month: 4, day: 3 },
      volume: "4",
      issue: "2",
      pages: { first: "75", last: "99" },
      keywords: ["ketamine", "depression"],
      languages: ["eng"],
      publicationTypes: ["article"],
      abstract: "Line one and p<0.05.",
      notes: ["Read"],
      publisher: "Sage",
      place: "London",
      urls: ["https://x.org/a_b"],
    });
    expect(records[0]!.raw.slice(0, 2)).toEqual([
      { tag: "@article", value: "caddy2014", line: 2 },
      { tag: "author", value: "Caddy, Caroline and Giaroli, Giovanni and {The Group}", line: 3 },
    ]);
  });

  test("of BibLaTeX's fields", () => {
    const { records } = read(raw`
      @inproceedings{x,
        author = {family=Berg, given=Jan, prefix=van den}, author+an:orcid = {1="0000-0002-4751-4637"},
        editor = {Dir, Ann}, editortype = {director}, editora = {Red, Bob}, editoratype = {redactor},
        title = {Main}, subtitle = {Sub}, booktitle = {Book}, booksubtitle = {Second},
        date = {2014-04-03/2014-04-05}, origdate = {1999}, urldate = {2015-01-02}, eventtitle = {ACM},
        shortjournal = {B.}, eprint = {24688759}, eprinttype = {pubmed}, isbn = {978-3-16-148410-0},
        location = {Berlin and New York}, langid = {ngerman}, annotation = {note}
      }
      @techreport{y, title = {T}, number = {TR-7}, institution = {MIT}, type = {Memo}, year = {2001}}
      @phdthesis{z, title = {Z}, school = {ETH}, year = {2002}}
      @misc{w, title = {W}, eprint = {2401.00001}, archiveprefix = {arXiv}, year = {2024}}`);
    expect(records[0]).toMatchObject({
      authors: [{ family: "van den Berg", given: "Jan", orcid: "0000-0002-4751-4637" }],
      editors: [{ family: "Red", given: "Bob" }],
      title: "Main: Sub",
      journal: { title: "Book: Second", abbreviation: "B." },
      date: { year: 2014, month: 4, day: 3 },
      history: [
        { event: "original-publication" },
        { event: "accessed", date: { year: 2015, month: 1, day: 2 } },
      ],
      conference: "ACM",
      ids: { pmid: "24688759", isbn: ["978-3-16-148410-0"] },
      place: "Berlin; New York",
      languages: ["ngerman"],
      notes: ["note"],
      publicationTypes: ["inproceedings"],
    });
    expect(records[1]).toMatchObject({
      ids: { accession: "TR-7" },
      publisher: "MIT",
      publicationTypes: ["techreport", "Memo"],
    });
    expect(records[1]!.issue).toBeUndefined();
    expect(records[2]).toMatchObject({ publisher: "ETH", date: { year: 2002 } });
    expect(records[3]!.ids.accession).toBe("arxiv:2401.00001");
  });

  test.each([
    ["year = 2014, month = {March}", [2014, 3, undefined]],
    ["year = 2014, month = {3}", [2014, 3, undefined]],
    ['year = 2014, month = "1~" # jan', [2014, 1, 1]],
    ["year = 2014, month = mar # {-} # apr", [2014, 3, undefined]],
    ["year = 2014, month = {Spring}", [2014, undefined, undefined]],
    ["year = {c. 1999}", [1999, undefined, undefined]],
    ["date = {2014-05}", [2014, 5, undefined]],
    ["date = {2014}, month = {05}", [2014, 5, undefined]],
  ])("the date of %s", (fields, [year, month, day]) => {
    const { date } = read(`@a{k, title = {T}, ${fields}}`).records[0]!;
    expect([date?.year, date?.month, date?.day]).toEqual([year, month, day]);
  });

  test("warns of what it cannot read", () => {
    expect(read(raw`@a{k, title = {\foo{} T}, year = {in press}}`).codes).toEqual([
      "not-a-year",
      "unknown-latex",
    ]);
    expect(read("@a{k, title = {KÃ¶ln}, year = 2001}").codes).toEqual(["garbled-text"]);
  });
});

describe("inheritance", () => {
  const parent =
    "@proceedings{p, title = {Proc}, editor = {Ed, A}, year = 2001, publisher = {Pub}, doi = {10.1000/p}, isbn = {1}}";
  const child = "@inproceedings{c, crossref = {P}, title = {Child}, author = {Au, B}}";

  test.each([
    ["before", `${parent}\n${child}`, 1],
    ["after", `${child}\n@misc{other, title = {O}}\n${parent}`, 0],
  ])("from an entry %s it", (_, text, place) => {
    const { records, codes } = read(text);
    const record = records[place]!;
    expect(codes).toEqual([]);
    expect(record).toMatchObject({
      title: "Child",
      journal: { title: "Proc" },
      date: { year: 2001 },
      publisher: "Pub",
      editors: [{ family: "Ed" }],
    });
    expect(record.ids.doi).toBeUndefined();
    expect(record.raw.slice(4).map(({ tag, value }) => [tag, value])).toEqual([
      ["@inherits", "p"],
      ["booktitle", "Proc"],
      ["editor", "Ed, A"],
      ["year", "2001"],
      ["publisher", "Pub"],
      ["isbn", "1"],
    ]);
    expect(records.map(({ source }) => source.ordinal)).toEqual(records.map((_, index) => index + 1));
  });

  test("own fields win, xdata gives all, and chains and loops end", () => {
    const { records, codes } = read(
      `@xdata{x, publisher = {X}, doi = {10.1000/x}}\n@book{a, title = {A}, xdata = {x, y}, crossref = {b}}\n@xdata{y, location = {Y}}\n@mvbook{b, title = {B}, crossref = {a}, year = 2000}`,
    );
    expect(codes).toEqual([]);
    expect(records.map(({ title }) => title)).toEqual(["A", "B"]);
    expect(records[0]).toMatchObject({
      publisher: "X",
      place: "Y",
      ids: { doi: "10.1000/x" },
      date: { year: 2000 },
    });
  });

  test("a parent that is not in the file is named", () => {
    const { records, codes } = read(`${child}\n@misc{k, title = {x}}`);
    expect(codes).toEqual(["unresolved-crossref"]);
    expect(records).toHaveLength(2);
  });
});
