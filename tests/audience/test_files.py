"""The report as files: PDF, page, CSV and JSON, with the same numbers and nothing that can run."""

import csv
import io
import json
import re
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from audience.riverton import FACEBOOK, Town, X, told, untold
from outreach import audience, errors
from outreach.platforms import ReadingState, Split

DAY = timedelta(days=1)
FORMULA = '=HYPERLINK("http://example.org","click")'
MARKUP = '<script>alert(1)</script> #panic("typst") {{ 7 * 7 }}'


@pytest.fixture
def report(town: Town, now: datetime) -> audience.Report:
    """Posts with a number, without one, with a split, and with words that would like to run."""
    for days, title in ((3, "Coffee with a cop"), (2, FORMULA), (1, MARKUP)):
        page, x = (
            town.publish(FACEBOOK, now - DAY * days, title=title),
            town.publish(X, now - DAY * days, title=title),
        )
        town.platforms[FACEBOOK].numbers[page] = [
            told("reach", 100 * days, page),
            told("views", 1_000 * days, page),
            told("views", 600 * days, page, split=Split.FOLLOWERS),
            told("views", 400 * days, page, split=Split.NON_FOLLOWERS),
        ]
        town.platforms[X].numbers[x] = [
            told("impressions", 7 * days, x)
            if days > 1
            else untold("impressions", ReadingState.FAILED, x),
            untold("reach", ReadingState.NOT_OFFERED, x),
        ]
    town.capture(now)
    return town.report(now)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> audience.Studio:
    """One for all tests: the report is always the same, so its pictures are drawn once."""
    return audience.Studio(tmp_path_factory.mktemp("studio"))


def rows(report: audience.Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(audience.csv_file(report).decode("utf-8-sig"))))


def test_the_sheet_has_every_number_with_its_state_and_reason(report: audience.Report) -> None:
    told_rows = {(row["metric"], row["split"], row["value"], row["state"]) for row in rows(report)}
    assert ("views", "non_followers", "1200", "value") in told_rows
    assert ("impressions", "all", "", "failed") in told_rows
    assert all(row["why"] for row in rows(report) if row["state"] != "value")


def test_no_cell_of_the_sheet_is_a_formula(report: audience.Report) -> None:
    cells = [cell for row in rows(report) for cell in row.values()]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_json_holds_the_whole_report(report: audience.Report) -> None:
    held = json.loads(audience.json_file(report))
    assert held["format"] == "outreach-report/1"
    assert held["platforms"][1]["reach"] == {"low": 300, "high": 600, "told": 3, "posts": 3}
    assert held["posts"][0]["title"] == "Coffee with a cop"


def test_every_chart_has_its_numbers_and_says_what_it_shows(report: audience.Report) -> None:
    made = {chart.key: chart for chart in audience.charts(report)}
    assert set(made) == {"reach", "impressions-x", "views-facebook"}
    assert made["views-facebook"].table.header[-2:] == ("Not followers", "Followers")
    for chart in made.values():
        assert chart.title and chart.description and len(chart.table.rows) >= 2


def test_a_missing_number_has_words_and_no_bar(report: audience.Report) -> None:
    chart = next(one for one in audience.charts(report) if one.key == "impressions-x")
    missing = chart.drawn["rows"][-1]
    assert (missing["total"], missing["text"], missing["parts"]) == (None, "could not be read", {})


def test_what_has_no_number_and_a_lone_dot_are_not_drawn(town: Town, now: datetime) -> None:
    town.publish(X, now - timedelta(minutes=5))
    page = town.publish(FACEBOOK, now - DAY)
    town.platforms[FACEBOOK].numbers[page] = [told("views", 0, page)]
    town.platforms[FACEBOOK].always = [told("followers", 4_000)]
    town.capture(now)
    town.capture_windows(now)
    assert [chart.key for chart in audience.charts(town.report(now))] == ["views-facebook"]


@pytest.mark.process
def test_no_tick_of_a_small_chart_is_written_twice(
    town: Town, now: datetime, studio: audience.Studio
) -> None:
    page = town.publish(FACEBOOK, now - DAY)
    town.platforms[FACEBOOK].numbers[page] = [told("views", 0, page)]
    town.capture(now)
    for picture in studio.pictures(audience.charts(town.report(now))).values():
        for svg in (picture.wide, picture.narrow):
            ticks = re.findall(r">(\d+)</text>", svg)
            assert ticks.count("1") == 1


