"""The user guide: Markdown files of docs/huong-dan, made into sections that pages can show offline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import elearn

FOLDER = Path(elearn.__file__).parent.parent / "docs" / "huong-dan"
START = "nguoi-hoc"


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A section below a heading of the second level; `html` of p, ul, ol, li, strong, em, code, table."""

    anchor: str
    heading: str
    html: str


@dataclass(frozen=True, slots=True)
class GuideView:
    """One guide. `introduction` is HTML above the first section."""

    title: str
    introduction: str
    sections: tuple[GuideSection, ...]


def topics(folder: Path = FOLDER) -> tuple[str, ...]:
    """The guides there are, by file name without its ending."""
    return tuple(sorted(path.stem for path in folder.glob("*.md")))


def guide(topic: str = START, folder: Path = FOLDER) -> GuideView:
    """A guide by its topic. Raises FileNotFoundError for one that does not exist."""
    if not re.fullmatch(r"[a-z0-9-]+", topic):
        raise FileNotFoundError(topic)
    return read_guide((folder / f"{topic}.md").read_text(encoding="utf-8"))


def read_guide(source: str) -> GuideView:
    """A guide from its Markdown: `# title`, an introduction, sections of `## heading {#anchor}`."""
    import markdown

    title = ""
    introduction: list[str] = []
    parts: list[tuple[str, str, list[str]]] = []
    for line in source.splitlines():
        if line.startswith("# "):
            title = line[2:].strip()
        elif line.startswith("## "):
            heading, _, anchor = line[3:].partition("{#")
            parts.append((anchor.rstrip("} ").strip(), heading.strip(), []))
        else:
            (parts[-1][2] if parts else introduction).append(line)

    def html(lines: list[str]) -> str:
        made = markdown.markdown("\n".join(lines), extensions=["tables"], output_format="html")
        return re.sub(r"<p>\s*<img[^>]*>\s*</p>|<img[^>]*>", "", made)  # they are for readers of the files

    sections = tuple(
        GuideSection(anchor or str(at), heading, html(lines))
        for at, (anchor, heading, lines) in enumerate(parts)
    )
    return GuideView(title, html(introduction), sections)
