"""What a whole history is made of. Plain rows: a page and a file are drawn from them without a query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from workspace.learning.models import MomentKind
from workspace.learning.queries.reflections import ReflectionRow
from workspace.programmes.models import Openness


class Thread(NamedTuple):
    """A red thread that runs through the history."""

    id: int
    title: str
    sentence: str
    openness: Openness


class MomentPicture(NamedTuple):
    """The picture with a moment; sizes in pixels."""

    file_name: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Told:
    """A moment at its place in a chapter, with what people made of it and the threads it is on."""

    id: int
    chapter_id: int
    kind: MomentKind
    what: str
    happened_on: date
    openness: Openness
    shown_as: str  # a name and a role, one of them, or nothing
    board: str | None
    initiative_id: int | None
    initiative: str | None
    picture: MomentPicture | None
    reflections: tuple[ReflectionRow, ...] = ()
    threads: tuple[Thread, ...] = ()


@dataclass(frozen=True)
class Passage:
    """Part of a chapter: its story or a moment, and beside it the questions that were caught with it."""

    moment: Told | None
    questions: tuple[Told, ...] = ()

    @property
    def has_margin(self) -> bool:
        """Tell whether something stands beside it."""
        return bool(self.questions or (self.moment and (self.moment.reflections or self.moment.threads)))


@dataclass(frozen=True)
class Chapter:
    """A chapter with its moments in order."""

    id: int
    title: str
    story: str
    moments: tuple[Told, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its story and moments, in reading order; a question stands beside what it follows on.

        One of which people made something stands in the story itself, with that beside it. A passage without
        a moment is the story of the chapter, when it has one.
        """
        passages = [Passage(None)] if self.story else []
        for moment in self.moments:
            is_aside = not (moment.reflections or moment.threads)
            if moment.kind == MomentKind.QUESTION and is_aside and passages:
                last = passages[-1]
                passages[-1] = Passage(last.moment, (*last.questions, moment))
            else:
                passages.append(Passage(moment))
        return tuple(passages)


class Closing(NamedTuple):
    """A question for the next phase, and the phase that begins with it, if one does."""

    id: int
    text: str
    moment_id: int | None
    version: int
    phase_id: int | None
    phase: str | None


@dataclass(frozen=True)
class WholeHistory:
    """A history as one reader may know it: what they may not see is not there, and leaves no hole."""

    id: int
    title: str
    introduction: str
    openness: Openness
    published_at: datetime | None
    changed_at: datetime | None
    programme_id: int
    programme: str
    programme_slug: str
    phase_id: int
    phase: str
    motto: str
    starts_on: date
    ends_on: date
    next_phase: str | None
    chapters: tuple[Chapter, ...]
    questions: tuple[Closing, ...]

    @property
    def moments(self) -> Iterator[Told]:
        """Every moment, in reading order."""
        return (moment for chapter in self.chapters for moment in chapter.moments)

    @property
    def threads(self) -> tuple[Thread, ...]:
        """The threads that run through it, each once, in the order in which a reader meets them."""
        return tuple(dict.fromkeys(thread for moment in self.moments for thread in moment.threads))
