/** Chinese family names of two characters, in both scripts, and Korean ones. All others have one. */
const DOUBLE: ReadonlySet<string> = new Set([
  "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容",
  "令狐", "宇文", "长孙", "長孫", "轩辕", "軒轅", "夏侯", "申屠", "独孤", "獨孤", "南宫", "南宮", "西门", "西門",
  "남궁", "황보", "제갈", "선우", "독고", "사공", "서문",
]); // prettier-ignore

/**
 * A name in Han characters or Hangul, family first: "朱德泉" is 朱 and 德泉, "山田 太郎" is split at its blank. Four or more
 * characters without a blank and without a double family name, and names in kana, are kept whole: where Japanese names
 * divide cannot be told. Undefined for other scripts.
 */
export function splitCjkName(name: string): { readonly family: string; readonly given?: string } | undefined {
  if (!/^[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}ー々·・ ]+$/u.test(name)) return undefined;
  const [family = "", ...rest] = name.split(/[ ·・]+/);
  if (rest.length > 0) return { family, given: rest.join(" ") };
  const signs = Array.from(name);
  if (signs.length < 2 || /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(name)) return { family: name };
  const isDouble = signs.length > 2 && DOUBLE.has(signs.slice(0, 2).join(""));
  if (!isDouble && signs.length > 3) return { family: name };
  const at = isDouble ? 2 : 1;
  return { family: signs.slice(0, at).join(""), given: signs.slice(at).join("") };
}
