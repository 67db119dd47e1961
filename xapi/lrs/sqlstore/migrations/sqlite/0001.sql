CREATE TABLE statement (
  tenant TEXT NOT NULL, id BLOB NOT NULL, seq INTEGER NOT NULL, tx INTEGER NOT NULL, stored INTEGER NOT NULL,
  timestamp INTEGER, version TEXT NOT NULL, verb TEXT NOT NULL, verb_key BLOB NOT NULL, object_key BLOB NOT NULL,
  registration BLOB, voided INTEGER NOT NULL, digest BLOB NOT NULL, crc INTEGER NOT NULL, payload TEXT NOT NULL,
  PRIMARY KEY (tenant, id));
CREATE UNIQUE INDEX statement_order ON statement (tenant, stored, seq);
CREATE INDEX statement_verb ON statement (tenant, verb_key, stored, seq);
CREATE INDEX statement_registration ON statement (tenant, registration, stored, seq) WHERE registration IS NOT NULL;
CREATE TABLE statement_agent (
  tenant TEXT NOT NULL, key BLOB NOT NULL, direct INTEGER NOT NULL, stored INTEGER NOT NULL, seq INTEGER NOT NULL, subject INTEGER NOT NULL,
  PRIMARY KEY (tenant, key, direct, stored, seq, subject)) WITHOUT ROWID;
CREATE TABLE statement_activity (
  tenant TEXT NOT NULL, key BLOB NOT NULL, direct INTEGER NOT NULL, stored INTEGER NOT NULL, seq INTEGER NOT NULL, subject INTEGER NOT NULL,
  PRIMARY KEY (tenant, key, direct, stored, seq, subject)) WITHOUT ROWID;
CREATE TABLE statement_ref (
  tenant TEXT NOT NULL, target BLOB NOT NULL, stored INTEGER NOT NULL, seq INTEGER NOT NULL, depth INTEGER NOT NULL, voids INTEGER NOT NULL,
  subject INTEGER, verb_key BLOB, registration BLOB,
  PRIMARY KEY (tenant, target, stored, seq)) WITHOUT ROWID;
CREATE INDEX statement_ref_from ON statement_ref (tenant, stored, seq);
CREATE INDEX statement_ref_verb ON statement_ref (tenant, verb_key, stored, seq) WHERE subject IS NOT NULL;
CREATE INDEX statement_ref_registration ON statement_ref (tenant, registration, stored, seq) WHERE registration IS NOT NULL;
CREATE TABLE statement_attachment (
  tenant TEXT NOT NULL, sha2 TEXT NOT NULL, stored INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (tenant, sha2, stored, seq)) WITHOUT ROWID;
CREATE TABLE attachment (
  tenant TEXT NOT NULL, sha2 TEXT NOT NULL, content_type TEXT NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (tenant, sha2));
CREATE TABLE activity (
  tenant TEXT NOT NULL, key BLOB NOT NULL, iri TEXT NOT NULL, definition TEXT,
  PRIMARY KEY (tenant, key));
CREATE TABLE agent (
  tenant TEXT NOT NULL, key BLOB NOT NULL, name_key BLOB NOT NULL, identifier TEXT NOT NULL, name TEXT,
  PRIMARY KEY (tenant, key, name_key));
CREATE TABLE document (
  tenant TEXT NOT NULL, kind TEXT NOT NULL, activity BLOB NOT NULL, agent BLOB NOT NULL, id_key BLOB NOT NULL, registration BLOB NOT NULL,
  id BLOB NOT NULL, content_type TEXT NOT NULL, etag TEXT NOT NULL, updated INTEGER NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (tenant, kind, activity, agent, id_key, registration));
CREATE INDEX document_agent ON document (tenant, agent);
CREATE TABLE tombstone (
  tenant TEXT NOT NULL, id BLOB NOT NULL, until INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)) WITHOUT ROWID;