def test_the_report_on_one_idea_shows_how_it_grew(town: Town, now: datetime) -> None:
    post = town.publish(X, now - DAY, title="The chief's coffee")
    town.platforms[X].numbers[post] = [told("impressions", 70, post)]
    town.capture(now - timedelta(hours=22))
    town.capture(now)
    growth = audience.charts(town.report(now))[-1]
    assert growth.title == "Impressions on X since “The chief's coffee” went out"
    assert [(row["x"], row["y"]) for row in growth.drawn["rows"]][3:] == [
        *((2.0, 70), (4.0, None), (8.0, None), (14.0, None), (24.0, 70))
    ]
    assert growth.table.rows[3] == ("2 h", "Nov 22, 11:00 AM", "70", "")


@pytest.mark.process
def test_pictures_can_stand_on_a_strict_page_and_name_themselves(
    report: audience.Report, studio: audience.Studio
) -> None:
    made = audience.charts(report)
    pictures = studio.pictures(made)
    assert set(pictures) == {chart.key for chart in made}
    for chart in made:
        for svg in (pictures[chart.key].wide, pictures[chart.key].narrow):
            root = ElementTree.fromstring(svg)
            assert [one.text for one in root[:2]] == [chart.title, chart.description]
            assert "style=" not in svg and "<script" not in svg and "<style" not in svg
    ids = re.findall(r'\bid="([^"]+)"', "".join(one.wide + one.narrow for one in pictures.values()))
    assert len(ids) == len(set(ids))


@pytest.mark.process
def test_pictures_take_the_colours_of_their_page(
    report: audience.Report, studio: audience.Studio
) -> None:
    wide = studio.pictures(audience.charts(report))["views-facebook"].wide
    assert re.findall(r'="#(?!fff)[0-9a-f]{3,6}"', audience.themed(wide)) == []
    assert 'fill="var(--accent, #1d4ccb)"' in audience.themed(wide)


@pytest.mark.process
def test_the_same_report_is_drawn_once(report: audience.Report, studio: audience.Studio) -> None:
    first = studio.pictures(audience.charts(report))
    before = {path: path.stat().st_mtime_ns for path in studio.cache.iterdir()}
    assert studio.pictures(audience.charts(report)) == first
    assert {path: path.stat().st_mtime_ns for path in studio.cache.iterdir()} == before


@pytest.mark.process
def test_what_was_drawn_before_a_fault_is_kept(report: audience.Report, tmp_path: Path) -> None:
    tmp_path.joinpath("drawing.py").write_text("""print('"<svg/>"'); raise SystemExit(1)""")
    studio = audience.Studio(tmp_path / "pictures", scripts=tmp_path)
    assert studio.pictures(audience.charts(report)) == {}
    assert [path.read_text() for path in studio.cache.iterdir()] == ["<svg/>"]


@pytest.mark.process
def test_a_drawing_that_takes_too_long_costs_the_picture_only(
    report: audience.Report, tmp_path: Path
) -> None:
    hurried = audience.Studio(tmp_path / "pictures", timeout=0.001)
    assert hurried.pictures(audience.charts(report)) == {}
    assert "Its numbers are here" in audience.html(report, hurried)
    with pytest.raises(errors.NotReady, match="The PDF could not be made"):
        audience.pdf(report, hurried)


@pytest.mark.process
def test_the_page_escapes_what_people_wrote_and_runs_nothing(
    report: audience.Report, studio: audience.Studio
) -> None:
    page = audience.html(report, studio)
    assert "<script" not in page and "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page
    assert not re.search(r'\bstyle="|\bon\w+="|src="|href="', page)
    assert report.new_people in page


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.process
def test_the_paper_says_the_same_and_is_made_for_everyone(
    report: audience.Report, studio: audience.Studio, tmp_path: Path
) -> None:
    paths = audience.bind(report, tmp_path / "out", studio)
    pdf = paths[0].read_bytes()
    for mark in (b"/MarkInfo", b"/Lang", b"/Alt", b"pdfuaid:part"):
        assert mark in pdf
    text = subprocess.run(
        ["pdftotext", str(paths[0]), "-"], capture_output=True, check=True, timeout=30
    ).stdout.decode()
    said = " ".join(text.split())
    for words in (report.title, report.new_people, "6,000", "Practice:", "could not be read"):
        assert words in said
    assert [path.name for path in paths] == [
        *("report.pdf", "report.html", "report.csv", "report.json")
    ]
