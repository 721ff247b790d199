"""Scorecard: review a council's children's services scorecard in a terminal."""
