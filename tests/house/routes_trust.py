"""The routes of access, personal data and running it: act, endpoints, hides (404) or not."""

TRUST: tuple[tuple[str, str, bool], ...] = (
    ("mind one's own account", "accounts.outside", False),
    (
        "come in through one's own organisation, where that is set",
        "accounts.ask_outside, accounts.outside_answer, accounts.ask_to_link",
        True,
    ),
    ("let go of an organisation through which one signs in", "accounts.unlink", True),
    # What every site has for programs.
    (
        "see what is public",
        "overview.security, overview.security_at_the_top, overview.change_password, overview.robots",
        False,
    ),
    ("read the record of processing, see what is kept too long", "privacy.record, privacy.overdue", False),
    ("mind one's own account", "privacy.erase, privacy.take_back", False),
    ("mind one's own account", "privacy.own_data, privacy.fetch_own_data", False),
    (
        "mind the paper of somebody for whom one entered something",
        "privacy.erase_person, privacy.take_back_person",
        True,
    ),
    ("mind one's own account", "accounts.devices, accounts.sign_out_others", False),
    ("name and remove a passkey of one's own", "accounts.rename_key, accounts.remove_key", True),
    ("sign out a device of one's own", "accounts.sign_out_device", True),
    ("mind one's own account", "consents.mine", False),
    ("look after accounts, read the audit trail", "audit.front, audit.trail, audit.export", False),
    ("look after accounts, read the audit trail", "audit.accounts, audit.account", False),
    (
        "look after accounts, read the audit trail",
        "audit.block, audit.unblock, audit.sign_out, audit.name, audit.end",
        False,
    ),
    (
        "sign up, sign in, sign out",
        "accounts.second_step, accounts.ask_for_key, accounts.sign_in_by_key, accounts.second_step_by_key",
        False,
    ),
    (
        "mind one's own account",
        "accounts.confirm_self, accounts.ask_link_to_confirm, accounts.confirm_by_code, accounts.security,"
        "accounts.begin_app, accounts.confirm_app, accounts.remove_app, accounts.recovery_codes,"
        "accounts.confirm_by_key, accounts.ask_to_make_key, accounts.add_key",
        False,
    ),
)

# All that whoever must still set up a second step may open (setting REQUIRE_SECOND_STEP).
BEFORE_SECOND_STEP = frozenset(
    {
        "accounts.add_key",
        "accounts.ask_for_key",
        "accounts.ask_to_make_key",
        "accounts.begin_app",
        "accounts.confirm_app",
        "accounts.confirm_by_code",
        "accounts.confirm_by_key",
        "accounts.confirm_self",
        "accounts.recovery_codes",
        "accounts.ask_link_to_confirm",
        "accounts.look_in_mail",
        "accounts.security",
        "accounts.sign_in_by_link",
        "accounts.sign_out",
        "accounts.sign_out_everywhere",
    }
)

# What asks to confirm that it is them (workspace.web.sensitive). Not what is done every week: who is asked
# too often stops reading. Not signing out everywhere either, which must always work at once.
SENSITIVE = frozenset(
    {
        "accounts.add_key",
        "accounts.ask_to_make_key",
        "accounts.begin_app",
        "accounts.change_email",
        "audit.block",
        "audit.end",
        "audit.name",
        "audit.unblock",
        "accounts.change_password",
        "accounts.confirm_app",
        "accounts.recovery_codes",
        "accounts.remove_app",
        "accounts.ask_to_link",
        "accounts.unlink",
        "accounts.remove_key",
        "invitations.to_organisation",
        "invitations.to_team",
        "organisations.member",
        "programmes.end_team_member",
        "privacy.erase",
        "privacy.erase_person",
        "privacy.fetch_own_data",
        "programmes.openness",
    }
)
