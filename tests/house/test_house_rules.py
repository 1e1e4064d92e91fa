"""Rules of the house: checks over the code itself rather than over one feature."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from workspace.config import Settings
from workspace.db import Base
from workspace.features import FEATURES, READERS, modules

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "workspace"

FOLDERS = {"workspace", "templates", "static", "migrations", "tests", "bench", "docs", "deploy", ".ci"}
DOCUMENTS = {f"{name}.md" for name in ("README", "CHANGELOG", "CONTRIBUTING", "GOVERNANCE", "SECURITY")} | {
    "LICENSE",
    "publiccode.yml",
}
TOOLS = {"wsgi.py", "pyproject.toml", "Makefile", "requirements.lock", "requirements-dev.lock"}
DOTFILES = {".gitignore", ".gitattributes", ".editorconfig"}

KINDS = {"models", "register", "policy", "queries", "actions", "forms", "words", "views", "cli"}
# Texts and figures that a feature brings along as data; no code lives there.
CONTENT = {"demo/programmes"}
LINES_AT_MOST = 300

# Called by actions, or by the front door before it knows of any thing: they change nothing that anybody has a
# right to. Nothing else belongs here.
ASK_NOBODY = {
    "accounts.actions.kept_forms.keep_form",
    "accounts.actions.second_steps.forget_when_last",
    "activity.actions.claim_submission",
    "activity.actions.forget_submissions",
    "activity.actions.record",
    "activity.actions.settle_submission",
    "answers.actions.telling.tell_question",
    "audit.actions.noting.hold_trail",
    "audit.actions.noting.note",
    "audit.actions.noting.note_event",
    "audit.actions.noting.note_reading",
    "backups.actions.restore_archive",
    "borging.actions.outlooks.rewrite_outlook",
    "borging.actions.outlooks.write_periods",
    "borging.actions.proving.keep_proof",
    "clocks.actions.answer_in_sight_again",
    "clocks.actions.answer_out_of_sight",
    "clocks.actions.set_clocks_right",
    "clocks.actions.start_clock",
    "clocks.actions.stop_clock",
    "clocks.actions.withdraw_questions",
    "comments.actions.talking.add_official_answer",
    "consents.actions.note_consent",
    "demo.actions.trail.note_the_past",
    "digests.actions.rows.add_missing_choices",
    "histories.actions.telling.tell_history",
    "initiatives.actions.editing.save_contents",
    "initiatives.actions.looking.ask_for_look",
    "initiatives.actions.looking.note_look",
    "initiatives.actions.looking.open_case_about",
    "initiatives.actions.telling.add_word",
    "initiatives.actions.telling.tell",
    "initiatives.actions.touching.touch",
    "leaving.actions.telling.tell_transfer",
    "learning.actions.consent.note_changed_quote",
    "learning.actions.telling.is_in_public",
    "learning.actions.telling.tell_moment",
    "learning.actions.telling.tell_published",
    "learning.actions.withdrawing.drop_picture",
    "learning.actions.withdrawing.empty_testimonies",
    "learning.actions.withdrawing.note_said",
    "mail.actions.enqueue_mail",
    "meetings.actions.telling.tell_meeting",
    "programmes.actions.streams.find_or_add_stream",
    "reporting.actions.drawing.tell_of_report",
}


def tell(problems: list[str], instead: str) -> None:
    """Fail with each problem on a line of its own, and with what to do about it."""
    assert not problems, "\n".join(["", *sorted(problems), "", f"Instead: {instead}"])


def kind_files(kind: str) -> Iterator[tuple[str, Path]]:
    """Yield the dotted name and the path of every file of this kind, folders of a kind included."""
    for path in sorted([*PACKAGE.glob(f"*/{kind}.py"), *PACKAGE.glob(f"*/{kind}/*.py")]):
        yield ".".join(path.relative_to(PACKAGE).with_suffix("").parts), path


def tracked_files() -> list[Path]:
    """Return every file that is in the repository or about to be."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    lines = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [Path(line) for line in lines if (ROOT / line).exists()]


def test_the_top_level_holds_what_the_readme_lists_and_nothing_else():
    found = {path.parts[0] for path in tracked_files()}
    unknown = found - FOLDERS - DOCUMENTS - TOOLS - DOTFILES
    tell(
        sorted(unknown),
        "put it in one of the folders; a new room is a decision (docs/decisions).",
    )


def test_features_are_folders_and_folders_are_features():
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    listed = {*FEATURES, *READERS}
    tell(
        sorted(folders - listed),
        "add the feature to workspace/features.py and to the lists in pyproject.toml.",
    )
    tell(sorted(listed - folders), "remove it from workspace/features.py, or make its folder.")


def test_a_feature_has_these_kinds_of_file_and_no_others():
    strangers = []
    for path in (path for feature in (*FEATURES, *READERS) for path in (PACKAGE / feature).iterdir()):
        name = str(path.relative_to(PACKAGE))
        if path.name in {"__init__.py", "__pycache__"}:
            continue
        if name in CONTENT:
            strangers += [str(file.relative_to(PACKAGE)) for file in path.rglob("*.py")]
        elif path.stem not in KINDS or not (path.is_dir() or path.suffix == ".py"):
            strangers.append(name)
        elif path.is_dir():
            files = (file for file in path.iterdir() if file.name != "__pycache__")
            strangers += [str(file.relative_to(PACKAGE)) for file in files if file.suffix != ".py"]
    kinds = ", ".join(sorted(KINDS))
    tell(strangers, f"a feature holds {kinds}; a file that outgrows its kind becomes a folder of that kind.")


