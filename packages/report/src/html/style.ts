/** The report's style sheet: one column of text, hairlines, one accent, tabular numbers; phone, paper and dark ground. */
export const STYLE = `
:root{--paper:#fff;--ink:#1b2026;--muted:#56606b;--rule:#d5dade;--accent:#1f6f54;--tint:#f3f6f5;--warn:#8a3b12;--warn-tint:#fdf3ec;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--paper:#16191d;--ink:#e8ebee;--muted:#a7b0ba;--rule:#353c44;--accent:#63c29f;--tint:#1d2227;--warn:#f0a37e;--warn-tint:#2a1f19}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 "Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,serif;font-variant-numeric:lining-nums}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
nav,main,footer{max-width:62rem;margin:0 auto;padding:0 1.25rem}
header,section{max-width:62rem}
header>p,header>dl,section>p,section>ul,section>ol,section>dl,.card{max-width:44rem}
h1,h2,h3,h4,.kicker,.counts,nav,table,figcaption,.card,.muted,.formula,dt{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
h1{font-size:clamp(1.6rem,4vw,2.35rem);line-height:1.18;margin:.2rem 0 1rem;font-weight:650;letter-spacing:-.012em;max-width:44rem;text-wrap:balance}
h2{font-size:1.35rem;line-height:1.25;margin:3.2rem 0 .8rem;padding-top:.9rem;border-top:1px solid var(--rule);font-weight:650}
h3{font-size:1.05rem;margin:1.8rem 0 .6rem}
h4{font-size:.95rem;margin:0 0 .3rem}
p{margin:.7rem 0}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
a:focus-visible,summary:focus-visible,button:focus-visible,.table-box:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
nav{padding-top:1rem;padding-bottom:.5rem;font-size:.875rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:0;padding:0}
nav a{display:inline-block;padding:.25rem 0;text-decoration:none}
nav a:hover{text-decoration:underline}
.kicker{margin:2.2rem 0 0;color:var(--accent);font-size:.8125rem;font-weight:600;letter-spacing:.05em;text-transform:uppercase}
.counts,.muted{color:var(--muted);font-size:.875rem}
.lead{font-size:1.15rem;line-height:1.5}
.pico{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1.2rem;margin:1.2rem 0}
dt{font-size:.875rem;font-weight:600;padding-top:.15rem}
dd{margin:0}
.definitions dt{margin-top:.7rem}
.glance{padding-left:1.2rem;font-size:1.15rem;line-height:1.5}
.glance li{margin:.6rem 0;padding-left:.3rem}
.alert,.warnings{background:var(--warn-tint);border-left:3px solid var(--warn);padding:.7rem 1rem;margin:1rem 0}
.alert h2{margin:0 0 .4rem;padding:0;border:0;font-size:1.05rem}
.warnings{list-style:none;font-size:.95rem}
.warnings li::before{content:"Note. ";font-weight:600;color:var(--warn)}
figure{margin:1.8rem 0;break-inside:avoid}
figure svg{display:block;max-width:100%;height:auto}
figure .compact{display:none}
figcaption{font-size:.875rem;line-height:1.45;color:var(--muted);max-width:44rem;margin-top:.6rem}
.table-box{overflow-x:auto;margin:1.4rem 0}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.4;font-variant-numeric:tabular-nums lining-nums}
caption{text-align:left;font-weight:600;padding:0 0 .5rem;font-size:.9375rem}
thead th{border-bottom:1px solid var(--ink);font-weight:600;text-align:left;vertical-align:bottom;padding:.35rem .8rem .35rem 0}
tbody th,tbody td{border-bottom:1px solid var(--rule);text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;font-weight:400;overflow-wrap:anywhere}
tbody th{font-weight:500;min-width:8.5rem}
.num{text-align:right!important;white-space:nowrap}
.traced{display:inline-block;min-height:1.5rem}
.claims li{margin:1rem 0}
.card{border-left:2px solid var(--rule);padding:.1rem 0 .1rem .9rem;margin:1.1rem 0;font-size:.875rem;line-height:1.5;break-inside:avoid}
.card:target,li:target{border-left:2px solid var(--accent);background:var(--tint)}
.card p,.card ul{margin:.25rem 0}
.formula{font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.records{padding-left:1.2rem}
dialog{max-width:min(42rem,calc(100vw - 2rem));border:1px solid var(--rule);border-radius:6px;background:var(--paper);color:var(--ink);padding:1.2rem 1.4rem}
dialog::backdrop{background:rgb(10 14 18/.45)}
dialog .card{border:0;padding:0;margin:0 0 1rem}
button{font:600 .875rem/1 system-ui,sans-serif;color:var(--paper);background:var(--accent);border:0;border-radius:4px;padding:.6rem 1rem;min-height:2.25rem;cursor:pointer}
footer{margin-top:4rem;padding-bottom:3rem;color:var(--muted);font-size:.875rem}
@media (max-width:640px){
body{font-size:1rem}
figure .wide{display:none}figure .compact{display:block}
.pico{grid-template-columns:1fr;gap:0}.pico dd{margin-bottom:.6rem}
.stacked thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.stacked,.stacked tbody,.stacked tr,.stacked th,.stacked td,.stacked caption{display:block}
.stacked tr{border-bottom:1px solid var(--rule);padding:.6rem 0}
.stacked tbody th,.stacked tbody td{border:0;padding:.1rem 0;white-space:normal;text-align:left!important}
.stacked tbody th{font-weight:600}
.stacked td:empty{display:none}
.stacked td[data-label]::before{content:attr(data-label) ": ";color:var(--muted)}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
:root{--paper:#fff;--ink:#000;--muted:#444;--rule:#bbb;--accent:#1f6f54;--tint:#fff}
body{font-size:10pt}nav,.skip,dialog{display:none}
nav,main,footer,section,header{max-width:none}
h2{break-after:avoid}tr,figure,.card{break-inside:avoid}
figure .wide{display:block}figure .compact{display:none}
.table-box{overflow:visible}
a{color:inherit;text-decoration:none}
@page{margin:18mm 16mm}
}
`;

/** Opens a number's derivation in a dialog where the browser has one; without script every link jumps to it. */
export const SCRIPT = `
(function(){
var dialog=document.getElementById("trace");
if(!dialog||!dialog.showModal)return;
var body=dialog.querySelector("div"),last;
function show(id){
var card=document.getElementById(id);
if(!card||!card.classList.contains("card"))return false;
body.textContent="";
var copy=card.cloneNode(true);copy.removeAttribute("id");body.appendChild(copy);
card.querySelectorAll('a[href^="#result-"]').forEach(function(link){
var source=document.getElementById(link.getAttribute("href").slice(1));
if(source&&!body.querySelector('[data-from="'+source.id+'"]')){var part=source.cloneNode(true);part.setAttribute("data-from",source.id);part.removeAttribute("id");body.appendChild(part);}
});
if(!dialog.open)dialog.showModal();
return true;
}
document.addEventListener("click",function(event){
var mark=event.target.closest("[data-ref]"),link=event.target.closest("a.traced");
var id=mark?mark.getAttribute("data-ref"):link?link.getAttribute("href").slice(1):"";
if(!id)return;
last=link;
if(show(id))event.preventDefault();
else if(mark&&document.getElementById(id))location.hash=id;
});
dialog.addEventListener("close",function(){if(last)last.focus();});
})();
`;
