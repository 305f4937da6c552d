/**
 * The report's style sheet: one column of text, hairlines, one accent, tabular numbers; phone, paper and dark ground.
 * Class names of the page must not be those inside figures (head, rule, hair, null, muted, strong, mark …), because
 * figures are part of the page.
 */
export const STYLE = `
:root{--paper:#fff;--ink:#1b2026;--soft:#56606b;--rule:#d5dade;--accent:#1f6f54;--tint:#eef4f1;--warn:#8a3b12;--warn-tint:#fdf4ee;--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Charter,Georgia,serif;--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--paper:#16191d;--ink:#e8ebee;--soft:#a7b0ba;--rule:#353c44;--accent:#63c29f;--tint:#1b2623;--warn:#f0a37e;--warn-tint:#2a1f19}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.58 var(--serif);font-variant-numeric:lining-nums;overflow-wrap:break-word}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
.contents,main,footer{max-width:62.5rem;margin:0 auto;padding:0 1.25rem}
header>p,header>dl,section>p,section>ul,section>ol,section>dl,.card,.alert{max-width:42rem}
.kicker,.counts,.contents,table,figcaption,.card,.side,.formula,dt,h4{font-family:var(--sans)}
h1,h2,h3{font-family:var(--serif);font-weight:600;text-wrap:balance}
h1{font-size:clamp(1.75rem,4.4vw,2.6rem);line-height:1.16;margin:.25rem 0 1rem;letter-spacing:-.01em;max-width:42rem}
h2{font-size:1.55rem;line-height:1.25;margin:3.6rem 0 .9rem;padding-top:1.1rem;border-top:1px solid var(--ink)}
h3{font-size:1.18rem;margin:2.2rem 0 .6rem}
h4{font-size:.9375rem;line-height:1.4;margin:0 0 .3rem}
p{margin:.75rem 0}
a{color:var(--accent);text-underline-offset:.16em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
a:focus-visible,button:focus-visible,.table-box:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.contents{padding-top:1rem;padding-bottom:.5rem;font-size:.875rem}
.contents ul{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.2rem;margin:0;padding:0}
.contents a{display:inline-block;padding:.25rem 0;text-decoration:none}
.contents a:hover{text-decoration:underline}
.kicker{margin:2.6rem 0 0;color:var(--accent);font-size:.8125rem;font-weight:600}
.counts,.side{color:var(--soft);font-size:.875rem;line-height:1.5}
.lead{font-size:1.2rem;line-height:1.48}
.pico{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.3rem;margin:1.3rem 0;padding:1rem 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
dt{font-size:.8125rem;font-weight:600;padding-top:.2rem}
dd{margin:0}
.definitions dt{margin-top:.9rem}
.glance{padding-left:1.3rem;font-size:1.2rem;line-height:1.48}
.glance li{margin:.8rem 0;padding-left:.3rem}
.glance li::marker{color:var(--accent);font-weight:600}
.alert,.warnings{background:var(--warn-tint);border-left:3px solid var(--warn);padding:.7rem 1rem;margin:1.1rem 0}
.alert h2{margin:0 0 .4rem;padding:0;border:0;font-size:1.15rem}
.alert ul{padding-left:1.1rem;margin:.4rem 0}
.alert li{font-family:var(--sans);font-size:.875rem;margin:.3rem 0}
.warnings{list-style:none;font-size:1rem}
.warnings li::before{content:"Note. ";font-weight:600;color:var(--warn)}
figure{margin:1.9rem 0}
figure svg{display:block;max-width:100%;height:auto}
.figure-compact{display:none}
figcaption{font-size:.875rem;line-height:1.5;color:var(--soft);max-width:46rem;margin-top:.7rem}
.table-box{overflow-x:auto;margin:1.7rem 0}
table{border-collapse:collapse;min-width:min(100%,34rem);font-size:.875rem;line-height:1.42;font-variant-numeric:tabular-nums lining-nums}
caption{text-align:left;font-weight:600;padding:0 0 .45rem;font-size:.9375rem}
thead th{border-top:1px solid var(--ink);border-bottom:1px solid var(--ink);font-weight:600;text-align:left;vertical-align:bottom;padding:.4rem 1.25rem .4rem 0}
tbody th,tbody td{border-bottom:1px solid var(--rule);text-align:left;vertical-align:top;padding:.42rem 1.25rem .42rem 0;font-weight:400}
th:last-child,td:last-child{padding-right:0}
tbody tr:last-child>*{border-bottom-color:var(--ink)}
tbody th{font-weight:500}
th.num,td.num{text-align:right;white-space:nowrap}
td a,tbody th a{display:inline-block;min-height:1.5rem}
.claims{padding-left:1.2rem}
.claims li{margin:1.1rem 0}
.claims .side{display:block;margin:.25rem 0}
.card{border-left:2px solid var(--rule);padding:.1rem 0 .1rem .9rem;margin:1.2rem 0;font-size:.875rem;line-height:1.5}
.card:target,li:target{border-color:var(--accent);background:var(--tint)}
tr:has(:target){background:var(--tint)}
.card p,.card ul{margin:.3rem 0}
.card ul{padding-left:1.1rem}
.formula{font-variant-numeric:tabular-nums}
.records{padding-left:1.2rem}
.standing{display:block;margin-top:.2rem;padding:.1rem .45rem;border-left:3px solid var(--warn);background:var(--warn-tint);font-size:.8125rem;font-weight:400}
.standing strong{color:var(--warn)}
dialog{max-width:min(42rem,calc(100vw - 2rem));max-height:85vh;overflow:auto;border:1px solid var(--rule);border-radius:4px;background:var(--paper);color:var(--ink);padding:1.2rem 1.4rem}
dialog::backdrop{background:rgb(10 14 18/.45)}
dialog .card{border:0;padding:0;margin:0 0 1rem;background:none}
dialog .card+.card{border-top:1px solid var(--rule);padding-top:.8rem}
button{font:600 .875rem/1 var(--sans);color:var(--paper);background:var(--accent);border:0;border-radius:3px;padding:.65rem 1.1rem;min-height:2.25rem;cursor:pointer}
footer{margin-top:4rem;padding-bottom:3rem;color:var(--soft);font-size:.875rem}
@media (max-width:820px){
.figure-wide{display:none}.figure-compact{display:block}
.figure-compact svg{width:100%;max-width:30rem}
}
@media (max-width:640px){
body{font-size:1rem}
h2{margin-top:2.8rem}
.glance,.lead{font-size:1.08rem}
.pico{grid-template-columns:1fr;gap:0}.pico dd{margin-bottom:.6rem}
table{min-width:0}
thead th,tbody th,tbody td{padding-right:.6rem}
.stacked thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.stacked,.stacked tbody,.stacked tr,.stacked th,.stacked td,.stacked caption{display:block}
.stacked caption{border-bottom:1px solid var(--ink)}
.stacked tr{border-bottom:1px solid var(--rule);padding:.55rem 0}
.stacked tbody th,.stacked tbody td,.stacked tbody .num{border:0;padding:.08rem 0;white-space:normal;text-align:left}
.stacked tbody th{font-weight:600}
.stacked td.num{display:inline-block;margin-right:1.1rem}
.stacked td:empty{display:none}
.stacked td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
:root{--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--accent:#1b5e47;--tint:#fff;--warn:#000;--warn-tint:#fff}
body{font-size:9.5pt;line-height:1.42}.contents,.skip,dialog{display:none}
.contents,main,footer,section,header{max-width:none;padding-left:0;padding-right:0}
h1{font-size:22pt}h2{font-size:14pt;margin-top:22pt}h3{font-size:11.5pt}
h1,h2,h3,h4,caption,.lead{break-after:avoid}
table,figcaption,.card,.side,.counts,footer{font-size:8pt}
thead{display:table-header-group}
thead th,tbody th,tbody td{padding-right:.7rem}tbody th{min-width:0}
tr,.card,.warnings,.claims li{break-inside:avoid}
.glance,.lead{font-size:11pt}.warnings{font-size:9pt}dt,h4,.kicker{font-size:8pt}caption{font-size:9pt}
td a,tbody th a{min-height:0}
figure{break-inside:avoid}
.figure-wide{display:block}.figure-compact{display:none}
figure svg{max-height:225mm}
.table-box{overflow:visible}
.card{margin:7pt 0}
a{color:inherit;text-decoration:none}
p{orphans:3;widows:3}
@page{size:A4;margin:18mm 17mm}
}
`;
