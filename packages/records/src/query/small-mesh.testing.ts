/** A made hierarchy, with names and the shape of MeSH, in NLM's ASCII form. */
export const SMALL_MESH = `*NEWRECORD
RECTYPE = D
MH = Mood Disorders
MN = F03.600
ENTRY = Affective Disorders|T048|NON|EQV|NLM (1991)|900509|abbcdef

*NEWRECORD
RECTYPE = D
MH = Depressive Disorder
MN = F03.600.300
PRINT ENTRY = Depressive Neuroses|T048|NON|EQV|UNK (19XX)|abbcdef

*NEWRECORD
RECTYPE = D
MH = Depressive Disorder, Major
MN = F03.600.300.375

*NEWRECORD
RECTYPE = D
MH = Depressive Disorder, Treatment-Resistant
MN = F03.600.300.387

*NEWRECORD
RECTYPE = D
MH = Depression
MN = F01.145.126.350

*NEWRECORD
RECTYPE = D
MH = Ketamine
MN = D02.455.426.392.368.367.379.249.500.500

*NEWRECORD
RECTYPE = D
MH = Animals
MN = B01.050

*NEWRECORD
RECTYPE = D
MH = Rats
MN = B01.050.150.900.649.313.992.635.505.700

*NEWRECORD
RECTYPE = D
MH = Humans
MN = B01.050.150.900.649.313.988.400.112.400.400
`;
