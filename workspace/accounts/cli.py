"""Commands for accounts: the first administrator, and a way in without mail."""

from datetime import timedelta

import click
from flask import current_app
from flask.cli import with_appcontext

from workspace import passwords
from workspace.access import OPERATOR
from workspace.accounts.actions.links import make_link
from workspace.accounts.actions.people import create_user, make_admin
from workspace.accounts.actions.second_steps import reset_second_steps
from workspace.accounts.models import LinkPurpose, User
from workspace.accounts.queries import find_user
from workspace.audit.actions import note
from workspace.config import Settings
from workspace.db import db
from workspace.letters import compose, full_address
from workspace.mail.actions import enqueue_mail
from workspace.text import clean, email_address


def _address(context: click.Context, option: click.Parameter, typed: str) -> str:
    try:
        return email_address(typed)
    except ValueError as mistake:
        raise click.BadParameter(str(mistake)) from mistake


def _name(context: click.Context, option: click.Parameter, typed: str) -> str:
    name = clean(typed)
    if not name or len(name) > 80:
        raise click.BadParameter("Give a name of 1 to 80 characters.")
    return name


@click.command("create-admin")
@click.option("--email", prompt="E-mail address", callback=_address, help="Where the administrator signs in.")
@click.option("--name", prompt="Name", callback=_name, help="How others see the administrator.")
@click.option(
    "--password",
    prompt="Password (leave empty for a sign-in link)",
    default="",
    show_default=False,
    hide_input=True,
    confirmation_prompt=True,
    help="At least 15 characters; empty for a link.",
)
@with_appcontext
def create_admin(email: str, name: str, password: str) -> None:
    """Make an administrator, or make somebody with an account one."""
    password = clean(password)
    _check(password, about=(email, name))
    user = find_user(email)
    if user is not None:
        make_admin(user, by=OPERATOR)
        db.session.commit()
        click.echo(
            f"{email} had an account, and is an administrator now. The name and password stay as they were."
        )
        return
    password_hash = passwords.hash_password(password) if password else None
    user = create_user(email=email, name=name, password_hash=password_hash, is_admin=True, by=OPERATOR)
    link = "" if password else _link(user)
    db.session.commit()
    click.echo(f"{email} is an administrator.")
    if link:
        click.echo(f"Sign in once with this link: {link}")


def _check(password: str, *, about: tuple[str, ...]) -> None:
    if password and not passwords.LEAST <= len(password) <= passwords.MOST:
        raise click.ClickException(
            f"Give a password of {passwords.LEAST} to {passwords.MOST} characters, or none for a link."
        )
    if password and passwords.is_easy(password, about):
        raise click.ClickException(
            "That password is easy to guess. Take four words that do not belong together."
        )


@click.command("sign-in-link")
@click.argument("email", callback=_address)
@with_appcontext
def sign_in_link(email: str) -> None:
    """Print a link that signs EMAIL in once. Needs no mail server."""
    user = find_user(email)
    if user is None:
        raise click.ClickException(f"There is no account with {email}.")
    link = _link(user)
    note("sign_in_link_made", by=OPERATOR, subject_id=user.id)
    db.session.commit()
    click.echo(link)


@click.command("second-step-reset")
@click.argument("email", callback=_address)
@with_appcontext
def second_step_reset(email: str) -> None:
    """Take away all second steps of EMAIL, who lost them, and sign them out everywhere.

    Be sure that it is them who asks. They sign in with their password or a link in their mail.
    """
    user = find_user(email)
    if user is None:
        raise click.ClickException(f"There is no account with {email}.")
    reset_second_steps(user, by=OPERATOR)
    letter = compose("second_step_removed", locale=user.locale)
    enqueue_mail(user.email, subject=letter.subject, text=letter.text, locale=user.locale, by=OPERATOR)
    db.session.commit()
    click.echo(f"{email} has no second step any more, and is signed out everywhere.")


def _link(user: User) -> str:
    settings: Settings = current_app.extensions["settings"]
    lasts = timedelta(minutes=settings.link_minutes)
    token = make_link(user, LinkPurpose.SIGN_IN, lasts=lasts, by=OPERATOR)
    return full_address("accounts.sign_in_by_link", token=token)


commands: tuple[click.Command, ...] = (create_admin, sign_in_link, second_step_reset)
