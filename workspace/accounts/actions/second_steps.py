"""What people have that shows it is them: adding it, using it and taking it away."""

from sqlalchemy import delete, or_, update

from workspace import codes
from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.actions.sessions import confirm_self
from workspace.accounts.models import CodeGenerator, Passkey, RecoveryCode, User, UserSession, hash_of
from workspace.accounts.queries import find_code_generator, has_second_step
from workspace.audit.actions import note
from workspace.db import change_rows, db, now
from workspace.sealing import seal, unseal
from workspace.times import AHEAD, elsewhere

OF_APPS = "code generator"
CODES_MADE = 10


class WrongCode(Exception):
    """This code is none of theirs, or was used before."""


def begin_code_generator(user: User, *, by: Actor) -> None:
    """Make a secret for an app; it counts for nothing until its first code came back."""
    require(policy.may_change(by, user))
    there = find_code_generator(user.id)
    if there and there.confirmed_at:
        return
    if there:
        there.secret, there.created_at = seal(codes.new_secret(), purpose=OF_APPS), now()
    else:
        db.session.add(CodeGenerator(user_id=user.id, secret=seal(codes.new_secret(), purpose=OF_APPS)))


def secret_of(generator: CodeGenerator, *, by: Actor) -> str | None:
    """Return the secret that still has to go into an app; None when SECRET_KEY is another one since."""
    require(generator.user_id == by.id and generator.confirmed_at is None)
    return unseal(generator.secret, purpose=OF_APPS)


def confirm_code_generator(user: User, *, code: str, by: Actor) -> None:
    """Let the app count from now on; raise WrongCode unless it shows this code."""
    require(policy.may_change(by, user))
    generator = find_code_generator(user.id)
    if generator is None or generator.confirmed_at or not _use_app(generator, code):
        raise WrongCode
    generator.confirmed_at = now()
    note("second_step.added", by=by, subject_id=user.id, kind="app")
    confirm_self(second_step=True, by=by)


def use_code(user: User, *, code: str, by: Actor) -> bool:
    """Take a code of this person's app or paper, which then never works again; raise WrongCode.

    Return whether it was one of paper. `by` is often a visitor, who is about to show who they are.
    """
    require(policy.may_sign_in(user))
    generator = find_code_generator(user.id)
    if generator and generator.confirmed_at and _use_app(generator, code):
        return False
    use = (
        update(RecoveryCode)
        .where(
            RecoveryCode.code_hash == _hash_of(user, code),
            RecoveryCode.user_id == user.id,
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now())
    )
    if not change_rows(use):
        raise WrongCode
    note("recovery_code.used", by=by, subject_id=user.id)
    return True


def _use_app(generator: CodeGenerator, code: str) -> bool:
    secret = unseal(generator.secret, purpose=OF_APPS)
    # The clock of a demonstration lies in the past; that of a telephone does not.
    step = codes.step_of(secret, code, at=elsewhere(now())) if secret else None
    if step is None:
        return False
    # A clock that was far ahead took codes of then: those of now work all the same once it is set right.
    is_ahead = CodeGenerator.last_step > step + AHEAD.total_seconds() // codes.STEP
    use = (
        update(CodeGenerator)
        .where(CodeGenerator.id == generator.id, or_(CodeGenerator.last_step < step, is_ahead))
        .values(last_step=step)
    )
    return bool(change_rows(use))


def make_recovery_codes(user: User, *, by: Actor) -> list[str]:
    """Return new codes for on paper, of which only hashes are kept; those there were work no longer."""
    require(policy.may_change(by, user))
    made = [codes.new_paper_code() for _ in range(CODES_MADE)]
    _remove(RecoveryCode, user)
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=_hash_of(user, code)) for code in made)
    note("recovery_codes.made", by=by, subject_id=user.id)
    return made


def remove_code_generator(user: User, *, by: Actor) -> None:
    """Let the app count no longer."""
    require(policy.may_change(by, user))
    _remove(CodeGenerator, user)
    note("second_step.removed", by=by, subject_id=user.id, kind="app")
    forget_when_last(user)


def reset_second_steps(user: User, *, by: Actor) -> None:
    """Take all second steps away from somebody who lost them, and sign them out everywhere."""
    require(policy.may_reset_second_steps(by))
    for kind in (Passkey, CodeGenerator, RecoveryCode, UserSession):
        _remove(kind, user)
    note("second_step.reset", by=by, subject_id=user.id)


def forget_when_last(user: User) -> None:
    """Once nothing shows any more that it is them: codes for when that is lost mean nothing, nor does a step
    that was taken with it. Called by actions that asked permission."""
    db.session.flush()
    if not has_second_step(user.id):
        _remove(RecoveryCode, user)
        change_rows(update(UserSession).where(UserSession.user_id == user.id).values(second_step_at=None))


def _hash_of(user: User, code: str) -> str:
    return hash_of(f"{user.id}:{codes.plain(code)}")


def _remove(kind: type[Passkey | CodeGenerator | RecoveryCode | UserSession], user: User) -> None:
    change_rows(delete(kind).where(kind.user_id == user.id))
