DROP INDEX statement_verb;
DROP INDEX statement_registration;
DROP INDEX statement_order;
ALTER TABLE statement RENAME TO statement_2;
CREATE TABLE statement (
  tenant TEXT NOT NULL, id BLOB NOT NULL, seq INTEGER NOT NULL, tx INTEGER NOT NULL, stored INTEGER NOT NULL,
  timestamp INTEGER, version TEXT NOT NULL, verb TEXT NOT NULL, verb_key BLOB NOT NULL, object_key BLOB NOT NULL,
  registration BLOB, voided INTEGER NOT NULL, digest BLOB NOT NULL, crc INTEGER NOT NULL, payload TEXT NOT NULL);
INSERT INTO statement SELECT * FROM statement_2 ORDER BY tenant, stored, seq;
CREATE UNIQUE INDEX statement_order ON statement (tenant, stored, seq);
CREATE TABLE statement_id (
  tenant TEXT NOT NULL, id BLOB NOT NULL, stored INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)) WITHOUT ROWID;
CREATE TABLE statement_verb (
  tenant TEXT NOT NULL, key BLOB NOT NULL, stored INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, key, stored, seq)) WITHOUT ROWID;
CREATE TABLE statement_registration (
  tenant TEXT NOT NULL, key BLOB NOT NULL, stored INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, key, stored, seq)) WITHOUT ROWID;
INSERT INTO statement_id SELECT tenant, id, stored, seq FROM statement_2 ORDER BY tenant, id;
INSERT INTO statement_verb SELECT tenant, verb_key, stored, seq FROM statement ORDER BY tenant, verb_key, stored, seq;
INSERT INTO statement_registration SELECT tenant, registration, stored, seq FROM statement WHERE registration IS NOT NULL ORDER BY tenant, registration, stored, seq;
DROP TABLE statement_2;
INSERT INTO meta (tenant, name, value) SELECT tenant, 'indexed', max(stored) FROM statement GROUP BY tenant;
