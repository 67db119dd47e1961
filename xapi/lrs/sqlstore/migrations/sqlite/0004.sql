CREATE TABLE posting (
  tenant TEXT NOT NULL, key BLOB NOT NULL, first INTEGER NOT NULL, list BLOB NOT NULL,
  PRIMARY KEY (tenant, key, first)) WITHOUT ROWID;
