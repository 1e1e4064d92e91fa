"""The migrations make exactly what the models say."""

import flask_migrate


def test_the_migrated_database_is_what_the_models_describe(app):
    flask_migrate.check()  # exits with an error when a model and its migration differ
