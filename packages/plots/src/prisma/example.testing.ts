import type { PrismaFlowData } from "./prisma-flow-data.ts";

/** A finished review with both columns; the counts are invented and add up. */
export function twoColumnFlow(): PrismaFlowData {
  return {
    id: "flow-two",
    title: "Flow of records and reports: single-dose ketamine for depression",
    databases: {
      sources: [
        { name: "MEDLINE (PubMed)", n: 1204 },
        { name: "Embase (Ovid)", n: 1873 },
        { name: "CENTRAL", n: 412 },
        { name: "ClinicalTrials.gov", n: 96 },
      ],
      identified: 3585,
      duplicatesRemoved: 1011,
      automationRemoved: 0,
      otherRemoved: [{ reason: "Published before 1990", n: 12 }],
      screened: 2562,
      excludedAtScreening: 2391,
      sought: 171,
      notRetrieved: 4,
      assessed: 167,
      excludedAtFullText: [
        { reason: "Not randomised", n: 58 },
        { reason: "Not depression", n: 31 },
        { reason: "Repeated doses only", n: 22 },
        { reason: "No usable outcome", n: 9 },
      ],
    },
    other: {
      sources: [
        { name: "Citation searching", n: 23 },
        { name: "Websites of organisations", n: 5 },
      ],
      identified: 28,
      sought: 28,
      notRetrieved: 3,
      assessed: 25,
      excludedAtFullText: [
        { reason: "Not randomised", n: 17 },
        { reason: "Abstract of a report already included", n: 4 },
      ],
    },
    included: { studies: 36, reports: 51 },
    refs: {
      "databases.identified": "search:all",
      included: "studies",
      "other.excludedAtFullText": "decisions:other",
    },
  };
}

/** One column of a review that nobody has finished yet, with empty boxes. */
export function unfinishedFlow(): PrismaFlowData {
  return {
    id: "flow-unfinished",
    title: "Flow of records and reports, screening still under way",
    databases: {
      sources: [{ name: "MEDLINE (PubMed)", n: 640 }],
      identified: 640,
      duplicatesRemoved: 0,
      screened: 640,
      excludedAtScreening: 418,
      awaitingScreening: 180,
      sought: 42,
      notRetrieved: 0,
      assessed: 42,
      excludedAtFullText: [],
      awaitingFullText: 30,
    },
    included: { studies: 11, reports: 12 },
  };
}

/** An edition of a living review, with all the boxes there are. */
export function livingFlow(): PrismaFlowData {
  const base = twoColumnFlow();
  return {
    ...base,
    id: "flow-living",
    title: "Flow of records and reports, third edition",
    databases: { ...base.databases, awaitingFullText: 6 },
    previous: { studies: 28, reports: 40 },
    total: { studies: 64, reports: 91 },
  };
}
