"""Which Dutch texts are like one another, and by which words: on this machine, without a network.

How it works and how the settings were measured: docs/decisions/0022.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from workspace.later import later

if TYPE_CHECKING:
    import bm25s
    import snowballstemmer
    from bm25s import stopwords
else:
    bm25s, stopwords = later("bm25s"), later("bm25s.stopwords")
    snowballstemmer = later("snowballstemmer")

NEIGHBOURS = 12  # of each text that are looked at to find groups
GROUP = 5  # texts at most in a group
WORDS = 4  # at most to say why
SOME = 3  # texts of a pattern, with which two shared words of any kind are a reason
FEW = 20  # texts, under which no word counts as common

# What people say of anything: the library's list leaves these in, and they point at no pattern.
OF_ANYTHING = """
waar waarom wanneer welke hoeveel wij we jullie hen elkaar iedereen niemand alle allemaal zei zeiden
zeggen ging gingen gaan gaat kwam kwamen komt komen krijgen kregen kreeg weten wist weet wel weer sinds
steeds maken maakt maakte mag mogen mocht moeten moest moesten deed deden doet zit zitten staat staan
stond blijft blijven bleef bleven nadat terwijl zodat heel erg eigen mensen ander anderen eerst eerste
tweede goed gaf geven wilden wilde willen konden mee meen zelfs alleen vaak soms straks meteen net pas
per een twee drie vier vijf zes zeven acht negen tien jaar maand week dag dagen uur keer volgend
volgende vorig vorige vandaag gisteren morgen zien zag zagen vroeg vroegen vraag vragen bleek werden
zouden hadden samen graag veel meer minder beter laat laten liet lieten werkt werken werkte gevraagd
vraagt laatste zaten zat duurde duurt precies weken maanden jaren bent zijn hun ieder elke elk allen
alweer toen daarna daarom daarvoor hierna intussen eindelijk opeens misschien eigenlijk gewoon echt even
nooit ooit ergens nergens iets zoiets dingen ding keren soort manier plek groot klein lang kort nieuw
nieuwe oud oude weinig vinden vindt vond vonden denken denkt dacht houden houdt hield nemen neemt nam
namen kijken kijkt keek lopen loopt liep begint begon begonnen beginnen blijkt hoort horen hoorde
stellen stelde stelt brengen bracht brengt doen gedaan gezegd gekomen gegaan gemaakt gegeven gebleven
geworden zeg doe ga kom kun kunt zul hoeft hoefde durft durfde durven lukt lukte gebeurt gebeurde
sommige enkele paar half helft hele anders weg terug binnen buiten boven beneden voordat zolang totdat
hoewel tussen tijdens via volgens zonder naast achter rond vanaf vanuit maandag dinsdag woensdag
donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober
november december
"""
WORD = re.compile(r"[^\W\d_]{2,}")
ENDS = ".!?:;\n\"'“”‘’«»(-–—•*"


class Like(NamedTuple):
    """A text that is like others, and the words that say why, as they stand in it."""

    number: int
    words: tuple[str, ...]


class Group(NamedTuple):
    """Texts that are like one another, and the words that they share."""

    numbers: tuple[int, ...]
    words: tuple[str, ...]


def _plain(word: str) -> str:
    """Return a word in small letters without accents: one may stress any word ("één", "wél")."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@cache
def _common() -> frozenset[str]:
    return frozenset(_plain(word) for word in (*stopwords.STOPWORDS_DUTCH, *OF_ANYTHING.split()))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    # A stemmer of its own each time: one that is shared mixes up what two threads ask.
    stem: str = snowballstemmer.stemmer("dutch").stemWord(word)
    return stem


def stems_of(text: str) -> dict[str, str]:
    """Return the stems of the words that mean something in a text, each with the word as it stands there.

    Names are left out: who or where it was makes no pattern. A word that begins with a capital in the middle
    of a sentence is taken for a name.
    """
    found: dict[str, str] = {}
    for match in WORD.finditer(text):
        word = match.group()
        if word[0].isupper() and not _begins_sentence(text, match.start()):
            continue
        plain = _plain(word)
        if plain not in _common():
            found.setdefault(_stem(plain), word.lower())
    return found


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\r")
    return not before or before[-1] in ENDS


