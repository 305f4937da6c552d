/** Commands that stand for one text, in text or in math. Pairs of name and text; the text of a few is a blank. */
const NAMED = `
alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ
Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
textalpha α textbeta β textgamma γ textdelta δ textepsilon ε texteta η texttheta θ textkappa κ textlambda λ textmu μ
textpi π textsigma σ texttau τ textphi φ textchi χ textpsi ψ textomega ω textDelta Δ textOmega Ω textSigma Σ
upalpha α upbeta β upgamma γ updelta δ upmu μ uppi π upsigma σ uptau τ upomega ω
ss ß SS ẞ o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å dh ð DH Ð dj đ DJ Đ th þ TH Þ ng ŋ NG Ŋ i ı j ȷ
times × div ÷ pm ± mp ∓ cdot · ast ∗ star ⋆ circ ° bullet • leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ ll ≪ gg ≫ leqslant ≤ geqslant ≥
lt < gt > approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ oint ∮ in ∈ notin ∉
ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ wedge ∧
land ∧ vee ∨ lor ∨ perp ⊥ parallel ∥ mid | vert | Vert ‖ angle ∠ triangle △ prime ′ dagger † ddagger ‡ ell ℓ hbar ℏ
Re ℜ Im ℑ aleph ℵ wp ℘ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉
to → rightarrow → leftarrow ← gets ← uparrow ↑ downarrow ↓ leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔
longrightarrow → longleftarrow ← mapsto ↦ rightleftharpoons ⇌ ldots … dots … cdots ⋯ vdots ⋮ lbrace { rbrace } lbrack [
rbrack ] setminus ∖ backslash \\ lesssim ≲ gtrsim ≳ checkmark ✓ square □ Box □ diamond ⋄ clubsuit ♣ heartsuit ♥ male ♂
female ♀ mars ♂ venus ♀ sun ☉ odot ⊙ micro µ degree ° celsius ℃ ohm Ω angstrom Å mathcelsius ℃ permil ‰
textless < textgreater > textbar | textbackslash \\ textasciitilde ~ textasciicircum ^ textunderscore _ textbraceleft {
textbraceright } textdollar $ textquotesingle ' textquotedbl " textquotedblleft “ textquotedblright ” textquoteleft ‘
textquoteright ’ quotedblbase „ quotesinglbase ‚ guillemotleft « guillemotright » guillemetleft « guillemetright »
guilsinglleft ‹ guilsinglright › textendash – textemdash — texthyphen - textellipsis … textbullet • textperiodcentered ·
textcopyright © copyright © textregistered ® texttrademark ™ textservicemark ℠ textdegree ° textcelsius ℃ textpm ±
texttimes × textdiv ÷ textmu µ textohm Ω textperthousand ‰ textpertenthousand ‱ textonehalf ½ textonequarter ¼
textthreequarters ¾ textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textordfeminine ª textordmasculine º
textsection § S § textparagraph ¶ P ¶ textdagger † dag † textdaggerdbl ‡ ddag ‡ textsterling £ pounds £ texteuro € euro €
textyen ¥ textcent ¢ textcurrency ¤ textflorin ƒ textexclamdown ¡ textquestiondown ¿ textinterrobang ‽ textinterrobangdown ⸘
textnumero № textrightarrow → textleftarrow ← textuparrow ↑ textdownarrow ↓ textlangle 〈 textrangle 〉 textasteriskcentered ∗
textbrokenbar ¦ textlnot ¬ textsurd √ textmarried ⚭ textborn ⋆ textdied † textrecipe ℞ textestimated ℮ slash /
LaTeX LaTeX TeX TeX LaTeXe LaTeX2ε BibTeX BibTeX lq ‘ rq ’ cprime ʹ textprime ′ textapostrophe ’ textcommabelow ,
log log ln ln exp exp sin sin cos cos tan tan max max min min lim lim sup sup inf inf det det dim dim arg arg Pr Pr
colon : textcolon : aap A&A aj AJ apj ApJ apjl ApJ apjs ApJS mnras MNRAS nat Nature pasp PASP prl PRL prd PRD
`;