def test_files_stay_small():
    code = [
        p for p in tracked_files() if p.suffix in {".py", ".html"} and p.parts[0] in FOLDERS - {"migrations"}
    ]
    lines = {path: len((ROOT / path).read_text().splitlines()) for path in code}
    tell(
        [f"{path} has {count} lines" for path, count in lines.items() if count > LINES_AT_MOST],
        "make it a folder of its kind with one file per noun (views/boards.py, views/members.py).",
    )


def test_every_action_names_its_actor_and_asks_permission_first():
    nameless, unasked = [], []
    for name, path in kind_files("actions"):
        for action in ast.parse(path.read_text()).body:
            if not isinstance(action, ast.FunctionDef) or action.name.startswith("_"):
                continue
            full_name = f"{name}.{action.name}"
            if full_name in ASK_NOBODY:
                continue
            if not any(a.arg == "by" and _is_actor(a) for a in action.args.kwonlyargs):
                nameless.append(full_name)
            if not _asks_first(action):
                unasked.append(full_name)
    tell(nameless, "give it a keyword-only `by: Actor`, so that each call says whose act it is.")
    tell(
        unasked,
        "let its first statement be `require(policy.may_…(by, …))`, before it reads or changes anything.",
    )


def _is_actor(argument: ast.arg) -> bool:
    return argument.annotation is not None and ast.unparse(argument.annotation) == "Actor"


def _asks_first(action: ast.FunctionDef) -> bool:
    statements = action.body[1:] if ast.get_docstring(action) else action.body
    return bool(statements) and ast.unparse(statements[0]).startswith("require(")


def test_only_one_place_reads_the_clock():
    """Elsewhere a demonstration would live in two times at once (docs/decisions/0008)."""
    read = re.compile(r"datetime\.(?:utc)?now\(|datetime\.today\(|date\.today\(|func\.(?:now|current_\w+)\(")
    found = [
        f"{path.relative_to(PACKAGE)} {word}"
        for path in PACKAGE.rglob("*.py")
        if path.name != "times.py"
        for word in read.findall(path.read_text())
    ]
    # The doctor compares the clock with that of the database.
    tell(
        [one for one in found if one != "doctor/queries/findings.py func.now("],
        "use now() or today() of workspace/times.py.",
    )


def test_relationships_load_only_what_is_asked_for():
    modules("models")
    eager = [
        f"{mapper.class_.__name__}.{relationship.key} has lazy={relationship.lazy!r}"
        for mapper in Base.registry.mappers
        for relationship in mapper.relationships
        if relationship.lazy not in {"raise_on_sql", "write_only"}
    ]
    tell(eager, 'declare it lazy="raise_on_sql" and name in queries.py what each page shows.')


def test_the_import_rules_know_the_features_in_the_same_order():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}
    for kind in ("models", "policy", "queries", "actions"):
        youngest, *others = contracts[f"Older features' {kind} do not know younger features' {kind}"][
            "layers"
        ]
        assert tuple(reversed(others)) == tuple(f"({feature}.{kind})" for feature in FEATURES), (
            f"Write the layers for {kind} in pyproject.toml as in workspace/features.py, youngest first."
        )
        assert youngest == " | ".join(f"({reader}.{kind})" for reader in READERS), (
            f"Write the readers of workspace/features.py as the first layer for {kind} in pyproject.toml."
        )
    protected = contracts["Readers are imported by no one"]["protected_modules"]
    assert protected == [f"workspace.{reader}" for reader in READERS], (
        "Name every reader there, in the same order."
    )


NO_MODELS = {"workspace.db", "workspace.connections"}  # what env.py needs to connect


def test_migrations_never_import_the_application():
    guilty = []
    for path in (ROOT / "migrations").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong = [n for n in names if n.split(".")[0] == "workspace" and n not in NO_MODELS]
            guilty += [f"{path.relative_to(ROOT)} imports {name}" for name in wrong]
    tell(guilty, "write the table out in the migration: models change, a migration that has run does not.")


def test_the_map_tells_of_every_module_of_the_front_door():
    told = (ROOT / "docs" / "house.md").read_text()
    silent = [path.name for path in sorted(PACKAGE.glob("*.py")) if f"`{path.name}`" not in told]
    tell(silent, "say in docs/house.md, in the table of the front door, what lives there.")


def test_the_readme_tells_of_every_setting():
    readme = (ROOT / "README.md").read_text()
    silent = [item.name.upper() for item in fields(Settings) if f"`{item.name.upper()}`" not in readme]
    tell(silent, "add it to the table of settings in README.md, with its default and what it means.")


def test_every_setting_is_read():
    own = {"config.py", "settings_checks.py"}
    code = "\n".join(path.read_text() for path in PACKAGE.rglob("*.py") if path.name not in own)
    config = (PACKAGE / "config.py").read_text().split("def read_settings")[0]
    read = set(re.findall(r"\.(\w+)", code)) | set(re.findall(r"\"(\w+)\"", code))
    read |= set(re.findall(r"self\.(\w+)", config))
    unread = [item.name for item in fields(Settings) if item.name not in read]
    tell(unread, "take it out of config.py and README.md: nothing asks for it.")


def test_the_readme_tells_of_every_command():
    told = (ROOT / "README.md").read_text().split("## Commands")[1].split("## Settings")[0]
    silent = [name for name in _commands() if not re.search(rf"`{name}[` ]", told)]
    tell(silent, "add it to the table of commands in README.md, with what it does.")


def _commands() -> Iterator[str]:
    """Yield our own commands, those of a group by both names."""
    for command in (each for feature in modules("cli") for each in feature.commands):
        if isinstance(command, click.Group):
            yield from (f"{command.name} {name}" for name in command.commands)
        else:
            yield str(command.name)
