/**
 * Published strategies.
 *
 * The Cochrane Highly Sensitive Search Strategies for randomised trials in MEDLINE, 2008 revision: Lefebvre et al.,
 * Technical Supplement to Chapter 4, Cochrane Handbook for Systematic Reviews of Interventions, version 6.3, 2022; boxes 3.a
 * to 3.d. How far each is compared with the print:
 *
 * - sensitivity-maximizing, PubMed: as transcribed line by line from box 4.4.a of Handbook 6.5 (which holds the 2008
 *   revision) by others, several of whom agree;
 * - sensitivity- and precision-maximizing, PubMed, and both for Ovid: lines 1 to 8 agree with reviews and programs that
 *   print them. The line of animals is as the first form has it; in the fourth it was found in none of them.
 *
 * Handbook 6.5 prints for Ovid a 2023 revision (box 4.4.b), which differs in its first line alone.
 */
export const HSSS_PUBMED = `#1 randomized controlled trial [pt]
#2 controlled clinical trial [pt]
#3 randomized [tiab]
#4 placebo [tiab]
#5 drug therapy [sh]
#6 randomly [tiab]
#7 trial [tiab]
#8 groups [tiab]
#9 #1 OR #2 OR #3 OR #4 OR #5 OR #6 OR #7 OR #8
#10 animals [mh] NOT humans [mh]
#11 #9 NOT #10
`;

export const HSSS_PUBMED_PRECISE = `#1 randomized controlled trial [pt]
#2 controlled clinical trial [pt]
#3 randomized [tiab]
#4 placebo [tiab]
#5 clinical trials as topic [mesh: noexp]
#6 randomly [tiab]
#7 trial [ti]
#8 #1 OR #2 OR #3 OR #4 OR #5 OR #6 OR #7
#9 animals [mh] NOT humans [mh]
#10 #8 NOT #9
`;

export const HSSS_OVID = `1    randomized controlled trial.pt.
2    controlled clinical trial.pt.
3    randomized.ab.
4    placebo.ab.
5    drug therapy.fs.
6    randomly.ab.
7    trial.ab.
8    groups.ab.
9    1 or 2 or 3 or 4 or 5 or 6 or 7 or 8
10   exp animals/ not humans.sh.
11   9 not 10
`;

/** Box 4.4.b of Handbook 6.5, as transcribed by others: the publication type is a heading that is exploded. */
export const HSSS_OVID_2023 = HSSS_OVID.replace(
  "randomized controlled trial.pt.",
  "exp randomized controlled trial/",
);

export const HSSS_OVID_PRECISE = `1    randomized controlled trial.pt.
2    controlled clinical trial.pt.
3    randomized.ab.
4    placebo.ab.
5    clinical trials as topic.sh.
6    randomly.ab.
7    trial.ti.
8    1 or 2 or 3 or 4 or 5 or 6 or 7
9    exp animals/ not humans.sh.
10   8 not 9
`;

/**
 * MEDLINE (Ovid), 36 lines, of the review of errors in search strategies behind PRESS: Sampson & McGowan, appendix A.
 * Line 34 asks for a journal by a name with "of" in it, line 28 has a subheading with its name, line 36 a bare limit.
 */
export const PRESS_OVID = `1. search$.tw.
2. exp "information storage and retrieval"/ or Medical Informatics/
3. Data Compression/
4. 2 not 3
5. or/1,4
6. quality control/ or Evaluation Studies/ or "reproducibility of results"/
7. (quality adj2 assess$).tw.
8. or/6-7
9. (quality or evaluat$).tw.
10. (precision or recall or sensitivity or relevance or specificity).tw.
11. (performance adj2 (measur$ or indicat$ or assess$)).tw.
12. "Sensitivity and Specificity"/
13. or/10-12
14. (error$ or mistake$ or failure$ or inaccura$ or misspell$).tw.
15. (MeSH or (subject adj2 heading$) or (controlled adj2 vocabulary) or redundan$ or explod$ or explos$ or spell$ or Medline).tw.
16. truncat$.tw.
17. (truncat$ adj6 (protein$ or gene$)).mp.
18. 16 not 17
19. exp Documentation/
20. exp Molecular Sequence Data/
21. 19 not 20
22. or/15,18,21
23. EVIDENCE-BASED MEDICINE/
24. META-ANALYSIS/
25. Review.pt.
26. "Review Literature"/
27. or/23-26
28. "INFORMATION STORAGE AND RETRIEVAL"/st [Standards]
29. and/27-28
30. and/5,8,13
31. and/5,13-14
32. and/9,13,22
33. or/29-32
34. "cochrane database of systematic reviews".jn.
35. 33 not 34
36. limit 35 to yr=1980 - 2005
`;
