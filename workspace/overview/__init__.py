"""Reader: the pages that draw on every feature, such as home, programme and board."""
