"""Words as a reader takes them: one spelling for what looks alike, stems, sentences.

Pure, and made for English; of Spanish it knows the words that tell nothing.
"""

import re
import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")
_STOP_WORDS = (
    "a about after again all also an and any are as at be been before both "
    "but by can did do does each few for from get give go had has have he "
    "her his how if in into is it its just made make many may more most "
    "much no nor not of off on one only or other our out over own said same "
    "see she so some such than that the their them then there these they "
    "this those through to too under up use used very was we were what when "
    "where which while who why will with would year years you your "
    "al año años como con cuando de del desde el en entre era es esta este "
    "fue fueron ha han hasta la las le les lo los mas más muy ni o para pero "
    "por porque que se ser sin sobre son su sus también un una unas uno unos y ya "
)
_STOP = frozenset(_STOP_WORDS.split())
_IRREGULAR = {
    "fell": "fall",
    "fallen": "fall",
    "rose": "rise",
    "risen": "rise",
    "grew": "grow",
    "grown": "grow",
    "shrank": "shrink",
    "went": "go",
}


def normal(text: str) -> str:
    """One spelling: compatible forms joined, capitals, quotes, dashes and blanks made alike."""
    alike = unicodedata.normalize("NFKC", text).translate(_ALIKE).casefold()
    return " ".join(alike.split())


def sentences(text: str) -> list[str]:
    """The sentences of a text, each in its normal spelling."""
    return [normal(sentence) for sentence in _ENDS.split(text) if sentence.strip()]


def stems(text: str) -> list[str]:
    """The telling words of a normal text, in order, without their endings."""
    return [stem(word) for word in _WORDS.findall(text) if word not in _STOP]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without the ending that grammar gave it; rough, and the same for both sides."""
    word = _IRREGULAR.get(word.removesuffix("'s"), word.removesuffix("'s"))
    for ending, left in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + left
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        return word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word
