import type { Facts } from "../record.testing.ts";

/** A made-up article with every field stated; the pairs of the suite are changes of these. */
export interface Article extends Facts {
  readonly title: string;
  readonly authors: string;
  readonly year: number;
  readonly journal: string;
  readonly abbreviation: string;
  readonly volume: string;
  readonly issue: string;
  readonly page: string;
  readonly doi: string;
}

/** title | authors | year | journal | abbreviation | volume | issue | pages */
const TABLE = `
Nocturnal oxygen for pellet-lung in retired foundry workers: a crossover trial | Ondraskova, Vilma T.; Keldermann, Joris; Abeywardena, Nuwan P. | 2009 | Journal of Occupational Breathing Medicine | J Occup Breath Med | 31 | 4 | 412-419
Early mobilisation after splinted tibial stress fractures in military recruits | Haverbeke, Lode; Ostrowicka, Danuta M.; Tamboli, Farid R. | 2012 | Annals of Field Orthopaedics | Ann Field Orthop | 18 | 2 | 77-85
Quinoa-based refeeding and serum phosphate in adolescents with anorexia | Mbeki-Larsson, Signe; Qureshi, Aftab; Dolezalova, Radka; Finnbogason, Orri | 2015 | Nutrition and Adolescent Health | Nutr Adolesc Health | 7 | 1 | 23-34
Intranasal lidocaine gel against post-dural puncture headache: a double-blind randomised trial | Castellanos-Brun, Ines; Weatherstone, Paul G.; Nakadai, Rumi | 2011 | European Archives of Obstetric Anaesthesia | Eur Arch Obstet Anaesth | 44 | 6 | 905-913
Metformin dose and lactate clearance in older adults with reduced filtration | Thorvik, Aslaug; Benedetti-Rho, Carlo; Oyelowo, Tunde | 2016 | Renal Pharmacology Reports | Ren Pharmacol Rep | 22 | 3 | 301-308
School-based fissure sealing and caries increment in seven mountain villages | Zangmo, Pema; Lindqvistsson, Bo; Arreguin, Marta L. | 2008 | International Journal of Rural Dentistry | Int J Rural Dent | 15 | 5 | 233-241
Gamma-band synchrony predicts response to melatonin in delirium after hip surgery | Vandepoele, Griet; Sugiyanto, Budi; Kirkbride, Alan W.; Petrossian, Ani | 2013 | Clinical Neurophysiology of Ageing | Clin Neurophysiol Ageing | 9 | 2 | 141-150
Aerosolised surfactant in moderate bronchiolitis: multicentre cluster trial | Ruttenberg, Elsa; Okonjo, Chidi; Vasquez-Thorn, Luz; Imamura, Sho | 2018 | Paediatric Airway Journal | Paediatr Airway J | 12 | 8 | 1101-1112
Honey dressings against silver sulfadiazine in partial-thickness burns: cost analysis | Pellegrinotti, Sara; Adeyinka-Holt, Grace; Rasool, Imran | 2010 | Wounds and Economics | Wounds Econ | 5 | 3 | 188-197
Telephone coaching for smoking cessation among shift-working bakers | Jorgensdottir, Una; Maccallum, Ewan B.; Ferraz, Joana | 2014 | Preventive Behaviour Quarterly | Prev Behav Q | 27 | 1 | 9-18
Oral zinc and the duration of acute diarrhoea in weaned infants: dose-finding study | Chandrasekhara, Latha; Boateng, Kofi; Ulbrichova, Hana | 2007 | Tropical Infant Nutrition | Trop Infant Nutr | 33 | 7 | 655-663
Serial lactate against capillary refill to guide fluids in early septic shock | Montesquieu, Aline; Bjarnholt, Nils; Yamauchi, Kei; Osei, Afua | 2019 | Critical Fluids | Crit Fluids | 3 | 2 | 66-78
Vitamin K antagonists and vertebral fracture risk in atrial fibrillation: registry cohort | Kowalczykowa, Ewa; Hartog, Ruud D.; Silvestrini, Gaia | 2017 | Bone and Rhythm | Bone Rhythm | 11 | 4 | 277-286
Mirror therapy for neglect after right hemisphere infarction: blinded assessor trial | Arrizabalaga, Jon; Chukwuma, Ifeoma; Steinbrecher, Uwe | 2012 | Restorative Stroke Science | Restor Stroke Sci | 26 | 9 | 1203-1211
Sublingual immunotherapy for birch pollen rhinitis in forestry students | Hakkarainen, Outi; Delacroix-Petit, Luc; Mohapatra, Sanjay | 2006 | Journal of Northern Allergy | J North Allergy | 19 | 3 | 145-153
Community health workers and blood pressure control in fishing settlements | Nakimuli, Sarah; Eriksdotter, Maja; Tuilagi, Sione; Prakash, Devi | 2020 | Global Coastal Health | Glob Coast Health | 8 | 6 | 512-523
Platelet-rich plasma for lateral epicondyle pain in tennis coaches: six-month outcomes | Belmokhtar, Yasmina; Gustavsen, Tor; Whitlocke, Dean | 2013 | Sports Tendon Research | Sports Tendon Res | 14 | 2 | 98-106
Home phototherapy for neonatal jaundice: parental anxiety and readmission | Szentgyorgyi, Piroska; Alvarenga, Rui; Mwangi, Wanjiru | 2011 | Neonatal Home Care | Neonatal Home Care | 6 | 4 | 321-330
Ultrasound-guided serratus block after minimally invasive mitral repair | Demirtas, Selin; Oduya, Peter; Marchetti-Lowe, Anna; Huang, Wenli | 2021 | Regional Cardiac Anaesthesia | Reg Card Anaesth | 4 | 1 | 41-49
Low-gluten oats and mucosal healing in coeliac disease: open-label extension | Fitzmorris, Aoife; Lehtonen-Ray, Kaisa; Barakat, Samir | 2015 | Gut and Grain | Gut Grain | 21 | 5 | 433-442
Bright light exposure and sleep fragmentation in dementia wards: stepped-wedge design | Ravndal, Sigrid; Castelnuovo, Pia; Osterhaus, Jan; Lungu, Mircea | 2016 | Sleep in Institutions | Sleep Inst | 10 | 3 | 211-222
Bacteriophage rinse for chronic sinus infection by resistant staphylococci: first-in-human | Topuria, Nino; Wickramasinghe, Amal; Delgado-Frost, Ivan | 2018 | Phage Therapeutics | Phage Ther | 2 | 2 | 55-64
Cognitive bias modification for spider fear in primary schools: waiting-list trial | Overgaauw, Nienke; Sithebe, Thandi; Kopecka, Zdena | 2014 | Child Anxiety Interventions | Child Anxiety Interv | 13 | 7 | 803-812
Hypertonic saline inhalation before sputum induction in silicosis screening | Banerjee-Holm, Rita; Tshabalala, Sipho; Cerny, Vaclav | 2009 | Dust Disease Bulletin | Dust Dis Bull | 38 | 1 | 17-25
`;

/** Twenty-four of them, of unlike subjects. */
export const ARTICLES: readonly Article[] = TABLE.trim()
  .split("\n")
  .map((row, index) => {
    const [title, authors, year, journal, abbreviation, volume, issue, page] = row.split(" | ") as [
      string, string, string, string, string, string, string, string,
    ]; // prettier-ignore
    const doi = `10.5555/hard.${year}.${String(index + 1).padStart(3, "0")}`;
    return { title, authors, year: Number(year), journal, abbreviation, volume, issue, page, doi };
  });

/** Words around which two texts of 40 words and more are made, so that abstracts can be equal or not. */
export function abstractOf(article: Article, variant: string): string {
  const names = article.title.toLowerCase().split(" ");
  return Array.from(
    { length: 12 },
    (_, at) =>
      `${names[at % names.length]!} ${variant} group ${at} showed ${names[(at * 3) % names.length]!} of`,
  ).join(" ");
}
