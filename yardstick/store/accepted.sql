-- What is accepted into the store itself: the moment (UTC; none for the reviewed files) and the sources brought along.

ALTER TABLE change_set ADD COLUMN accepted_at TIMESTAMP;

CREATE TABLE brought (change_set INTEGER NOT NULL, source VARCHAR NOT NULL);
