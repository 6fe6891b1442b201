"""Judging targets against actuals: pure arithmetic on figures, no store, no words on a screen."""
