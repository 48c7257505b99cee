"""Numbers in the forms that Word counts in: Roman, kanji, circled, kana, letters."""
from __future__ import annotations

_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_HALF_KANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_HALF_IROHA = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_SERIES = {
    "aiueoFullWidth": _KANA, "aiueo": _HALF_KANA, "irohaFullWidth": _IROHA, "iroha": _HALF_IROHA,
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_DIGITS = "〇一二三四五六七八九"
_LEGAL = dict(zip("一二三四五六七八九十百千万", "壱弐参四伍六七八九拾百阡萬"))
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_KANJI = ("japaneseCounting", "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
          "koreanCounting", "japaneseLegal")
_PLACED = ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2")
_MOST_LETTERS = 10  # a series that is through starts anew with each sign doubled; more is no number that anybody reads


def written(count: int, form: str) -> str:
    """A count in one of Word's forms (`w:numFmt`), as Arabic figures where the form has no sign for it or is unknown."""
    if form == "none":
        return ""
    if form in _SERIES and count > 0:
        series = _SERIES[form]
        return series[(count - 1) % len(series)] * min(_MOST_LETTERS, (count - 1) // len(series) + 1)
    if form in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    if form in _KANJI and 0 < count < 100_000_000:
        kanji = _kanji(count)
        return "".join(_LEGAL[sign] for sign in kanji) if form == "japaneseLegal" else kanji
    if form in _PLACED and count >= 0:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(count).translate({ord("0") + digit: "０１２３４５６７８９"[digit] for digit in range(10)})
    return _enclosed(count, form)


def _enclosed(count: int, form: str) -> str:
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        for first, last, sign in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
            if first <= count <= last:
                return chr(ord(sign) + count - first)
    if form == "decimalEnclosedParen" and 1 <= count <= 20:
        return chr(ord("⑴") + count - 1)
    if form == "decimalEnclosedFullstop" and 1 <= count <= 20:
        return chr(ord("⒈") + count - 1)
    if form == "ideographEnclosedCircle" and 1 <= count <= 10:
        return chr(ord("㊀") + count - 1)
    if form == "decimalZero":
        return f"{count:02d}"
    return f"- {count} -" if form == "numberInDash" else str(count)


def _roman(count: int) -> str:
    out = ""
    for size, sign in _ROMAN:
        out += sign * (count // size)
        count %= size
    return out


def _kanji(count: int) -> str:
    out = _kanji(count // 10_000) + "万" if count >= 10_000 else ""
    count %= 10_000
    for size, sign in ((1000, "千"), (100, "百"), (10, "十")):
        digit = count // size
        out += ("" if digit == 1 else _DIGITS[digit]) + sign if digit else ""
        count %= size
    return out + (_DIGITS[count] if count else "")
