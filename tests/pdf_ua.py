"""What PDF/UA-1 asks of a file, as far as a program can tell: our own check, beside that of the compiler.

veraPDF, the validator that everybody knows, comes as a Java installer only and not from a package registry
that the tests use. This looks at the rules that our documents can break (ISO 14289-1, Matterhorn protocol).
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf

SHOWS = frozenset(["Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "EI"])
HEADING = re.compile(r"/H([1-6])$")
CELLS = {"/TH", "/TD"}


def problems_of(content: bytes) -> list[str]:
    """Return what is wrong with this PDF, in words; an empty list when nothing is."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [*_whole(pdf), *_structure(pdf), *_fonts(pdf), *_pages(pdf)]


def nodes_of(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Yield every tag with its element, in reading order."""
    yield from _walk(pdf.Root.StructTreeRoot.get("/K"))


def _walk(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _walk(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S), node
        yield from _walk(node.get("/K"))


def _whole(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if pdf.is_encrypted:
        yield "It is locked."
    if not root.get("/MarkInfo", {}).get("/Marked") or root.MarkInfo.get("/Suspects", False):
        yield "It does not say that it is tagged."
    if not re.match(r"[a-z]{2}(-|$)", str(root.get("/Lang", ""))):
        yield "It says no language."
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "It does not show its title."
    with pdf.open_metadata() as about:
        if about.get("pdfuaid:part") != "1":
            yield "It does not say that it is PDF/UA-1."
        if not about.get("dc:title"):
            yield "It has no title."


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    nodes = list(nodes_of(pdf))
    levels = [int(found[1]) for tag, _node in nodes if (found := HEADING.match(tag))]
    if levels[:1] != [1]:
        yield "It does not begin with a heading 1."
    yield from (f"Heading {b} after {a}." for a, b in pairwise(levels) if b > a + 1)
    for tag, node in nodes:
        if tag == "/Figure" and not str(node.get("/Alt", "")).strip():
            yield "A figure has no words."
        if tag == "/Table":
            inside = [each for each, _node in _walk(node.get("/K"))]
            if "/TH" not in inside or "/TR" not in inside:
                yield "A table has no heads."
        if tag == "/TR" and not {each for each, _node in _walk(node.get("/K"))} & CELLS:
            yield "A row has no cells."
        if tag == "/L" and "/LI" not in [each for each, _node in _walk(node.get("/K"))]:
            yield "A list has no items."
    known = (
        "Document Part Sect Div P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table THead TBody TR TH TD Caption Figure"
    )
    known += " BlockQuote Quote Span Strong Em NonStruct Link Note Art"
    roles = set(map(str, (pdf.Root.StructTreeRoot.get("/RoleMap") or {}).keys()))
    strange = {tag for tag, _node in nodes} - {f"/{name}" for name in known.split()} - roles
    yield from (f"The tag {tag} is nobody's." for tag in sorted(strange))


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary) or each.get("/Type") != "/Font":
            continue
        if each.get("/Subtype") == "/Type0" and "/ToUnicode" not in each:
            yield f"The letters of {each.get('/BaseFont')} cannot be read aloud."
        if each.get("/Subtype") in {"/Type0", "/Type3"}:
            continue  # its descendant is looked at by itself; the other holds its drawings
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.get("/FontDescriptor", {}).keys()):
            yield f"The font {each.get('/BaseFont')} is not in it."


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    marked = _marked(pdf)
    for number, page in enumerate(pdf.pages, 1):
        depth, seen = [], set()
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                depth.append(str(operands[0]))
                if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                    seen.add(int(operands[1].MCID))
            elif name == "EMC":
                depth.pop()
            elif name in SHOWS and not depth:
                yield f"Page {number} shows something that is not in its tags ({name})."
        if seen - marked.get(page.objgen, set()):
            yield f"Page {number} has marked content that no tag holds."
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"Page {number} has links in another order than its tags."


def _marked(pdf: pikepdf.Pdf) -> dict[tuple[int, int], set[int]]:
    """Return, for each page, the numbers of the content that tags hold."""
    found: dict[tuple[int, int], set[int]] = {}
    for _tag, node in nodes_of(pdf):
        kids = node.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                found.setdefault(node.Pg.objgen, set()).add(kid)
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                found.setdefault(kid.get("/Pg", node.get("/Pg")).objgen, set()).add(int(kid.MCID))
    return found
