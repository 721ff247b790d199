"""Screens route: they compose widgets, bind keys and hand messages on."""
