"""Short reports that the tests of what people see are made of, and readers of what was written."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

HERALD = """Fjord Herald
World | Europe

Oslo rejects Peruvian anchovy plan
Oslo rejects Peruvian anchovy plan

By Nora Vik
Published : Oct 17, 2023 - 09:12

OSLO - Norway rejected a Peruvian proposal on anchovy quotas on Monday, Foreign Minister Kari Holm said in Oslo.

“It is not one that we can build on,” Holm told reporters. She said Norway and Peru would meet again in Geneva on October 26.
"""
POST = """Lima Post
Economy > Fisheries

Norway says no to Lima plan

By Luis Paredes
17 October 2023, 19:30

Peru asked Norway on Tuesday to look again at its proposal on anchovy quotas, a day after Norway had rejected it.

Foreign Minister Ana Rey said Peru and Norway would hold another round in Geneva on October 27.
"""
COURIER = """Geneva Courier

Anchovy talks come to Geneva

By Lea Roth
18 October 2023

Norwegian and Peruvian ministers will meet in Geneva next week, two diplomats said on Wednesday.

The Swiss foreign ministry said it had offered a room and nothing else.
"""
HOSTILE = """</mark></title><script>alert(1)</script> Gazette

<img src=x onerror=alert(1)> Norway [red]rejects[/red] \x1b[31mPeru\x1b[0m plan

17 October 2023

Norway rejected a Peruvian <script>alert(1)</script></mark> proposal \u202eon quotas\u202c on Monday, Foreign Minister Kari Holm said \x1b]0;owned\x07in Oslo.

“It is </span><a href="javascript:alert(1)">not one</a> that ![we](x) can *build* on,” Holm said, and `left` [Geneva](http://geneva.example).
"""


def folder_of(path: Path, **texts: str) -> Path:
    """A folder with one .txt file for each text."""
    for name, text in texts.items():
        (path / f"{name}.txt").write_text(text, encoding="utf-8")
    return path


class Page(HTMLParser):
    """The tags of an HTML page, their attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, name: str) -> list[str]:
        return [value for found, value in self.attributes if found == name]
