"""A theme of the NL Design System becomes the few tokens that our styles read."""

import pytest

from workspace.themes.cli import OWN_STYLES
from workspace.themes.queries.colours import contrast, read_colour
from workspace.themes.queries.tokens import NotATheme, read_theme

THEME = """
@charset "utf-8";
/* A made-up house style. --basis-color-default-bg-document: red; */
.linde-theme {
  --linde-blue: hsl(210deg, 100%, 25%);
  --linde-white: #FFF;
  --basis-color-default-bg-document: var(--linde-white);
  --basis-color-action-2-color-default: var(--linde-none, var(--linde-also-none, var(--linde-blue)));
  --basis-text-font-family-default: "Linde Sans", system-ui;
  --basis-focus-background-color: var(--basis-focus-background-color);
  --linde-something-else: 12px;
}
@media (prefers-color-scheme: dark) { .linde-theme { --basis-color-default-bg-document: #000; } }
"""


@pytest.fixture
def theme(tmp_path):
    def read(css: str | bytes):
        path = tmp_path / "theme.css"
        path.write_bytes(css if isinstance(css, bytes) else css.encode())
        return read_theme(path, OWN_STYLES)

    return read


def test_only_the_tokens_we_use_are_kept_with_their_final_values(theme):
    assert theme(THEME).tokens == {
        "--basis-color-default-bg-document": "#FFF",
        "--basis-color-action-2-color-default": "hsl(210deg, 100%, 25%)",
        "--basis-text-font-family-default": '"Linde Sans", system-ui',
    }


def test_colours_that_read_badly_are_told(theme):
    assert all(pair.is_enough for pair in theme(THEME).contrasts)
    pale = theme(THEME.replace("25%)", "80%)")).contrasts
    assert {(pair.front, pair.back) for pair in pale if not pair.is_enough} == {
        ("link", "bg"),
        ("link", "surface"),
    }


@pytest.mark.parametrize(
    "value",
    [
        "url(https://elsewhere.example/x)",
        "image-set('a.png' 1x)",
        "expression(alert(1))",
        "</style><script>",
        "\\75rl(x)",
        "a" * 400,
        "var(--basis-color-default-bg-subtle)",
    ],
)
def test_a_value_that_could_do_more_than_colour_is_left_out(theme, value):
    css = THEME + f".linde-theme {{ --basis-color-default-bg-subtle: {value}; }}"
    assert "--basis-color-default-bg-subtle" not in theme(css).tokens


def test_a_value_cannot_end_its_rule(theme):
    css = THEME + ".linde-theme { --basis-color-default-bg-subtle: red} body{display:none; }"
    assert theme(css).tokens["--basis-color-default-bg-subtle"] == "red"


def test_tokens_that_grow_without_end_are_left_out(theme):
    steps = "".join(f"--a{n}: var(--a{n + 1}) var(--a{n + 1}) var(--a{n + 1});" for n in range(60))
    css = f":root {{ {steps} --a60: x; --basis-heading-color: var(--a0); --basis-border-radius-md: 4px; }}"
    assert theme(css).tokens == {"--basis-border-radius-md": "4px"}


@pytest.mark.parametrize(
    "css", ["", "hallo", "{}}}{{", ":root { --other: red }", b"\xff\xfe\x00", "body { color: red }"]
)
def test_something_else_is_refused(theme, css):
    with pytest.raises(NotATheme):
        theme(css)


def test_the_command_writes_a_file_and_reports(app, tmp_path):
    source, target = tmp_path / "linde.css", tmp_path / "made" / "theme.css"
    source.write_text(THEME)
    run = app.test_cli_runner().invoke
    done = run(args=["theme", "import", str(source), "--to", str(target)])
    assert done.exit_code == 0, done.output
    assert "3 tokens written" in done.output and "link on bg" in done.output
    assert f"THEME_FILE={target}" in done.output
    assert read_theme(target, OWN_STYLES).tokens == read_theme(source, OWN_STYLES).tokens
    refused = run(args=["theme", "import", str(tmp_path / "weg.css")])
    assert refused.exit_code == 1 and "cannot be read" in refused.output


def test_our_own_theme_reads_well(app):
    own = OWN_STYLES.with_name("theme.css")
    assert all(pair.is_enough for pair in read_theme(own, OWN_STYLES).contrasts)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#fff", (1, 1, 1)),
        ("Black", (0, 0, 0)),
        ("rgb(255 0 0)", (1, 0, 0)),
        ("rgba(0, 0, 0, 0)", (1, 1, 1)),
        ("rgb(0 0 0 / 50%)", (0.5, 0.5, 0.5)),
        ("#00000000", (1, 1, 1)),
        ("hsl(120, 100%, 50%)", (0, 1, 0)),
        ("12px", None),
        ("rgb(a b c)", None),
        ("rgb(1 2)", None),
    ],
)
def test_colours_are_read_as_style_sheets_write_them(text, colour):
    assert read_colour(text) == (pytest.approx(colour) if colour else None)


def test_contrast_is_as_wcag_says():
    assert contrast((1, 1, 1), (0, 0, 0)) == pytest.approx(21)
    grey = read_colour("#767676")
    assert grey and contrast(grey, (1, 1, 1)) == pytest.approx(4.54, abs=0.01)
