"""What sentences may say of a made-up film: their fields, each there only where it is known."""

from datetime import timedelta

from made.films import Film
from made.people import words

_PLACES = ("lead", "second", "third", "fourth")
_FILMS = (
    "science fiction",
    "horror",
    "crime",
    "war",
    "adventure",
    "animation",
    "fantasy",
    "mystery",
)


class Facts:
    """The fields of one film, drawn once: its articles agree, but for the date that is disputed.

    Args:
        film: what is told of.
        earlier: the films before it, by the number of each person in them.
        chance: what draws.
    """

    def __init__(self, film: Film, earlier, chance):
        self.film = film
        self._earlier = earlier
        self._chance = chance
        self._rank = chance.choice(["one", "two", "three", "four", "six", "nine"])
        self._wrong = film.released + timedelta(chance.choice([-35, -14, -7, 7, 21]))

    def of(self, story, day):
        """Return field by field what may be told; what films there were before varies."""
        found = _told(self.film) | {"rank": self._rank}
        found["wrong_date"] = _day(self._wrong)
        found["planned_second"] = found["second"]
        if self.film.left is not None:
            found["planned_second"] = self.film.left.name
        if story["kind"] in ("cast", "announced") and self.film.left is not None:
            found["second"] = self.film.left.name
        if story["kind"] == "moved" and self.film.planned is None:
            return {}
        if story["kind"] == "replaced" and self.film.left is None:
            return {}
        return found | self._other(day, one=story["kind"] == "career")

    def _other(self, day, *, one):
        """Return what is known of a film that shares somebody with this one and came out before.

        Where one person is told of, that is always the same.
        """
        shared = [
            (person, other)
            for person in self.film.people
            for other in self._earlier.get(person.number, ())
            if other.title != self.film.title and other.released < day
        ]
        others = [each for each in shared if not self._directs(*each)]
        if one:
            shared = [each for each in others if each[0] == others[0][0]]
        if not shared:
            return {}
        person, other = self._chance.choice(shared)
        told = {f"other_{name}": value for name, value in _told(other).items()}
        told |= {"other": other.title, "other_year": str(other.released.year)}
        if other.prize is None or other.prize.winner is not None:
            told = {k: v for k, v in told.items() if k not in ("other_award", "other_category")}
        return told | ({} if self._directs(person, other) else _known(person))

    def _directs(self, person, other):
        return person in (*other.directors, *self.film.directors)


def _known(person):
    cities = words()["works"]["cities"]
    return {
        "known": person.name,
        "born": str(1935 + person.number % 53),
        "birthplace": cities[person.number % len(cities)],
    }


def _told(film: Film):
    found = {
        "title": film.title,
        "director": _all(film.directors),
        "producer": _all(film.producers),
        "a_director": film.directors[-1].name,
        "a_producer": film.producers[-1].name,
        "company": film.company,
        "distributor": film.distributor,
        "composer": film.composer.name,
        "cinematographer": film.cinematographer.name,
        "genre": film.genre,
        "genre_title": film.genre.title(),
        "a_genre": _a_genre(film.genre),
        "city": film.city,
        "minutes": str(film.runtime),
        "date": _day(film.released),
        "first_date": _day(film.planned or film.released),
        "month": f"{film.released:%B}",
        "critic": film.critic.name,
        "outlet": film.outlet,
        "a_grade": f"an {film.grade}" if film.grade[0] == "A" else f"a {film.grade}",
        "opening": f"{film.opening / 10:.1f}",
        "gross": f"{film.gross / 10:.1f}",
    }
    found["auteur" if film.writers == film.directors else "writer"] = _all(film.writers)
    for place, part in zip(_PLACES, film.cast, strict=False):
        found |= {place: part.person.name, f"{place}_role": part.role}
    if film.left is not None:
        found["left"] = film.left.name
    if film.festival:
        shown = film.released - timedelta(60)
        found |= {"festival": film.festival, "festival_year": str(shown.year)}
    if film.prize is not None:
        prize = film.prize
        year = (film.released + timedelta(170)).year
        found |= {"award": prize.award, "category": prize.category, "award_year": str(year)}
        if prize.winner is None:
            found["film_category"] = prize.category
        else:
            found["winner"] = prize.winner.name
    return found


def _all(people):
    return " and ".join(person.name for person in people)


def _a_genre(genre):
    words = {"animation": "animated"}.get(genre, genre)
    words = f"{words} film" if genre in _FILMS else words
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _day(day):
    return f"{day:%B} {day.day}, {day.year}"
