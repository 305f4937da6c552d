import { describe, expect, test } from "vitest";
import { readCsvRecords } from "./read.ts";

/** Made by hand after the columns that the registers name; no real export is at hand. */
describe("tables of trial registers", () => {
  test.each([
    [
      "ClinicalTrials.gov, as it is",
      "NCT Number,Study Title,Study URL,Acronym,Study Status,Brief Summary,Conditions,Interventions,Sponsor,Study Type,Enrollment,Other IDs,Start Date,First Posted",
      'NCT01234567,A trial of light,https://clinicaltrials.gov/study/NCT01234567,LIT,COMPLETED,"Light, or none.",Depression|Insomnia,DEVICE: Lamp|OTHER: None,A University,INTERVENTIONAL,120,ISRCTN12345678|abc-7,2014-02,2014-01-30',
      {
        registrations: ["NCT01234567", "ISRCTN12345678"],
        keywords: ["Depression", "Insomnia", "DEVICE: Lamp", "OTHER: None"],
        sponsor: "A University",
        type: "INTERVENTIONAL",
        abstract: "Light, or none.",
        month: 1,
      },
    ],
    [
      "ClinicalTrials.gov, as it was",
      "Rank,NCT Number,Title,Acronym,Status,Study Results,Conditions,Interventions,Sponsor/Collaborators,Study Type,Other IDs,First Posted,URL",
      '1,NCT01234567,A trial of light,LIT,Completed,No Results Available,Depression|Insomnia,Device: Lamp,A University|A Company,Interventional,abc-7,"January 30, 2014",https://clinicaltrials.gov/show/NCT01234567',
      {
        registrations: ["NCT01234567"],
        keywords: ["Depression", "Insomnia", "Device: Lamp"],
        sponsor: "A University",
        type: "Interventional",
        abstract: undefined,
        month: 1,
      },
    ],
    [
      "WHO ICTRP",
      "TrialID,Last Refreshed on,Public title,Scientific title,Acronym,Primary Sponsor,Date registration,Source Register,web address,Study type,Condition,Intervention,Secondary ID",
      "ACTRN12612000123456,1 June 2020,Light for mood,A trial of light,,A University,2014-01-30,ANZCTR,https://anzctr.org.au/x,Interventional,Depression<br>Insomnia,Lamp,U1111-1111-1111",
      {
        registrations: ["ACTRN12612000123456"],
        keywords: ["Depression", "Insomnia", "Lamp"],
        sponsor: "A University",
        type: "Interventional",
        abstract: undefined,
        month: 1,
      },
    ],
  ] as const)("%s", (_, header, row, expected) => {
    const { records, problems } = readCsvRecords(`${header}\n${row}\n`, "a.csv");
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject({
      title: "A trial of light",
      ids: { registrations: expected.registrations, accession: expected.registrations[0] },
      authors: [{ collective: expected.sponsor }],
      publicationTypes: ["registration", expected.type],
      keywords: expected.keywords,
      date: { year: 2014, month: expected.month },
      urls: [expect.stringMatching(/^https:/)],
    });
    expect(records[0]!.abstract).toBe(expected.abstract);
  });

  test("CENTRAL: publications with the numbers of their trials", () => {
    const { records } = readCsvRecords(
      'Cochrane ID,Title,Author(s),Source,Year,Volume,Issue,Pages,PubMed ID,DOI,Abstract,URL,Registration\nCN-01234567,A trial,"Doe J; Roe R",J Made Things,2014,4,2,75-9,24688759,10.1000/x,Light.,https://a,NCT01234567\n',
      "a.csv",
    );
    expect(records[0]).toMatchObject({
      ids: { accession: "CN-01234567", pmid: "24688759", doi: "10.1000/x", registrations: ["NCT01234567"] },
      journal: { title: "J Made Things" },
      pages: { first: "75", last: "79" },
      publicationTypes: [],
    });
    expect(records[0]!.authors).toHaveLength(2);
  });

  test("titles and abstracts without the marks of a page; the cell stays in raw", () => {
    const { records } = readCsvRecords(
      "title,journal,doi\nA &lt; B in <i>vivo</i>,Health &amp; Place,10.1000/x\n",
      "a",
    );
    expect(records[0]).toMatchObject({ title: "A < B in vivo", journal: { title: "Health & Place" } });
    expect(records[0]!.raw[0]).toMatchObject({ value: "A &lt; B in <i>vivo</i>" });
  });
});
