"""Where the telling of a report has come to: the acts told so far, who faces whom, and the day the story has reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.extract.moments import SPEECH
from dragoman.model.annotation import EventMention, EventType, Participant, Status
from dragoman.model.reading import Sentence, Token
from dragoman.model.time import Precision, TimeSpan

_OVERTURES = frozenset(
    {EventType.CONSULT, EventType.REQUEST, EventType.AGREE, EventType.ACCUSE, EventType.THREATEN}
)
_TOLD_ON = frozenset(["ROOT", "conj", "ccomp"])


@dataclass(slots=True)
class Telling:
    """What a reader holds in mind on the way through a report. `told` are the acts so far, in the order of the text;
    `placed` the countries of people whom only an act placed."""

    told: list[EventMention] = field(default_factory=list)
    placed: dict[str, str] = field(default_factory=dict)
    _spoken: dict[str, tuple[int, TimeSpan]] = field(default_factory=dict)
    _exchange: tuple[int, Participant, Participant] | None = None
    _reached: tuple[int, TimeSpan] | None = None

    def last_spoke(self, party: str, paragraph: int) -> TimeSpan | None:
        """The day on which a party last spoke, in this paragraph or the one before."""
        before = self._spoken.get(party)
        return before[1] if before and paragraph - before[0] <= 1 else None

    def exchange(
        self, paragraph: int, here: Sequence[EventMention] = ()
    ) -> tuple[Participant, Participant] | None:
        """The two sides of the last act that calls for an answer: of one toward the other `here` in the sentence, else in this
        paragraph or the one before."""
        for event in reversed(here):
            if event.recipients and (pair := _pair_of(event)) is not None:
                return pair
        if self._exchange is None or paragraph - self._exchange[0] > 1:
            return None
        return self._exchange[1], self._exchange[2]

    def day_of_story(
        self, sentence: Sentence, token: Token, type_: EventType, status: Status
    ) -> TimeSpan | None:
        """The day that an act told on in the simple past shares with what was told just before it, in its paragraph or the one above.

        Reference time moves on with the simple past and stays on its day until another is named (Reichenbach 1947;
        Webber 1988); what has its own tense, "had shelled", stands apart.
        """
        if self._reached is None or sentence.paragraph - self._reached[0] > 1:
            return None
        return (
            self._reached[1]
            if type_ not in SPEECH and status is Status.HAPPENED and _tells_on(sentence, token)
            else None
        )

    def hear(self, event: EventMention, sentence: Sentence, token: Token) -> None:
        """Takes note of an act that was told at `token`."""
        time = event.time
        if not event.time_words or time is None or event.status is not Status.HAPPENED:
            return
        if time.precision is not Precision.DAY:
            return
        if event.type in SPEECH and (speaker := key_of(event.actors)):
            self._spoken[speaker] = sentence.paragraph, time
        if _tells_on(sentence, token):
            self._reached = sentence.paragraph, time

    def end_sentence(self, sentence: Sentence, events: list[EventMention]) -> None:
        """Takes note of a sentence's acts, once those that tell one act twice are joined."""
        for event in events:
            pair = _pair_of(event)
            if pair is not None:
                self._exchange = sentence.paragraph, *pair
        self.told += events


def key_of(actors: tuple[Participant, ...] | list[Participant]) -> str | None:
    """What the first actor who is anybody is known by: the person, else the country, else the party."""
    return next((p.person or p.country or p.party for p in actors if p.person or p.country or p.party), None)


def _tells_on(sentence: Sentence, token: Token) -> bool:
    """True for a verb of the main line in the simple past: "shelled", "was shelled", not "had shelled"."""
    if token.dep not in _TOLD_ON:
        return False
    helpers = {h.text.lower() for h in sentence.kids(token, "aux", "auxpass")}
    return (token.tag == "VBD" and not helpers) or (
        token.tag == "VBN" and bool(helpers) and helpers <= {"was", "were"}
    )


def _pair_of(event: EventMention) -> tuple[Participant, Participant] | None:
    """The two sides of an act that calls for an answer."""
    if (
        event.type in _OVERTURES
        and len(event.actors) == 1
        and len(event.recipients) == 1
        and event.actors[0].country
        and event.recipients[0].country
    ):
        return event.actors[0], event.recipients[0]
    if event.type is EventType.CONSULT and len(event.actors) == 2 and not event.recipients:
        return event.actors[0], event.actors[1]
    return None
