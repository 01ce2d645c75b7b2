"""Prints what ``make bench`` finds, as tables of Markdown; its arguments are sizes of threads, the smallest first."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from bench.builds import build, build_all, build_pdf, cold, cold_build, cost_of, in_turns
from bench.pages import Reading, chromium, landings, read
from bench.projects import change, plain_sphinx, publication
from bench.threads import invented_thread
from bench.works import Size, chapbook_work, plain_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from playwright.sync_api import Browser

    from bench.builds import Cost
    from bench.projects import Publication
    from bench.threads import Invented

ROUNDS_OF_THE_ESSAY = 15
BUDGET = {"cold": 2.6, "nothing to do": 1.15, "a chapter edited": 2.0}
"""What a build of the essay in all formats may cost, as a ratio to plain Sphinx's HTML alone."""

CITED = Size(50, 100, 2000)
MOST_FOR_CITING = 1.3
"""What 5,000 citations of 2,000 works may cost, as a ratio to sphinxcontrib-bibtex alone, under the same theme."""

LARGE = (Size(100, 20, 200), Size(300, 20, 200))
MOST = {"HTML": 0.8, "chapter": 1.25, "front page": 2.0, "PDF": 1200}
"""At the larger size: the site's time and the weight of its pages, as ratios to plain Sphinx's; the PDF's megabytes."""

COMMENTS_IN_ROUNDS = 10_000
MOST_ROUNDS = 5
FEWEST_ROUNDS = 3
STANDS_OUT = 500
"""So many comments more must a thread have before what they cost stands out of what two builds of it differ by."""


class Measured(NamedTuple):
    """A thread of *size* comments: what each way to build it cost, and its two pages."""

    size: int
    costs: dict[str, Cost]
    pages: tuple[Publication, Publication]
    samples: list[str]


def print_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print one table, numbers to the right."""
    print(f"\n{title}\n\n| {' | '.join(heads)} |\n|{'---|' + '--:|' * (len(heads) - 1)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def edited_build(made: Publication, edited: Path, step: Callable[[Publication], Cost] = build) -> Cost:
    """Build again after a change."""
    change(edited)
    return step(made)


def essay(folder: Path) -> None:
    """Compare builds of the essay in all formats with plain Sphinx's HTML."""
    ways = {"ours": (publication(folder / "ours"), build_all), "plain": (plain_sphinx(folder / "plain"), build)}
    steps: dict[str, Callable[[Publication, Callable[[Publication], Cost]], Cost]] = {
        "cold": lambda made, step: cold(step, made),
        "nothing to do": lambda made, step: step(made),
        "a chapter edited": lambda made, step: edited_build(made, made.chapter, step),
    }
    rows = []
    for name, take in steps.items():
        measures = {way: partial(take, made, step) for way, (made, step) in ways.items()}
        costs = in_turns(measures, ROUNDS_OF_THE_ESSAY)
        mine, theirs = costs["ours"].seconds, costs["plain"].seconds
        rows.append((name, f"{mine:.2f}", f"{theirs:.2f}", f"{mine / theirs:.2f}", f"{BUDGET[name]:.2f}"))
    title = "The essay: seconds of processor time, all formats beside plain Sphinx's HTML"
    print_table(title, ("build", "this", "plain Sphinx", "ratio", "at most"), rows)


def large_works(folder: Path) -> None:
    """Compare large works with plain Sphinx: the site's time, what a chapter and the front page weigh; and the PDF."""
    rows = []
    for size in LARGE:
        place = folder / f"work-{size.chapters}"
        ours, plain = chapbook_work(place / "ours", size), plain_work(place / "plain", size)
        mine, theirs = cold_build(ours), cold_build(plain)
        pages = [ours.chapter.relative_to(ours.folder).with_suffix(".html"), Path("index.html")]
        weights = [[_weight(made, page) for made in (ours, plain)] for page in pages]
        pdf = build_pdf(ours)
        rows.append(
            (
                f"{size.chapters} × {size.paragraphs}",
                f"{mine.seconds:.1f}",
                f"{mine.seconds / theirs.seconds:.2f}",
                *(f"{value:,.0f} kB, {value / other:.2f}" for value, other in weights),
                f"{pdf.seconds:.1f}",
                f"{pdf.megabytes:,.0f}",
            )
        )
    rows.append(
        ("at most", "", f"{MOST['HTML']}", f"{MOST['chapter']}", f"{MOST['front page']}", "", f"{MOST['PDF']:,}")
    )
    heads = ("chapters × paragraphs", "HTML, s", "× plain", "a chapter", "the front page", "PDF, s", "MB")
    print_table("Large works: processor time, and pages as ratios to plain Sphinx's", heads, rows)


