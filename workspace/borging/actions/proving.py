"""Keeping what shows that a claim holds. Called by other actions, which asked permission."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from workspace.borging.models import BorgingAspect, Evidence, EvidenceKind
from workspace.db import db
from workspace.files import Received, keep
from workspace.programmes.actions.streams import find_or_add_stream
from workspace.stores import Folder


@dataclass(frozen=True)
class Proof:
    """What shows that a claim holds: some words, and what its kind asks for."""

    text: str
    kind: EvidenceKind = EvidenceKind.TEXT
    link: str = ""
    said_by: str = ""
    said_on: date | None = None
    runs_until: date | None = None
    stream: str = ""  # the name of a stream of money of the programme, perhaps a new one
    amount_cents: int | None = None  # a year
    file: Received | None = None


def keep_proof(
    aspect: BorgingAspect,
    proof: Proof,
    programme_id: int,
    folder: Folder | Path | None,
    *,
    added_by: int | None,
    moment: datetime,
) -> Evidence:
    """Add evidence to an aspect that has its id, and return it; its file goes into this folder.

    The file is written before the row: a row never points to nothing.
    """
    evidence = Evidence(
        aspect_id=aspect.id,
        text=proof.text,
        link=proof.link,
        kind=proof.kind,
        said_by=proof.said_by,
        said_on=proof.said_on,
        runs_until=proof.runs_until,
        amount_cents=proof.amount_cents,
        added_by_id=added_by,
        added_at=moment,
    )
    if proof.stream:
        evidence.funding_stream_id = find_or_add_stream(programme_id, proof.stream).id
    if proof.file is not None:
        if folder is None:
            raise ValueError("A file needs a folder to be kept in.")
        evidence.file_name = keep(proof.file, folder)
        evidence.file_title, evidence.file_size = proof.file.title, len(proof.file.content)
    db.session.add(evidence)
    return evidence
