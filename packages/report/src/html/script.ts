/** Opens a number's derivation in a dialog where the browser has one; without script every link jumps to it. */
export const SCRIPT = `
(function(){
var dialog=document.getElementById("trace");
if(!dialog||!dialog.showModal)return;
var body=dialog.querySelector("div"),last=null;
function add(card){var copy=card.cloneNode(true);copy.removeAttribute("id");body.appendChild(copy);}
function show(id){
var card=document.getElementById(id);
if(!card||!card.classList.contains("card"))return false;
body.textContent="";
add(card);
var seen={};
if(id.indexOf("effect~")===0)card.querySelectorAll('a[href^="#result~"]').forEach(function(link){
var from=link.getAttribute("href").slice(1),source=document.getElementById(from);
if(source&&!seen[from]){seen[from]=true;add(source);}
});
if(!dialog.open)dialog.showModal();
dialog.scrollTop=0;
return true;
}
document.addEventListener("click",function(event){
if(event.target===dialog){dialog.close();return;}
var mark=event.target.closest("[data-ref]"),link=event.target.closest('a[href^="#"]'),inside=dialog.contains(event.target);
var id=mark?mark.getAttribute("data-ref"):link?link.getAttribute("href").slice(1):"";
if(!id||(link&&!inside&&!link.classList.contains("traced")))return;
if(!inside)last=link;
if(show(id))event.preventDefault();
else{if(inside)dialog.close();if(mark&&document.getElementById(id))location.hash=id;}
});
dialog.addEventListener("close",function(){if(last)last.focus();});
})();
`;

/** SHA-256 of the script, for the page's content security policy: nothing else may run. */
export const SCRIPT_HASH = "sha256-sY5IBXDOxAxjPbxp84NKBUWOpxlwLXfUFO4cL2iBmHU=";