/** Commands that stand for a blank. */
const BLANKS =
  "quad qquad par newline linebreak space nobreakspace thinspace enspace emspace hfill break nobreak smallskip medskip bigskip";

/** Commands that change how text looks, or where it stands: they fall away, their argument stays. */
const NOTHING = `
textit textbf emph textsc textsl texttt textrm textsf textup textmd textnormal textlf text mathrm mathbf mathit mathsf mathtt
mathcal mathbb mathfrak mathscr mathnormal boldsymbol bm pmb mbox hbox fbox makebox uppercase lowercase MakeUppercase
MakeLowercase MakeSentenceCase mkbibemph mkbibbold mkbibitalic mkbibacro underline uline ul textquoted ensuremath operatorname
it bf em tt sc rm sl sf up md itshape bfseries mdseries ttfamily scshape rmfamily sffamily slshape upshape normalfont
normalsize tiny scriptsize footnotesize small large Large LARGE huge Huge displaystyle textstyle scriptstyle scriptscriptstyle
left right big Big bigg Bigg bigl bigr Bigl Bigr limits nolimits relax protect noindent allowbreak sloppy raggedright centering
null leavevmode unskip ignorespaces cyr bibcyr selectlanguage natexlab bibnamedelima bibinitperiod
citeauthor textcite cite parencite autocite footnote nocase NoCaseChange textsmaller textlarger nolinkurl path acs ac gls
`;

function pairs(list: string): ReadonlyMap<string, string> {
  const words = list.trim().split(/\s+/);
  const map = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) map.set(words[at]!, words[at + 1]!);
  return map;
}

function each(list: string, text: string): readonly (readonly [name: string, text: string])[] {
  return list
    .trim()
    .split(/\s+/)
    .map((name) => [name, text] as const);
}

/** The text of a command without arguments, or of one whose argument stays as it is (then the text is empty). */
export const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...pairs(NAMED),
  ["textasciigrave", "`"],
  ...each(BLANKS, " "),
  ...each(NOTHING, ""),
]);

/** Commands of one sign that is no letter. */
export const SIGNS: ReadonlyMap<string, string> = new Map([
  ["&", "&"], ["%", "%"], ["$", "$"], ["#", "#"], ["_", "_"], ["{", "{"], ["}", "}"], ["\\", " "], [" ", " "], ["\n", " "],
  ["\t", " "], ["\r", " "], [",", " "], [";", " "], [":", " "], [">", " "], ["!", ""], ["/", ""], ["-", ""], ["@", ""],
  ["*", ""], ["(", ""], [")", ""], ["[", ""], ["]", ""], ["|", "‖"], ["+", ""],
]); // prettier-ignore

/** Accents by their command: the combining mark that stands behind its letter. */
export const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["`", "\u0300"], ["'", "\u0301"], ["^", "\u0302"], ["~", "\u0303"], ['"', "\u0308"], ["=", "\u0304"], [".", "\u0307"],
  ["u", "\u0306"], ["v", "\u030c"], ["H", "\u030b"], ["r", "\u030a"], ["c", "\u0327"], ["k", "\u0328"], ["d", "\u0323"],
  ["b", "\u0331"], ["t", "\u0361"], ["h", "\u0309"], ["G", "\u030f"], ["U", "\u030e"], ["f", "\u0311"],
  ["grave", "\u0300"], ["acute", "\u0301"], ["hat", "\u0302"], ["widehat", "\u0302"], ["tilde", "\u0303"],
  ["widetilde", "\u0303"], ["ddot", "\u0308"], ["bar", "\u0304"], ["overline", "\u0304"], ["dot", "\u0307"],
  ["breve", "\u0306"], ["check", "\u030c"], ["mathring", "\u030a"], ["ocirc", "\u030a"], ["vec", "\u20d7"],
]); // prettier-ignore