def many_citations(folder: Path) -> None:
    """Compare the citing part alone with sphinxcontrib-bibtex alone, in a work that cites much."""
    plain, ours = (plain_work(folder / name, CITED) for name in ("cited-plain", "cited-ours"))
    conf = ours.folder / "conf.py"
    alone = conf.read_text(encoding="utf-8").replace("bibtex_reference_style", "_")
    conf.write_text(alone.replace("contrib.bibtex", 'contrib.bibtex", "chapbook.citing'), encoding="utf-8")
    mine, theirs = cold_build(ours), cold_build(plain)
    what = f"{CITED.chapters * CITED.paragraphs:,} of {CITED.works:,}"
    ratio = f"{mine.seconds / theirs.seconds:.2f}"
    row = (what, f"{mine.seconds:.1f}", f"{theirs.seconds:.1f}", ratio, f"{MOST_FOR_CITING}")
    heads = ("citations of works", "this, s", "plain, s", "ratio", "at most")
    print_table("Many citations: processor time", heads, [row])


def _weight(made: Publication, page: Path) -> float:
    return (made.folder / "_build/html" / page).stat().st_size / 1e3


def thread_of(size: int, folder: Path) -> Measured:
    """Build a thread of *size* in every way, in turns."""
    invented = invented_thread(size)
    ours, plain = publication(folder / "ours", invented), plain_sphinx(folder / "plain", invented)
    rounds = max(FEWEST_ROUNDS, min(MOST_ROUNDS, COMMENTS_IN_ROUNDS // size))
    measures = {
        "floor": partial(cost_of, "-m", "bench.floor", ours.folder / "comments"),
        "ours": partial(cold_build, ours),
        "plain": partial(cold_build, plain),
        "ours, edited": partial(edited_build, ours, ours.comment),
        "plain, edited": partial(edited_build, plain, plain.comment),
    }
    return Measured(size, in_turns(measures, rounds), (ours, plain), samples(invented))


def samples(thread: Sequence[Invented]) -> list[str]:
    """Choose the permalinks to follow: first, last, one in the middle, and the deepest of the last half."""
    deepest = max(thread[len(thread) // 2 :], key=lambda comment: comment.level)
    return [f"comment-{found.id}" for found in (thread[0], thread[len(thread) // 2], deepest, thread[-1])]


def each(name: str, more: Measured, fewer: Measured) -> float:
    """Return the milliseconds of one more comment, in a way to build, between two sizes."""
    return 1e3 * (more.costs[name].seconds - fewer.costs[name].seconds) / (more.size - fewer.size)


def scaling(measured: Sequence[Measured]) -> None:
    """Print what threads cost, and one more comment in each."""
    rows = []
    for thread in measured:
        fewer = next((one for one in measured if thread.size - one.size >= STANDS_OUT), None)
        ours, floor, plain = (each(way, thread, fewer) if fewer else 0 for way in ("ours", "floor", "plain"))
        rows.append(
            (
                f"{thread.size:,}",
                f"{thread.costs['ours'].seconds:.2f}",
                *((f"{ours:.3f}", f"{ours / floor:.2f}", f"{ours / plain:.2f}") if fewer else ("", "", "")),
                f"{thread.costs['ours'].megabytes:.0f}",
                f"{thread.costs['ours'].megabytes / thread.costs['plain'].megabytes:.2f}",
                f"{thread.costs['ours, edited'].seconds:.2f}",
                f"{thread.costs['ours, edited'].seconds / thread.costs['plain, edited'].seconds:.2f}",
            )
        )
    heads = ("comments", "cold, s", "one more, ms", "× floor", "× plain", "MB", "× plain", "one edited, s", "× plain")
    print_table("Threads: processor time and peak memory", heads, rows)


def reading(browser: Browser | None, measured: Sequence[Measured]) -> None:
    """Print what the page of each thread is to a reader."""
    if browser is None:
        print("\nThere is no Chromium on this machine: pages were not measured.")
        return
    rows = []
    for thread in measured:
        ours, plain = (read(browser, made.thread_page) for made in thread.pages)
        landed = landings(browser, thread.pages[0].thread_page, thread.samples)
        rows.append((f"{thread.size:,}", *_beside(ours, plain), f"{landed} of {len(thread.samples)}"))
    names = ("kB", "gzip kB", "first paint, ms", "loaded, ms", "longest frame, ms")
    heads = (head for name in names for head in (name, "× plain"))
    print_table("The page of the thread, in a Chromium", ("comments", *heads, "permalinks land"), rows)


def _beside(ours: Reading, plain: Reading) -> Iterable[str]:
    for mine, theirs in zip(ours, plain, strict=True):
        yield f"{mine:,.0f}"
        yield f"{mine / theirs:.2f}"


def main(sizes: Sequence[int]) -> None:
    """Measure the essay, then threads of each size."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        essay(folder)
        large_works(folder)
        many_citations(folder)
        measured = []
        for size in sizes:
            (folder / str(size)).mkdir()
            measured.append(thread_of(size, folder / str(size)))
        scaling(measured)
        with chromium() as browser:
            reading(browser, measured)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