class Likeness:
    """Texts by number, ready to be compared. It is not changed once it was made."""

    def __init__(self, texts: Sequence[tuple[int, str]]) -> None:
        self._numbers = [number for number, _ in texts]
        self._stems = [stems_of(text) for _, text in texts]
        self._held = Counter(stem for stems in self._stems for stem in stems)
        self._index: bm25s.BM25 | None = None
        if self._held:
            self._index = bm25s.BM25()
            self._index.index([list(stems) for stems in self._stems], show_progress=False)

    def find_like(
        self, name: str, others: Sequence[str], *, without: Collection[int], at_most: int
    ) -> list[Like]:
        """Return the texts that belong to a pattern with this name and these texts, the likest first.

        They share a word that two of those texts have, or any two while those are few: of many texts, two
        words are shared by chance. While there is only the name, one of its words is enough.
        """
        parts = [stems_of(name), *(stems_of(text) for text in others)]
        asked = Counter(stem for part in parts for stem in part if stem in self._held)
        enough, two_will_do = 2 if others else 1, len(others) <= SOME
        core = {stem for stem, times in asked.items() if times >= enough and not self._is_common(stem)}
        found = []
        for at, _ in self._ranked(asked):
            shared = [stem for stem in self._stems[at] if stem in asked and not self._is_common(stem)]
            if self._numbers[at] not in without and (
                (two_will_do and len(shared) > 1) or not core.isdisjoint(shared)
            ):
                found.append(Like(self._numbers[at], self._words(at, shared, asked)))
            if len(found) == at_most:
                break
        return found

    def find_groups(
        self, among: Collection[int], *, apart: Collection[tuple[int, int]], at_most: int
    ) -> list[Group]:
        """Return groups of these texts that share at least two words, the likest first, each text once.

        `apart`: pairs, the lower number first, that are in no group together.
        """
        used: set[int] = set()
        groups: list[Group] = []
        for one, other in self._pairs:
            pair = self._numbers[one], self._numbers[other]
            free = all(number in among and number not in used for number in pair)
            if not free or _in_order(*pair) in apart:
                continue
            group = self._grown(one, other, among, used, apart)
            used.update(group.numbers)
            groups.append(group)
            if len(groups) == at_most:
                break
        return groups

    def find_words(self, asked: str) -> list[int]:
        """Return the numbers of the texts that hold one of these words in some form, the likest first."""
        stems = Counter(stem for stem in _stems_asked(asked) if stem in self._held)
        return [self._numbers[at] for at, _ in self._ranked(stems)]

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        """Pairs of places that share two words or more that are not common, the likest first."""
        scores: dict[tuple[int, int], float] = {}
        for at, stems in enumerate(self._stems):
            telling = {stem for stem in stems if not self._is_common(stem)}
            for other, score in self._nearest(telling):
                if other != at and len(telling & self._stems[other].keys()) >= 2:
                    pair = _in_order(at, other)
                    scores[pair] = scores.get(pair, 0) + score
        return sorted(scores, key=lambda pair: (-scores[pair], pair))

    @cached_property
    def _near(self) -> Mapping[int, list[int]]:
        near: dict[int, list[int]] = {}
        for one, other in self._pairs:
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
        return near

    def _grown(
        self,
        one: int,
        other: int,
        among: Collection[int],
        used: Collection[int],
        apart: Collection[tuple[int, int]],
    ) -> Group:
        """Return the group of a pair and the texts near to either that share a word of both."""
        both = [stem for stem in self._stems[one] if stem in self._stems[other]]
        shared = {stem for stem in both if not self._is_common(stem)}
        members = [one, other]
        for at in dict.fromkeys([*self._near[one], *self._near[other]]):
            number = self._numbers[at]
            if at in members or number not in among or number in used or len(members) == GROUP:
                continue
            is_apart = any(_in_order(number, self._numbers[member]) in apart for member in members)
            if not is_apart and not shared.isdisjoint(self._stems[at]):
                members.append(at)
        numbers = tuple(self._numbers[at] for at in members)
        return Group(numbers, self._words(one, shared, Counter(shared)))

    def _ranked(self, asked: Mapping[str, int]) -> list[tuple[int, float]]:
        """Return places and scores of the texts that hold any of these stems, the highest first.

        A stem counts as often as it was asked.
        """
        if self._index is None or not asked:
            return []
        scores = self._index.get_scores([stem for stem, times in asked.items() for _ in range(times)])
        places = scores.nonzero()[0]
        ranked = zip(places.tolist(), scores[places].tolist(), strict=True)
        return sorted(ranked, key=lambda found: (-found[1], -found[0]))

    def _nearest(self, stems: Collection[str]) -> list[tuple[int, float]]:
        """Return places and scores of the few texts that hold most of these stems, in no order."""
        if self._index is None or len(stems) < 2:
            return []
        scores = self._index.get_scores(list(stems))
        few = min(NEIGHBOURS + 1, len(scores))
        places = scores.argpartition(-few)[-few:]
        return list(zip(places.tolist(), scores[places].tolist(), strict=True))

    def _is_common(self, stem: str) -> bool:
        """Tell whether so many texts hold this that it says nothing: more than a quarter."""
        total = len(self._numbers)
        return total >= FEW and self._held[stem] * 4 > total

    def _words(self, at: int, stems: Iterable[str], asked: Mapping[str, int]) -> tuple[str, ...]:
        """Return words of a text that say most: asked most, then rarest."""
        telling = sorted(stems, key=lambda stem: (-asked[stem], self._held[stem], stem))
        return tuple(self._stems[at][stem] for stem in telling[:WORDS])


def _stems_asked(asked: str) -> set[str]:
    """Return the stems of words somebody looks for, names included."""
    return {_stem(_plain(word)) for word in WORD.findall(asked)}


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
