ALTER TABLE statement_agent RENAME TO statement_agent_4;
ALTER TABLE statement_activity RENAME TO statement_activity_4;
CREATE TABLE statement_agent (
  tenant TEXT NOT NULL, key BLOB NOT NULL, direct INTEGER NOT NULL, stored INTEGER NOT NULL, seq INTEGER NOT NULL, subject INTEGER NOT NULL,
  PRIMARY KEY (tenant, key, direct, stored, seq, subject)) WITHOUT ROWID;
CREATE TABLE statement_activity (
  tenant TEXT NOT NULL, key BLOB NOT NULL, direct INTEGER NOT NULL, stored INTEGER NOT NULL, seq INTEGER NOT NULL, subject INTEGER NOT NULL,
  PRIMARY KEY (tenant, key, direct, stored, seq, subject)) WITHOUT ROWID;
INSERT INTO statement_agent SELECT * FROM statement_agent_4 WHERE subject <> seq;
INSERT INTO statement_activity SELECT * FROM statement_activity_4 WHERE subject <> seq;
DROP TABLE statement_agent_4;
DROP TABLE statement_activity_4;
DROP TABLE statement_verb;
DROP TABLE statement_registration;
